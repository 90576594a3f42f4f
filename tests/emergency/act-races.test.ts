import { actsOf, eventKinds, outcomeOf, rows, type Acts } from './acts';
import { createWorld, form, lineOf, type KnownArticle, type World } from './world';

const NEAR = 'SP-0067';
const FAR = 'SP-0031';

let world: World;
let acts: Acts;
let catheter: KnownArticle;
let doctor: string;
let anna: string;
let bram: string;

beforeAll(async () => {
  world = await createWorld();
  acts = actsOf(world);
  await world.onlyOpen(NEAR, FAR);
  [catheter] = (await world.articles('U010201')) as [KnownArticle];
  [doctor, anna, bram] = await Promise.all([
    world.prescriber(),
    world.clerk(NEAR, 'anna'),
    world.clerk(NEAR, 'bram'),
  ]);
  await world.stock(NEAR, catheter.gtin, 100, { lotNumber: 'NEAR' });
  await world.stock(FAR, catheter.gtin, 100, { lotNumber: 'FAR' });
});
afterAll(() => world.dispose());

async function placed(): Promise<string> {
  const answer = await world.place(doctor, form({ lines: [lineOf(catheter.gtin)] }));
  expect(answer.parts[0]?.stockPoint.id).toBe(NEAR);
  return answer.number;
}

async function partStates(number: string): Promise<string[]> {
  const found = await rows<{ word: string }>(
    world,
    `SELECT s.code || ' ' || p.state AS word FROM emergency_request_part p JOIN stock_point s ON s.id = p.stock_point_id
     WHERE p.request_id = $1 ORDER BY p.part_number`,
    [number.replace(/^ER0*/, '')],
  );
  return found.map(({ word }) => word);
}

/** Of one moment, since what fell free may be on its way to somebody else: as the lots say, and as the parts do. */
async function reservations(): Promise<{ point: string; byLots: number; byParts: number }[]> {
  return rows(
    world,
    `SELECT s.code AS point,
       (SELECT sum(l.reserved)::int FROM stock_lot l WHERE l.stock_point_id = s.id) AS "byLots",
       (SELECT coalesce(sum(t.pieces), 0)::int FROM emergency_request_part p
        JOIN allocation a ON a.part_id = p.id AND a.live JOIN allocation_lot t ON t.allocation_id = a.id
        WHERE p.stock_point_id = s.id
          AND p.state IN ('RESERVED', 'ACCEPTED', 'DISPATCHED', 'READY_FOR_PICKUP')) AS "byParts"
     FROM stock_point s WHERE s.code IN ($1, $2) ORDER BY 1`,
    [NEAR, FAR],
  );
}

afterEach(async () => {
  const found = await reservations();
  expect(found.map(({ point }) => point).sort()).toEqual([NEAR, FAR].sort());
  for (const { byLots, byParts } of found) expect(byLots).toBe(byParts);
});

test('given two clerks of a stock point, when both accept at once, then one wins and the other hears WRONG_STATE', async () => {
  for (let round = 0; round < 5; round += 1) {
    const number = await placed();

    const answers = await Promise.all([acts.accept(anna, number), acts.accept(bram, number)]);

    expect(answers.map(outcomeOf).sort()).toEqual(['EmergencyRequest', ['WRONG_STATE']].sort());
    expect(await eventKinds(world, number)).toEqual(['PLACED', 'ACCEPTED']);
    expect(await partStates(number)).toEqual([`${NEAR} ACCEPTED`]);
  }
});

test('given a request, when one clerk accepts and another declines at once, then either it was accepted first and declined, or declined and no longer theirs', async () => {
  for (let round = 0; round < 6; round += 1) {
    const number = await placed();

    const [accepted, declined] = await Promise.all([
      acts.accept(anna, number),
      acts.decline(bram, number),
    ]);

    // What was accepted may still be declined, so the decline always comes through.
    expect(outcomeOf(declined)).toBe('EmergencyRequestDeclined');
    const kinds = await eventKinds(world, number);
    if (accepted.__typename === 'Refused') {
      expect(outcomeOf(accepted)).toEqual(['WRONG_STATE']);
      expect(kinds).toEqual(['PLACED', 'DECLINED', 'ASSIGNED']);
    } else {
      expect(kinds).toEqual(['PLACED', 'ACCEPTED', 'DECLINED', 'ASSIGNED']);
    }
    expect(await partStates(number)).toEqual([`${NEAR} PASSED_OVER`, `${FAR} RESERVED`]);
  }
});

test('given an accepted request, when it is handed over and cancelled at once, then one of the two happens', async () => {
  for (let round = 0; round < 6; round += 1) {
    const number = await placed();
    await acts.accept(anna, number);

    const [handed, cancelled] = await Promise.all([
      acts.handOver(anna, number),
      acts.cancel(doctor, number),
    ]);

    const won = [handed, cancelled].filter(({ __typename }) => __typename === 'EmergencyRequest');
    expect(won).toHaveLength(1);
    if (handed.__typename === 'EmergencyRequest') {
      expect(outcomeOf(cancelled)).toEqual(['ALREADY_ENDED']);
      expect(await partStates(number)).toEqual([`${NEAR} HANDED_OVER`]);
      expect(await eventKinds(world, number)).toEqual(['PLACED', 'ACCEPTED', 'HANDED_OVER']);
    } else {
      expect(outcomeOf(handed)).toEqual(['ALREADY_ENDED']);
      expect(await partStates(number)).toEqual([`${NEAR} CANCELLED`]);
      expect(await eventKinds(world, number)).toEqual(['PLACED', 'ACCEPTED', 'CANCELLED']);
    }
  }
});

test('given a request, when it is accepted, declined, cancelled and swept at once by many, then its history is one that could have happened in turn', async () => {
  for (let round = 0; round < 6; round += 1) {
    const number = await placed();
    world.clock.moveOn(30);

    const [cancelled, ...others] = await Promise.all([
      acts.cancel(doctor, number),
      acts.accept(anna, number),
      acts.decline(bram, number),
      acts.accept(bram, number),
      acts.decline(anna, number),
      world.composition.sweeps.passOverUnaccepted().then(() => ({ __typename: 'Swept' as const })),
    ]);

    expect(outcomeOf(cancelled)).toBe('EmergencyRequest');
    for (const other of others) {
      if (other.__typename !== 'Refused') continue;
      expect(['WRONG_STATE', 'ALREADY_ENDED']).toContain(other.refusals?.[0]?.code);
    }
    const kinds = await eventKinds(world, number);
    expect(kinds[0]).toBe('PLACED');
    expect(kinds.at(-1)).toBe('CANCELLED');
    expect(kinds.filter((kind) => kind === 'ACCEPTED').length).toBeLessThanOrEqual(1);
    const declines = kinds.filter((kind) => kind === 'DECLINED' || kind === 'NOT_ACCEPTED_IN_TIME');
    expect(declines.length).toBeLessThanOrEqual(1);
    expect(kinds.filter((kind) => kind === 'ASSIGNED')).toHaveLength(declines.length);
    const [ended] = await rows<{ state: string }>(
      world,
      'SELECT state FROM emergency_request WHERE id = $1',
      [number.replace(/^ER0*/, '')],
    );
    expect(ended).toEqual({ state: 'CANCELLED' });
  }
});

async function passedOver(): Promise<number> {
  const [row] = await rows<{ n: number }>(
    world,
    `SELECT count(*)::int AS n FROM emergency_request_event WHERE kind = 'NOT_ACCEPTED_IN_TIME'`,
  );
  return row?.n ?? 0;
}

test('given overdue parts, when three sweep at once, then each part moves on once', async () => {
  const numbers = await Promise.all(Array.from({ length: 8 }, placed));
  world.clock.moveOn(30);
  const before = await passedOver();

  const moved = await Promise.all([
    world.composition.sweeps.passOverUnaccepted(),
    world.composition.sweeps.passOverUnaccepted(),
    world.composition.sweeps.passOverUnaccepted(),
  ]);

  // Parts of other tests may be overdue as well.
  const sum = moved.reduce((total, count) => total + count, 0);
  expect(sum).toBeGreaterThanOrEqual(numbers.length);
  expect((await passedOver()) - before).toBe(sum);
  for (const number of numbers) {
    expect(await partStates(number)).toEqual([`${NEAR} PASSED_OVER`, `${FAR} RESERVED`]);
    expect(await eventKinds(world, number)).toEqual(['PLACED', 'NOT_ACCEPTED_IN_TIME', 'ASSIGNED']);
  }
});

test('given an accepted request, when the clock is suspended by several at once, then one suspension runs', async () => {
  const number = await placed();
  await acts.accept(anna, number);

  const answers = await Promise.all([
    acts.suspend(anna, number),
    acts.suspend(bram, number),
    acts.suspend(doctor, number),
  ]);

  const refused = answers.filter(({ __typename }) => __typename === 'Refused').map(outcomeOf);
  expect(refused).toEqual([['CLOCK_NOT_RUNNING'], ['CLOCK_NOT_RUNNING']]);
  expect(await eventKinds(world, number)).toEqual(['PLACED', 'ACCEPTED', 'CLOCK_SUSPENDED']);
});
