import { insurers } from '../../../seeds/parties/insurers';
import { createPermissionWorld, type PermissionWorld } from './permission-world';

let product: PermissionWorld;
let submit: PermissionWorld['submit'];
let reject: PermissionWorld['reject'];
let insurer: string;
let supplier: string;

beforeAll(async () => {
  product = await createPermissionWorld();
  ({ submit, reject, insurer, supplier } = product);
});
afterAll(() => product.dispose());

const FIGURES = `query ($from: LocalDate!, $until: LocalDate!) { authorisationFigures(from: $from, until: $until) {
  insurer { uzovi } submitted withdrawn undecided waitingForInformation overdue withoutTerm decided decidedLate
  rejected percentageRejected medianDays byReason { reason count } } }`;
interface Figures {
  readonly authorisationFigures: readonly { readonly insurer: { readonly uzovi: string } }[];
}
const decider = insurers[2]?.uzovi;
const figures = async (token: string, from: string, until: string): Promise<object[]> => {
  const answer = await product.ask<Figures>(token, FIGURES, { from, until });
  return answer.authorisationFigures.filter(({ insurer: { uzovi: of } }) => of === decider);
};
const at = (day: number, time = '09:00'): void =>
  product.clock.moveTo(`2026-12-${String(day).padStart(2, '0')}T${time}:00Z`);

test('share rejected, median days and reasons of what was submitted in a period; exactly', async () => {
  const own = await product.token({ sub: 'decider', role: 'INSURER', uzovi: decider });
  const authority = await product.token({ sub: 'nza', role: 'AUTHORITY' });
  const APPROVE = `mutation ($id: Int!) { approveAuthorisation(id: $id) { __typename } }`;
  const WITHDRAW = `mutation ($id: Int!) { withdrawAuthorisation(id: $id) { __typename } }`;
  const because = 'The need for it is not described anywhere.';

  expect(await figures(own, '2026-12-01', '2027-01-01')).toEqual([]);
  at(1);
  const asked: number[] = [];
  for (let one = 0; one < 5; one += 1) asked.push((await submit({ insurer: decider })).id);
  const [first = 0, second = 0, third = 0, fourth = 0, fifth = 0] = asked;
  const none = {
    insurer: { uzovi: decider },
    submitted: 5,
    withdrawn: 0,
    undecided: 5,
    waitingForInformation: 0,
    overdue: 0,
    withoutTerm: 0,
    decided: 0,
    decidedLate: 0,
    rejected: 0,
  };
  expect(await figures(own, '2026-12-01', '2027-01-01')).toEqual([
    { ...none, percentageRejected: null, medianDays: null, byReason: [] },
  ]);

  await product.ask(supplier, WITHDRAW, { id: fifth });
  at(2);
  await product.ask(own, APPROVE, { id: first });
  at(3);
  await reject(second, because, 'S3', own);
  at(5);
  await reject(third, because, 'S3', own);
  const gone = { ...none, withdrawn: 1 };
  const three = {
    ...gone,
    undecided: 1,
    decided: 3,
    rejected: 2,
    percentageRejected: 66.67,
    medianDays: 2,
  };
  expect(await figures(own, '2026-12-01', '2027-01-01')).toEqual([
    { ...three, byReason: [{ reason: 'NEED_NOT_SHOWN', count: 2 }] },
  ]);
  at(9);
  await reject(fourth, because, 'S3', own);
  const four = {
    ...gone,
    undecided: 0,
    decided: 4,
    rejected: 3,
    percentageRejected: 75,
    medianDays: 3,
  };
  const whole = { ...four, byReason: [{ reason: 'NEED_NOT_SHOWN', count: 3 }] };
  expect(await figures(own, '2026-12-01', '2027-01-01')).toEqual([whole]);
  // Days are days in Amsterdam, and the last one named is not in it.
  expect(await figures(authority, '2026-12-01', '2026-12-02')).toEqual([whole]);
  expect(await figures(authority, '2026-11-01', '2026-12-01')).toEqual([]);
  at(31, '23:30');
  await submit({ insurer: decider });
  expect(await figures(own, '2026-12-31', '2027-01-01')).toEqual([]);
  expect(await figures(own, '2027-01-01', '2027-01-02')).toEqual([
    {
      ...none,
      submitted: 1,
      undecided: 1,
      withoutTerm: 1,
      percentageRejected: null,
      medianDays: null,
      byReason: [],
    },
  ]);
  expect(await figures(insurer, '2026-12-01', '2027-02-01')).toEqual([]);
});

test('what is undecided, waits for an answer, is overdue by the term of the contract, or was decided late', async () => {
  const own = await product.token({ sub: 'decider', role: 'INSURER', uzovi: decider });
  const authority = await product.token({ sub: 'nza', role: 'AUTHORITY' });
  const TERM = `query ($id: Int!) { authorisation(id: $id) { decideBy overdue } }`;
  const ofThatDay = async (): Promise<object | undefined> =>
    (await figures(authority, '2026-11-12', '2026-11-13'))[0];
  const [days] = await product.db.owner.query<{ days: number }>({
    name: '',
    text: `SELECT DISTINCT (parameters ->> 'decisionDays')::int AS days FROM contract_clause
           WHERE code = 'REJECTION_MOTIVATED' AND parameters ? 'decisionDays'`,
  });
  expect(days?.days).toBe(10);

  product.clock.moveTo('2026-11-12T09:00:00Z');
  const [first, second] = [await submit({ insurer: decider }), await submit({ insurer: decider })];
  await product.ask(
    own,
    `mutation ($id: Int!) { askAuthorisationInformation(id: $id, words: "Which findings?") { __typename } }`,
    { id: second.id },
  );
  product.clock.moveTo('2026-11-22T22:59:00Z');
  expect(await ofThatDay()).toMatchObject({
    submitted: 2,
    undecided: 2,
    waitingForInformation: 1,
    overdue: 0,
    withoutTerm: 0,
  });
  expect(await product.ask(own, TERM, { id: first.id })).toEqual({
    authorisation: { decideBy: '2026-11-22', overdue: false },
  });

  // A minute later it is the twenty-third in Amsterdam.
  product.clock.moveTo('2026-11-22T23:00:00Z');
  expect(await ofThatDay()).toMatchObject({ undecided: 2, overdue: 2, decidedLate: 0 });
  expect(await product.ask(own, TERM, { id: first.id })).toEqual({
    authorisation: { decideBy: '2026-11-22', overdue: true },
  });
  await product.ask(own, `mutation ($id: Int!) { approveAuthorisation(id: $id) { __typename } }`, {
    id: first.id,
  });
  expect(await ofThatDay()).toMatchObject({
    undecided: 1,
    overdue: 1,
    decided: 1,
    decidedLate: 1,
    medianDays: 10.58,
  });
});

test('the term of a contract with another supplier is not told to who asks', async () => {
  const [row] = await product.db.owner.query<{ agb: string }>({
    name: '',
    text: `SELECT agb FROM supplier WHERE agb NOT IN (SELECT supplier_agb FROM contract_version WHERE insurer_uzovi = '${decider}')
           ORDER BY agb LIMIT 1`,
  });
  const rival = await product.token({ sub: 'rival', role: 'SUPPLIER', agb: row?.agb });
  const own = await product.token({ sub: 'decider', role: 'INSURER', uzovi: decider });
  const { id } = await submit({ insurer: decider }, rival);
  const TERM = `query ($id: Int!) { authorisation(id: $id) { decideBy overdue } }`;

  expect(await product.ask(rival, TERM, { id })).toEqual({
    authorisation: { decideBy: null, overdue: null },
  });
  expect(await product.ask(own, TERM, { id })).toEqual({
    authorisation: { decideBy: '2026-12-03', overdue: false },
  });
});

test('the database takes the term from the contract, whatever is written', async () => {
  const { id } = await submit({ insurer: decider });
  const text = `INSERT INTO authorisation (insurer_uzovi, asked_by_role, asked_by_agb, request_key, product_group_code,
      functional_needs, module_version_id, phase, bsn_hash, sealed, key_id, submitted_at, decision_days, decision_term)
    SELECT insurer_uzovi, asked_by_role, asked_by_agb, 'by hand', product_group_code, functional_needs,
      module_version_id, phase, bsn_hash, sealed, key_id, submitted_at, 999, 'OWN_CONTRACT'
    FROM authorisation WHERE id = ${id}
    RETURNING decision_days AS days`;
  expect(await product.db.owner.query({ name: '', text })).toEqual([{ days: 10 }]);
});

test('a period without a day is refused', async () => {
  const answer = await product.send(insurer, FIGURES, {
    from: '2026-12-01',
    until: '2026-12-01',
  });
  expect(answer.errors?.[0]?.extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    fields: [{ path: 'until', message: 'must be after from: it is the day after the last' }],
  });
});
