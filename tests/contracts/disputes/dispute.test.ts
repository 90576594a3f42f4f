import { insurers } from '../../../seeds/parties/insurers';
import { suppliers } from '../../../seeds/parties/suppliers';
import { startProduct, type Product } from '../../support/product';
import { registerNext, requirement } from '../assessment/module-versions';

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

const AT = '2026-11-10T09:00:00Z';
const STANDING = `level heard dueAt overdue ending steps { kind words }`;
async function standing(token: string, id: number): Promise<Record<string, unknown>> {
  const answer = await product.ask<{ dispute: Record<string, unknown> }>(
    token,
    `{ dispute(id: ${id}) { ${STANDING} } }`,
  );
  return answer.dispute;
}

test('all the way up: at each level told until when, heard, and the outcome fed back', async () => {
  product.clock.moveTo(AT);
  const { id } = await open({ moduleCode: 'STOMA', requirementCode: 'S3' });
  const due = ['2026-11-24', '2026-12-08', '2026-12-22', '2026-12-22'];
  for (const [rank, level] of ['INDIVIDUAL', 'BRANCH', 'BOARD', 'QUALITY_COUNCIL'].entries()) {
    expect(await standing(insurer, id)).toMatchObject({
      level,
      heard: false,
      overdue: false,
      dueAt: `${due[rank]}T10:00:00+01:00`,
    });
    expect(await act(supplier, 'escalateDispute', id)).toMatchObject({ __typename: 'Refused' });
    await act(insurer, 'answerDispute', id);
    expect(await standing(insurer, id)).toMatchObject({ level, heard: true });
    expect(await act(supplier, 'escalateDispute', id)).toMatchObject({ __typename: 'Refused' });
    await act(supplier, 'feedBackDisputeOutcome', id);
    const up = await act(supplier, 'escalateDispute', id);
    if (level === 'QUALITY_COUNCIL') {
      expect(up).toMatchObject({
        refusals: [
          { code: 'WRONG_STATE', message: 'There is no level above the quality council: end it.' },
        ],
      });
    }
  }
});

test.each([
  ['no requirement', { moduleCode: 'STOMA' }],
  ['no module', { requirementCode: 'S3' }],
  ['a requirement of another module', { moduleCode: 'STOMA', requirementCode: 'D3' }],
  ['a module that there is not', { moduleCode: 'NONE', requirementCode: 'S3' }],
  ['what only advises', { moduleCode: 'STOMA', requirementCode: 'S4' }],
  ['what is left to the insurer', { moduleCode: 'GKH', requirementCode: 'G20' }],
  ['what binds outside the register', { moduleCode: 'WOUND', requirementCode: 'W1' }],
  ['advice outside the register', { moduleCode: 'WOUND', requirementCode: 'W4' }],
])('%s is no agreement that can be broken, and nothing is opened', async (_, about) => {
  const before = await product.counts();
  const input = { otherParty: uzovi, subject: 'About this', words: 'About this.', ...about };
  const answer = await product.send(
    supplier,
    `mutation ($input: OpenDisputeInput!) { openDispute(input: $input) { __typename } }`,
    { input },
  );
  expect(answer.errors?.[0]?.extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    fields: [
      {
        path: 'input.requirementCode',
        message:
          'must be, together with moduleCode, the code of a requirement that binds (force BINDING), of a ' +
          'registered version of a module in the register (inRegister): see qualityModules. Leave both out when ' +
          'it is about anything else',
      },
    ],
  });
  expect(await product.counts()).toEqual(before);
});

/** As one could be opened before: about a requirement of any module. */
async function openedBefore(module: string, requirement: string): Promise<number> {
  const { id } = await open();
  for (const text of [
    'ALTER TABLE dispute DISABLE TRIGGER dispute_append_only',
    `UPDATE dispute SET module_code = '${module}', requirement_code = '${requirement}' WHERE id = ${id}`,
    'ALTER TABLE dispute ENABLE TRIGGER dispute_append_only',
  ]) {
    await product.db.owner.query({ name: '', text });
  }
  return id;
}

test.each([
  ['no module', async () => (await open()).id],
  ['what only advises', () => openedBefore('STOMA', 'S4')],
  ['what is left to the insurer', () => openedBefore('GKH', 'G20')],
  ['what binds outside the register', () => openedBefore('WOUND', 'W1')],
])('about %s it does not come to the board, and nothing happened', async (_, begin) => {
  const id = await begin();
  for (const level of ['INDIVIDUAL', 'BRANCH']) {
    expect(await standing(supplier, id)).toMatchObject({ level });
    await act(insurer, 'answerDispute', id);
    await act(insurer, 'feedBackDisputeOutcome', id);
    if (level === 'INDIVIDUAL') await act(supplier, 'escalateDispute', id);
  }
  const before = await product.counts();
  expect(await act(supplier, 'escalateDispute', id)).toMatchObject({
    __typename: 'Refused',
    refusals: [
      {
        code: 'WRONG_STATE',
        message:
          'Only a breach of an agreement of a module, one that binds, goes to the board of ZN and the branches. ' +
          'End it here: solved, agreed to disagree, or in court.',
      },
    ],
  });
  expect(await product.counts()).toEqual(before);
});

test('who does not answer in time is shown to be overdue, and passed by', async () => {
  product.clock.moveTo(AT);
  const { id } = await open();
  product.clock.moveTo('2026-11-24T09:00:00Z');
  expect(await standing(supplier, id)).toMatchObject({ overdue: false });
  expect(await act(supplier, 'feedBackDisputeOutcome', id)).toMatchObject({
    refusals: [
      {
        code: 'WRONG_STATE',
        message: 'The other party has to be heard first (its term ends on 2026-11-24).',
      },
    ],
  });
  product.clock.moveTo('2026-11-24T09:00:00.001Z');
  expect(await standing(supplier, id)).toMatchObject({ overdue: true, heard: false });
  await act(supplier, 'feedBackDisputeOutcome', id);
  const went = await act(supplier, 'escalateDispute', id);
  expect(went.steps.map(({ kind }) => kind)).toEqual([
    'OPENED',
    'OTHER_PARTY_TOLD',
    'NOT_ANSWERED_IN_TIME',
    'OUTCOME_FED_BACK',
    'ESCALATED',
    'OTHER_PARTY_TOLD',
  ]);
  product.clock.moveTo(AT);
});

test('disproportionate risk is argued in words, which stand in the record; without words it is not', async () => {
  const { id } = await open();
  const before = await product.counts();
  const silent = await product.send(
    supplier,
    `mutation { argueDisproportionateRisk(id: ${id}, argument: "  no ") { __typename } }`,
  );
  expect(silent.errors?.[0]?.extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    fields: [{ path: 'argument', message: 'must be 5 to 4000 characters' }],
  });
  expect(await product.counts()).toEqual(before);
  await act(supplier, 'argueDisproportionateRisk', id);
  const { steps } = (await standing(insurer, id)) as { steps: object[] };
  expect(steps.at(-1)).toEqual({ kind: 'RISK_ARGUED', words: 'Said and written down.' });
});

test('solved, or agreed to disagree, takes both; a court takes one; and then it is over', async () => {
  for (const ending of ['SOLVED', 'AGREE_TO_DISAGREE']) {
    const { id } = await open();
    const end = (token: string): Promise<Result> =>
      act(token, 'endDispute', id, `, ending: ${ending}`);
    expect(await end(supplier)).toMatchObject({ ending: null });
    expect(await end(supplier)).toMatchObject({ ending: null });
    expect(await end(insurer)).toMatchObject({ ending });
    expect(await act(insurer, 'answerDispute', id)).toMatchObject({
      refusals: [{ code: 'ALREADY_ENDED' }],
    });
  }
  const { id } = await open();
  const before = await product.counts();
  expect(await act(supplier, 'endDispute', id, ', ending: COURT')).toMatchObject({
    refusals: [{ code: 'WRONG_STATE' }],
  });
  expect(await product.counts()).toEqual(before);
  await act(insurer, 'answerDispute', id);
  expect(await act(insurer, 'endDispute', id, ', ending: COURT')).toMatchObject({
    ending: 'COURT',
  });
});

test('at the branches too, who brought it there goes to court only once the other was heard', async () => {
  product.clock.moveTo(AT);
  const { id } = await open();
  await act(insurer, 'answerDispute', id);
  await act(supplier, 'feedBackDisputeOutcome', id);
  await act(supplier, 'escalateDispute', id);
  const before = await product.counts();
  expect(await act(supplier, 'endDispute', id, ', ending: COURT')).toMatchObject({
    __typename: 'Refused',
    refusals: [
      {
        code: 'WRONG_STATE',
        message: 'The other party has to be heard first (its term ends on 2026-12-08).',
      },
    ],
  });
  expect(await product.counts()).toEqual(before);
  expect(await act(insurer, 'answerDispute', id)).toMatchObject({ level: 'BRANCH', heard: true });
  expect(await act(supplier, 'endDispute', id, ', ending: COURT')).toMatchObject({
    level: 'BRANCH',
    ending: 'COURT',
  });
});

test('who is still to be heard may go to court itself', async () => {
  const { id } = await open();
  const went = await act(insurer, 'endDispute', id, ', ending: COURT');
  expect(went).toMatchObject({ ending: 'COURT' });
  expect(went.steps.map(({ kind }) => kind)).toEqual(['OPENED', 'OTHER_PARTY_TOLD', 'ENDED']);
});

test('of every step the world is told that it was taken, and none of its words', async () => {
  const { id } = await open();
  await act(insurer, 'answerDispute', id);
  const told = await product.db.owner.query<{ payload: unknown }>({
    name: '',
    text: `SELECT payload FROM outbox WHERE topic = 'dispute.step' AND (payload ->> 'dispute')::int = ${id} ORDER BY id`,
  });
  const message = { dispute: id, level: 'INDIVIDUAL', ending: null };
  expect(told.map(({ payload }) => payload)).toEqual([
    { ...message, kind: 'OPENED', party: 'SUPPLIER' },
    { ...message, kind: 'HEARD', party: 'INSURER' },
  ]);
});

test('the supervisor sees every dispute, and those that go on apart', async () => {
  const authority = await product.token({ sub: 'nza', role: 'AUTHORITY' });
  const { id } = await open();
  const goesOn = async (): Promise<number[]> => {
    const answer = await product.ask<{ disputes: { nodes: { id: number }[] } }>(
      authority,
      `{ disputes(onlyOpen: true, first: 100) { nodes { id } } }`,
    );
    return answer.disputes.nodes.map((node) => node.id);
  };
  expect((await goesOn())[0]).toBe(id);
  await act(insurer, 'answerDispute', id);
  await act(insurer, 'endDispute', id, ', ending: COURT');
  expect(await goesOn()).not.toContain(id);
  expect(await standing(authority, id)).toMatchObject({ ending: 'COURT' });
});

test('what a version agreed on is still an agreement under its successor', async () => {
  const authority = await product.token({ sub: 'nza', role: 'AUTHORITY' });
  const rule = { kind: 'CLAUSE_PRESENT', parameters: '{"clause":"TRAINING"}' };
  await registerNext(product, authority, 'STOMA', '2099-01-01', [requirement('S99', rule)], ['S3']);
  expect(await open({ moduleCode: 'STOMA', requirementCode: 'S3' })).toMatchObject({
    __typename: 'Dispute',
  });
});
