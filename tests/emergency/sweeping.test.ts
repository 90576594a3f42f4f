import { startSweeping } from '../../src/emergency/sweeps';
import { eventually, rows } from './acts';
import { partWords, seen } from './seen-request';
import { createWorld, form, lineOf, type KnownArticle, type World } from './world';

const [NEAR, FAR] = ['SP-0067', 'SP-0031'] as const;

let world: World;

beforeAll(async () => {
  world = await createWorld();
  await world.onlyOpen(NEAR, FAR);
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => world.dispose());

test('given a server that sweeps, when a request is not accepted in time and one waits, then both are seen to without anybody asking', async () => {
  const [one, two] = (await world.articles('U010201')) as [KnownArticle, KnownArticle];
  const doctor = await world.prescriber();
  for (const code of [NEAR, FAR]) await world.stock(code, one.gtin, 1);
  const offered = await world.place(doctor, form({ lines: [lineOf(one.gtin)] }));
  const waiting = await world.place(doctor, form({ lines: [lineOf(two.gtin)] }));
  // Not through the API, which would try the one that waits at once.
  await rows(
    world,
    `WITH lot AS (INSERT INTO stock_lot (stock_point_id, article_id, lot_number, expires_on, on_hand)
                  SELECT id, $2, 'FOUND', '2029-12-31', 1 FROM stock_point WHERE code = $1 RETURNING id)
     INSERT INTO stock_ledger (stock_lot_id, occurred_at, kind, on_hand_delta, reserved_delta, actor)
     SELECT id, now(), 'RECEIVED', 1, 0, 'test' FROM lot`,
    [NEAR, two.id],
  );
  const errors: unknown[] = [];

  const stop = startSweeping(world.composition.sweeps, 20, (error) => errors.push(error));
  world.clock.moveOn(30);
  const moved = await eventually(
    () => seen(world, doctor, offered.number),
    ({ parts }) => parts.length > 1,
  );
  const served = await eventually(
    () => seen(world, doctor, waiting.number),
    ({ state }) => state !== 'UNASSIGNED',
  );
  await stop();

  expect(partWords(moved)).toEqual([`${NEAR} PASSED_OVER`, `${FAR} RESERVED`]);
  expect(partWords(served)).toEqual([`${NEAR} RESERVED`]);
  expect(errors).toEqual([]);
});

test('given one sweep that fails, then the other one runs all the same and the failure is told', async () => {
  const { sweeps } = world.composition;
  const fault = new Error('no database');
  jest.spyOn(sweeps, 'passOverUnaccepted').mockRejectedValue(fault);
  const retried = jest.spyOn(sweeps, 'retryWaiting').mockResolvedValue(0);
  const errors: unknown[] = [];

  const stop = startSweeping(sweeps, 5, (error) => errors.push(error));
  await eventually(
    () => Promise.resolve(retried.mock.calls.length),
    (calls) => calls >= 2,
  );
  await stop();

  expect(retried.mock.calls.length).toBeGreaterThanOrEqual(2);
  expect(errors).toContain(fault);
});

test('given a sweep that takes longer than the pause between two, then no second one begins beside it, and stopping waits for it', async () => {
  const { sweeps } = world.composition;
  let running = 0;
  let most = 0;
  let finished = 0;
  jest.spyOn(sweeps, 'passOverUnaccepted').mockImplementation(async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 60));
    running -= 1;
    finished += 1;
    return 0;
  });
  jest.spyOn(sweeps, 'retryWaiting').mockResolvedValue(0);

  const stop = startSweeping(sweeps, 5, () => undefined);
  await eventually(
    () => Promise.resolve(finished),
    (count) => count >= 1,
  );
  await stop();

  expect([running, most]).toEqual([0, 1]);
  const after = finished;
  await new Promise((resolve) => setTimeout(resolve, 80));
  expect(finished).toBe(after);
});
