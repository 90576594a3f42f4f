import { rmSync } from 'node:fs';
import { eventLines } from '../../src/commands/event-lines';
import { statement } from '../../src/platform/database/statement';
import { eventBody } from '../../src/platform/outbox/outbox.rules';
import { startProgram } from '../support/node-process';
import { temporaryDataDirectory } from '../support/test-cluster';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const folder = temporaryDataDirectory('export');
let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
  await test.database.query(
    statement<never>(
      'test.events',
      `INSERT INTO outbox (id, occurred_at, topic, payload)
       SELECT n, '2026-11-02T02:00:00Z'::timestamptz + n * interval '1 minute', 'topic-' || n,
         jsonb_build_object('request', n::text, 'state', NULL)
       FROM generate_series(1, 7) n`,
    ),
  );
});
afterAll(async () => {
  await test.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const lineOf = (n: number): string =>
  `{"id":"${n}","topic":"topic-${n}","occurredAt":"2026-11-02T02:0${n}:00.000Z",` +
  `"payload":{"state":null,"request":"${n}"}}`;

async function exported(
  ...parameters: string[]
): Promise<{ code: number | null; out: readonly string[]; err: string }> {
  const program = startProgram(['export', ...parameters], {
    DATABASE_URL: test.ownerUrl,
    DATA_DIRECTORY: folder,
  });
  const code = await program.ended;
  // A slow machine also says what takes time.
  const err = program.errorText().replace(/^Bringing the tables up to date \.\.\. \d+\.\d s\n/, '');
  return { code, out: program.lines, err };
}

describe('events, exported', () => {
  it('given no cursor, all come in order, one a line, and where to go on is said beside them', async () => {
    expect(await exported('events')).toEqual({
      code: 0,
      out: [1, 2, 3, 4, 5, 6, 7].map(lineOf),
      err: 'Later ones: npm run export -- events --after 7\n',
    });
  });

  it('given a cursor, those after it come; given the last, none', async () => {
    expect((await exported('events', '--after', '5')).out).toEqual([lineOf(6), lineOf(7)]);
    expect(await exported('events', '--after=7')).toEqual({
      code: 0,
      out: [],
      err: 'Later ones: npm run export -- events --after 7\n',
    });
  });

  it('given pages smaller than what there is, nothing is left out or comes twice', async () => {
    const cursor = { id: '0' };
    const lines: string[] = [];
    for await (const line of eventLines(test.owner, cursor, 3)) lines.push(line);

    expect(lines).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `${lineOf(n)}\n`));
    expect(cursor).toEqual({ id: '7' });
  });

  it('given the same event told by the webhook, both say the same', () => {
    const told = eventBody({
      id: '1',
      topic: 'topic-1',
      occurredAt: new Date('2026-11-02T02:01:00Z'),
      payload: '{"state": null, "request": "1"}',
    });

    expect(JSON.parse(told)).toEqual(JSON.parse(lineOf(1)));
  });

  it.each([
    [['events', '--after', 'x'], /^npm run export -- events --after <id>/],
    [['events', '--before', '1'], /^npm run export -- events --after <id>/],
    [['events', '--after', '1', '2'], /^npm run export -- events --after <id>/],
    [[], /^Say what: .*events \[--after <id>\]/],
    [['event'], /^Say what: /],
  ])('given %j, one line says what there is', async (parameters, words) => {
    const { code, out, err } = await exported(...parameters);

    expect({ code, out }).toEqual({ code: 1, out: [] });
    expect(err).toMatch(words);
    expect(err.trim()).not.toContain('\n');
  });
});
