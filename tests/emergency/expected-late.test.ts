import { Rerouting } from '../../src/emergency/rerouting';
import { actsOf, eventKinds, eventually, idOf, lotCounters, rows, type Acts } from './acts';
import { partWords, seen, type SeenRequest } from './seen-request';
import {
  createWorld,
  form,
  lineOf,
  type KnownArticle,
  type PlaceAnswer,
  type World,
} from './world';

/** The last two open at eight in the morning; it is one at night, and the deadline is at four. */
const [NEAR, FAR, LATE, LATER] = ['SP-0067', 'SP-0061', 'SP-0031', 'SP-0001'] as const;

let world: World;
let acts: Acts;
let doctor: string;
let articles: KnownArticle[];
let article: KnownArticle;
let other: KnownArticle;

beforeAll(async () => {
  world = await createWorld();
  acts = actsOf(world);
  await world.onlyOpen(NEAR, FAR, LATE, LATER);
  await rows(
    world,
    `WITH late AS (UPDATE stock_point SET on_call_outside_hours = false WHERE code = ANY ($1) RETURNING id)
     UPDATE stock_point_hours SET opens = '08:00' FROM late WHERE stock_point_id = late.id AND opens = '00:00'`,
    [[LATE, LATER]],
  );
  await rows(
    world,
    `DELETE FROM stock_point_hours h USING stock_point s
     WHERE s.id = h.stock_point_id AND s.code = ANY ($1) AND h.opens < '08:00'`,
    [[LATE, LATER]],
  );
  doctor = await world.prescriber();
  articles = await world.articles('U010201');
});
// Each test has articles of its own, at the same hour.
beforeEach(() => {
  world.clock.moveTo('2026-11-10T01:00:00+01:00');
  [article, other] = articles.splice(0, 2) as [KnownArticle, KnownArticle];
});
afterAll(() => world.dispose());

const place = (...lines: readonly object[]): Promise<PlaceAnswer> =>
  world.place(doctor, form({ lines: lines.length > 0 ? lines : [lineOf(article.gtin, 2)] }));

interface Message {
  readonly topic: string;
  readonly payload: Record<string, unknown>;
}

const messages = (number: string): Promise<Message[]> =>
  rows(world, `SELECT topic, payload FROM outbox WHERE payload->>'request' = $1 ORDER BY id`, [
    idOf(number),
  ]);

async function occasions(number: string): Promise<string[]> {
  const found = await rows<{ occasion: string }>(
    world,
    'SELECT occasion FROM routing_decision WHERE request_id = $1 ORDER BY id',
    [idOf(number)],
  );
  return found.map(({ occasion }) => occasion);
}

/** After stock came in, what is expected late is tried again; the answer to who brings it does not wait. */
const onceMoved = (number: string): Promise<SeenRequest> =>
  eventually(
    () => seen(world, doctor, number),
    ({ parts }) => parts.length > 1,
  );

test('given a device that only a stock point has which opens after the deadline, when it is asked, then it is reserved there, and prescriber and coordinators know that it is late', async () => {
  await world.stock(LATE, article.gtin, 2);

  const placed = await place();

  expect(placed).toMatchObject({
    state: 'RESERVED',
    expectedLate: true,
    deadline: { at: '2026-11-10T04:00:00+01:00' },
    parts: [{ stockPoint: { id: LATE }, expectedAt: placed.expectedAt }],
  });
  expect(await seen(world, doctor, placed.number)).toMatchObject({ expectedLate: true });
  const [first, late, ...more] = await messages(placed.number);
  expect([first?.topic, late, more]).toEqual([
    'emergency-request.placed',
    {
      topic: 'emergency-request.expected-late',
      payload: {
        request: idOf(placed.number),
        region: 'ZK23',
        category: 'INCONTINENCE',
        expectedAt: new Date(placed.expectedAt ?? '').toISOString().replace('.000Z', '+00:00'),
        deadlineAt: '2026-11-10T03:00:00+00:00',
      },
    },
    [],
  ]);
  await acts.cancel(doctor, placed.number);
});

test('given a device that is in time, when it is asked, then nobody is told that it is late', async () => {
  await world.stock(NEAR, article.gtin, 2);
  const placed = await place();
  expect(placed.expectedLate).toBe(false);
  expect((await messages(placed.number)).map(({ topic }) => topic)).toEqual([
    'emergency-request.placed',
  ]);
});

test('given a request that is expected late, when stock comes in where it is in time, then it moves there at once, and its clock runs on', async () => {
  await world.stock(LATE, article.gtin, 2, { lotNumber: 'LATE' });
  const { number } = await place();
  world.clock.moveOn(10);

  await world.stock(NEAR, article.gtin, 3, { lotNumber: 'SOON' });
  const after = await onceMoved(number);

  expect(after).toMatchObject({
    state: 'RESERVED',
    expectedLate: false,
    deadline: { at: '2026-11-10T04:00:00+01:00', effectiveAt: '2026-11-10T04:00:00+01:00' },
  });
  expect(partWords(after)).toEqual([`${LATE} PASSED_OVER`, `${NEAR} RESERVED`]);
  expect(after.parts[0]).toMatchObject({ passOverReason: 'EXPECTED_LATE', declineReason: null });
  expect(await lotCounters(world, article.gtin)).toEqual([
    { point: LATE, lot: 'LATE', onHand: 2, reserved: 0 },
    { point: NEAR, lot: 'SOON', onHand: 3, reserved: 2 },
  ]);
  expect(await eventKinds(world, number)).toEqual(['PLACED', 'ASSIGNED']);
  const [event] = await rows<{ details: { insteadOf: unknown } }>(
    world,
    `SELECT details FROM emergency_request_event WHERE request_id = $1 AND kind = 'ASSIGNED'`,
    [idOf(number)],
  );
  const [late] = await rows<{ id: number }>(world, 'SELECT id FROM stock_point WHERE code = $1', [
    LATE,
  ]);
  expect(event?.details.insteadOf).toEqual([
    {
      part: 1,
      stockPointId: late?.id,
      expectedAt: expect.stringContaining('2026-11-10T') as string,
      reason: 'EXPECTED_LATE',
    },
  ]);
  expect(await occasions(number)).toEqual(['PLACED', 'TRIED_AGAIN']);
  expect((await messages(number)).map(({ topic }) => topic)).toEqual([
    'emergency-request.placed',
    'emergency-request.expected-late',
    'emergency-request.assigned',
  ]);

  // Who was late is as good as before, once the one in time can not after all.
  await acts.decline(await world.clerk(NEAR), number);
  expect(partWords(await seen(world, doctor, number))).toEqual([
    `${LATE} PASSED_OVER`,
    `${NEAR} PASSED_OVER`,
    `${LATE} RESERVED`,
  ]);
  await acts.cancel(doctor, number);
});

test('given a request that is expected late, when the stock point accepted it, then it stays there', async () => {
  await world.stock(LATE, article.gtin, 2);
  const { number } = await place();
  await acts.accept(await world.clerk(LATE), number);

  await world.stock(NEAR, article.gtin, 2);
  expect(await world.retryUnassigned()).toBe(0);

  expect(partWords(await seen(world, doctor, number))).toEqual([`${LATE} ACCEPTED`]);
});

test.each([
  ['stock comes in that is late too', LATER, 0],
  ['too little comes in', NEAR, -1],
])(
  'given a request that is expected late, when %s, then nothing changes',
  async (_, point, more) => {
    await world.stock(LATE, article.gtin, 2);
    const { number } = await place();
    await world.stock(point, article.gtin, 2 + more);
    await world.composition.settled();
    const before = await world.counts();

    expect(await world.retryUnassigned()).toBe(0);

    expect(await world.counts()).toEqual(before);
    expect(partWords(await seen(world, doctor, number))).toEqual([`${LATE} RESERVED`]);
    expect(await eventKinds(world, number)).toEqual(['PLACED']);
    await acts.cancel(doctor, number);
  },
);

test('given a request whose deadline has passed, when stock comes in nearby, then it stays where it is: nothing is in time any more', async () => {
  await world.stock(LATE, article.gtin, 2);
  const { number } = await place();
  world.clock.moveTo('2026-11-10T04:00:00+01:00');

  await world.stock(NEAR, article.gtin, 2);
  expect(await world.retryUnassigned()).toBe(0);

  expect(partWords(await seen(world, doctor, number))).toEqual([`${LATE} RESERVED`]);
  await acts.cancel(doctor, number);
});

test('given two things that are expected late together, when one of them can be had in time, then that one moves and the other stays reserved', async () => {
  await world.stock(LATE, article.gtin, 1, { lotNumber: 'ONE' });
  await world.stock(LATE, other.gtin, 1, { lotNumber: 'TWO' });
  const { number } = await place(lineOf(article.gtin), lineOf(other.gtin));

  await world.stock(NEAR, other.gtin, 1, { lotNumber: 'SOON' });
  const after = await onceMoved(number);

  expect(partWords(after)).toEqual([`${LATE} PASSED_OVER`, `${NEAR} RESERVED`, `${LATE} RESERVED`]);
  expect(after.expectedLate).toBe(true);
  expect(await lotCounters(world, article.gtin, other.gtin)).toEqual([
    { point: LATE, lot: 'ONE', onHand: 1, reserved: 1 },
    { point: LATE, lot: 'TWO', onHand: 1, reserved: 0 },
    { point: NEAR, lot: 'SOON', onHand: 1, reserved: 1 },
  ]);
  await acts.cancel(doctor, number);
});

test('given two requests that are expected late, when stock for one comes in, then who waited longest has it', async () => {
  await world.stock(LATE, article.gtin, 4);
  const [first, second] = [await place(), await place()];

  await world.stock(NEAR, article.gtin, 2);
  await onceMoved(first.number);
  await world.composition.settled();

  expect(partWords(await seen(world, doctor, second.number))).toEqual([`${LATE} RESERVED`]);
  for (const { number } of [first, second]) await acts.cancel(doctor, number);
});

test('given stock that is gone when it is to be taken, then the request keeps what it has', async () => {
  await world.stock(LATE, article.gtin, 2);
  const { number } = await place();
  const before = await world.counts();
  const [line] = await rows<{ id: string }>(
    world,
    'SELECT id::text AS id FROM emergency_request_line WHERE request_id = $1',
    [idOf(number)],
  );
  const looking = jest
    .spyOn(Rerouting.prototype, 'couldBeInTime')
    .mockResolvedValue(new Set([line?.id ?? '']));

  expect(await world.retryUnassigned()).toBe(0);

  expect(looking).toHaveBeenCalledTimes(1);
  looking.mockRestore();
  expect(await world.counts()).toEqual(before);
  expect(partWords(await seen(world, doctor, number))).toEqual([`${LATE} RESERVED`]);
  await acts.cancel(doctor, number);
});

test('given a clock that stood still, when a request moves on, then what is in time by the later deadline counts as in time, and nobody is told that it is late', async () => {
  await world.stock(NEAR, article.gtin, 2);
  await world.stock(FAR, article.gtin, 2);
  await world.stock(LATE, article.gtin, 2);
  const { number } = await place();
  await acts.suspend(doctor, number, 'PATIENT_ASKS_DELAY');
  world.clock.moveOn(6 * 60);
  await acts.resume(doctor, number);

  await acts.decline(await world.clerk(NEAR), number);

  const after = await seen(world, doctor, number);
  expect(after.deadline).toEqual({
    at: '2026-11-10T04:00:00+01:00',
    effectiveAt: '2026-11-10T10:00:00+01:00',
  });
  expect(partWords(after)).toEqual([`${NEAR} PASSED_OVER`, `${FAR} RESERVED`]);
  const [decision] = await rows<{ verdicts: string[] }>(
    world,
    `SELECT (SELECT array_agg(DISTINCT c->>1) FROM jsonb_array_elements(considered) c) AS verdicts
     FROM routing_decision WHERE request_id = $1 ORDER BY id DESC LIMIT 1`,
    [idOf(number)],
  );
  // Also the one that opens at eight would be in time.
  expect(decision?.verdicts).toEqual(expect.arrayContaining(['CHOSEN', 'LATER']));
  expect(decision?.verdicts).not.toContain('TOO_LATE');
  expect((await messages(number)).map(({ topic }) => topic)).not.toContain(
    'emergency-request.expected-late',
  );
  await acts.cancel(doctor, number);
});
