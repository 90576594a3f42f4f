import {
  characteristicValueOf,
  checkAskedDevice,
  type DeviceAsked,
  valueProblem,
} from '../../src/catalogue/asked-device.rules';
import { CATHETERS, smallCatalogue } from './small-catalogue';

const LONG_14 = { CHARRIERE: 14, TERM_OF_USE: 'LONG', LATEX_FREE: true };
const catalogue = smallCatalogue([{ id: 1, values: LONG_14 }]);
const GTIN = '00000000000001';

const check = (asked: Omit<DeviceAsked, 'substitution'>) =>
  checkAskedDevice({ ...asked, substitution: 'ALLOWED' }, catalogue, 'input.lines.0');

const problems = (asked: Omit<DeviceAsked, 'substitution'>) => {
  const checked = check(asked);
  return checked.ok ? [] : checked.problems;
};

test('a product group with characteristics of the right types', () => {
  const characteristics = [
    { code: 'CHARRIERE', value: 14 },
    { code: 'TERM_OF_USE', value: 'LONG' },
    { code: 'LATEX_FREE', value: true },
  ];

  expect(check({ productGroup: CATHETERS, characteristics })).toEqual({
    ok: true,
    device: {
      productGroupCode: CATHETERS,
      requiredCharacteristics: LONG_14,
      articleId: null,
      substitution: 'ALLOWED',
    },
    group: catalogue.groups.get(CATHETERS),
    article: undefined,
  });
});

test('an article by its GTIN', () => {
  expect(check({ gtin: GTIN })).toEqual({
    ok: true,
    device: {
      productGroupCode: CATHETERS,
      requiredCharacteristics: {},
      articleId: 1,
      substitution: 'ALLOWED',
    },
    group: catalogue.groups.get(CATHETERS),
    article: catalogue.articleById.get(1),
  });
});

test.each([
  ['neither', {}],
  ['both', { productGroup: CATHETERS, gtin: GTIN }],
])('%s of product group and article is refused', (_, asked) => {
  expect(problems(asked)).toEqual([
    { path: 'input.lines.0', message: 'must have either productGroup or gtin, and not both' },
  ]);
});

test('what the catalogue does not have is refused', () => {
  expect(problems({ productGroup: 'U9999' })).toEqual([
    {
      path: 'input.lines.0.productGroup',
      message: 'must be the EMDN code of a product group of the catalogue: see productGroups',
    },
  ]);
  expect(
    problems({ gtin: '00000000000099', characteristics: [{ code: 'CHARRIERE', value: 14 }] }),
  ).toEqual([
    {
      path: 'input.lines.0.gtin',
      message: 'must be the GTIN (14 digits) of an article of the catalogue: see articles',
    },
    {
      path: 'input.lines.0.characteristics',
      message: 'must be left out beside gtin: the characteristics of the article hold',
    },
  ]);
});

test('all problems of the characteristics at once, each with what would be right, none with what was sent', () => {
  const characteristics = [
    { code: 'SECRET', value: 'secret' },
    { code: 'CHARRIERE', value: 'secret' },
    { code: 'TERM_OF_USE', value: 'secret' },
    { code: 'LATEX_FREE', value: 'secret' },
    { code: 'WEARER', value: 'MAN' },
    { code: 'WEARER', value: 'WOMAN' },
  ];

  const found = problems({ productGroup: CATHETERS, characteristics });

  expect(found).toEqual([
    {
      path: 'input.lines.0.characteristics.0.code',
      message:
        'must be a characteristic of U010201: CHARRIERE, TERM_OF_USE, LATEX_FREE, WEARER, LENGTH_CM',
    },
    { path: 'input.lines.0.characteristics.1.value', message: 'must be a number in CH' },
    { path: 'input.lines.0.characteristics.2.value', message: 'must be one of SHORT, LONG' },
    { path: 'input.lines.0.characteristics.3.value', message: 'must be true or false' },
    { path: 'input.lines.0.characteristics.5.code', message: 'must not be given twice' },
  ]);
  expect(JSON.stringify(found)).not.toMatch(/secret/i);
});

test.each([
  ['NUMBER', '14', 14],
  ['NUMBER', ' 12,7 ', 12.7],
  ['NUMBER', '0.3', 0.3],
  ['NUMBER', '-1', -1],
  ['BOOLEAN', 'true', true],
  ['BOOLEAN', 'false', false],
  ['CHOICE', ' LONG ', 'LONG'],
] as const)('a %s out of the text %j', (valueType, text, value) => {
  expect(characteristicValueOf({ valueType }, text)).toBe(value);
});

test.each([
  ['NUMBER', ''],
  ['NUMBER', '1e3'],
  ['NUMBER', '0x10'],
  ['NUMBER', 'Infinity'],
  ['BOOLEAN', 'yes'],
  ['BOOLEAN', ''],
  ['CHOICE', 'MEDIUM'],
] as const)('%s: the text %j is no value', (valueType, text) => {
  const choices = valueType === 'CHOICE' ? ['SHORT', 'LONG'] : null;
  const value = characteristicValueOf({ valueType }, text);

  expect(valueProblem({ valueType, unit: null, choices }, value)).toMatch(/^must be /);
});
