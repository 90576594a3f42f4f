import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { withConnection } from '../src/platform/database/connection';
import { runningEmbeddedUrl } from '../src/platform/database/embedded-postgres';
import { readPostmaster } from '../src/platform/database/postmaster';
import { selectUnaccountedLots } from '../src/supply/stock.sql';
import { temporaryDataDirectory } from './support/test-cluster';
import { startProgram } from './support/node-process';
import { postJson } from './support/post-json';
import type { NodeProcess } from './support/node-process';

const REQUESTS = 500;
const CLIENTS = 32;
const KILLED_AFTER = 150;
/** In many regions, so that many stock points take part. */
const POSTCODES = ['1091 AB', '3511 LX', '3011 AA', '9711 AA', '6511 AA', '5611 AA', '6211 AA'];

const operations = join(__dirname, '..', 'schema', 'operations');
const query = readFileSync(join(operations, 'placeEmergencyRequest.graphql'), 'utf8');
const { input } = JSON.parse(
  readFileSync(join(operations, 'placeEmergencyRequest.json'), 'utf8'),
) as { input: Record<string, unknown> & { lines: object[] } };

const folder = temporaryDataDirectory('crash');
let program: NodeProcess | undefined;

afterAll(async () => {
  program?.child.kill('SIGTERM');
  await program?.ended;
  rmSync(folder, { recursive: true, force: true });
});

/** Key by key, what the server answered with a number, word for word. */
type Acknowledged = Map<string, string>;

function startServer(): NodeProcess {
  program = startProgram([], {
    DATA_DIRECTORY: folder,
    PORT: '0',
    LOG_LEVEL: 'error',
  });
  return program;
}

async function addressOf(started: NodeProcess): Promise<string> {
  for (;;) {
    const url = /serves at (\S+)/.exec(started.errorText())?.[1];
    if (url !== undefined) return url;
    if (started.child.exitCode !== null) throw new Error(started.errorText());
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

async function prescriberToken(): Promise<string> {
  const asked = startProgram(['token', 'prescriber'], { DATA_DIRECTORY: folder });
  await asked.ended;
  return asked.lines.join('');
}

async function place(url: string, token: string, index: number): Promise<string | undefined> {
  const variables = {
    input: {
      ...input,
      requestKey: `crash-${index}`,
      address: { postcode: POSTCODES[index % POSTCODES.length], houseNumber: String(index + 1) },
      lines: input.lines.map((line) => ({ ...line, pieces: 1 })),
    },
  };
  const answer = JSON.parse(await postJson(url, token, { query, variables })) as {
    data?: { placeEmergencyRequest?: { __typename: string } };
  };
  const placed = answer.data?.placeEmergencyRequest;
  return placed?.__typename === 'EmergencyRequestPlaced' ? JSON.stringify(placed) : undefined;
}

/** Places them all, some at a time. What fails because the server is gone is left out. */
async function placeAll(
  url: string,
  token: string,
  onEach: (acknowledged: Acknowledged) => void = () => undefined,
): Promise<Acknowledged> {
  const acknowledged: Acknowledged = new Map();
  const waiting = Array.from({ length: REQUESTS }, (_, index) => index);
  const client = async (): Promise<void> => {
    for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
      const answer = await place(url, token, index).catch(() => undefined);
      if (answer === undefined) continue;
      acknowledged.set(`crash-${index}`, answer);
      onEach(acknowledged);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return acknowledged;
}

async function ask<Row extends object>(text: string): Promise<Row[]> {
  const url = runningEmbeddedUrl(folder) ?? '';
  return withConnection(url, async (client) => (await client.query<Row>(text)).rows);
}

it('given server and PostgreSQL killed with -9 during 500 placings, every acknowledged one is there once, whole', async () => {
  const first = startServer();
  const url = await addressOf(first);
  const token = await prescriberToken();
  const { pid } = readPostmaster(join(folder, 'postgres')) ?? { pid: 0 };

  let isKilled = false;
  const before = await placeAll(url, token, ({ size }) => {
    if (isKilled || size < KILLED_AFTER) return;
    isKilled = true;
    process.kill(pid, 'SIGKILL');
    first.child.kill('SIGKILL');
  });
  await first.ended;
  expect(isKilled).toBe(true);
  expect(before.size).toBeGreaterThanOrEqual(KILLED_AFTER);
  expect(before.size).toBeLessThan(REQUESTS);

  const restarted = await addressOf(startServer());
  const kept = new Set(
    (
      await ask<{ key: string }>(
        `SELECT request_key AS key FROM emergency_request WHERE request_key LIKE 'crash-%'`,
      )
    ).map(({ key }) => key),
  );
  expect([...before.keys()].filter((key) => !kept.has(key))).toEqual([]);

  // Whoever got no answer asks again with the same key; whoever got one is told the same again.
  const after = await placeAll(restarted, token);
  expect(after.size).toBe(REQUESTS);
  for (const [key, answer] of before) expect(after.get(key)).toBe(answer);

  const [whole] = await ask(
    `SELECT count(*)::int AS requests,
            count(DISTINCT request_key)::int AS keys,
            count(*) FILTER (WHERE line.lines = 1)::int AS "withTheirLine",
            count(*) FILTER (WHERE event.placed = 1)::int AS "withTheirEvent",
            count(*) FILTER (WHERE message.sent = 1)::int AS "withTheirMessage",
            count(*) FILTER (WHERE decision.made = 1)::int AS "withTheirDecision",
            count(*) FILTER (WHERE access.written = 1)::int AS "withTheirAccess",
            count(*) FILTER (WHERE coalesce(ledger.pieces, 0) = coalesce(allocated.pieces, 0))::int AS "withTheirLedger",
            count(*) FILTER (WHERE (r.state = 'UNASSIGNED') = (allocated.pieces IS NULL)
              AND coalesce(allocated.pieces, 1) = 1)::int AS "withTheirPieces"
     FROM emergency_request r
     CROSS JOIN LATERAL (SELECT count(*) AS lines FROM emergency_request_line l
       WHERE l.request_id = r.id) line
     CROSS JOIN LATERAL (SELECT count(*) AS placed FROM emergency_request_event e
       WHERE e.request_id = r.id AND e.sequence = 1) event
     CROSS JOIN LATERAL (SELECT count(*) AS sent FROM outbox o WHERE o.payload->>'request' = r.id::text
       AND o.topic IN ('emergency-request.placed', 'emergency-request.unassigned')) message
     CROSS JOIN LATERAL (SELECT count(*) AS made FROM routing_decision d
       WHERE d.request_id = r.id AND d.occasion = 'PLACED') decision
     CROSS JOIN LATERAL (SELECT count(*) AS written FROM access_log w
       WHERE w.action = 'CREATE' AND w.object_ids = ARRAY[r.id::text]) access
     CROSS JOIN LATERAL (SELECT sum(g.reserved_delta) AS pieces FROM stock_ledger g
       WHERE g.request_id = r.id) ledger
     CROSS JOIN LATERAL (SELECT sum(lot.pieces) AS pieces FROM emergency_request_line l
       JOIN allocation a ON a.line_id = l.id AND a.live
       JOIN allocation_lot lot ON lot.allocation_id = a.id
       WHERE l.request_id = r.id) allocated
     WHERE request_key LIKE 'crash-%'`,
  );
  expect(whole).toEqual({
    requests: REQUESTS,
    keys: REQUESTS,
    withTheirLine: REQUESTS,
    withTheirEvent: REQUESTS,
    withTheirMessage: REQUESTS,
    withTheirDecision: REQUESTS,
    withTheirAccess: REQUESTS,
    withTheirLedger: REQUESTS,
    withTheirPieces: REQUESTS,
  });
  expect(await ask(selectUnaccountedLots.text)).toEqual([]);
  // Nothing of this is worth anything when PostgreSQL only says that it has written.
  expect(
    await ask(
      `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit,
              current_setting('full_page_writes') AS pages`,
    ),
  ).toEqual([{ fsync: 'on', commit: 'on', pages: 'on' }]);
}, 300_000);
