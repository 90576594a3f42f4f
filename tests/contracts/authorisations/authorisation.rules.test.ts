import {
  figuresOf,
  rejectionProblems,
  stepProblem,
  type AuthorisationFigures,
  type DecidedAuthorisation,
} from '../../../src/contracts/authorisations/authorisation.rules';

const DAY = 86_400_000;

const COUNTS = { withdrawn: 1, undecided: 2, waitingForInformation: 1, overdue: 1, withoutTerm: 0 };

/** Of decisions that were in time unless they say else. */
function figures(
  submitted: number,
  decided: readonly (Omit<DecidedAuthorisation, 'isLate'> & { readonly isLate?: boolean })[],
): AuthorisationFigures {
  return figuresOf({
    ...COUNTS,
    submitted,
    decided: decided.map((one) => ({ isLate: false, ...one })),
  });
}

test('a decided request goes no further, and only what was asked is answered', () => {
  expect(stepProblem('SUBMITTED', 'APPROVED')).toBeUndefined();
  expect(stepProblem('INFORMATION_ASKED', 'INFORMATION_GIVEN')).toBeUndefined();
  expect(stepProblem('SUBMITTED', 'INFORMATION_GIVEN')).toBe(
    'The insurer has not asked for anything.',
  );
  for (const end of ['APPROVED', 'REJECTED', 'WITHDRAWN'] as const) {
    expect(stepProblem(end, 'APPROVED')).toBe(
      `This request for permission has been decided: ${end}.`,
    );
  }
});

test('a rejection without words or without a requirement is none; both are said at once', () => {
  const paths = (words: string, requirementKnown: boolean): (string | null | undefined)[] =>
    rejectionProblems({ words, requirementKnown, moduleCode: 'STOMA' }).map(({ path }) => path);

  expect(paths('no', false)).toEqual(['rejection.words', 'rejection.requirement']);
  expect(paths('x'.repeat(19), true)).toEqual(['rejection.words']);
  expect(paths('x'.repeat(20), true)).toEqual([]);
});

test('figures: share of those decided, the median of odd and even numbers, reasons that occurred', () => {
  expect(figures(3, [])).toEqual({
    ...COUNTS,
    submitted: 3,
    decided: 0,
    decidedLate: 0,
    rejected: 0,
    percentageRejected: null,
    medianDays: null,
    byReason: [],
  });
  expect(
    figures(6, [
      { milliseconds: 8 * DAY, reason: 'NEED_NOT_SHOWN', isLate: true },
      { milliseconds: 1 * DAY, reason: null },
      { milliseconds: 2 * DAY, reason: null },
      { milliseconds: 3 * DAY, reason: 'NEED_NOT_SHOWN' },
    ]),
  ).toEqual({
    ...COUNTS,
    submitted: 6,
    decided: 4,
    decidedLate: 1,
    rejected: 2,
    percentageRejected: 50,
    medianDays: 2.5,
    byReason: [{ reason: 'NEED_NOT_SHOWN', count: 2 }],
  });
  expect(figures(1, [{ milliseconds: DAY / 3, reason: null }]).medianDays).toBe(0.33);
});

test.each([
  ['one', [3], 3],
  ['an odd number: the middle one, in whatever order they come', [9, 1, 4], 4],
  ['an even number: between the middle two', [10, 1, 2, 3], 2.5],
  ['two that are equal', [2, 2], 2],
])('the median of %s', (_, days, median) => {
  const decided = days.map((one) => ({ milliseconds: one * DAY, reason: null }));
  expect(figures(days.length, decided).medianDays).toBe(median);
});

test.each([
  [0, 3, 0],
  [1, 3, 33.33],
  [2, 3, 66.67],
  [3, 3, 100],
])('%i rejected of %i decided', (rejected, decided, percentage) => {
  const all = Array.from({ length: decided }, (_, index) => ({
    milliseconds: DAY,
    reason: index < rejected ? ('OTHER' as const) : null,
  }));
  expect(figures(10, all)).toMatchObject({
    submitted: 10,
    decided,
    rejected,
    percentageRejected: percentage,
    byReason: rejected === 0 ? [] : [{ reason: 'OTHER', count: rejected }],
  });
});

test('reasons stand in the order of their list, those that were not given are left out', () => {
  const reasons = ['OTHER', 'NOT_INSURED', 'OTHER', 'NOT_IN_PACKAGE'] as const;
  expect(
    figures(
      4,
      reasons.map((reason) => ({ milliseconds: 0, reason })),
    ).byReason,
  ).toEqual([
    { reason: 'NOT_INSURED', count: 1 },
    { reason: 'NOT_IN_PACKAGE', count: 1 },
    { reason: 'OTHER', count: 2 },
  ]);
});
