import fc from 'fast-check';
import { Fingerprint } from '../../../src/contracts/life/content-fingerprint.rules';
import type { ContractContent } from '../../../src/contracts/life/contract-content';
import { LinesInJson } from '../../../src/contracts/life/lines-in-json.rules';
import { assertProperty } from '../../support/properties';

/** What comes out when it comes in pieces of these lengths, one after the other. */
function taken(text: string, lengths: readonly number[] = [text.length]) {
  const splitter = new LinesInJson();
  const lines: { text: string; row: number }[] = [];
  let from = 0;
  for (let at = 0; from < text.length; at += 1) {
    const length = lengths[at % lengths.length] ?? 1;
    lines.push(...splitter.push(text.slice(from, from + length)));
    from += length;
  }
  return { lines, rest: splitter.rest, cut: splitter.cut };
}

test('property: the lines and the rest are what JSON says, in whatever pieces it comes', () => {
  const words = fc.string({
    unit: fc.constantFrom('a', '"', '\\', '[', ']', '{', '}', ',', ':', '\n', 'é', '😀'),
  });
  const value = fc.oneof(words, fc.integer(), fc.constant(null), fc.boolean(), fc.array(words));
  const line = fc.dictionary(words, value);
  assertProperty(
    fc.property(
      fc.dictionary(
        words,
        fc.oneof(value, fc.dictionary(fc.constantFrom('lines', 'x'), fc.array(line))),
      ),
      fc.array(line),
      fc.boolean(),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
      fc.constantFrom(undefined, 1),
      (others, lines, isFirst, lengths, indent) => {
        const file = isFirst ? { lines, ...others } : { ...others, lines };
        const { lines: found, rest } = taken(JSON.stringify(file, null, indent), lengths);
        expect(found.map(({ text }) => JSON.parse(text) as unknown)).toEqual(lines);
        expect(JSON.parse(rest)).toEqual({ ...file, lines: [] });
      },
    ),
  );
});

test('each line is told by the line of the file on which it begins', () => {
  const { lines, rest, cut } = taken('{\n"lines": [\n{"a": 1},\n\n{\n"a": 2}\n],\n"b": 1}');
  expect(lines.map(({ row }) => row)).toEqual([3, 5]);
  expect(rest).toBe('{\n"lines": [],\n"b": 1}');
  expect(cut).toEqual({ at: rest.indexOf(']'), rows: 5 });
});

test.each<[string, string, string[]]>([
  ['no lines', '{"a": [1]}', []],
  ['an empty list', '{"lines": [ ]}', []],
  ['lines within something else', '{"a": {"lines": [1]}, "b": [{"lines": [2]}]}', []],
  ['lines that are no list', '{"lines": {"a": [1]}}', []],
  ['a value that is called so', '{"a": "lines", "b": [1]}', []],
  ['a name in escapes', '{"l\\u0069nes": [1]}', ['1']],
  ['a comma too many', '{"lines": [1,]}', ['1', '']],
  ['a comma too few', '{"lines": [{} {}]}', ['{} {}']],
  ['a file that breaks off', '{"lines": [1, 2', ['1']],
])('%s', (_, text, expected) => {
  expect(taken(text).lines.map((line) => line.text.trim())).toEqual(expected);
});

test('lines twice, a line without an end, and a rest without an end are refused', () => {
  expect(() => taken('{"lines": [1], "lines": [2]}')).toThrow('contract.lines stands there twice');
  expect(() => taken(`{"lines": ["${'x'.repeat(20_001)}`)).toThrow('20000 characters at most');
  expect(() => taken(`{"a": "${'x'.repeat(4 * 1024 * 1024)}`)).toThrow(
    '4194304 characters at most',
  );
});

test('the fingerprint of a file is what it always was', () => {
  const content: ContractContent = {
    validFrom: '2027-01-01',
    validUntil: null,
    paymentForm: 'PIECE',
    emergencyClause: false,
    lines: [],
    activities: [{ code: 'TRIAL', funding: 'PRICED', tariff: '12.5', unit: 'time' }],
    clauses: [
      { code: 'INNOVATION', text: 'In words, "lines":[] and all.', parameters: { b: 1, a: 'x' } },
      { code: 'INDEXATION', text: 'No.', parameters: {} },
    ],
    authorisationList: ['B', 'A'],
    modulePins: [{ moduleCode: 'STOMA', version: 1 }],
    certificates: [{ kind: 'SEMH', validFrom: '2026-01-01' }],
    subcontractors: [],
    kpis: [{ code: 'X', target: '95', unit: '%', text: 't' }],
    exclusions: [],
    completeProfiles: ['T04'],
  };
  const fingerprint = new Fingerprint(content);
  fingerprint.add({
    lineNumber: 1,
    gtin: '08712345000038',
    tariffKind: 'PIECE',
    tariff: '1',
    unit: 'piece',
    patientProfile: 'young; "at home"',
    quantityLimitMaximum: 3,
    quantityLimitPer: 'MONTH',
    motivatedDeviation: false,
  });
  fingerprint.add({
    lineNumber: 2,
    productGroup: 'A1002',
    gtin: null,
    tariffKind: 'DAY',
    tariff: '02.5',
    unit: 'day',
    replacementGrounds: ['WORN_OUT', 'CHANGED_NEED'],
    cheaperFirst: true,
  });
  expect(fingerprint.digest()).toBe(
    '7aceba62dabf13d61f2ba5a8518b6afd1ab2273b4f3503d4efc49bc93a23a398',
  );
});
