import { actsOf, eventKinds, idOf, lotCounters, outcomeOf, rows, type Acts } from './acts';
import { minutesBetween, partWords, seen, seenBy } from './seen-request';
import { createWorld, form, lineOf, type KnownArticle, type World } from './world';

const [NEAR, NEXT, LAST] = ['SP-0067', 'SP-0061', 'SP-0031'] as const;

let world: World;
let acts: Acts;
let doctor: string;
let clerks: Record<string, string>;
let article: KnownArticle;

beforeAll(async () => {
  world = await createWorld();
  acts = actsOf(world);
  await world.onlyOpen(NEAR, NEXT, LAST);
  doctor = await world.prescriber();
  clerks = {};
  for (const code of [NEAR, NEXT, LAST]) clerks[code] = await world.clerk(code);
});
// Each test has an article of its own.
let used = 0;
beforeEach(async () => {
  article = (await world.articles('U010201'))[used] as KnownArticle;
  used += 1;
  for (const code of [NEAR, NEXT, LAST]) {
    await world.stock(code, article.gtin, 10, { lotNumber: code });
  }
});
afterAll(() => world.dispose());

const clerkOf = (code: string): string => clerks[code] as string;

async function place(): Promise<string> {
  return (await world.place(doctor, form({ lines: [lineOf(article.gtin, 3)] }))).number;
}

async function topics(number: string): Promise<string[]> {
  const found = await rows<{ topic: string }>(
    world,
    `SELECT topic FROM outbox WHERE payload->>'request' = $1 ORDER BY id`,
    [idOf(number)],
  );
  return found.map(({ topic }) => topic);
}

const worklist = async (code: string): Promise<string[]> => {
  const answer = await world.ask<{ stockPointWorklist: { nodes: { requestId: string }[] } }>(
    clerkOf(code),
    '{ stockPointWorklist { nodes { requestId } } }',
  );
  return answer.stockPointWorklist.nodes.map(({ requestId }) => requestId);
};

test('given a request, when it is declined, then it moves on, its clock runs on and the stock falls free', async () => {
  const number = await place();
  const before = await seen(world, doctor, number);
  world.clock.moveOn(25);

  const answer = await acts.decline(clerkOf(NEAR), number, 'NO_TRANSPORT');

  expect(answer).toEqual({ __typename: 'EmergencyRequestDeclined', id: number });
  const after = await seen(world, doctor, number);
  expect(after.state).toBe('RESERVED');
  expect(after.deadline).toEqual(before.deadline);
  expect(partWords(after)).toEqual([`${NEAR} PASSED_OVER`, `${NEXT} RESERVED`]);
  expect(after.parts[0]).toEqual({
    ...before.parts[0],
    state: 'PASSED_OVER',
    passOverReason: 'DECLINED',
    declineReason: 'NO_TRANSPORT',
  });
  // From now on, not from when it was placed.
  const [, second] = after.parts;
  const { preparationMinutes, travelMinutes } = second?.reckoning ?? NAN_RECKONING;
  expect(minutesBetween(world.clock.now(), second?.expectedAt ?? '')).toBe(
    preparationMinutes + travelMinutes,
  );
  expect(await lotCounters(world, article.gtin)).toEqual([
    { point: LAST, lot: LAST, onHand: 10, reserved: 0 },
    { point: NEXT, lot: NEXT, onHand: 10, reserved: 3 },
    { point: NEAR, lot: NEAR, onHand: 10, reserved: 0 },
  ]);
  expect(await eventKinds(world, number)).toEqual(['PLACED', 'DECLINED', 'ASSIGNED']);
  expect(await topics(number)).toEqual([
    'emergency-request.placed',
    'emergency-request.passed-over',
    'emergency-request.assigned',
  ]);
});

const NAN_RECKONING = { preparationMinutes: NaN, travelMinutes: NaN };

test('given a request that was declined, then who declined it no longer sees it and can do nothing with it', async () => {
  const number = await place();
  expect(await worklist(NEAR)).toContain(number);
  await acts.decline(clerkOf(NEAR), number);
  await acts.accept(clerkOf(NEXT), number);

  expect(await worklist(NEAR)).not.toContain(number);
  expect(await seenBy(world, clerkOf(NEAR), number)).toBeNull();
  const list = await world.ask<{ emergencyRequests: { nodes: { id: string }[] } }>(
    clerkOf(NEAR),
    '{ emergencyRequests { nodes { id } } }',
  );
  expect(list.emergencyRequests.nodes.map(({ id }) => id)).not.toContain(number);
  const tries = [
    await acts.accept(clerkOf(NEAR), number),
    await acts.dispatch(clerkOf(NEAR), number),
    await acts.handOver(clerkOf(NEAR), number),
    await acts.decline(clerkOf(NEAR), number),
  ];
  expect(tries.map(outcomeOf)).toEqual(tries.map(() => ['WRONG_STATE']));
  expect(outcomeOf(await acts.suspend(clerkOf(NEAR), number))).toEqual(['NOT_FOUND']);

  // Nor does it hear what became of it.
  await acts.handOver(clerkOf(NEXT), number);
  const later = await acts.accept(clerkOf(NEAR), number);
  expect(later.refusals).toEqual(tries[0]?.refusals);
});

test('given a request that is not accepted, when its time has passed and not before, then it moves on', async () => {
  const number = await place();
  const { parts, deadline } = await seen(world, doctor, number);
  const [first] = parts;
  const [point] = await rows<{ minutes: number }>(
    world,
    'SELECT accept_within_minutes AS minutes FROM stock_point WHERE code = $1',
    [NEAR],
  );
  expect(minutesBetween(world.clock.now(), first?.acceptBy ?? '')).toBe(point?.minutes);

  world.clock.moveTo(first?.acceptBy ?? '');
  expect(await world.composition.sweeps.passOverUnaccepted()).toBe(0);
  world.clock.moveTo(new Date(world.clock.now().getTime() + 1));
  expect(await world.composition.sweeps.passOverUnaccepted()).toBe(1);

  const after = await seen(world, doctor, number);
  expect(partWords(after)).toEqual([`${NEAR} PASSED_OVER`, `${NEXT} RESERVED`]);
  expect(after.parts[0]?.passOverReason).toBe('NOT_ACCEPTED_IN_TIME');
  expect(after.deadline).toEqual(deadline);
  expect(await eventKinds(world, number)).toEqual(['PLACED', 'NOT_ACCEPTED_IN_TIME', 'ASSIGNED']);
  expect(await seenBy(world, clerkOf(NEAR), number)).toBeNull();
});

test('given a request that was accepted, when time passes, then it stays', async () => {
  const number = await place();
  await acts.accept(clerkOf(NEAR), number);
  world.clock.moveOn(24 * 60);

  await world.composition.sweeps.passOverUnaccepted();

  expect(partWords(await seen(world, doctor, number))).toEqual([`${NEAR} ACCEPTED`]);
});

test('given a request that each in turn does not take, then nobody is asked twice, the clock never restarts, and in the end its coordinators are told', async () => {
  const number = await place();
  const { deadline } = await seen(world, doctor, number);

  world.clock.moveOn(30);
  await world.composition.sweeps.passOverUnaccepted();
  await acts.decline(clerkOf(NEXT), number);
  world.clock.moveOn(30);
  await world.composition.sweeps.passOverUnaccepted();

  const after = await seen(world, doctor, number);
  expect(after.state).toBe('UNASSIGNED');
  expect(after.deadline).toEqual(deadline);
  expect(partWords(after)).toEqual([NEAR, NEXT, LAST].map((code) => `${code} PASSED_OVER`));
  expect(await eventKinds(world, number)).toEqual([
    'PLACED',
    'NOT_ACCEPTED_IN_TIME',
    'ASSIGNED',
    'DECLINED',
    'ASSIGNED',
    'NOT_ACCEPTED_IN_TIME',
    'UNASSIGNED',
  ]);
  const [message] = await rows<{ topic: string; payload: unknown; delivered: unknown }>(
    world,
    `SELECT topic, payload, delivered_at AS delivered FROM outbox WHERE payload->>'request' = $1 ORDER BY id DESC LIMIT 1`,
    [idOf(number)],
  );
  expect(message).toEqual({
    topic: 'emergency-request.unassigned',
    delivered: null,
    payload: {
      request: idOf(number),
      region: 'ZK23',
      category: 'INCONTINENCE',
      state: 'UNASSIGNED',
      deadlineAt: new Date(deadline.at).toISOString().replace('Z', '+00:00'),
      details: { liveParts: 0 },
    },
  });
  expect((await lotCounters(world, article.gtin)).map(({ reserved }) => reserved)).toEqual([
    0, 0, 0,
  ]);

  // Tried again, those who merely gave no answer are asked once more; who declined is not.
  await world.retryUnassigned();
  expect(partWords(await seen(world, doctor, number)).at(-1)).toBe(`${NEAR} RESERVED`);
  await acts.decline(clerkOf(NEAR), number);
  await world.retryUnassigned();
  expect(partWords(await seen(world, doctor, number)).slice(-2)).toEqual([
    `${NEAR} PASSED_OVER`,
    `${LAST} RESERVED`,
  ]);
  await acts.decline(clerkOf(LAST), number);
  await world.retryUnassigned();
  expect(await seen(world, doctor, number)).toMatchObject({ state: 'UNASSIGNED' });
  await acts.cancel(doctor, number);
});

test('given many requests that nobody accepts, when one of them cannot be moved on, then the others are all the same', async () => {
  const numbers = [await place(), await place(), await place()];
  const broken = numbers[1] as string;
  // What should never happen: its postcode area is no longer in the gazetteer.
  await rows(world, `UPDATE emergency_request SET pc4 = '0000' WHERE id = $1`, [idOf(broken)]);
  world.clock.moveOn(30);

  await expect(world.composition.sweeps.passOverUnaccepted()).rejects.toThrow(
    '1 of the requests failed',
  );

  const states = await Promise.all(numbers.map((number) => seen(world, doctor, number)));
  expect(states.map(partWords)).toEqual([
    [`${NEAR} PASSED_OVER`, `${NEXT} RESERVED`],
    [`${NEAR} RESERVED`],
    [`${NEAR} PASSED_OVER`, `${NEXT} RESERVED`],
  ]);
  await acts.cancel(doctor, broken);
});
