import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { linesOf as readLines } from '../../../src/platform/lines';
import { importContract } from '../../../src/contracts/life/contract-import.service';
import { ContractImportError } from '../../../src/contracts/life/contract-import-error';
import { importContractLines } from '../../../src/contracts/life/line-import.service';
import { createLifeWorld, LINE, type LifeWorld } from './world';

let world: LifeWorld;
beforeAll(async () => {
  world = await createLifeWorld();
});
afterAll(() => world.dispose());

const linesOf = (text: string): AsyncGenerator<string> =>
  readLines(Readable.from([Buffer.from(text)]) as AsyncIterable<Uint8Array>);
const HEADING = 'lineNumber;productGroup;gtin;region;tariffKind;tariff;unit;patientProfile';
const csv = (...rows: string[]): string => [HEADING, ...rows].join('\n');
const numberOf = async (id: string): Promise<string> =>
  (
    await world.db.owner.query<{ number: string }>(
      { name: '', text: 'SELECT number FROM contract WHERE id = $1' },
      [id],
    )
  )[0]?.number ?? '';
const load = (
  number: string,
  text: string,
  side: 'INSURER' | 'SUPPLIER' | null = null,
): ReturnType<typeof importContractLines> =>
  importContractLines(world.db.owner, number, linesOf(text), world.clock, side);

interface Texts {
  readonly exportContract: { text: string; contentHash: string };
  readonly exportContractLines: { text: string };
}
const texts = (id: string): Promise<Texts> =>
  world.ask(
    world.insurerA,
    `{ exportContract(id: "${id}") { text contentHash } exportContractLines(id: "${id}") { text } }`,
  );

test('lines go in and out of CSV unchanged, and the same file again changes nothing', async () => {
  const number = await numberOf(await world.draft());
  const id = (
    await world.db.owner.query<{ id: number }>(
      { name: '', text: 'SELECT id FROM contract WHERE number = $1' },
      [number],
    )
  )[0]?.id;
  const text = csv(
    '1;A1001;;ZK23;PIECE;1.25;piece;',
    '2;;08712345000038;;MONTH;12;month;"young; at home"',
    '',
  );
  expect(await load(number, text)).toMatchObject({ imported: 2, changed: true });
  expect(await load(number, text)).toMatchObject({ imported: 2, changed: false });
  const out = await texts(String(id));
  expect(out.exportContractLines.text).toContain('"young; at home"');
  expect(await load(number, out.exportContractLines.text)).toMatchObject({
    imported: 2,
    changed: false,
  });
});

test('every wrong line is named by its number, and nothing is imported', async () => {
  const number = await numberOf(await world.draft());
  const before = await world.counts();
  const problems = await load(
    number,
    csv(
      '1;A1001;;;PIECE;1;piece;',
      '1;ZZZ;;;PIECE;1;piece;',
      'x;A1001;;;GIFT;-1;piece;',
      '3;A1001',
    ),
  ).then(
    () => [],
    (error: unknown) => (error instanceof ContractImportError ? error.problems : [error]),
  );
  expect(problems).toEqual([
    { line: 3, column: 'productGroup', message: 'is not known: see productGroups' },
    { line: 3, column: 'lineNumber', message: 'has the line number of line 2' },
    { line: 4, column: 'lineNumber', message: 'must have a whole number as lineNumber' },
    {
      line: 4,
      column: 'tariffKind',
      message: expect.stringMatching(/^must have one of PIECE, .* as tariffKind$/) as string,
    },
    { line: 4, column: 'lineNumber', message: 'must be a whole number from 1' },
    { line: 4, column: 'tariff', message: 'must not be below 0' },
    { line: 5, message: 'has 2 fields, and the heading 8' },
  ]);
  expect(await world.counts()).toEqual(before);
});

test('a contract goes out as JSON and comes in as the same; what is signed is not replaced', async () => {
  const id = await world.draft(
    {},
    {
      clauses: [
        {
          code: 'REJECTION_MOTIVATED',
          text: 'Within ten days.',
          parameters: [
            { name: 'decisionDays', number: 10 },
            { name: 'answersArguments', yes: true },
          ],
        },
      ],
      activities: [{ code: 'TRIAL', funding: 'PRICED', tariff: '12.5', unit: 'time' }],
      certificates: [{ kind: 'SEMH', validFrom: '2026-01-01' }],
      exclusions: [
        { gtin: '08712345000021', ground: 'No longer made.', motivatedDeviation: false },
      ],
      completeProfiles: ['T04'],
      kpis: [{ code: 'IN_TIME', target: '95', unit: 'per cent', text: 'Delivered in time.' }],
    },
  );
  const { text } = (await texts(id)).exportContract;
  const { database } = world.db;
  const before = await world.counts();
  expect(await importContract(database, world.clock, text)).toMatchObject({ outcome: 'THE_SAME' });
  expect(await world.counts()).toEqual(before);
  const file = JSON.parse(text) as Record<string, unknown>;
  expect(
    await importContract(database, world.clock, JSON.stringify({ ...file, number: 'COPY-1' })),
  ).toMatchObject({ outcome: 'ADDED' });
  const other = JSON.stringify({ ...file, paymentForm: 'MIXED' });
  expect(await importContract(database, world.clock, other)).toMatchObject({ outcome: 'CHANGED' });
  await world.offerAndSign(id);
  expect(await importContract(database, world.clock, other)).toMatchObject({ outcome: 'THE_SAME' });
  await expect(importContract(database, world.clock, text)).rejects.toThrow('amend the contract');
  await expect(importContract(database, world.clock, '{"number": 1}')).rejects.toThrow(
    'contract.lines must be a list',
  );
});

test('the same file again leaves what the parties changed since; another file goes in', async () => {
  const id = await world.draft();
  const file = JSON.parse((await texts(id)).exportContract.text) as object;
  const first = JSON.stringify({ ...file, number: 'AGAIN-1' });
  const { database } = world.db;
  expect(await importContract(database, world.clock, first)).toMatchObject({ outcome: 'ADDED' });
  const [added] = await world.db.owner.query<{ id: number }>({
    name: '',
    text: `SELECT id FROM contract WHERE number = 'AGAIN-1'`,
  });
  const again = String(added?.id);
  await world.act(
    world.insurerA,
    'reviseContractDraft',
    `contract: "${again}", changes: { paymentForm: MIXED }`,
  );
  const revised = (await texts(again)).exportContract.contentHash;
  expect(await importContract(database, world.clock, first)).toMatchObject({ outcome: 'THE_SAME' });
  expect((await texts(again)).exportContract.contentHash).toBe(revised);
  const second = JSON.stringify({ ...file, number: 'AGAIN-1', validUntil: '2028-12-31' });
  expect(await importContract(database, world.clock, second)).toMatchObject({ outcome: 'CHANGED' });
  expect(await importContract(database, world.clock, first)).toMatchObject({ outcome: 'CHANGED' });
});

test('the signed file is the same also after an amendment was withdrawn', async () => {
  const id = await world.draft();
  await world.offerAndSign(id);
  const { text } = (await texts(id)).exportContract;
  await world.act(world.insurerA, 'amendContract', `contract: "${id}", from: $from, changes: {}`, {
    from: '2027-06-01',
  });
  await world.act(world.insurerA, 'withdrawContractDraft', `contract: "${id}", words: "No."`);
  expect(await world.statuses(id)).toEqual(['SIGNED', 'TERMINATED']);
  const before = await world.counts();
  expect(await importContract(world.db.database, world.clock, text)).toMatchObject({
    outcome: 'THE_SAME',
  });
  expect(await world.counts()).toEqual(before);
});

test('number and lot of a file are read as those of a draft', async () => {
  const id = await world.draft();
  const file = JSON.parse((await texts(id)).exportContract.text) as object;
  const { database } = world.db;
  const wide = JSON.stringify({ ...file, number: '  WIDE  1 ', lot: ' Stoma   west ' });
  expect(await importContract(database, world.clock, wide)).toMatchObject({ number: 'WIDE 1' });
  const long = JSON.stringify({ ...file, number: 'x'.repeat(41), lot: ' ' });
  await expect(importContract(database, world.clock, long)).rejects.toThrow(
    'contract.number must be 1 to 40 characters\ncontract.lot must be 1 to 80 characters',
  );
  const other = JSON.stringify({ ...file, number: 'OTHER', segment: 'WOUND' });
  await expect(importContract(database, world.clock, other)).rejects.toThrow(
    'lines.0 must be of the segment WOUND, not of STOMA',
  );
});

test('what is exported is to the byte what is signed, and its hash is reckoned once', async () => {
  const id = await world.draft();
  const kept = async (): Promise<string | null> =>
    (
      await world.db.owner.query<{ hash: string | null }>(
        {
          name: '',
          text: 'SELECT content_hash AS hash FROM contract_version WHERE contract_id = $1',
        },
        [id],
      )
    )[0]?.hash ?? null;
  const { text, contentHash } = (await texts(id)).exportContract;
  expect(createHash('sha256').update(text, 'utf8').digest('hex')).toBe(contentHash);
  expect(await kept()).toBe(contentHash);
  const version = `(SELECT id FROM contract_version WHERE contract_id = ${id})`;
  for (const change of [
    `UPDATE contract_line SET tariff = 2 WHERE contract_version_id = ${version}`,
    `INSERT INTO contract_kpi VALUES (${version}, 'X', 1, 'day', 'x')`,
    `INSERT INTO contract_exclusion VALUES (${version}, 1, 'A1002', NULL, 'x', true)`,
    `DELETE FROM contract_kpi WHERE contract_version_id = ${version}`,
    `UPDATE contract_version SET payment_form = 'ALL_IN' WHERE contract_id = ${id}`,
    `UPDATE contract SET segment = 'STOMA' WHERE id = ${id}`,
  ]) {
    await world.db.owner.query({ name: '', text: change });
    expect([change, await kept()]).toEqual([change, null]);
    const now = (await texts(id)).exportContract;
    expect(createHash('sha256').update(now.text, 'utf8').digest('hex')).toBe(now.contentHash);
    await world.db.database.query({ name: '', text: `SELECT keep_content_hash(${version})` });
    expect(await kept()).toBe(now.contentHash);
  }
  await expect(
    world.db.database.query({
      name: '',
      text: `UPDATE contract_version SET content_hash = NULL WHERE contract_id = ${id}`,
    }),
  ).rejects.toMatchObject({ code: '42501' });
});

test('twenty thousand lines are offered, signed by both and amended', async () => {
  const id = await world.draft();
  const rows = Array.from({ length: 20_000 }, (_, at) => `${at + 1};A1001;;;PIECE;1.25;piece;`);
  await load(await numberOf(id), csv(...rows));
  expect((await world.offerAndSign(id)).__typename).toBe('ContractChanged');
  const amended = await world.act(
    world.insurerA,
    'amendContract',
    `contract: "${id}", from: $from, changes: $changes`,
    { from: '2027-06-01', changes: { lines: [{ ...LINE, tariff: '9' }], removeLines: [20_000] } },
  );
  expect(amended.__typename).toBe('ContractChanged');
  expect((await world.offerAndSign(id)).__typename).toBe('ContractChanged');
  const stored = await world.db.owner.query<{ lines: number; total: string }>(
    {
      name: '',
      text: `SELECT count(*)::int AS lines, sum(l.tariff)::text AS total FROM contract_line l
             JOIN contract_version v ON v.id = l.contract_version_id
             WHERE v.contract_id = $1 AND v.status = 'SIGNED' GROUP BY v.version ORDER BY v.version`,
    },
    [id],
  );
  expect(stored).toEqual([
    { lines: 20_000, total: '25000.0000' },
    { lines: 19_999, total: '25006.5000' },
  ]);
}, 60_000);

test('a file with what is not known is refused whole, with every place that is wrong', async () => {
  const id = await world.draft();
  const file = JSON.parse((await texts(id)).exportContract.text) as { lines: object[] };
  const before = await world.counts();
  const problems = await importContract(
    world.db.database,
    world.clock,
    JSON.stringify({
      ...file,
      number: 'WRONG',
      status: 'SIGNED',
      currency: 'USD',
      lines: file.lines.map((line) => ({ ...line, colour: 'blue', replacementGrounds: ['TIRED'] })),
    }),
  ).then(
    () => [],
    (error: unknown) =>
      error instanceof ContractImportError ? error.problems.map(({ message }) => message) : [error],
  );
  expect(problems).toEqual([
    'contract.currency must be one of EUR',
    'contract.status is not known',
    expect.stringMatching(
      /^contract\.lines\.0\.replacementGrounds must be a list of NEW_/,
    ) as string,
    'contract.lines.0.colour is not known',
  ]);
  const pinned = JSON.stringify({
    ...file,
    number: 'WRONG',
    supplier: '76000009',
    modulePins: [{ moduleCode: 'STOMA', version: 9 }],
  });
  await expect(importContract(world.db.database, world.clock, pinned)).rejects.toThrow(
    'contract.supplier is not known: see suppliers\n' +
      'contract.modulePins.0: There is no registered STOMA version 9: see qualityModules.',
  );
  expect(await world.counts()).toEqual(before);
});

test('what lies on the table is changed by the file of who holds the pen alone, and that is a step', async () => {
  const id = await world.draft();
  const number = await numberOf(id);
  await world.act(world.insurerA, 'offerContract', `contract: "${id}", words: "Ours."`);
  const lines = csv('1;A1001;;;PIECE;9;piece;', '2;A1002;;;PIECE;2;piece;');
  const json = async (): Promise<string> =>
    JSON.stringify({
      ...(JSON.parse((await texts(id)).exportContract.text) as object),
      paymentForm: 'MIXED',
    });
  const { database } = world.db;
  const before = [await world.counts(), await world.talks(id)];
  for (const side of [null, 'INSURER'] as const) {
    await expect(load(number, lines, side)).rejects.toThrow('only who holds the pen changes it');
    await expect(importContract(database, world.clock, await json(), side)).rejects.toThrow(
      'only who holds the pen changes it, and that is SUPPLIER',
    );
  }
  expect([await world.counts(), await world.talks(id)]).toEqual(before);
  await load(number, lines, 'SUPPLIER');
  await importContract(database, world.clock, await json(), 'SUPPLIER');
  const { contractNegotiation } = await world.ask<{ contractNegotiation: { entries: unknown[] } }>(
    world.insurerA,
    `{ contractNegotiation(id: "${id}") { entries { party kind changes { lines clauses parts } } } }`,
  );
  const revised = { party: 'SUPPLIER', kind: 'REVISED' };
  expect(contractNegotiation.entries.slice(1)).toEqual([
    { ...revised, changes: { lines: [1, 2], clauses: [], parts: [] } },
    { ...revised, changes: { lines: [], clauses: [], parts: ['paymentForm'] } },
  ]);
});

test('a hundred thousand lines go in, in under a minute: longer and this test stops', async () => {
  const id = await world.draft();
  const number = await numberOf(id);
  const rows = Array.from({ length: 100_000 }, (_, at) => `${at + 1};A1001;;;PIECE;1.25;piece;`);
  expect(await load(number, csv(...rows))).toMatchObject({ imported: 100_000, changed: true });
  const [stored] = await world.db.owner.query<{ lines: number; total: string }>(
    {
      name: '',
      text: `SELECT count(*)::int AS lines, sum(l.tariff)::text AS total FROM contract_line l
             JOIN contract_version v ON v.id = l.contract_version_id WHERE v.contract_id = $1`,
    },
    [id],
  );
  expect(stored).toEqual({ lines: 100_000, total: '125000.0000' });
}, 60_000);
