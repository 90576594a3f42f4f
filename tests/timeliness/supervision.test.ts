import { join } from 'node:path';
import { readOperations } from '../../src/platform/graphql/operations';
import { SEALED_LOGS } from '../../src/timeliness/seal.sql';
import { seal } from '../../src/timeliness/sealing';
import { actsOf } from '../emergency/acts';
import { createWorld, form, lineOf, type KnownArticle, type World } from '../emergency/world';

const FOLDER = join(__dirname, '..', '..', 'schema', 'operations');
const operation = (name: string): string => {
  const found = readOperations(FOLDER).find((one) => one.name === name);
  if (found === undefined) throw new Error(`No operation ${name}`);
  return found.document;
};

interface Report {
  readonly timelinessReport: {
    readonly asOf: string;
    readonly cells: readonly Record<string, unknown>[];
    readonly total: Record<string, unknown>;
  };
}
interface Evidence {
  readonly verifyEvidence: {
    readonly intact: boolean;
    readonly complete: boolean;
    readonly sealsChecked: number;
    readonly findings: readonly {
      readonly kind: string;
      readonly requestId: string | null;
      readonly words: string;
    }[];
    readonly latestSeals: readonly { readonly hash: string }[];
  } | null;
}

let world: World;
let authority: string;
let insurer: string;
let numbers: string[];
const NOVEMBER = { month: '2026-11' };
const YEAR = { from: '2026-01-01T00:00:00+01:00', until: '2027-01-01T00:00:00+01:00' };

beforeAll(async () => {
  world = await createWorld();
  authority = await world.token({ sub: 'nza', role: 'AUTHORITY' });
  insurer = await world.token({ sub: 'insurer', role: 'INSURER', uzovi: '3311' });
  numbers = await everyOutcome();
  for (const log of SEALED_LOGS) await seal(world.db.database, world.clock, log);
});
afterAll(() => world.dispose());

/** One request handed over in time with a suspension, one late, one cancelled in time, one that waits. */
async function everyOutcome(): Promise<string[]> {
  const { place, clock, stock } = world;
  const [catheter] = (await world.articles('U010201')) as [KnownArticle];
  const doctor = await world.prescriber();
  const clerk = await world.clerk('SP-0001');
  await world.onlyOpen('SP-0001');
  await stock('SP-0001', catheter.gtin, 6);
  const acts = actsOf(world);
  const placed: string[] = [];
  for (const pieces of [1, 2, 3, 4]) {
    placed.push((await place(doctor, form({ lines: [lineOf(catheter.gtin, pieces)] }))).number);
  }
  const [first = '', second = '', third = ''] = placed;
  await acts.accept(clerk, first);
  await acts.accept(clerk, second);
  clock.moveOn(10);
  await acts.suspend(clerk, first);
  await acts.cancel(doctor, third);
  clock.moveOn(20);
  await acts.resume(clerk, first);
  await acts.dispatch(clerk, first);
  clock.moveOn(30);
  expect(await acts.handOver(clerk, first)).toMatchObject({ verdict: 'ON_TIME' });
  clock.moveOn(180);
  expect(await acts.handOver(clerk, second)).toMatchObject({ verdict: 'LATE' });
  return placed;
}

const report = async (token: string, variables: object): Promise<Report['timelinessReport']> =>
  (await world.ask<Report>(token, operation('timelinessReport'), { ...variables }))
    .timelinessReport;
const verify = async (variables: object): Promise<Evidence['verifyEvidence']> =>
  (await world.ask<Evidence>(authority, operation('verifyEvidence'), { ...variables }))
    .verifyEvidence;

test('given requests that went through the product, the report of the authority tells of each', async () => {
  const { cells, total } = await report(authority, {
    period: NOVEMBER,
    groupBy: ['SUPPLIER', 'CATEGORY'],
  });
  expect(total).toMatchObject({
    withheld: false,
    n: 3,
    onTime: 1,
    late: 1,
    overdue: 1,
    running: 0,
    excluded: 1,
    excludedByReason: [{ reason: 'CANCELLED_BEFORE_PICK', n: 1 }],
    measured: 2,
    medianMinutes: 40,
    p95Minutes: 240,
    targetMet: false,
  });
  // The one that waits has no supplier.
  expect(
    cells.map(({ keys, n, excluded }) => [
      (keys as { code: string }[])[0]?.code ?? null,
      n,
      excluded,
    ]),
  ).toEqual([
    [expect.stringMatching(/^76\d{6}$/), 2, 1],
    [null, 1, 0],
  ]);
});

test('given viewers outside supervision, so few requests are withheld; who waits at the counter may not ask', async () => {
  const withheld = {
    withheld: true,
    n: null,
    percentageOnTime: null,
    onTime: null,
    medianMinutes: null,
  };
  for (const token of [insurer, await world.prescriber()]) {
    expect((await report(token, { period: NOVEMBER, groupBy: ['REGION'] })).total).toMatchObject(
      withheld,
    );
  }
  const answer = await world.send(await world.clerk('SP-0001'), operation('timelinessReport'), {
    period: NOVEMBER,
  });
  expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
});

test('given a report of nothing in particular, all that is wrong is told', async () => {
  const variables = { period: {}, groupBy: ['REGION', 'REGION'], filter: { regions: ['here'] } };
  const { errors } = await world.send(authority, operation('timelinessReport'), variables);
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(errors?.[0]?.extensions.fields?.map(({ path }) => path)).toEqual([
    'period',
    'groupBy',
    'filter.regions.0',
  ]);
});

test('given anybody signed in, the norms are told with where they come from; given nobody, not', async () => {
  interface Norms {
    timelinessNorms: {
      status: string;
      rules: { urgency: string; maximumMinutes: number; verified: boolean; source: string }[];
    }[];
  }
  const { timelinessNorms } = await world.ask<Norms>(insurer, operation('timelinessNorms'));
  const rules = timelinessNorms
    .filter(({ status }) => status === 'ADOPTED')
    .flatMap((version) => version.rules);
  expect(
    rules.find(({ urgency, maximumMinutes }) => urgency === 'EMERGENCY' && maximumMinutes === 240),
  ).toMatchObject({
    verified: true,
    targetVerified: false,
    source: expect.stringContaining('VGZ') as string,
  });
  const { errors } = await world.send(undefined, operation('timelinessNorms'));
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
});

describe('the evidence', () => {
  test('given nobody touched it, it is intact as a whole and request by request', async () => {
    expect(await verify({ period: YEAR })).toMatchObject({
      intact: true,
      complete: true,
      sealsChecked: 3,
      findings: [],
    });
    for (const id of numbers)
      expect(await verify({ id })).toMatchObject({ intact: true, findings: [] });
  });

  test('given a request that there is not, the answer is null', async () => {
    expect(await verify({ id: 'ER099999999' })).toBeNull();
  });

  test.each([
    [{}, ['period']],
    [{ period: YEAR, id: 'ER000000001' }, ['period']],
    [{ id: 'x' }, ['id']],
    [
      { period: { from: YEAR.until, until: YEAR.from }, after: 'x', notedSeals: ['x'] },
      ['period.until', 'after', 'notedSeals.0'],
    ],
  ])('given %j, it is refused', async (variables, fields) => {
    const { errors } = await world.send(authority, operation('verifyEvidence'), variables);
    expect(errors?.[0]?.extensions.fields?.map(({ path }) => path)).toEqual(fields);
  });

  test('given anyone else than the authority, it is not told', async () => {
    for (const token of [insurer, await world.prescriber(), await world.clerk('SP-0001')]) {
      const { errors } = await world.send(token, operation('verifyEvidence'), { period: YEAR });
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    }
  });

  test('given an owner who makes a late request on time, the authority sees which', async () => {
    const late = numbers[1] ?? '';
    const change = async (text: string): Promise<void> => {
      await world.db.owner.query({
        name: '',
        text: 'ALTER TABLE emergency_request DISABLE TRIGGER USER',
      });
      await world.db.owner.query({
        name: '',
        text: `UPDATE emergency_request SET ${text} WHERE id = ${Number(late.slice(2))}`,
      });
      await world.db.owner.query({
        name: '',
        text: 'ALTER TABLE emergency_request ENABLE TRIGGER USER',
      });
    };
    await change(`stopped_at = stopped_at - interval '2 hours'`);
    expect(await verify({ period: YEAR })).toMatchObject({
      intact: false,
      findings: [
        {
          kind: 'REQUEST_DIFFERS',
          requestId: late,
          words:
            'The request does not agree with its events: its clock did not stop when its last part stopped it.',
        },
      ],
    });
    await change(`stopped_at = stopped_at + interval '2 hours'`);
    expect(await verify({ period: YEAR })).toMatchObject({ intact: true });
  });
});
