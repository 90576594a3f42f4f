import fc from 'fast-check';
import type { ContentLine } from '../../../src/contracts/life/contract-content';
import {
  CSV_COLUMNS,
  csvOf,
  readHeading,
  readLine,
} from '../../../src/contracts/life/contract-csv.rules';
import { QUANTITY_PERIODS, REPLACEMENT_GROUNDS } from '../../../src/quality/contract-terms';
import { TARIFF_KINDS } from '../../../src/quality/paid-as.rules';
import { assertProperty } from '../../support/properties';

test.each<[string, string]>([
  ['lineNumber;tariffKind;tariff', 'the heading lacks unit'],
  ['lineNumber;tariffKind;tariff;unit;unit', 'the heading has a column twice'],
  [
    'lineNumber;tariffKind;tariff;unit;colour',
    `the heading has a column that is not known; there are: ${CSV_COLUMNS.join(';')}`,
  ],
])('heading %s: %s', (heading, problem) => {
  expect(readHeading(heading)).toBe(problem);
});

test('a heading in any order, as a spreadsheet writes it', () => {
  expect(readHeading('\uFEFFunit; tariff;tariffKind;lineNumber\r')).toEqual([
    'unit',
    'tariff',
    'tariffKind',
    'lineNumber',
  ]);
});

const COLUMNS = [
  'lineNumber',
  'productGroup',
  'tariffKind',
  'tariff',
  'unit',
  'motivatedDeviation',
  'replacementGrounds',
  'cheaperFirst',
] as const;

test.each<[string, string[]]>([
  ['1;A10;PIECE;1;piece', ['has 5 fields, and the heading 8']],
  ['1;A10;PIECE;1;"piece;;;', ['has a quote that is not closed']],
  ['1;A10;;1;piece;;;', ['must have a tariffKind']],
  [
    '1;A10;PIECE;1,5;piece;;;',
    ['must be a number such as 2.85, of at most eight digits and four decimals'],
  ],
  ['1;A10;PIECE;1;piece;yes;;', ['must have true or false as motivatedDeviation']],
  [
    '1;A10;PIECE;1;piece;;TIRED;true',
    [`must have one of ${REPLACEMENT_GROUNDS.join(', ')} as replacementGrounds`],
  ],
  [
    '0;;PIECE;1;piece;;;',
    ['must be a whole number from 1', 'must be given, or else a gtin, and not both'],
  ],
])('line %s: %j', (text, problems) => {
  const read = readLine(text, COLUMNS);
  expect(Array.isArray(read) && read.map(({ problem }) => problem)).toEqual(problems);
});

test('what is wrong is named by its column; of the whole line by none', () => {
  expect(readLine('x;;PIECE;1,5;piece;;;', COLUMNS)).toEqual([
    { column: 'lineNumber', problem: 'must have a whole number as lineNumber' },
    { column: 'lineNumber', problem: 'must be a whole number from 1' },
    { column: 'productGroup', problem: 'must be given, or else a gtin, and not both' },
    {
      column: 'tariff',
      problem: 'must be a number such as 2.85, of at most eight digits and four decimals',
    },
  ]);
  expect(readLine('1;A10', COLUMNS)).toEqual([{ problem: 'has 2 fields, and the heading 8' }]);
});

const text = (longest: number): fc.Arbitrary<string> =>
  fc
    .string({
      unit: fc.constantFrom('a', 'é', ';', '"', ' ', ','),
      minLength: 1,
      maxLength: longest,
    })
    .map((one) => `x${one}x`);
const orNull = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(value);
const positive = fc.integer({ min: 1, max: 100_000 });

const lineOf: fc.Arbitrary<ContentLine> = fc
  .record({
    lineNumber: positive,
    isArticle: fc.boolean(),
    region: orNull(fc.constant('ZK23')),
    tariffKind: fc.constantFrom(...TARIFF_KINDS),
    tariff: fc
      .tuple(fc.integer({ min: 0, max: 99_999_999 }), fc.integer({ min: 0, max: 9999 }))
      .map(([whole, part]) => `${whole}.${String(part).padStart(4, '0')}`),
    unit: text(30),
    deliveryHours: orNull(positive),
    emergencyDeliveryMinutes: orNull(positive),
    limit: orNull(fc.tuple(positive, fc.constantFrom(...QUANTITY_PERIODS), fc.boolean())),
    patientProfile: orNull(text(100)),
    replacement: orNull(
      fc.tuple(fc.subarray([...REPLACEMENT_GROUNDS]), orNull(positive), fc.boolean()),
    ),
  })
  .map(({ isArticle, limit, replacement, ...line }) => ({
    ...line,
    productGroup: isArticle ? null : 'A1001',
    gtin: isArticle ? '08712345000014' : null,
    quantityLimitMaximum: limit?.[0] ?? null,
    quantityLimitPer: limit?.[1] ?? null,
    motivatedDeviation: limit?.[2] ?? null,
    replacementGrounds: replacement?.[0] ?? null,
    usageTermMonths: replacement?.[1] ?? null,
    cheaperFirst: replacement?.[2] ?? null,
  }));

test('property: what is written is read again as it was', () => {
  assertProperty(
    fc.property(fc.array(lineOf, { maxLength: 5 }), (lines) => {
      const [heading = '', ...rows] = csvOf(lines).split('\n').slice(0, -1);
      const columns = readHeading(heading);
      if (typeof columns === 'string') throw new Error(columns);
      expect(rows.map((row) => readLine(row, columns))).toEqual(lines);
    }),
  );
});
