import { actsOf, eventKinds, idOf, lotCounters, outcomeOf, rows, type Acts } from './acts';
import { partWords, seen } from './seen-request';
import { createWorld, form, lineOf, type KnownArticle, type World } from './world';

const [NEAR, FAR] = ['SP-0067', 'SP-0031'] as const;

let world: World;
let acts: Acts;
let doctor: string;
let clerk: string;
let articles: KnownArticle[];
let article: KnownArticle;

beforeAll(async () => {
  world = await createWorld();
  acts = actsOf(world);
  await world.onlyOpen(NEAR, FAR);
  [doctor, clerk] = await Promise.all([world.prescriber(), world.clerk(NEAR)]);
  articles = await world.articles('U010201');
});
// Every test begins at two in the night, with an article of its own; its norm is three hours.
beforeEach(async () => {
  world.clock.moveTo('2026-11-10T02:00:00+01:00');
  article = articles.shift() as KnownArticle;
  await world.stock(NEAR, article.gtin, 6, { lotNumber: 'A' });
});
afterAll(() => world.dispose());

async function place(over: Record<string, unknown> = {}): Promise<string> {
  const { number } = await world.place(doctor, form({ lines: [lineOf(article.gtin, 2)], ...over }));
  return number;
}
const reserved = async (): Promise<number[]> =>
  (await lotCounters(world, article.gtin)).map((lot) => lot.reserved);

interface Excluded {
  readonly timelinessReport: {
    readonly total: {
      readonly excluded: number;
      readonly late: number;
      readonly excludedByReason: readonly { reason: string; n: number }[];
    };
  };
}
async function report(): Promise<Excluded['timelinessReport']['total']> {
  const answer = await world.ask<Excluded>(
    await world.token({ sub: 'nza', role: 'AUTHORITY' }),
    '{ timelinessReport(period: { month: "2026-11" }) { total { excluded late excludedByReason { reason n } } } }',
  );
  return answer.timelinessReport.total;
}

async function evidence(number: string): Promise<object> {
  const answer = await world.ask<{ verifyEvidence: object }>(
    await world.token({ sub: 'nza', role: 'AUTHORITY' }),
    'query ($id: ID!) { verifyEvidence(id: $id) { intact findings { words } } }',
    { id: number },
  );
  return answer.verifyEvidence;
}

test.each(['reserved', 'accepted'] as const)(
  'given a request that is %s, when it is cancelled, then the stock falls free',
  async (state) => {
    const number = await place();
    if (state !== 'reserved') await acts.accept(clerk, number);
    expect(await reserved()).toEqual([2]);

    expect(await acts.cancel(doctor, number, 'PATIENT_ADMITTED')).toMatchObject({
      state: 'CANCELLED',
      verdict: 'EXCLUDED',
      stoppedAt: null,
    });

    expect(await reserved()).toEqual([0]);
    const after = await seen(world, doctor, number);
    expect(partWords(after)).toEqual([`${NEAR} CANCELLED`]);
    expect(after).toMatchObject({ closeReason: 'PATIENT_ADMITTED' });
    expect((await eventKinds(world, number)).at(-1)).toBe('CANCELLED');
    const ledger = await rows(
      world,
      `SELECT kind, on_hand_delta AS "onHand", reserved_delta AS reserved FROM stock_ledger WHERE request_id = $1 ORDER BY id`,
      [idOf(number)],
    );
    expect(ledger).toEqual([
      { kind: 'RESERVED', onHand: 0, reserved: 2 },
      { kind: 'RELEASED', onHand: 0, reserved: -2 },
    ]);
  },
);

test.each([
  ['a moment before its deadline', 'EXCLUDED', '04:59:59.999'],
  ['at its deadline', 'LATE', '05:00:00'],
  ['after its deadline', 'LATE', '07:00:00'],
])('given a request, when it is cancelled %s, then it is %s', async (_, verdict, time) => {
  const number = await place();
  const before = await report();

  world.clock.moveTo(`2026-11-10T${time}+01:00`);
  expect(await acts.cancel(doctor, number)).toMatchObject({ verdict });

  const after = await report();
  expect([after.excluded - before.excluded, after.late - before.late]).toEqual(
    verdict === 'LATE' ? [0, 1] : [1, 0],
  );
  world.clock.moveTo('2026-12-24T12:00:00Z');
  expect(await seen(world, doctor, number)).toMatchObject({ verdict });
});

test.each([
  ['reserved', 'CANCELLED_BEFORE_PICK'],
  ['accepted', 'CANCELLED_AFTER_PICK_BEGAN'],
  ['accepted and declined', 'CANCELLED_AFTER_PICK_BEGAN'],
  ['dispatched', 'CANCELLED_AFTER_PICK_BEGAN'],
  ['handed over in part', 'CANCELLED_AFTER_PICK_BEGAN'],
])(
  'given a request that is %s, when it is cancelled before its deadline, then it is left out as %s, and its record agrees',
  async (state, reason) => {
    const other = articles.shift() as KnownArticle;
    await world.stock(FAR, other.gtin, 5);
    const lines = [lineOf(article.gtin, 2), lineOf(other.gtin, 1)];
    const number = await place(state === 'handed over in part' ? { lines } : {});
    const before = await report();
    if (state !== 'reserved') await acts.accept(clerk, number);
    if (state === 'accepted and declined') await acts.decline(clerk, number);
    if (state === 'dispatched') await acts.dispatch(clerk, number);
    if (state === 'handed over in part') await acts.handOver(clerk, number);

    world.clock.moveOn(10);
    expect(await acts.cancel(doctor, number)).toMatchObject({
      verdict: 'EXCLUDED',
      stoppedAt: null,
    });

    const after = await report();
    const counted = ({ excludedByReason }: typeof after): number =>
      excludedByReason.find((one) => one.reason === reason)?.n ?? 0;
    expect([after.excluded - before.excluded, counted(after) - counted(before)]).toEqual([1, 1]);
    expect(await evidence(number)).toEqual({ intact: true, findings: [] });
  },
);

test('given a request that was cancelled after its pick began, when that is wiped out, then its record does not agree', async () => {
  const number = await place();
  await acts.accept(clerk, number);
  await acts.cancel(doctor, number);
  await rows(world, 'ALTER TABLE emergency_request_part DISABLE TRIGGER request_part_kept');
  await rows(world, 'UPDATE emergency_request_part SET accepted_at = NULL WHERE request_id = $1', [
    idOf(number),
  ]);
  await rows(world, 'ALTER TABLE emergency_request_part ENABLE TRIGGER request_part_kept');

  const words = 'its pick did not begin when a stock point first accepted it';
  expect(await evidence(number)).toEqual({
    intact: false,
    findings: [{ words: `The request does not agree with its events: ${words}.` }],
  });
});

test('given a request that nobody can serve, when it is cancelled in time, then it is excluded, and after its deadline late', async () => {
  const [inTime, late] = [
    await place({ lines: [lineOf(article.gtin, 100)] }),
    await place({ lines: [lineOf(article.gtin, 100)] }),
  ];

  expect(await acts.cancel(doctor, inTime)).toMatchObject({ verdict: 'EXCLUDED' });
  world.clock.moveTo('2026-11-10T05:00:01+01:00');
  expect(await acts.cancel(doctor, late)).toMatchObject({ verdict: 'LATE' });
});

test('given a clock that is suspended, when it is cancelled before the moved deadline, then it is excluded', async () => {
  const number = await place();
  await acts.accept(clerk, number);
  world.clock.moveOn(60);
  await acts.suspend(doctor, number, 'PATIENT_ASKS_DELAY');
  world.clock.moveOn(300);

  expect(await acts.cancel(doctor, number)).toMatchObject({
    verdict: 'EXCLUDED',
    deadline: { at: '2026-11-10T05:00:00+01:00', effectiveAt: '2026-11-10T10:00:00+01:00' },
  });
  expect(await eventKinds(world, number)).toEqual([
    'PLACED',
    'ACCEPTED',
    'CLOCK_SUSPENDED',
    'CLOCK_RESUMED',
    'CANCELLED',
  ]);
});

test.each([
  ['before its deadline', 'EXCLUDED', 60],
  ['after its deadline', 'LATE', 200],
])(
  'given a request of which a part was handed over, when it is cancelled %s, then the rest falls free, what was handed over stays, and it is %s',
  async (_, verdict, minutes) => {
    const other = articles.shift() as KnownArticle;
    await world.stock(FAR, other.gtin, 5);
    const number = await place({ lines: [lineOf(article.gtin, 2), lineOf(other.gtin, 1)] });
    await acts.accept(clerk, number);
    await acts.handOver(clerk, number);
    world.clock.moveOn(minutes);

    expect(await acts.cancel(doctor, number)).toMatchObject({
      state: 'CANCELLED',
      verdict,
      stoppedAt: null,
    });

    expect(partWords(await seen(world, doctor, number))).toEqual([
      `${NEAR} HANDED_OVER`,
      `${FAR} CANCELLED`,
    ]);
    expect(await lotCounters(world, article.gtin, other.gtin)).toMatchObject([
      { point: FAR, onHand: 5, reserved: 0 },
      { point: NEAR, onHand: 4, reserved: 0 },
    ]);
    const settled = await rows(
      world,
      'SELECT article_id AS id, pieces FROM settlement WHERE request_id = $1',
      [idOf(number)],
    );
    expect(settled).toEqual([{ id: article.id, pieces: 2 }]);
    expect(outcomeOf(await acts.cancel(doctor, number))).toEqual(['ALREADY_ENDED']);
  },
);

test('given a request of which all was handed over, then it can no longer be cancelled', async () => {
  const number = await place();
  await acts.accept(clerk, number);
  await acts.handOver(clerk, number);
  const before = await world.counts();

  expect(outcomeOf(await acts.cancel(doctor, number))).toEqual(['ALREADY_ENDED']);

  expect(await world.counts()).toEqual(before);
  expect(partWords(await seen(world, doctor, number))).toEqual([`${NEAR} HANDED_OVER`]);
});

test('given a pickup that was ready in time and is never fetched, when it is cancelled the day after, then it was in time, and its stock falls free once it is put back', async () => {
  const number = await place({ handover: 'PICKUP' });
  await acts.accept(clerk, number);
  world.clock.moveOn(20);
  await acts.markReady(clerk, number);

  world.clock.moveOn(24 * 60);
  expect(await acts.cancel(doctor, number, 'NO_LONGER_NEEDED')).toMatchObject({
    state: 'CANCELLED',
    verdict: 'ON_TIME',
    stoppedAt: '2026-11-10T02:20:00+01:00',
  });

  expect(await reserved()).toEqual([2]);
  await acts.reportNotHandedOver(clerk, number, 'NOT_FETCHED');
  expect(await reserved()).toEqual([0]);
});
