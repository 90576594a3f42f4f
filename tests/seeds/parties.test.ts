import { careProviders } from '../../seeds/parties/care-providers';
import { insurers } from '../../seeds/parties/insurers';
import { practitioners } from '../../seeds/parties/practitioners';
import { prescriberAuthority } from '../../seeds/parties/prescriber-authority';
import { suppliers } from '../../seeds/parties/suppliers';
import { gazetteerRows } from '../../seeds/geography/gazetteer';
import { DEVICE_CATEGORIES, type DeviceCategory } from '../../src/catalogue/device-category';
import { parseAgb } from '../../src/parties/agb.rules';
import { bigProfession, parseBig } from '../../src/parties/big.rules';
import { parseKvk } from '../../src/parties/kvk.rules';
import { mayPrescribe } from '../../src/parties/prescriber-authority.rules';
import { PROFESSIONS } from '../../src/parties/professions';
import { parseUzovi } from '../../src/parties/uzovi.rules';

const good = (value: string): unknown => ({ ok: true, value });

test('every code is one: UZOVI, AGB, KvK, BIG with its check digit', () => {
  for (const { uzovi } of insurers) expect(parseUzovi(uzovi)).toEqual(good(uzovi));
  for (const { agb } of [...suppliers, ...careProviders, ...practitioners]) {
    expect(parseAgb(agb)).toEqual(good(agb));
  }
  for (const { kvk } of suppliers) expect(parseKvk(kvk)).toEqual(good(kvk));
  for (const { big } of practitioners) {
    // A wrong check digit would come with a warning.
    if (big !== null) expect(parseBig(big)).toEqual(good(big));
  }
});

test('no code is given twice', () => {
  const codes = [...suppliers, ...careProviders, ...practitioners].map(({ agb }) => agb);
  const bigs = practitioners.flatMap(({ big }) => big ?? []);

  expect(new Set(codes).size).toBe(codes.length);
  expect(new Set(bigs).size).toBe(bigs.length);
  expect(new Set(insurers.map(({ uzovi }) => uzovi)).size).toBe(insurers.length);
});

test('codes on which public lists contradict each other are left out', () => {
  const codes = insurers.map(({ uzovi }) => uzovi);

  expect(codes.filter((code) => ['9664', '9644', '0699', '3334'].includes(code))).toEqual([]);
});

test('only codes on which two public lists agree are verified; the others say what they rest on', () => {
  const codesBy = (words: RegExp): string[] =>
    insurers.filter(({ source }) => words.test(source)).map(({ uzovi }) => uzovi);

  expect(insurers.filter(({ verified }) => verified).map(({ uzovi }) => uzovi)).toEqual(
    codesBy(/^two public code lists agree;/),
  );
  expect(codesBy(/^two/)).toEqual(['7095', '3313', '3351', '3358', '3361']);
  const withMemory = ['7029', '7037', '3311', '3332', '0101', '3343', '7119'];
  expect(codesBy(/^one public code list and general knowledge;/)).toEqual(withMemory);
  expect(codesBy(/^one public code list;/)).toEqual(['0736', '9086']);
  expect(codesBy(/^one public code list, which gives the code to another/)).toEqual(['9018']);
  expect(codesBy(/^general knowledge;/)).toEqual(['7085']);
  expect(
    insurers.every(({ source }) =>
      source.endsWith('not checked against the UZOVI register of Vektis'),
    ),
  ).toBe(true);
});

test('the suppliers together have every qualification that the devices need', () => {
  const qualifications = new Set(suppliers.flatMap((supplier) => supplier.qualifications));

  expect([...qualifications].sort()).toEqual([
    '7600',
    '7601',
    '7602',
    '7610',
    '7621',
    '7624',
    '7625',
    '7638',
    '7639',
    '7641',
    '7643',
    '7651',
    '7652',
    '7656',
    '7657',
  ]);
});

test('organisations of every kind lie in known places, in most regions', () => {
  const areas = new Map(gazetteerRows().map((row) => [row.pc4, row]));
  const regions = new Set(careProviders.map(({ pc4 }) => areas.get(pc4)?.regionCode));

  expect(regions.has(undefined)).toBe(false);
  expect(regions.size).toBeGreaterThanOrEqual(25);
  expect(new Set(careProviders.map(({ kind }) => kind)).size).toBe(7);
});

test('there are practitioners of every profession, each with a number of the own profession', () => {
  const professions = new Set(practitioners.map(({ professionCode }) => professionCode));

  expect([...professions].sort()).toEqual(PROFESSIONS.map(({ code }) => code));
  expect(bigOf('0101')).toBe('01');
  expect(bigOf('0200')).toBe('17');
  expect(bigOf('5700')).toBe('81');
  expect(bigOf('9102')).toBe('30');
  expect(bigOf('9013')).toBeUndefined();
});

function bigOf(profession: string): string | undefined {
  const person = practitioners.find(({ professionCode }) => professionCode === profession);
  return person?.big == null ? undefined : bigProfession(person.big);
}

describe('who may prescribe what', () => {
  const matrix = prescriberAuthority.map((row) => ({ ...row, verified: false }));
  const may = (
    professionCode: string,
    category: DeviceCategory,
    prescription: 'FIRST' | 'REPEAT',
    urgency: string,
    inStartAssortment = false,
  ): boolean =>
    mayPrescribe(matrix, { professionCode, category, prescription, urgency, inStartAssortment })
      .allowed;

  test('every profession has a row for every category', () => {
    const cells = new Set(
      matrix.map(({ professionCode, category }) => `${professionCode} ${category}`),
    );

    expect(cells.size).toBe(PROFESSIONS.length * DEVICE_CATEGORIES.length);
  });

  test.each<[string, DeviceCategory, 'FIRST' | 'REPEAT', string, boolean]>([
    // General practitioner, nurse specialist, physician assistant: all.
    ['0101', 'STOMA', 'FIRST', 'REGULAR', true],
    ['9133', 'DIABETES', 'FIRST', 'ACCELERATED', true],
    ['5700', 'WOUND', 'REPEAT', 'EMERGENCY', true],
    // District nurse: diabetes only again or in an emergency.
    ['9110', 'DIABETES', 'FIRST', 'EMERGENCY', true],
    ['9110', 'DIABETES', 'FIRST', 'ACCELERATED', false],
    ['9110', 'DIABETES', 'REPEAT', 'REGULAR', true],
    ['9136', 'INCONTINENCE', 'FIRST', 'REGULAR', true],
    // Nurse of level 4.
    ['9109', 'WOUND', 'FIRST', 'EMERGENCY', true],
    ['9109', 'WOUND', 'FIRST', 'REGULAR', false],
    ['9109', 'DIABETES', 'REPEAT', 'EMERGENCY', false],
    // Nurses with a speciality: their own category alone.
    ['9101', 'DIABETES', 'FIRST', 'REGULAR', true],
    ['9101', 'WOUND', 'REPEAT', 'EMERGENCY', false],
    ['9102', 'INCONTINENCE', 'FIRST', 'REGULAR', true],
    ['9104', 'WOUND', 'FIRST', 'REGULAR', true],
    ['9105', 'STOMA', 'FIRST', 'REGULAR', true],
    ['9105', 'INCONTINENCE', 'FIRST', 'EMERGENCY', false],
    // Specialists in their own field.
    ['0306', 'INCONTINENCE', 'FIRST', 'REGULAR', true],
    ['0306', 'DIABETES', 'FIRST', 'EMERGENCY', false],
  ])('%s, %s, %s, %s: %s', (profession, category, prescription, urgency, allowed) => {
    expect(may(profession, category, prescription, urgency)).toBe(allowed);
    expect(may(profession, category, prescription, urgency, true)).toBe(allowed);
  });

  test('a pharmacist may in an emergency alone, and of the start assortment alone', () => {
    expect(may('0200', 'STOMA', 'FIRST', 'EMERGENCY', true)).toBe(true);
    expect(may('0200', 'STOMA', 'FIRST', 'EMERGENCY', false)).toBe(false);
    expect(may('0200', 'STOMA', 'REPEAT', 'REGULAR', true)).toBe(false);
    expect(may('0200', 'PROSTHESIS', 'FIRST', 'EMERGENCY', true)).toBe(false);
  });
});
