import { insurers } from '../../../seeds/parties/insurers';
import { suppliers } from '../../../seeds/parties/suppliers';
import { startProduct, type Product } from '../../support/product';

let product: Product;
let insurer: string;
let supplier: string;
let otherInsurer: string;
const uzovi = insurers[0]?.uzovi ?? '';
const agb = suppliers[0]?.agb ?? '';

beforeAll(async () => {
  product = await startProduct({ withReferenceData: true });
  insurer = await product.token({ sub: 'buyer', role: 'INSURER', uzovi });
  supplier = await product.token({ sub: 'seller', role: 'SUPPLIER', agb });
  otherInsurer = await product.token({ sub: 'other', role: 'INSURER', uzovi: insurers[1]?.uzovi });
});
afterAll(() => product.dispose());

const FIELDS = `{ __typename ... on Dispute { id level heard overdue ending steps { sequence level kind party } }
  ... on Refused { refusals { code message path } } }`;
interface Result {
  readonly __typename: string;
  readonly id: number;
  readonly level: string;
  readonly steps: { kind: string }[];
  readonly refusals: { code: string }[];
}

async function open(over: Record<string, unknown> = {}): Promise<Result> {
  const input = {
    otherParty: uzovi,
    subject: 'Remover spray refused',
    words: 'The module lets it.',
    ...over,
  };
  const answer = await product.ask<{ openDispute: Result }>(
    supplier,
    `mutation ($input: OpenDisputeInput!) { openDispute(input: $input) ${FIELDS} }`,
    { input },
  );
  return answer.openDispute;
}

async function act(token: string, field: string, id: number, extra = ''): Promise<Result> {
  const words = field === 'argueDisproportionateRisk' ? 'argument' : 'words';
  const answer = await product.ask<Record<string, Result>>(
    token,
    `mutation ($id: Int!) { ${field}(id: $id, ${words}: "Said and written down."${extra}) ${FIELDS} }`,
    { id },
  );
  const result = answer[field];
  if (result === undefined) throw new Error(`No ${field}`);
  return result;
}

test('a dispute goes up a level only after the other party was told, heard and answered', async () => {
  const { id, steps } = await open();
  expect(steps.map(({ kind }) => kind)).toEqual(['OPENED', 'OTHER_PARTY_TOLD']);
  const before = await product.counts();
  expect(await act(supplier, 'escalateDispute', id)).toMatchObject({
    __typename: 'Refused',
    refusals: [{ code: 'WRONG_STATE' }],
  });
  expect(await product.counts()).toEqual(before);

  await act(insurer, 'answerDispute', id);
  await act(insurer, 'feedBackDisputeOutcome', id);
  expect(await act(supplier, 'escalateDispute', id)).toMatchObject({
    level: 'BRANCH',
    heard: false,
  });
});

test('a stranger neither sees nor touches it', async () => {
  const { id } = await open();
  const seen = await product.ask(
    otherInsurer,
    `{ dispute(id: ${id}) { id } disputes { nodes { id } } }`,
  );
  expect(seen).toEqual({ dispute: null, disputes: { nodes: [] } });
  expect(await act(otherInsurer, 'answerDispute', id)).toMatchObject({
    refusals: [{ code: 'NOT_FOUND' }],
  });
});

test('both act at once: one step each time, the numbers without a gap', async () => {
  const { id } = await open();
  await Promise.all([
    ...Array.from({ length: 6 }, () => act(supplier, 'argueDisproportionateRisk', id)),
    ...Array.from({ length: 6 }, () => act(insurer, 'argueDisproportionateRisk', id)),
  ]);
  const answer = await product.ask<{ dispute: { steps: { sequence: number }[] } }>(
    supplier,
    `{ dispute(id: ${id}) { steps { sequence } } }`,
  );
  const numbers = answer.dispute.steps.map(({ sequence }) => sequence);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  expect(numbers.length).toBeGreaterThanOrEqual(3);
});

test('the database refuses a skipped level, a changed step and a step after the end, whoever writes it', async () => {
  const { id } = await open();
  const step = (values: string): Promise<unknown> =>
    product.db.owner.query({
      name: '',
      text: `INSERT INTO dispute_step (dispute_id, sequence, level, kind, party, actor, occurred_at, words, ending)
             VALUES (${id}, ${values})`,
    });
  await expect(
    step(`3, 'BOARD', 'ESCALATED', 'SUPPLIER', 'x', now(), 'words', NULL`),
  ).rejects.toThrow('skipped');
  await expect(
    step(`3, 'BRANCH', 'ESCALATED', 'SUPPLIER', 'x', now(), 'words', NULL`),
  ).rejects.toThrow('heard');
  await act(supplier, 'endDispute', id, ', ending: COURT');
  await expect(
    step(`4, 'INDIVIDUAL', 'HEARD', 'INSURER', 'x', now(), 'words', NULL`),
  ).rejects.toThrow('ended');
  await expect(
    product.db.owner.query({
      name: '',
      text: `UPDATE dispute_step SET words = 'other' WHERE dispute_id = ${id}`,
    }),
  ).rejects.toThrow('History is only added to');
});
