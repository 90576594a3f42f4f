import fc from 'fast-check';
import { changed, checkChange } from '../../../src/contracts/life/contract-changes.rules';
import type { ContentChanges } from '../../../src/contracts/life/contract-content';
import { InputProblems } from '../../../src/platform/invalid-input';
import type { ClauseCode } from '../../../src/quality/contract-terms';
import { assertProperty } from '../../support/properties';
import { content, line } from './contents';

test('a change leaves what it does not name, and gives lists whole', () => {
  const before = content({
    clauses: [
      { code: 'INDEXATION', text: 'No.', parameters: {} },
      { code: 'INNOVATION', text: 'Yearly.', parameters: {} },
    ],
    authorisationList: ['A10'],
    kpis: [{ code: 'X', target: '1', unit: 'day', text: 'x' }],
  });
  expect(changed(before, {})).toEqual({ terms: { ...before, lines: [] }, touched: [] });
  expect(
    changed(before, {
      withoutEnd: true,
      clauses: [{ code: 'INDEXATION', text: 'By the CPI.', parameters: { basis: 'CPI' } }],
      removeClauses: ['INNOVATION'],
      authorisationList: ['T04'],
      kpis: [],
    }).terms,
  ).toEqual({
    ...before,
    lines: [],
    validUntil: null,
    clauses: [{ code: 'INDEXATION', text: 'By the CPI.', parameters: { basis: 'CPI' } }],
    authorisationList: ['T04'],
    kpis: [],
  });
});

test('property: the lines that are given, and which do not stay; nothing is altered', () => {
  const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { maxLength: 9 });
  assertProperty(
    fc.property(numbers, numbers, (given, removed) => {
      const before = content({ lines: [line(1, '1')] });
      const copy = structuredClone(before);
      const lines = given.map((number, at) => line(number, String(at)));
      const { terms, touched } = changed(before, { lines, removeLines: removed });
      expect(terms.lines).toEqual(lines);
      expect(new Set(touched)).toEqual(new Set([...given, ...removed]));
      expect(before).toEqual(copy);
    }),
  );
});

const BEFORE = content({
  clauses: [
    { code: 'INDEXATION', text: 'No.', parameters: {} },
    { code: 'INNOVATION', text: 'Yearly.', parameters: {} },
  ],
});

function problemsOf(
  changes: ContentChanges,
  { removable = [], staying = 1 }: { removable?: readonly number[]; staying?: number } = {},
): string[] {
  const problems = new InputProblems();
  checkChange(changes, { content: BEFORE, removable, staying }, problems);
  return problems.all.map(({ path, message }) => `${path} ${message}`);
}

test('a change that says each thing once, and removes what there is, has no problem', () => {
  const changes: ContentChanges = {
    validUntil: '2028-12-31',
    lines: [line(2), line(1)],
    removeLines: [3],
    clauses: [{ code: 'INDEXATION', text: 'By the CPI.', parameters: {} }],
    removeClauses: ['INNOVATION'],
  };
  expect(problemsOf(changes, { removable: [3], staying: 0 })).toEqual([]);
});

test.each<[string, ContentChanges, string[]]>([
  [
    'a line twice, and one that is removed as well',
    { lines: [line(1), line(2), line(2)], removeLines: [1] },
    [
      'changes.lines.2.lineNumber must not be given twice',
      'changes.lines.0.lineNumber must not be in removeLines too',
    ],
  ],
  [
    'a line removed twice, and one that is not there',
    { removeLines: [1, 1, 77] },
    [
      'changes.removeLines.1 must not be given twice',
      'changes.removeLines.2 must be one of the lines that there are',
    ],
  ],
  [
    'a clause twice, and one that is removed as well',
    {
      clauses: ['PENALTY', 'PENALTY', 'INDEXATION'].map((code) => ({
        code: code as ClauseCode,
        text: 'x',
        parameters: {},
      })),
      removeClauses: ['INDEXATION'],
    },
    [
      'changes.clauses.1.code must not be given twice',
      'changes.clauses.2.code must not be in removeClauses too',
    ],
  ],
  [
    'a clause removed twice, and one that is not there',
    { removeClauses: ['INNOVATION', 'INNOVATION', 'PENALTY'] },
    [
      'changes.removeClauses.1 must not be given twice',
      'changes.removeClauses.2 must be one of the clauses that there are',
    ],
  ],
  [
    'an end and none',
    { validUntil: '2028-12-31', withoutEnd: true },
    ['changes.withoutEnd must be left out where validUntil is given'],
  ],
  [
    'what is wrong with what is given, where it was given',
    {
      clauses: [{ code: 'PENALTY', text: ' ', parameters: {} }],
      kpis: [{ code: 'X', target: '-', unit: 'day', text: 'x' }],
    },
    [
      'changes.clauses.0.text must be 1 to 4000 characters',
      'changes.kpis.0.target must be a number such as 2.85, of at most eight digits and four decimals',
    ],
  ],
  [
    'what comes of it',
    { validUntil: '2026-12-31', emergencyClause: true },
    [
      'changes.validUntil must not be before validFrom',
      'changes.emergencyClause must be true exactly when there is a clause EMERGENCY',
    ],
  ],
])('%s', (_, changes, expected) => {
  expect(problemsOf(changes, { removable: [1] })).toEqual(expected);
});

test('no lines that stay, and none given', () => {
  expect(problemsOf({ removeLines: [1] }, { removable: [1], staying: 0 })).toEqual([
    'changes.lines must have at least one line',
  ]);
});
