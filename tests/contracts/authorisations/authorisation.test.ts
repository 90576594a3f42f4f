import { insurers } from '../../../seeds/parties/insurers';
import { suppliers } from '../../../seeds/parties/suppliers';
import { startProduct, type Product } from '../../support/product';

let product: Product;
let insurer: string;
let supplier: string;
const uzovi = insurers[0]?.uzovi ?? '';

beforeAll(async () => {
  product = await startProduct({ withReferenceData: true, now: '2026-11-10T09:00:00Z' });
  insurer = await product.token({ sub: 'assessor', role: 'INSURER', uzovi });
  supplier = await product.token({ sub: 'seller', role: 'SUPPLIER', agb: suppliers[0]?.agb });
});
afterAll(() => product.dispose());

const FIELDS = `{ __typename ... on Authorisation { id state patient { bsn } steps { kind reason requirementCode } }
  ... on Refused { refusals { code message } } }`;
interface Result {
  readonly __typename: string;
  readonly id: number;
  readonly state: string;
  readonly refusals: { code: string; message: string }[];
}

let keys = 0;
async function submit(over: Record<string, unknown> = {}): Promise<Result> {
  keys += 1;
  const input = {
    requestKey: `key-${keys}`,
    insurer: uzovi,
    patient: { bsn: '999990019', birthDate: '1950-05-17' },
    productGroup: 'A108005',
    functionalNeeds: ['b810', 'd5301'],
    module: 'STOMA',
    phase: 'CHOICE_AND_TRIAL',
    ...over,
  };
  const answer = await product.ask<{ requestAuthorisation: Result }>(
    supplier,
    `mutation ($input: AuthorisationInput!) { requestAuthorisation(input: $input) ${FIELDS} }`,
    { input },
  );
  return answer.requestAuthorisation;
}

async function reject(id: number, words: string, requirement: string): Promise<Result> {
  const answer = await product.ask<{ rejectAuthorisation: Result }>(
    insurer,
    `mutation ($id: Int!, $rejection: RejectionInput!) { rejectAuthorisation(id: $id, rejection: $rejection) ${FIELDS} }`,
    { id, rejection: { reason: 'NEED_NOT_SHOWN', words, requirement } },
  );
  return answer.rejectAuthorisation;
}

test('a rejection without words or without a requirement is refused, and nothing happened', async () => {
  const { id } = await submit();
  const before = await product.counts();
  const refused = await reject(id, 'No.', 'X99');
  expect(refused.__typename).toBe('Refused');
  expect(refused.refusals.map(({ code }) => code)).toEqual([
    'MOTIVATION_MISSING',
    'MOTIVATION_MISSING',
  ]);
  expect(await product.counts()).toEqual(before);

  const motivated = await reject(
    id,
    'The skin reaction is not described; send the findings.',
    'S3',
  );
  expect(motivated).toMatchObject({ __typename: 'Authorisation', state: 'REJECTED' });
});

test('the database refuses an unmotivated rejection, whoever writes it', async () => {
  const { id } = await submit();
  await expect(
    product.db.owner.query({
      name: '',
      text: `INSERT INTO authorisation_step (authorisation_id, sequence, kind, actor, occurred_at, words)
             VALUES (${id}, 2, 'REJECTED', 'x', now(), 'because we say so, that is why')`,
    }),
  ).rejects.toThrow('rejection_is_motivated');
});

test('an emergency needs no permission', async () => {
  const before = await product.counts();
  expect(await submit({ urgent: true })).toMatchObject({ refusals: [{ code: 'NOT_NEEDED' }] });
  expect(await product.counts()).toEqual(before);
});

test('the same key gives the same request for permission', async () => {
  const first = await submit({ requestKey: 'again' });
  const second = await submit({ requestKey: 'again' });
  expect(second.id).toBe(first.id);
});

test('the patient is for who asked and who decides; the supervisor sees figures, not people', async () => {
  const { id } = await submit();
  const authority = await product.token({ sub: 'nza', role: 'AUTHORITY' });
  const stranger = await product.token({
    sub: 'other',
    role: 'INSURER',
    uzovi: insurers[1]?.uzovi,
  });
  const SEE = `{ authorisation(id: ${id}) { id patient { bsn } } }`;
  expect(await product.ask(insurer, SEE)).toEqual({
    authorisation: { id, patient: { bsn: '999990019' } },
  });
  expect(await product.ask(authority, SEE)).toEqual({ authorisation: { id, patient: null } });
  expect(await product.ask(stranger, SEE)).toEqual({ authorisation: null });
});

test('figures: how many were rejected, how long it took, and why', async () => {
  const answer = await product.ask<{
    authorisationFigures: { insurer: { uzovi: string }; rejected: number; byReason: unknown[] }[];
  }>(
    insurer,
    `{ authorisationFigures(from: "2026-11-01", until: "2026-12-01") { insurer { uzovi } submitted decided rejected percentageRejected medianDays byReason { reason count } } }`,
  );
  expect(answer.authorisationFigures).toHaveLength(1);
  expect(answer.authorisationFigures[0]).toMatchObject({
    insurer: { uzovi },
    decided: 1,
    rejected: 1,
    percentageRejected: 100,
    medianDays: 0,
    byReason: [{ reason: 'NEED_NOT_SHOWN', count: 1 }],
  });
});
