import { lookUpLines } from '../../src/emergency/lines';
import type { PlaceLine } from '../../src/emergency/place-input.rules';
import type { SubstitutionWish } from '../../src/catalogue/substitution.rules';
import { CATHETERS, FOAMS, smallCatalogue } from '../catalogue/small-catalogue';

const LONG = { TERM_OF_USE: 'LONG', LATEX_FREE: true };
const catalogue = smallCatalogue(
  [
    { id: 1, values: { ...LONG, CHARRIERE: 14, WEARER: 'MAN' } },
    { id: 2, values: { ...LONG, CHARRIERE: 9, LATEX_FREE: false } },
    { id: 3, values: { ...LONG, CHARRIERE: 22, TERM_OF_USE: 'SHORT' } },
    { id: 4, values: { ...LONG, CHARRIERE: 61 }, active: false },
    { id: 5, values: { ...LONG, CHARRIERE: 14 }, active: false },
    { id: 6, group: FOAMS, values: { WIDTH_CM: 10 }, active: false },
  ],
  [[5, 1, 'EQUIVALENT']],
);

type Asked = readonly (readonly [code: string, value: string])[];

const ofGroup = (
  asked: Asked,
  substitution: SubstitutionWish = 'ALLOWED',
  productGroup = CATHETERS,
): PlaceLine => ({
  lineNumber: 1,
  productGroup,
  characteristics: asked.map(([code, value]) => ({ code, value })),
  gtin: null,
  pieces: 1,
  substitution,
});

const ofArticle = (id: number, substitution: SubstitutionWish): PlaceLine => ({
  ...ofGroup([], substitution),
  productGroup: null,
  gtin: String(id).padStart(14, '0'),
});

const refusals = (line: PlaceLine): [string, string | undefined, string][] =>
  lookUpLines([line], catalogue).refusals.map(({ code, path, message }) => [code, path, message]);

const CHARACTERISTICS = 'input.lines.0.characteristics';

test('what must be asked and was not is named all at once, with what there is', () => {
  expect(refusals(ofGroup([]))).toEqual([
    [
      'CHARACTERISTIC_MISSING',
      CHARACTERISTICS,
      `${CHARACTERISTICS} must name CHARRIERE (charriere): 9, 14 or 22 CH`,
    ],
    [
      'CHARACTERISTIC_MISSING',
      CHARACTERISTICS,
      `${CHARACTERISTICS} must name TERM_OF_USE (term_of_use): LONG or SHORT`,
    ],
  ]);
});

test('what is wrong and what is missing are said together', () => {
  expect(refusals(ofGroup([['CHARRIERE', '0x10']])).map(([code, path]) => [code, path])).toEqual([
    ['NOT_IN_CATALOGUE', `${CHARACTERISTICS}.0.value`],
    ['CHARACTERISTIC_MISSING', CHARACTERISTICS],
  ]);
});

test.each(['0x10', '1e1', '', ' ', 'Infinity'])('%j is no number', (text) => {
  const line = ofGroup([
    ['CHARRIERE', text],
    ['TERM_OF_USE', 'LONG'],
  ]);
  expect(refusals(line)).toEqual([
    [
      'NOT_IN_CATALOGUE',
      `${CHARACTERISTICS}.0.value`,
      `${CHARACTERISTICS}.0.value must be a number in CH`,
    ],
  ]);
});

test('what need not be asked may be left out', () => {
  const line = ofGroup([
    ['CHARRIERE', '14'],
    ['TERM_OF_USE', 'LONG'],
  ]);
  const { found, refusals: none } = lookUpLines([line], catalogue);

  expect(none).toEqual([]);
  expect(found[0]?.known?.matching).toMatchObject([
    {
      article: { id: 1 },
      match: 'EXACT',
      differences: [{ characteristic: 'LATEX_FREE', asked: null, given: true }],
    },
  ]);
});

test('a value that no article has is refused at its place, with those there are; what was sent is not repeated', () => {
  const line = ofGroup([
    ['TERM_OF_USE', 'LONG'],
    ['CHARRIERE', '61'],
  ]);
  expect(refusals(line)).toEqual([
    [
      'NOTHING_FITS',
      `${CHARACTERISTICS}.1.value`,
      `${CHARACTERISTICS}.1.value: no article of U010201 has this CHARRIERE; it can be 9, 14 or 22 CH`,
    ],
  ]);
});

test('values that no article has together are refused, with what each could be beside the others', () => {
  const line = ofGroup([
    ['CHARRIERE', '22'],
    ['TERM_OF_USE', 'LONG'],
  ]);
  expect(refusals(line)).toEqual([
    [
      'NOTHING_FITS',
      CHARACTERISTICS,
      `${CHARACTERISTICS}: no article of U010201 has these CHARRIERE, TERM_OF_USE together; ` +
        'with the others as they are there is CHARRIERE 9 or 14 CH; or TERM_OF_USE SHORT',
    ],
  ]);
});

test('a value that no article has, and others that none has together, are refused at once', () => {
  const line = ofGroup(
    [
      ['LATEX_FREE', 'true'],
      ['CHARRIERE', '9'],
      ['TERM_OF_USE', 'LONG'],
      ['WEARER', 'WOMAN'],
    ],
    'NOT_ALLOWED',
  );
  expect(refusals(line).map(([code, path]) => [code, path])).toEqual([
    ['NOTHING_FITS', `${CHARACTERISTICS}.3.value`],
    ['NOTHING_FITS', CHARACTERISTICS],
  ]);
  expect(refusals(line)[1]?.[2]).toBe(
    `${CHARACTERISTICS}: no article of U010201 has these LATEX_FREE, CHARRIERE, TERM_OF_USE together; ` +
      'with the others as they are there is LATEX_FREE false; or CHARRIERE 14 CH',
  );
});

test('beside what is wrong, it is said what nothing fits of the rest; the line is of its group, and no more is known of it', () => {
  const line = ofGroup([
    ['COLOUR', 'blue'],
    ['CHARRIERE', '61'],
    ['TERM_OF_USE', 'FOREVER'],
  ]);
  expect(refusals(line).map(([code, path]) => [code, path])).toEqual([
    ['NOT_IN_CATALOGUE', `${CHARACTERISTICS}.0.code`],
    ['NOT_IN_CATALOGUE', `${CHARACTERISTICS}.2.value`],
    ['NOTHING_FITS', `${CHARACTERISTICS}.1.value`],
  ]);
  expect(lookUpLines([line], catalogue).found).toEqual([
    { lineNumber: 1, group: catalogue.groups.get(CATHETERS), known: undefined },
  ]);
});

test('what is soft counts only where nothing else may be given', () => {
  const asked: Asked = [
    ['CHARRIERE', '14'],
    ['TERM_OF_USE', 'LONG'],
    ['WEARER', 'WOMAN'],
  ];
  expect(refusals(ofGroup(asked, 'ALLOWED'))).toEqual([]);
  expect(refusals(ofGroup(asked, 'NOT_ALLOWED'))).toEqual([
    [
      'NOTHING_FITS',
      `${CHARACTERISTICS}.2.value`,
      `${CHARACTERISTICS}.2.value: no article of U010201 has this WEARER; it can be MAN`,
    ],
  ]);
});

test('what stands in for what is asked fits, and what there is names all that it stands in for', () => {
  const forAnybody = smallCatalogue([
    { id: 1, values: { ...LONG, CHARRIERE: 14, WEARER: 'EITHER' } },
    { id: 2, values: { ...LONG, CHARRIERE: 12, WEARER: 'WOMAN' } },
  ]);
  const asked = (...more: Asked): PlaceLine =>
    ofGroup([['TERM_OF_USE', 'LONG'], ...more], 'NOT_ALLOWED');
  const messages = (line: PlaceLine) =>
    lookUpLines([line], forAnybody).refusals.map(({ message }) => message);

  expect(messages(asked(['CHARRIERE', '14'], ['WEARER', 'MAN'], ['LATEX_FREE', 'false']))).toEqual(
    [],
  );
  expect(messages(asked(['CHARRIERE', '12'], ['WEARER', 'MAN']))).toEqual([
    `${CHARACTERISTICS}: no article of U010201 has these TERM_OF_USE, CHARRIERE, WEARER together; ` +
      'with the others as they are there is CHARRIERE 14 CH; or WEARER WOMAN',
  ]);
  expect(messages(asked(['CHARRIERE', '14'], ['WEARER', 'NOBODY']))).toEqual([
    `${CHARACTERISTICS}.2.value must be one of MAN, WOMAN, EITHER`,
  ]);
});

test('a product group of which nothing is supplied any more is refused', () => {
  expect(refusals(ofGroup([], 'ALLOWED', FOAMS))).toEqual([
    [
      'NOTHING_FITS',
      'input.lines.0.productGroup',
      'input.lines.0.productGroup: no article of M040406 is supplied any more',
    ],
  ]);
});

test('an article that is no longer supplied is refused where nothing may take its place, with what would help', () => {
  const words = (instead: string): unknown => [
    [
      'NOTHING_FITS',
      'input.lines.0.gtin',
      'input.lines.0.gtin: this article is no longer supplied, and nothing may be given in its place; ' +
        `${instead} by product group U010201`,
    ],
  ];
  expect(refusals(ofArticle(5, 'NOT_ALLOWED'))).toEqual(words('allow substitution, or ask'));
  expect(refusals(ofArticle(5, 'ALLOWED'))).toEqual([]);
  expect(refusals(ofArticle(4, 'ALLOWED'))).toEqual(words('ask'));
});
