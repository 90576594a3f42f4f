import { actsOf, eventKinds, idOf, outcomeOf, rows, type Acts } from './acts';
import { minutesBetween, seen } from './seen-request';
import { createWorld, form, lineOf, type KnownArticle, type World } from './world';

const [NEAR, FAR] = ['SP-0067', 'SP-0031'] as const;

let world: World;
let acts: Acts;
let doctor: string;
let clerk: string;
let article: KnownArticle;

beforeAll(async () => {
  world = await createWorld();
  acts = actsOf(world);
  await world.onlyOpen(NEAR, FAR);
  [doctor, clerk] = await Promise.all([world.prescriber(), world.clerk(NEAR)]);
  [article] = (await world.articles('U010201')) as [KnownArticle];
  await world.stock(NEAR, article.gtin, 100);
});
// Every test begins at two in the night; the norm of a balloon catheter is three hours.
beforeEach(() => world.clock.moveTo('2026-11-10T02:00:00+01:00'));
afterAll(() => world.dispose());

const at = (time: string): void => world.clock.moveTo(`2026-11-10T${time}+01:00`);
const on = (time: string): string => `2026-11-10T${time}:00+01:00`;

async function accepted(over: Record<string, unknown> = {}): Promise<string> {
  const { number, deadline } = await world.place(
    doctor,
    form({ lines: [lineOf(article.gtin)], ...over }),
  );
  expect(deadline.at).toBe(on('05:00'));
  await acts.accept(clerk, number);
  return number;
}

async function countedMinutes(number: string): Promise<number> {
  const [row] = await rows<{ minutes: number }>(
    world,
    'SELECT suspended_milliseconds::int / 60000.0::float8 AS minutes FROM emergency_request WHERE id = $1',
    [idOf(number)],
  );
  return row?.minutes ?? NaN;
}

async function worklistItem(number: string) {
  const answer = await world.ask<{
    stockPointWorklist: { nodes: { requestId: string; deadlineAt: string }[] };
  }>(clerk, '{ stockPointWorklist { nodes { requestId suspended deadlineAt verdict } } }');
  return answer.stockPointWorklist.nodes.find(({ requestId }) => requestId === number);
}

test.each([
  'PATIENT_UNREACHABLE',
  'PATIENT_ASKS_DELAY',
  'PRESCRIBER_CHANGES',
  'CLINICALLY_POSTPONED',
])(
  'given the reason %s, when the clock is suspended and resumed, then the deadline is later by just that time',
  async (reason) => {
    const number = await accepted();

    at('02:30:00');
    expect(await acts.suspend(clerk, number, reason)).toMatchObject({ verdict: 'RUNNING' });
    at('03:15:00');
    // While it lasts, the deadline moves with it.
    expect((await seen(world, doctor, number)).deadline).toEqual({
      at: on('05:00'),
      effectiveAt: on('05:45'),
    });
    expect(await acts.resume(doctor, number)).toMatchObject({
      verdict: 'RUNNING',
      deadline: { at: on('05:00'), effectiveAt: on('05:45') },
    });
    at('04:00:00');
    const after = await seen(world, doctor, number);
    expect(after.deadline.effectiveAt).toBe(on('05:45'));
    expect(after.suspensions).toEqual([
      { reason, suspendedAt: on('02:30'), resumedAt: on('03:15') },
    ]);
    expect(await countedMinutes(number)).toBe(45);
  },
);

test.each(['OUT_OF_STOCK', 'AUTHORISATION', 'WEEKEND'])(
  'given %s, when the clock is to be suspended for it, then there is no such reason',
  async (reason) => {
    const number = await accepted();
    const before = await world.counts();

    const { errors } = await world.send(
      clerk,
      'mutation ($id: ID!, $reason: SuspensionReason!) { suspendClock(id: $id, reason: $reason) { __typename } }',
      { id: number, reason },
    );

    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    expect(await world.counts()).toEqual(before);
  },
);

test('given two suspensions, then both count; handed over at the moved deadline is on time, a millisecond later is late', async () => {
  const numbers = [await accepted(), await accepted()];
  for (const [from, until] of [
    ['02:10:00', '02:40:00'],
    ['05:20:00', '05:50:00'],
  ] as const) {
    at(from);
    for (const number of numbers) await acts.suspend(clerk, number);
    at(until);
    for (const number of numbers) await acts.resume(clerk, number);
  }

  at('06:00:00');
  expect(await seen(world, doctor, numbers[0] as string)).toMatchObject({
    verdict: 'RUNNING',
    deadline: { effectiveAt: on('06:00') },
  });
  expect(await acts.handOver(clerk, numbers[0] as string)).toMatchObject({ verdict: 'ON_TIME' });
  at('06:00:00.001');
  expect(await seen(world, doctor, numbers[1] as string)).toMatchObject({ verdict: 'OVERDUE' });
  expect(await acts.handOver(clerk, numbers[1] as string)).toMatchObject({ verdict: 'LATE' });
});

test('given a suspended clock, when it is handed over, then the clock is resumed by that, and what it stood still counts', async () => {
  const number = await accepted();
  at('03:00:00');
  await acts.suspend(clerk, number);

  at('09:00:00');
  expect(await acts.handOver(clerk, number)).toMatchObject({
    state: 'HANDED_OVER',
    verdict: 'ON_TIME',
    deadline: { effectiveAt: on('11:00') },
  });

  expect(await eventKinds(world, number)).toEqual([
    'PLACED',
    'ACCEPTED',
    'CLOCK_SUSPENDED',
    'CLOCK_RESUMED',
    'HANDED_OVER',
  ]);
  expect((await seen(world, doctor, number)).suspensions).toEqual([
    { reason: 'PATIENT_UNREACHABLE', suspendedAt: on('03:00'), resumedAt: on('09:00') },
  ]);
  expect(await countedMinutes(number)).toBe(360);
});

test.each([
  ['at', '05:00:00', 'RUNNING'],
  ['after', '05:00:01', 'OVERDUE'],
])(
  'given a suspension that begins %s the deadline, then it counts nothing',
  async (_, from, verdict) => {
    const number = await accepted();

    at(from);
    expect(await acts.suspend(clerk, number)).toMatchObject({ verdict });
    at('07:00:00');
    expect(await seen(world, doctor, number)).toMatchObject({
      verdict: 'OVERDUE',
      deadline: { effectiveAt: on('05:00') },
    });
    await acts.resume(clerk, number);
    expect(await countedMinutes(number)).toBe(0);
    expect(await acts.handOver(clerk, number)).toMatchObject({
      verdict: 'LATE',
      deadline: { effectiveAt: on('05:00') },
    });
  },
);

test('given a pickup with its clock suspended, when it is ready, then the clock stops and is resumed', async () => {
  const number = await accepted({ handover: 'PICKUP' });
  at('02:30:00');
  await acts.suspend(clerk, number);

  at('05:15:00');
  expect(await acts.markReady(clerk, number)).toMatchObject({
    verdict: 'ON_TIME',
    stoppedAt: on('05:15'),
  });

  expect(outcomeOf(await acts.resume(clerk, number))).toEqual(['CLOCK_RUNNING']);
  expect(outcomeOf(await acts.suspend(clerk, number))).toEqual(['CLOCK_NOT_RUNNING']);
});

test('given a suspended clock, when the request is declined and goes elsewhere, then the clock stays suspended', async () => {
  const number = await accepted();
  at('02:30:00');
  await acts.suspend(doctor, number, 'PATIENT_ASKS_DELAY');

  at('02:40:00');
  await acts.decline(clerk, number);

  at('03:30:00');
  const after = await seen(world, doctor, number);
  expect(after.deadline).toEqual({ at: on('05:00'), effectiveAt: on('06:00') });
  expect(after.suspensions).toEqual([
    { reason: 'PATIENT_ASKS_DELAY', suspendedAt: on('02:30'), resumedAt: null },
  ]);
  await acts.cancel(doctor, number);
});

test('given a suspended clock, then the worklist says so, and shows the deadline with what has ended', async () => {
  const number = await accepted();
  at('02:30:00');
  await acts.suspend(clerk, number);
  at('05:30:00');
  expect(await worklistItem(number)).toMatchObject({ suspended: true, verdict: 'RUNNING' });

  await acts.resume(clerk, number);

  expect(await worklistItem(number)).toMatchObject({ suspended: false, verdict: 'RUNNING' });
  expect(minutesBetween(on('05:00'), (await worklistItem(number))?.deadlineAt ?? '')).toBe(180);
  await acts.cancel(doctor, number);
});

test('given a stock point that says the patient can not be reached, when it declines for want of stock, then the clock runs on from there', async () => {
  const number = await accepted();
  at('02:30:00');
  await acts.suspend(clerk, number, 'PATIENT_UNREACHABLE');

  at('02:50:00');
  await acts.decline(clerk, number, 'NOT_REALLY_IN_STOCK');

  expect(await eventKinds(world, number)).toEqual([
    'PLACED',
    'ACCEPTED',
    'CLOCK_SUSPENDED',
    'CLOCK_RESUMED',
    'DECLINED',
    'UNASSIGNED',
  ]);
  world.clock.moveTo('2026-11-10T05:20:00.001+01:00');
  expect(await seen(world, doctor, number)).toMatchObject({
    state: 'UNASSIGNED',
    verdict: 'OVERDUE',
    deadline: { at: on('05:00'), effectiveAt: on('05:20') },
    suspensions: [
      { reason: 'PATIENT_UNREACHABLE', suspendedAt: on('02:30'), resumedAt: on('02:50') },
    ],
  });
  await acts.cancel(doctor, number);
});

test('given two parts of which one stock point suspended the clock, when it hands its own over, then the clock runs on for the other', async () => {
  const [, other] = (await world.articles('U010201')) as [KnownArticle, KnownArticle];
  await world.stock(FAR, other.gtin, 5);
  const number = await accepted({ lines: [lineOf(article.gtin), lineOf(other.gtin)] });
  at('02:10:00');
  await acts.suspend(clerk, number);

  at('02:30:00');
  await acts.handOver(clerk, number);

  expect(await seen(world, doctor, number)).toMatchObject({
    state: 'RESERVED',
    deadline: { effectiveAt: on('05:20') },
    suspensions: [{ suspendedAt: on('02:10'), resumedAt: on('02:30') }],
  });
  expect(outcomeOf(await acts.suspend(clerk, number))).toEqual(['WRONG_STATE']);
  expect(await countedMinutes(number)).toBe(20);
});

test('given a part that is only reserved and a clock that stands still, when the stock point suspends it, then it hears all that is wrong', async () => {
  const { number } = await world.place(doctor, form({ lines: [lineOf(article.gtin)] }));
  await acts.suspend(doctor, number, 'PATIENT_ASKS_DELAY');
  const before = await world.counts();

  expect(outcomeOf(await acts.suspend(clerk, number))).toEqual([
    'WRONG_STATE',
    'CLOCK_NOT_RUNNING',
  ]);
  expect(outcomeOf(await acts.resume(clerk, number))).toEqual(['WRONG_STATE']);

  expect(await world.counts()).toEqual(before);
  await acts.accept(clerk, number);
  expect(await acts.resume(clerk, number)).toMatchObject({ verdict: 'RUNNING' });
});

test('given a suspension that begins after the deadline, then the worklist says OVERDUE as the request does', async () => {
  const number = await accepted();
  at('05:30:00');
  await acts.suspend(clerk, number);

  expect(await worklistItem(number)).toMatchObject({ suspended: true, verdict: 'OVERDUE' });
  expect(await seen(world, doctor, number)).toMatchObject({ verdict: 'OVERDUE' });
  await acts.cancel(doctor, number);
});

test('given a pickup that lies ready, then the worklist says ON_TIME where that stops the clock, and goes by the deadline where only handing over does', async () => {
  const number = await accepted({ handover: 'PICKUP' });
  const handedOverOnly = await accepted({ handover: 'PICKUP' });
  await rows(
    world,
    `WITH rule AS (
       UPDATE timeliness_norm_rule n SET stop_event = 'HANDED_OVER'
       FROM timeliness_norm_version v WHERE v.id = n.version_id AND v.status = 'DRAFT' RETURNING n.id)
     UPDATE emergency_request SET norm_rule_id = (SELECT min(id) FROM rule) WHERE id = $1`,
    [idOf(handedOverOnly)],
  );
  at('02:30:00');
  await acts.markReady(clerk, number);
  await acts.markReady(clerk, handedOverOnly);

  expect(await worklistItem(number)).toMatchObject({ verdict: 'ON_TIME' });
  expect(await worklistItem(handedOverOnly)).toMatchObject({ verdict: 'RUNNING' });
  at('05:00:00.001');
  expect(await worklistItem(number)).toMatchObject({ verdict: 'ON_TIME' });
  expect(await worklistItem(handedOverOnly)).toMatchObject({ verdict: 'OVERDUE' });
  expect(await seen(world, doctor, handedOverOnly)).toMatchObject({ verdict: 'OVERDUE' });
});
