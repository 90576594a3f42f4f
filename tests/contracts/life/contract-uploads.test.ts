import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { startTypescript } from '../../support/node-process';
import { createLifeWorld, LINE, type LifeWorld } from './world';

let world: LifeWorld;
beforeAll(async () => {
  world = await createLifeWorld();
});
afterAll(() => world.dispose());

const sql = (text: string): { name: string; text: string } => ({ name: '', text });
const addressOf = (path: string): string => new URL(path, world.url).href;
const HEADING = 'lineNumber;productGroup;gtin;region;tariffKind;tariff;unit;patientProfile';
const csv = (...rows: string[]): string => [HEADING, ...rows].join('\n');

interface Reply {
  readonly status: number;
  readonly body: {
    readonly contract?: string;
    readonly outcome?: string;
    readonly errors?: readonly { message: string; extensions: { code: string } }[];
    readonly total?: number;
  };
}
async function send(
  token: string | undefined,
  method: 'PUT' | 'POST',
  path: string,
  body: string | Buffer,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const answer = await fetch(addressOf(path), {
    method,
    body: typeof body === 'string' ? body : new Uint8Array(body),
    headers: {
      'content-type': method === 'PUT' ? 'text/csv' : 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
  });
  return { status: answer.status, body: (await answer.json()) as Reply['body'] };
}
const put = (token: string | undefined, id: string, body: string | Buffer, headers = {}) =>
  send(token, 'PUT', `/contracts/${id}/lines.csv`, body, headers);
const post = (token: string | undefined, body: string, headers = {}) =>
  send(token, 'POST', '/contracts', body, headers);

async function text(token: string, id: string, file = 'export.json'): Promise<string> {
  const answer = await fetch(addressOf(`/contracts/${id}/${file}`), {
    headers: { authorization: `Bearer ${token}` },
  });
  return answer.text();
}
const codesOf = ({ status, body }: Reply): unknown => [
  status,
  body.errors?.map(({ extensions }) => extensions.code),
];

test('lines that come in are those that go out; the same again changes nothing', async () => {
  const id = await world.draft();
  const lines = csv(
    '1;A1001;;ZK23;PIECE;1.25;piece;',
    '2;;08712345000038;;MONTH;12;month;"young; at home"',
  );
  const changed = { contract: id, version: 1, lines: 2 };
  expect(await put(world.insurerA, id, lines)).toEqual({
    status: 200,
    body: { ...changed, outcome: 'CHANGED' },
  });
  const out = await text(world.insurerA, id, 'lines.csv');
  expect(out).toContain('"young; at home"');
  const before = [await world.counts(), await text(world.insurerA, id)];
  expect(await put(world.insurerA, id, out)).toEqual({
    status: 200,
    body: { ...changed, outcome: 'THE_SAME' },
  });
  expect([await world.counts(), await text(world.insurerA, id)]).toEqual(before);
});

test('every wrong line is named by number and column, the first hundred of them, and counted', async () => {
  const id = await world.draft();
  const before = [await world.counts(), await text(world.insurerA, id)];
  const rows = Array.from({ length: 70 }, (_, at) => `${at + 1};ZZZ;;;PIECE;1,5;piece;`);
  const { status, body } = await put(world.insurerA, id, csv('1;A1001;;;PIECE;1', ...rows));
  expect([status, body.total, body.errors?.length]).toEqual([422, 71, 71]);
  expect(body.errors?.slice(0, 2)).toEqual([
    {
      message: 'line 2: has 6 fields, and the heading 8',
      extensions: { code: 'BAD_LINE', line: 2 },
    },
    {
      message:
        'line 3, column tariff: must be a number such as 2.85, of at most eight digits and four decimals',
      extensions: { code: 'BAD_LINE', line: 3, column: 'tariff' },
    },
  ]);
  const many = Array.from({ length: 250 }, () => 'x;;;;GIFT;1,5;;');
  const more = await put(world.insurerA, id, csv(...many));
  expect([more.body.errors?.length, more.body.total]).toEqual([100, 250 * 6]);
  expect(codesOf(await put(world.insurerA, id, ''))).toEqual([422, ['BAD_LINE']]);
  expect(codesOf(await put(world.insurerA, id, HEADING))).toEqual([422, ['BAD_LINE']]);
  const latin = await put(
    world.insurerA,
    id,
    Buffer.from(csv('1;A1001;;;PIECE;1;pi\xe9ce;'), 'latin1'),
  );
  expect(latin.body.errors?.[0]?.message).toMatch(/^line \d: the file is not UTF-8/);
  expect([await world.counts(), await text(world.insurerA, id)]).toEqual(before);
});

test('whose it is not, and what is not there, has one answer; and nothing is changed', async () => {
  const id = await world.draft();
  const before = [await world.counts(), await text(world.insurerA, id)];
  const answers = new Set<string>();
  for (const [token, of] of [
    [world.insurerB, id],
    [world.supplierTwo, id],
    // Never offered to it.
    [world.supplierOne, id],
    [world.insurerA, '999999'],
    [world.insurerA, 'x'],
  ] as const) {
    answers.add(JSON.stringify(await put(token, of, csv('1;A1001;;;PIECE;9;piece;'))));
  }
  expect([...answers]).toEqual([
    JSON.stringify({
      status: 404,
      body: {
        errors: [
          {
            message: 'You have no contract with this id.',
            extensions: { code: 'NOT_FOUND', path: 'contract' },
          },
        ],
        total: 1,
      },
    }),
  ]);
  expect([await world.counts(), await text(world.insurerA, id)]).toEqual(before);
});

test('who may not draw up contracts may not send files, and is recorded', async () => {
  const id = await world.draft();
  const before = await text(world.insurerA, id);
  for (const token of [world.prescriber, world.stockPoint, world.authority]) {
    expect(codesOf(await put(token, id, csv()))).toEqual([403, ['FORBIDDEN']]);
    expect(codesOf(await post(token, before))).toEqual([403, ['FORBIDDEN']]);
  }
  for (const token of [undefined, 'no-token']) {
    expect(codesOf(await put(token, id, csv()))).toEqual([401, ['UNAUTHENTICATED']]);
    expect(codesOf(await post(token, before))).toEqual([401, ['UNAUTHENTICATED']]);
  }
  const recorded = sql(`SELECT operation, role, action, outcome, reason FROM access_log
    WHERE operation LIKE 'importContract%' ORDER BY operation, role`);
  let rows: unknown[] = [];
  for (let tries = 0; rows.length < 6 && tries < 100; tries += 1) {
    await pause(50);
    rows = await world.db.owner.query(recorded);
  }
  expect(rows).toEqual(
    ['importContract', 'importContractLines'].flatMap((operation) =>
      ['AUTHORITY', 'PRESCRIBER', 'STOCK_POINT'].map((role) => ({
        operation,
        role,
        action: 'UPDATE',
        outcome: 'DENIED',
        reason: 'role',
      })),
    ),
  );
  expect(await text(world.insurerA, id)).toBe(before);
});

test('what lies on the table is changed by who holds the pen; signed, by nobody', async () => {
  const id = await world.draft();
  await world.act(world.insurerA, 'offerContract', `contract: "${id}", words: "Ours."`);
  const lines = csv('1;A1001;;;PIECE;9;piece;', '2;A1002;;;PIECE;2;piece;');
  expect(codesOf(await put(world.insurerA, id, lines))).toEqual([409, ['NOT_YOUR_TURN']]);
  expect((await put(world.supplierOne, id, lines)).body.outcome).toBe('CHANGED');
  const { contractNegotiation } = await world.ask<{ contractNegotiation: { entries: unknown[] } }>(
    world.insurerA,
    `{ contractNegotiation(id: "${id}") { entries { party kind changes { lines } } } }`,
  );
  expect(contractNegotiation.entries.slice(1)).toEqual([
    { party: 'SUPPLIER', kind: 'REVISED', changes: { lines: [1, 2] } },
  ]);
  const [entry] = await world.db.owner.query(
    sql(`SELECT actor FROM contract_negotiation_entry ORDER BY id DESC LIMIT 1`),
  );
  expect(entry).toEqual({ actor: 'one' });
  await world.offerAndSign(id);
  const before = await text(world.insurerA, id);
  expect(codesOf(await put(world.supplierOne, id, lines))).toEqual([409, ['WRONG_STATE']]);
  expect(await text(world.insurerA, id)).toBe(before);
});

test('a contract comes in as JSON: added, the same, changed; as a draft of who sent it', async () => {
  const id = await world.draft(
    {},
    { lines: [LINE, { ...LINE, lineNumber: 2, patientProfile: 'x' }] },
  );
  const file = JSON.parse(await text(world.insurerA, id)) as object;
  const first = JSON.stringify({ ...file, number: 'FILE-1' });
  const added = await post(world.supplierOne, first);
  const contract = added.body.contract ?? '';
  expect(added).toEqual({
    status: 201,
    body: { contract, number: 'FILE-1', version: 1, outcome: 'ADDED' },
  });
  expect(JSON.parse(await text(world.supplierOne, contract))).toEqual({
    ...file,
    number: 'FILE-1',
  });
  // A draft is its drafter's alone, also when it came as a file.
  expect(JSON.parse(await text(world.insurerA, contract))).toHaveProperty('errors');
  const before = await world.counts();
  expect(await post(world.supplierOne, first)).toMatchObject({
    status: 200,
    body: { contract, outcome: 'THE_SAME' },
  });
  for (const [token, code] of [
    [world.insurerA, [409, ['NUMBER_TAKEN']]],
    [world.insurerB, [422, ['BAD_FILE']]],
    [world.supplierTwo, [422, ['BAD_FILE']]],
  ] as const) {
    expect(codesOf(await post(token, first))).toEqual(code);
  }
  expect(await world.counts()).toEqual(before);
  const second = JSON.stringify({ ...file, number: 'FILE-1', paymentForm: 'MIXED' });
  expect((await post(world.supplierOne, second)).body.outcome).toBe('CHANGED');
  await world.offerAndSign(contract);
  expect((await post(world.supplierOne, second)).body.outcome).toBe('THE_SAME');
  expect(codesOf(await post(world.supplierOne, first))).toEqual([422, ['BAD_FILE']]);
  // What the other party is drawing up meanwhile is not told.
  await world.act(
    world.insurerA,
    'amendContract',
    `contract: "${contract}", from: $from, changes: {}`,
    {
      from: '2027-06-01',
    },
  );
  expect(codesOf(await post(world.supplierOne, first))).toEqual([409, ['WRONG_STATE']]);
});

test('a file that is no contract is refused with every place, and nothing comes of it', async () => {
  const id = await world.draft();
  const file = JSON.parse(await text(world.insurerA, id)) as { lines: object[] };
  const before = await world.counts();
  const broken = await post(world.insurerA, '{\n  "number": 1,\n  oops\n}');
  expect(broken.body.errors?.[0]?.extensions).toEqual({ code: 'BAD_LINE', line: 3 });
  const wrong = await post(
    world.insurerA,
    JSON.stringify({
      ...file,
      number: 'WRONG',
      lines: Array.from({ length: 120 }, () => ({ ...file.lines[0], colour: 'blue' })),
    }),
  );
  expect([wrong.status, wrong.body.errors?.length, wrong.body.total]).toEqual([422, 100, 120]);
  expect(wrong.body.errors?.[0]).toEqual({
    message: 'contract.lines.0.colour is not known',
    extensions: { code: 'BAD_FILE' },
  });
  const lines = ['-1', '1'].map((tariff) => ({ ...file.lines[0], tariff }));
  const below = await post(world.insurerA, JSON.stringify({ ...file, number: 'WRONG', lines }));
  expect(below.body.errors?.map(({ message }) => message)).toEqual([
    'contract.lines.0.tariff must not be below 0',
  ]);
  const twice = [...lines.slice(1), ...lines.slice(1)];
  const again = await post(
    world.insurerA,
    JSON.stringify({ ...file, number: 'WRONG', lines: twice }),
  );
  expect(again.body.errors?.map(({ message }) => message)).toEqual([
    'contract.lines.1.lineNumber must not be given twice',
  ]);
  const nul = JSON.stringify({ ...file, number: 'WRONG', authorisationList: ['A\u0000'] });
  expect(codesOf(await post(world.insurerA, nul))).toEqual([422, ['BAD_FILE']]);
  const half = nul.replace('\\u0000', '\\ud800');
  expect(codesOf(await post(world.insurerA, half))).toEqual([422, ['BAD_FILE']]);
  expect(await world.counts()).toEqual(before);
});

test('type, encoding and size are checked before anything is read', async () => {
  const id = await world.draft();
  const lines = csv('1;A1001;;;PIECE;9;piece;');
  for (const type of ['application/json', 'text/csv; charset=latin1', 'text/plain']) {
    expect((await put(world.insurerA, id, lines, { 'content-type': type })).status).toBe(415);
  }
  const spreadsheet = { 'content-type': 'Text/CSV; charset="UTF-8"' };
  expect((await put(world.insurerA, id, lines, spreadsheet)).status).toBe(200);
  expect((await put(world.insurerA, id, lines, { 'content-encoding': 'gzip' })).status).toBe(415);
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const sent = request(addressOf(`/contracts/${id}/lines.csv`), {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${world.insurerA}`,
        'content-type': 'text/csv',
        'content-length': 64 * 1024 * 1024 + 1,
      },
    });
    sent.on('response', (response) => {
      resolve(response.statusCode);
      sent.destroy();
    });
    sent.on('error', reject);
    sent.flushHeaders();
  });
  expect(status).toBe(413);
});

test('a file of which the sender goes away halfway leaves nothing, and gives the connection back', async () => {
  const id = await world.draft();
  const before = [await world.counts(), await text(world.insurerA, id)];
  await new Promise<void>((resolve) => {
    const sent = request(addressOf(`/contracts/${id}/lines.csv`), {
      method: 'PUT',
      headers: { authorization: `Bearer ${world.insurerA}`, 'content-type': 'text/csv' },
    });
    sent.on('error', () => undefined);
    sent.on('close', resolve);
    sent.write(csv('1;A1001;;;PIECE;9;piece;', ''), () => setTimeout(() => sent.destroy(), 200));
  });
  const busy = sql(`SELECT pid FROM pg_stat_activity WHERE datname = current_database()
    AND usename LIKE 'disw_application%' AND state <> 'idle'`);
  for (let tries = 0; (await world.db.owner.query(busy)).length > 0 && tries < 100; tries += 1) {
    await pause(50);
  }
  expect(await world.db.owner.query(busy)).toEqual([]);
  expect([await world.counts(), await text(world.insurerA, id)]).toEqual(before);
});

test('a hundred thousand lines go in over HTTP, in under a minute, while others go on', async () => {
  const id = await world.draft();
  const rows = Array.from({ length: 100_000 }, (_, at) => `${at + 1};A1001;;;PIECE;1.25;piece;`);
  let isIn = false;
  const uploading = put(world.insurerA, id, csv(...rows)).finally(() => (isIn = true));
  const others = await Promise.all(
    Array.from({ length: 5 }, () => world.ask(world.insurerB, '{ me { role } }')),
  );
  expect([others.length, isIn]).toEqual([5, false]);
  expect(await uploading).toMatchObject({ status: 200, body: { lines: 100_000 } });
  const [stored] = await world.db.owner.query(
    sql(`SELECT count(*)::int AS lines, sum(l.tariff)::text AS total,
           (SELECT count(*)::int FROM contract_line_import) AS "onTheirWay"
         FROM contract_line l JOIN contract_version v ON v.id = l.contract_version_id
         WHERE v.contract_id = ${id}`),
  );
  expect(stored).toEqual({ lines: 100_000, total: '125000.0000', onTheirWay: 0 });
}, 60_000);

test('a contract of fifty thousand long lines goes in as JSON, by a program with no room for it', async () => {
  const id = await world.draft();
  const file = JSON.parse(await text(world.insurerA, id)) as object;
  const lines = Array.from({ length: 50_000 }, (_, at) => ({
    ...LINE,
    lineNumber: at + 1,
    patientProfile: `profile ${at} `.padEnd(200, '€'),
    ...{ gtin: null, region: null, deliveryHours: null, emergencyDeliveryMinutes: null },
  }));
  const body = JSON.stringify({ ...file, number: 'BIG', lines });
  const server = startTypescript(
    'tests/contracts/life/file-server.ts',
    [world.db.applicationUrl],
    ['--max-old-space-size=24', '--max-semi-space-size=1'],
  );
  const [, port = '', heap = ''] =
    /^port (\d+) heap (\d+)/.exec(await server.lineMatching(/^port/)) ?? [];
  expect(Buffer.byteLength(body)).toBeGreaterThan(1.3 * Number(heap));
  const sent = async (): Promise<unknown> => {
    const answer = await fetch(`http://127.0.0.1:${port}/contracts`, {
      method: 'POST',
      headers: { authorization: 'Bearer any', 'content-type': 'application/json' },
      body,
    });
    return [answer.status, await answer.json()];
  };
  expect(await sent()).toMatchObject([201, { number: 'BIG', outcome: 'ADDED' }]);
  expect(await sent()).toMatchObject([200, { number: 'BIG', outcome: 'THE_SAME' }]);
  expect(server.lines.filter((line) => line.startsWith('fault'))).toEqual([]);
  await server.kill();
  const [stored] = await world.db.owner.query(
    sql(`SELECT count(*)::int AS lines, (SELECT count(*)::int FROM contract_line_import) AS "onTheirWay"
         FROM contract_line l JOIN contract_version v ON v.id = l.contract_version_id
         JOIN contract c ON c.id = v.contract_id WHERE c.number = 'BIG'`),
  );
  expect(stored).toEqual({ lines: 50_000, onTheirWay: 0 });
}, 120_000);

test('two files at once: both whole, one after the other', async () => {
  const id = await world.draft();
  const file = (tariff: string): string =>
    csv(...Array.from({ length: 500 }, (_, at) => `${at + 1};A1001;;;PIECE;${tariff};piece;`));
  const replies = await Promise.all([
    put(world.insurerA, id, file('1')),
    put(world.insurerA, id, file('2')),
  ]);
  expect(replies.map(({ status }) => status)).toEqual([200, 200]);
  const stored = await world.db.owner.query<{ tariffs: number; lines: number }>(
    sql(`SELECT count(DISTINCT l.tariff)::int AS tariffs, count(*)::int AS lines
         FROM contract_line l JOIN contract_version v ON v.id = l.contract_version_id
         WHERE v.contract_id = ${id}`),
  );
  expect(stored).toEqual([{ tariffs: 1, lines: 500 }]);
});
