import { createLifeWorld, LINE, type LifeWorld, type Outcome } from '../life/world';

let world: LifeWorld;
let insurerC: string;
let made = 0;

beforeAll(async () => {
  world = await createLifeWorld();
  world.clock.moveTo('2026-11-10T09:00:00Z');
  await world.db.owner.query({
    name: '',
    text: `INSERT INTO insurer (uzovi, name, verified, source) VALUES ('9003', 'Insurer C', false, 'test')`,
  });
  insurerC = await world.token({ sub: 'c', role: 'INSURER', uzovi: '9003' });
});
afterAll(() => world.dispose());

const FRAMEWORK = `__typename number name lot supplier { agb } ledBy { uzovi } openedAt closedAt closingReason
  participants { insurer { uzovi } answer answeredAt } contractNumbers`;

interface Framework {
  readonly __typename: 'ContractFramework' | 'Refused';
  readonly number: string;
  readonly participants: readonly { insurer: { uzovi: string }; answer: string }[];
  readonly contractNumbers: readonly string[];
  readonly closedAt: string | null;
  readonly closingReason: string | null;
  readonly refusals: readonly { code: string; path: string | null }[];
}

async function act(
  token: string,
  field: string,
  variables: Record<string, unknown>,
): Promise<Framework> {
  const [name = ''] = Object.keys(variables);
  const type = name === 'input' ? 'OpenContractFrameworkInput!' : 'String!';
  const answer = await world.ask<Record<string, Framework>>(
    token,
    `mutation ($${name}: ${type}) { ${field}(${name}: $${name}) { ... on ContractFramework { ${FRAMEWORK} }
       ... on Refused { __typename refusals { code path message } } } }`,
    variables,
  );
  return answer[field] as Framework;
}

/** Opened by A for a lot of its own; B and C are asked. */
async function opened(over: Record<string, unknown> = {}): Promise<string> {
  made += 1;
  const number = `9001-${made}`;
  const input = {
    number,
    name: 'Stoma',
    lot: `Joint ${made}`,
    insurers: ['9002', '9003'],
    ...over,
  };
  const framework = await act(world.insurerA, 'openContractFramework', { input });
  expect(framework.__typename).toBe('ContractFramework');
  return number;
}

const join = (token: string, number: string): Promise<Framework> =>
  act(token, 'joinContractFramework', { number });

async function see(token: string, number: string): Promise<Framework | null> {
  const answer = await world.ask<{ contractFramework: Framework | null }>(
    token,
    `query ($number: String!) { contractFramework(number: $number) { ${FRAMEWORK} } }`,
    { number },
  );
  return answer.contractFramework;
}

function draft(
  token: string,
  framework: string,
  over: Record<string, unknown> = {},
): Promise<Outcome> {
  made += 1;
  return world.act(token, 'draftContract', 'input: $input', {
    input: {
      number: `UNDER-${made}`,
      otherParty: '76000001',
      lot: framework.replace('9001-', 'Joint '),
      framework,
      terms: {
        validFrom: '2027-01-01',
        paymentForm: 'PIECE',
        emergencyClause: false,
        lines: [LINE],
      },
      ...over,
    },
  });
}

/** A draft is its drafter's alone: what is offered the others see. */
async function offer(
  token: string,
  framework: string,
  over: Record<string, unknown> = {},
): Promise<Outcome> {
  const { contract } = await draft(token, framework, over);
  return world.act(token, 'offerContract', `contract: "${contract.id}", words: "Ours."`);
}

const numberOf = async (outcome: Outcome): Promise<string> => {
  expect(outcome.__typename).toBe('ContractChanged');
  const [row] = await world.db.owner.query<{ number: string }>(
    { name: '', text: 'SELECT number FROM contract WHERE id = $1' },
    [outcome.contract.id],
  );
  return row?.number ?? '';
};

async function refused(
  work: () => Promise<Outcome | Framework>,
  code: string,
  path: string,
): Promise<void> {
  const before = await world.counts();
  const outcome = await work();
  expect(outcome).toMatchObject({ __typename: 'Refused', refusals: [{ code, path }] });
  expect(await world.counts()).toEqual(before);
}

async function wrong(work: Promise<unknown>, paths: readonly string[]): Promise<void> {
  const message = await work.then(String, String);
  for (const path of paths) expect(message).toContain(`"path":"${path}"`);
}

test('opened by one, joined by each for itself, and each has contracts of its own', async () => {
  const number = await opened();
  expect(await see(world.insurerB, number)).toEqual({
    __typename: 'ContractFramework',
    number,
    name: 'Stoma',
    lot: number.replace('9001-', 'Joint '),
    supplier: null,
    ledBy: { uzovi: '9001' },
    openedAt: '2026-11-10T10:00:00+01:00',
    closedAt: null,
    closingReason: null,
    participants: [
      { insurer: { uzovi: '9001' }, answer: 'JOINED', answeredAt: '2026-11-10T10:00:00+01:00' },
      { insurer: { uzovi: '9002' }, answer: 'INVITED', answeredAt: null },
      { insurer: { uzovi: '9003' }, answer: 'INVITED', answeredAt: null },
    ],
    contractNumbers: [],
  });
  await join(world.insurerB, number);
  const ofA = await numberOf(await offer(world.insurerA, number));
  const ofB = await numberOf(await offer(world.insurerB, number));
  const ofA2 = await numberOf(await offer(world.insurerA, number, { otherParty: '76000002' }));

  expect((await see(world.insurerA, number))?.contractNumbers).toEqual([ofA, ofA2]);
  expect((await see(world.insurerB, number))?.contractNumbers).toEqual([ofB]);
  expect((await see(insurerC, number))?.contractNumbers).toEqual([]);
  expect((await see(world.authority, number))?.contractNumbers).toEqual([ofA, ofB, ofA2]);
  const under = await world.ask<{
    contracts: { nodes: { number: string; framework: string; insurer: { uzovi: string } }[] };
  }>(
    world.insurerB,
    `query ($number: String!) { contracts(filter: { framework: $number }) { nodes {
       number framework insurer { uzovi } version { lines { tariff { amount } } } } } }`,
    { number },
  );
  expect(under.contracts.nodes).toMatchObject([
    { number: ofB, framework: number, insurer: { uzovi: '9002' } },
  ]);
});

describe('who sees what', () => {
  let number: string;

  beforeAll(async () => {
    number = await opened();
    await join(world.insurerB, number);
    await act(insurerC, 'declineContractFramework', { number });
    await offer(world.insurerA, number);
    await offer(world.insurerB, number, { otherParty: '76000002' });
  });

  test.each([
    ['insurerA', ['9001', '9002', '9003'], 1],
    ['insurerB', ['9001', '9002', '9003'], 1],
    ['insurerC', ['9003'], 0],
    ['supplierOne', ['9001'], 1],
    ['supplierTwo', ['9002'], 1],
    ['authority', ['9001', '9002', '9003'], 2],
  ] as const)('%s: the insurers %j and %i contracts', async (caller, insurers, contracts) => {
    const token = caller === 'insurerC' ? insurerC : world[caller];
    const framework = await see(token, number);
    expect(framework?.participants.map(({ insurer }) => insurer.uzovi)).toEqual(insurers);
    expect(framework?.contractNumbers).toHaveLength(contracts);
  });

  test('nobody else: neither by its number nor in the list', async () => {
    const other = await opened({ insurers: ['9003'] });
    for (const token of [world.insurerB, world.supplierOne, world.supplierTwo]) {
      expect(await see(token, other)).toBeNull();
      const { contractFrameworks } = await world.ask<{
        contractFrameworks: { nodes: Framework[]; pageInfo: { hasNextPage: boolean } };
      }>(token, `{ contractFrameworks(first: 100) { nodes { number } pageInfo { hasNextPage } } }`);
      const numbers = contractFrameworks.nodes.map((one) => one.number);
      expect(numbers).toContain(number);
      expect(numbers).not.toContain(other);
    }
  });

  test('the list comes in pages, each once', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: {
        contractFrameworks: {
          nodes: Framework[];
          pageInfo: { hasNextPage: boolean; endCursor: string };
        };
      } = await world.ask(
        world.authority,
        `query ($after: String) { contractFrameworks(first: 1, after: $after) {
           nodes { number } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      seen.push(...page.contractFrameworks.nodes.map((one) => one.number));
      const { hasNextPage, endCursor } = page.contractFrameworks.pageInfo;
      after = hasNextPage ? endCursor : null;
    } while (after !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toContain(number);
  });
});

test.each(['Stoma joint', 'stoma  JOINT', ' STOMA\u00a0joint '])(
  'for a lot that is written as %j',
  async (lot) => {
    const number = await opened({ lot: 'Stoma joint' });
    // As it was written before blanks were taken for one.
    const other = await opened({ lot: 'Stoma joint' });
    await world.db.owner.query(
      { name: '', text: `UPDATE contract_framework SET lot = ' Stoma   joint' WHERE number = $1` },
      [other],
    );
    for (const framework of [number, other]) {
      const under = await numberOf(await offer(world.insurerA, framework, { lot }));
      expect((await see(world.insurerA, framework))?.contractNumbers).toEqual([under]);
    }
  },
);

describe('refusals leave no trace', () => {
  test('an insurer answers once, and only what it was asked', async () => {
    const number = await opened({ insurers: ['9002'] });
    await refused(() => join(insurerC, number), 'NOT_FOUND', 'number');
    await refused(() => join(world.insurerB, 'no such'), 'NOT_FOUND', 'number');
    await join(world.insurerB, number);
    const before = await world.counts();
    expect((await join(world.insurerB, number)).__typename).toBe('ContractFramework');
    expect(await world.counts()).toEqual(before);
    await refused(
      () => act(world.insurerB, 'declineContractFramework', { number }),
      'WRONG_STATE',
      'number',
    );
    await refused(
      () => act(world.insurerA, 'declineContractFramework', { number }),
      'WRONG_STATE',
      'number',
    );
  });

  test('both answers at once: one is kept', async () => {
    const number = await opened();
    const answers = await Promise.all([
      join(world.insurerB, number),
      act(world.insurerB, 'declineContractFramework', { number }),
    ]);
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
      'ContractFramework',
      'Refused',
    ]);
  });

  test('no contract of who has not joined, nor for another lot or supplier', async () => {
    const number = await opened({ supplier: '76000001' });
    await refused(() => draft(world.insurerB, number), 'WRONG_STATE', 'input.framework');
    await act(world.insurerB, 'declineContractFramework', { number });
    await refused(() => draft(world.insurerB, number), 'NOT_FOUND', 'input.framework');
    await refused(() => draft(world.insurerA, 'no such'), 'NOT_FOUND', 'input.framework');
    await refused(
      () => draft(world.insurerA, number, { lot: 'Another' }),
      'WRONG_STATE',
      'input.lot',
    );
    await refused(
      () => draft(world.insurerA, number, { otherParty: '76000002' }),
      'WRONG_STATE',
      'input.otherParty',
    );
  });

  test('a supplier learns nothing of them by drawing up a contract', async () => {
    const number = await opened();
    const before = await world.counts();
    const errors = await Promise.all(
      [number, 'no such'].map((framework) =>
        draft(world.supplierOne, framework, { otherParty: '9001' }).then(String, String),
      ),
    );
    expect(errors[0]).toContain('"path":"input.framework"');
    expect(errors[0]).toBe(errors[1]);
    expect(await world.counts()).toEqual(before);
  });

  test('a number tells nobody that another insurer has it', async () => {
    const number = await opened({ insurers: ['9002'] });
    const before = await world.counts();
    for (const tried of [number, '9001-no such']) {
      await wrong(
        act(insurerC, 'openContractFramework', {
          input: { number: tried, name: 'x', lot: 'x', insurers: ['9002'] },
        }),
        ['input.number'],
      );
    }
    expect(await world.counts()).toEqual(before);
  });

  test('all that is wrong with what is opened is said at once; a number is taken once', async () => {
    const number = await opened();
    const before = await world.counts();
    const open = (input: Record<string, unknown>): Promise<Framework> =>
      act(world.insurerA, 'openContractFramework', { input });
    await wrong(
      open({ number: ' ', name: '', lot: '', supplier: 'x', insurers: ['9001', '0000'] }),
      ['input.number', 'input.name', 'input.lot', 'input.supplier', 'input.insurers.1'],
    );
    await wrong(open({ number: 'x', name: 'x', insurers: ['9001'] }), [
      'input.number',
      'input.lot',
      'input.insurers',
    ]);
    await refused(
      () => open({ number, name: 'x', lot: 'x', insurers: ['9002'] }),
      'NUMBER_TAKEN',
      'input.number',
    );
    expect(await world.counts()).toEqual(before);
  });
});

describe('closed by who leads it', () => {
  const close = async (
    token: string,
    number: string,
    reason = 'All is contracted.',
  ): Promise<Framework> => {
    const answer = await world.ask<{ closeContractFramework: Framework }>(
      token,
      `mutation ($number: String!, $reason: String!) { closeContractFramework(number: $number, reason: $reason) {
         ... on ContractFramework { ${FRAMEWORK} } ... on Refused { __typename refusals { code path message } } } }`,
      { number, reason },
    );
    return answer.closeContractFramework;
  };

  test('invitations lapse, contracts go on, and nothing is added any more', async () => {
    const number = await opened();
    await join(world.insurerB, number);
    const there = await draft(world.insurerB, number);
    const closed = await close(world.insurerA, number);
    expect(closed).toMatchObject({
      closedAt: '2026-11-10T10:00:00+01:00',
      closingReason: 'All is contracted.',
      participants: [
        { insurer: { uzovi: '9001' }, answer: 'JOINED' },
        { insurer: { uzovi: '9002' }, answer: 'JOINED' },
        { insurer: { uzovi: '9003' }, answer: 'LAPSED' },
      ],
    });
    await refused(() => join(insurerC, number), 'WRONG_STATE', 'number');
    await refused(
      () => act(insurerC, 'declineContractFramework', { number }),
      'WRONG_STATE',
      'number',
    );
    await refused(() => draft(world.insurerB, number), 'WRONG_STATE', 'input.framework');
    const offered = await world.act(
      world.insurerB,
      'offerContract',
      `contract: "${there.contract.id}", words: "Ours."`,
    );
    expect(offered.__typename).toBe('ContractChanged');
    // What was answered stays so, and closing it again changes nothing.
    const before = await world.counts();
    expect((await join(world.insurerB, number)).__typename).toBe('ContractFramework');
    expect(await close(world.insurerA, number, 'Another reason.')).toMatchObject({
      closingReason: 'All is contracted.',
    });
    expect(await world.counts()).toEqual(before);
  });

  test('by nobody else, and not without a reason', async () => {
    const number = await opened();
    await join(world.insurerB, number);
    await refused(() => close(world.insurerB, number), 'NOT_FOUND', 'number');
    await refused(() => close(insurerC, number), 'NOT_FOUND', 'number');
    const before = await world.counts();
    await wrong(close(world.insurerA, number, ' '), ['reason']);
    expect(await world.counts()).toEqual(before);
    expect((await see(world.insurerA, number))?.closedAt).toBeNull();
  });

  test('closed while others join and draw up contracts: each is before it or refused', async () => {
    const number = await opened();
    await join(world.insurerB, number);
    const [joined, drawn, closed] = await Promise.all([
      join(insurerC, number),
      draft(world.insurerB, number),
      close(world.insurerA, number),
    ]);
    expect(closed.__typename).toBe('ContractFramework');
    const after = await see(world.insurerA, number);
    const answerOfC = after?.participants.find(({ insurer }) => insurer.uzovi === '9003')?.answer;
    expect(answerOfC).toBe(joined.__typename === 'Refused' ? 'LAPSED' : 'JOINED');
    const [row] = await world.db.owner.query<{ count: number }>({
      name: '',
      text: `SELECT count(*)::int AS count FROM contract c JOIN contract_framework f ON f.id = c.framework_id
             WHERE f.number = '${number}'`,
    });
    expect(row?.count).toBe(drawn.__typename === 'Refused' ? 0 : 1);
  });

  test('the database keeps it closed, whoever writes', async () => {
    const number = await opened({ insurers: ['9002'] });
    await close(world.insurerA, number);
    const framework = `(SELECT id FROM contract_framework WHERE number = '${number}')`;
    for (const text of [
      `INSERT INTO contract_framework_insurer (framework_id, insurer_uzovi) VALUES (${framework}, '9003')`,
      `UPDATE contract_framework_insurer SET answer = 'JOINED', answered_by = 'x', answered_at = now()
       WHERE framework_id = ${framework} AND insurer_uzovi = '9002'`,
      `INSERT INTO contract (number, insurer_uzovi, supplier_agb, lot, framework_id)
       SELECT 'late', '9001', '76000001', lot, id FROM contract_framework WHERE number = '${number}'`,
      `UPDATE contract_framework SET closed_at = NULL, closed_by = NULL, closing_reason = NULL WHERE id = ${framework}`,
      `UPDATE contract_framework SET closed_at = closed_at + interval '1 day' WHERE id = ${framework}`,
    ]) {
      const before = await world.counts();
      await expect(world.db.owner.query({ name: '', text })).rejects.toThrow(
        /has been closed|is closed once/,
      );
      expect(await world.counts()).toEqual(before);
    }
  });
});

test('the database refuses what the program would not do', async () => {
  const number = await opened();
  const framework = `(SELECT id FROM contract_framework WHERE number = '${number}')`;
  const contract = (await draft(world.insurerA, number)).contract.id;
  const contractOfB = `INSERT INTO contract (number, insurer_uzovi, supplier_agb, lot, framework_id)
    SELECT 'x', '9002', '76000001', lot, id FROM contract_framework WHERE number = '${number}'`;
  const joins = `answer = 'JOINED', answered_by = 'x', answered_at = now()`;
  for (const [text, code] of [
    [contractOfB, '23514'],
    [contractOfB.replace("'9002'", "'9001'").replace(', lot, id', `, 'Another', id`), '23514'],
    [`UPDATE contract SET framework_id = NULL WHERE id = ${contract}`, '23514'],
    [
      `INSERT INTO contract_framework (number, name, lot, led_by, opened_at) VALUES ('9001-y', 'y', 'y', '9001', now())`,
      '23503',
    ],
    [
      `INSERT INTO contract_framework (number, name, led_by, opened_at) VALUES ('9001-y', 'y', '9001', now())`,
      '23514',
    ],
    [
      `INSERT INTO contract_framework (number, name, lot, led_by, opened_at) VALUES ('9002-y', 'y', 'y', '9001', now())`,
      '23514',
    ],
    [`UPDATE contract_framework SET name = 'x' WHERE id = ${framework}`, '42501'],
    [`DELETE FROM contract_framework_insurer WHERE framework_id = ${framework}`, '42501'],
    [
      `UPDATE contract_framework_insurer SET ${joins} WHERE framework_id = ${framework} AND insurer_uzovi = '9001'`,
      '23514',
    ],
    [
      `UPDATE contract_framework_insurer SET answer = 'JOINED' WHERE framework_id = ${framework} AND insurer_uzovi = '9002'`,
      '23514',
    ],
  ] as const) {
    const before = await world.counts();
    await expect(world.db.database.query({ name: '', text })).rejects.toMatchObject({ code });
    expect(await world.counts()).toEqual(before);
  }
});
