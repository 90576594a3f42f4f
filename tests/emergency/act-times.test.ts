import { actsOf, eventKinds, idOf, rows, type Acts } from './acts';
import { seen } from './seen-request';
import { createWorld, form, lineOf, type KnownArticle, type World } from './world';
import { whenSomebodyWaits } from '../support/waiting';

const NEAR = 'SP-0067';

let world: World;
let acts: Acts;
let doctor: string;
let clerk: string;
let article: KnownArticle;

beforeAll(async () => {
  world = await createWorld();
  acts = actsOf(world);
  await world.onlyOpen(NEAR);
  [doctor, clerk] = await Promise.all([world.prescriber(), world.clerk(NEAR)]);
  [article] = (await world.articles('U010201')) as [KnownArticle];
  await world.stock(NEAR, article.gtin, 100);
});
beforeEach(() => at('02:00'));
afterAll(() => world.dispose());

const on = (time: string): string => `2026-11-10T${time}:00+01:00`;
const at = (time: string): void => world.clock.moveTo(on(time));

async function accepted(): Promise<string> {
  const { number } = await world.place(doctor, form({ lines: [lineOf(article.gtin)] }));
  at('02:10');
  await acts.accept(clerk, number);
  return number;
}

const eventTimes = async (number: string): Promise<Date[]> => {
  const events = await rows<{ at: Date }>(
    world,
    'SELECT occurred_at AS at FROM emergency_request_event WHERE request_id = $1 ORDER BY sequence',
    [idOf(number)],
  );
  return events.map((event) => event.at);
};

test('given an act that waits for another, then its time is that at which its turn came', async () => {
  const number = await accepted();
  at('02:30');
  await acts.suspend(clerk, number);
  at('02:40');
  const waiting = await world.db.database.inTransaction(async (transaction) => {
    const text = `SELECT FROM emergency_request WHERE id = ${idOf(number)} FOR NO KEY UPDATE`;
    await transaction.query({ name: '', text });
    const resuming = acts.resume(clerk, number);
    await whenSomebodyWaits(transaction, world.db.owner);
    at('02:50');
    return { resuming };
  });

  expect(await waiting.resuming).toMatchObject({ deadline: { effectiveAt: on('05:20') } });

  expect((await seen(world, doctor, number)).suspensions).toEqual([
    { reason: 'PATIENT_UNREACHABLE', suspendedAt: on('02:30'), resumedAt: on('02:50') },
  ]);
});

test('given a server whose clock is behind, when it acts after another one did, then its act is not older than that', async () => {
  const number = await accepted();
  at('02:30');
  await acts.suspend(clerk, number);

  at('02:20');
  expect(await acts.resume(clerk, number)).toMatchObject({ __typename: 'EmergencyRequest' });
  expect(await acts.dispatch(clerk, number)).toMatchObject({ state: 'DISPATCHED' });
  expect(await acts.handOver(clerk, number)).toMatchObject({
    verdict: 'ON_TIME',
    stoppedAt: on('02:30'),
  });

  expect(await eventTimes(number)).toEqual(
    ['02:00', '02:10', '02:30', '02:30', '02:30', '02:30'].map((time) => new Date(on(time))),
  );
});

test('given a request whose stock point does not accept, when a sweep whose clock is behind passes it over, then the events still follow each other', async () => {
  const { number } = await world.place(doctor, form({ lines: [lineOf(article.gtin)] }));
  at('04:00');
  await acts.suspend(doctor, number, 'PATIENT_ASKS_DELAY');

  at('03:00');
  await world.composition.sweeps.passOverUnaccepted();

  expect(await eventKinds(world, number)).toEqual([
    'PLACED',
    'CLOCK_SUSPENDED',
    'NOT_ACCEPTED_IN_TIME',
    'UNASSIGNED',
  ]);
  expect(await eventTimes(number)).toEqual(
    ['02:00', '04:00', '04:00', '04:00'].map((time) => new Date(on(time))),
  );
  await acts.cancel(doctor, number);
});

test('given an event older than the one before it, then the database does not take it', async () => {
  const number = await accepted();

  const text = `INSERT INTO emergency_request_event (request_id, sequence, occurred_at, kind, actor_role, actor)
    VALUES (${idOf(number)}, 3, '${on('02:09')}', 'DISPATCHED', 'STOCK_POINT', 'clerk')`;
  await expect(world.db.database.query({ name: '', text })).rejects.toMatchObject({
    code: '23514',
  });

  expect(await eventKinds(world, number)).toEqual(['PLACED', 'ACCEPTED']);
});
