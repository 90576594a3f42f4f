import { createHash } from 'node:crypto';
import { get, type IncomingMessage } from 'node:http';
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
const download = (token: string | undefined, path: string, more: RequestInit = {}) =>
  fetch(addressOf(path), {
    ...more,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });

interface Texts {
  readonly exportContract: { text: string; contentHash: string; version: number } | null;
  readonly exportContractLines: { text: string } | null;
}
const texts = (token: string, id: string, more = ''): Promise<Texts> =>
  world.ask(
    token,
    `{ exportContract(id: "${id}"${more}) { text contentHash version }
       exportContractLines(id: "${id}"${more}) { text } }`,
  );

const MANY = 60_000;

/** Of so many lines with a long patient profile, of characters that take three bytes each. */
async function longContract(): Promise<string> {
  const id = await world.draft();
  await world.db.owner.query(
    sql(`INSERT INTO contract_line (contract_version_id, line_number, product_group_code, tariff_kind, tariff, unit,
           patient_profile)
         SELECT v.id, n, 'A1001', 'PIECE', n / 100.0, 'piece', rpad('profile ' || n || ' é"; ', 200, '€')
         FROM contract_version v, generate_series(2, ${MANY}) n WHERE v.contract_id = ${id}`),
  );
  await keepHash(id);
  return id;
}

const keepHash = (id: string): Promise<unknown> =>
  world.db.owner.query(
    sql(`SELECT keep_content_hash(id) FROM contract_version WHERE contract_id = ${id}`),
  );

test('a file is to the byte what the operation gives, with its version and hash', async () => {
  const id = await world.draft(
    {},
    {
      lines: [
        { ...LINE, patientProfile: 'young; "at home" — é\\' },
        { ...LINE, lineNumber: 7, productGroup: null, gtin: '08712345000038', region: 'ZK23' },
        {
          ...LINE,
          lineNumber: 3,
          replacementGrounds: ['WORN_OUT', 'CHANGED_NEED'],
          cheaperFirst: true,
        },
      ],
      clauses: [{ code: 'INNOVATION', text: 'In words, "lines": [] and all.' }],
      kpis: [{ code: 'lines', target: '95', unit: 'per cent', text: '], "lines": [' }],
    },
  );
  const { exportContract, exportContractLines } = await texts(world.insurerA, id);
  const json = await download(world.insurerA, `/contracts/${id}/export.json`);
  const body = Buffer.from(await json.arrayBuffer());
  expect(body.toString('utf8')).toBe(exportContract?.text);
  expect(createHash('sha256').update(body).digest('hex')).toBe(exportContract?.contentHash);
  expect(Object.fromEntries(json.headers)).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': `attachment; filename="contract-${id}-version-1.json"`,
    'x-content-hash': exportContract?.contentHash,
    'x-contract-version': '1',
    'cache-control': 'no-store',
  });
  const csv = await download(world.insurerA, `/contracts/${id}/lines.csv`);
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(await csv.text()).toBe(exportContractLines?.text);
});

test('a version by its number, and a text that was on the table by its hash', async () => {
  const id = await world.draft();
  await world.act(world.insurerA, 'offerContract', `contract: "${id}", words: "Ours."`);
  const { contentHash } = await world.talks(id);
  await world.act(
    world.supplierOne,
    'reviseContractDraft',
    `contract: "${id}", changes: { lines: [{ lineNumber: 2, productGroup: "A1002", tariffKind: DAY, tariff: "2", unit: "day" }] }`,
  );
  for (const [query, more] of [
    [`?version=1&contentHash=${contentHash.toUpperCase()}`, `, contentHash: "${contentHash}"`],
    ['?version=1', ', version: 1'],
    ['', ''],
  ] as const) {
    const shown = await texts(world.supplierOne, id, more);
    const json = await download(world.supplierOne, `/contracts/${id}/export.json${query}`);
    expect(await json.text()).toBe(shown.exportContract?.text);
    expect(json.headers.get('x-content-hash')).toBe(shown.exportContract?.contentHash);
    const csv = await download(world.supplierOne, `/contracts/${id}/lines.csv${query}`);
    expect(await csv.text()).toBe(shown.exportContractLines?.text);
  }
});

test('not yours, not offered yet, and not there have one answer', async () => {
  const id = await world.draft();
  const missing = { id: '999999', text: '' };
  const answers = new Set<string>();
  for (const [token, of] of [
    [world.insurerB, id],
    [world.supplierOne, id],
    [world.supplierTwo, id],
    [world.authority, id],
    [world.insurerA, missing.id],
    [world.insurerA, 'x'],
    [world.insurerA, `${id}?version=2`],
    [world.insurerA, `${id}?contentHash=${'0'.repeat(64)}`],
  ] as const) {
    for (const file of ['export.json', 'lines.csv']) {
      const [path, query] = of.split('?');
      const answer = await download(
        token,
        `/contracts/${path}/${file}${query === undefined ? '' : `?${query}`}`,
      );
      answers.add(`${answer.status} ${await answer.text()}`);
    }
  }
  expect([...answers]).toEqual([
    '404 {"errors":[{"message":"You have no contract with this id, or not this version of it.",' +
      '"extensions":{"code":"NOT_FOUND"}}],"total":1}',
  ]);
});

test('who may not call the operation may not have the file, and that is recorded as of the operation', async () => {
  const id = await world.draft();
  // A refusal does not wait for its record.
  const denied = async (count: number): Promise<{ role: string }[]> => {
    const recorded = sql(`SELECT subject, role, operation, action, outcome, reason FROM access_log
      WHERE operation LIKE 'exportContract%' ORDER BY operation, role`);
    for (let tries = 0; tries < 100; tries += 1) {
      const rows = await world.db.owner.query<{ role: string }>(recorded);
      if (rows.length >= count) return rows;
      await pause(50);
    }
    return [];
  };
  const operation = await world.send(
    world.prescriber,
    `{ exportContract(id: "${id}") { text } exportContractLines(id: "${id}") { text } }`,
  );
  const before = await denied(2);
  expect(before).toHaveLength(2);
  for (const [file, at] of [
    ['export.json', 0],
    ['lines.csv', 1],
  ] as const) {
    const answer = await download(world.prescriber, `/contracts/${id}/${file}`);
    expect(answer.status).toBe(403);
    expect(await answer.json()).toEqual({
      errors: [
        {
          message: operation.errors?.[at]?.message,
          extensions: { code: 'FORBIDDEN' },
        },
      ],
    });
    const nobody = await download(undefined, `/contracts/${id}/${file}`);
    expect(nobody.status).toBe(401);
    const bad = await download('not-a-token', `/contracts/${id}/${file}`);
    expect([bad.status, bad.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer error="invalid_token"',
    ]);
    expect((await download(world.stockPoint, `/contracts/${id}/${file}`)).status).toBe(403);
  }
  const recorded = await denied(6);
  const twice = before.flatMap((row) => [row, row]);
  expect(recorded.filter(({ role }) => role === 'PRESCRIBER')).toEqual(twice);
  expect(recorded).toHaveLength(6);
});

test('what is asked wrongly is named, and other methods are refused', async () => {
  const id = await world.draft();
  for (const [query, field] of [
    ['?version=0', { path: 'version', message: 'must be a whole number from 1' }],
    [
      '?asOf=2026-01-01',
      { path: 'query', message: 'must have version and contentHash only, each once' },
    ],
    [
      '?version=1&version=1',
      { path: 'query', message: 'must have version and contentHash only, each once' },
    ],
  ] as const) {
    const answer = await download(world.insurerA, `/contracts/${id}/export.json${query}`);
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { errors: [{ extensions: { code: 'BAD_USER_INPUT', fields: [field] } }] },
    ]);
  }
  const posted = await download(world.insurerA, `/contracts/${id}/export.json`, { method: 'POST' });
  expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET']);
  expect((await download(world.insurerA, '/contracts/1/2/export.json')).status).toBe(404);
});

describe(`${MANY} long lines`, () => {
  let id: string;
  beforeAll(async () => {
    id = await longContract();
  }, 60_000);

  /** Waits until so many were broken off since, and no connection is at work any more. */
  const brokenOff = async (times: number, since: number): Promise<void> => {
    const seen = async (): Promise<unknown[]> => [
      JSON.stringify(world.logged.slice(since)).match(/BROKEN_OFF/g)?.length ?? 0,
      ...(await world.db.owner.query(
        sql(`SELECT pid FROM pg_stat_activity WHERE datname = current_database()
               AND usename LIKE 'disw_application%' AND state <> 'idle'`),
      )),
    ];
    for (let tries = 0; JSON.stringify(await seen()) !== `[${times}]` && tries < 200; tries += 1) {
      await pause(100);
    }
    expect(await seen()).toEqual([times]);
  };

  /** The head and the first of it; the rest waits to be read. */
  const begin = (): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      get(
        addressOf(`/contracts/${id}/export.json`),
        { headers: { authorization: `Bearer ${world.insurerA}` } },
        resolve,
      ).on('error', reject);
    });

  test('leave a program that has no room for half of them, whole', async () => {
    const server = startTypescript(
      'tests/contracts/life/file-server.ts',
      [world.db.applicationUrl],
      ['--max-old-space-size=16', '--max-semi-space-size=1'],
    );
    const [, port = '', heap = ''] =
      /^port (\d+) heap (\d+)/.exec(await server.lineMatching(/^port/)) ?? [];
    const hash = createHash('sha256');
    let length = 0;
    const answer = await fetch(`http://127.0.0.1:${port}/contracts/${id}/export.json`, {
      headers: { authorization: 'Bearer any' },
    });
    for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
      hash.update(chunk);
      length += chunk.length;
    }
    expect(hash.digest('hex')).toBe(answer.headers.get('x-content-hash'));
    expect(length).toBeGreaterThan(2 * Number(heap));
    const csv = await fetch(`http://127.0.0.1:${port}/contracts/${id}/lines.csv`, {
      headers: { authorization: 'Bearer any' },
    });
    let lines = 0;
    for await (const chunk of csv.body as unknown as AsyncIterable<Uint8Array>) {
      for (const byte of chunk) if (byte === 10) lines += 1;
    }
    expect(lines).toBe(MANY + 1);
    expect(server.lines.filter((line) => line.startsWith('fault'))).toEqual([]);
    await server.kill();
  }, 60_000);

  test('are as they were at one moment, whatever is changed meanwhile', async () => {
    const answer = await download(world.insurerA, `/contracts/${id}/export.json`);
    const before = answer.headers.get('x-content-hash');
    await world.db.owner.query(
      sql(`DELETE FROM contract_line WHERE line_number = ${MANY}
             AND contract_version_id = (SELECT id FROM contract_version WHERE contract_id = ${id})`),
    );
    await keepHash(id);
    const body = Buffer.from(await answer.arrayBuffer());
    expect(createHash('sha256').update(body).digest('hex')).toBe(before);
  }, 60_000);

  test('of which the reader goes away halfway: the connection is given back, and nobody is alarmed', async () => {
    const logged = world.logged.length;
    for (let time = 0; time < 6; time += 1) {
      const response = await begin();
      await new Promise((resolve) => response.once('data', resolve));
      response.destroy();
    }
    await brokenOff(6, logged);
    const again = await download(world.insurerA, `/contracts/${id}/lines.csv`);
    expect((await again.text()).split('\n').length).toBeGreaterThan(MANY - 2);
  }, 60_000);

  test('keep at most four connections busy; who comes fifth is asked to wait', async () => {
    const logged = world.logged.length;
    const held = await Promise.all([begin(), begin(), begin(), begin()]);
    const fifth = await download(world.insurerA, `/contracts/${id}/lines.csv`);
    expect([fifth.status, fifth.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await fifth.json()).toMatchObject({ errors: [{ extensions: { code: 'BUSY' } }] });
    for (const response of held) response.destroy();
    await brokenOff(4, logged);
    const again = await download(world.insurerA, `/contracts/${id}/lines.csv`);
    expect((await again.text()).split('\n').length).toBeGreaterThan(MANY - 2);
  }, 60_000);
});
