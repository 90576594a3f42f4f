import { actsOf, rows } from './acts';
import { createWorld, form, lineOf, type KnownArticle, type World } from './world';

const NEAR = 'SP-0067';
const FAR = 'SP-0031';

let world: World;
let catheter: KnownArticle;
let doctor: string;
let clerk: string;

beforeAll(async () => {
  world = await createWorld({ poolSize: 3 });
  await world.onlyOpen(NEAR, FAR);
  [catheter] = (await world.articles('U010201')) as [KnownArticle];
  [doctor, clerk] = await Promise.all([world.prescriber(), world.clerk(NEAR)]);
  await world.stock(NEAR, catheter.gtin, 20);
  await world.stock(FAR, catheter.gtin, 20);
});
afterAll(() => world.dispose());

/** Servers look again whether reference data have changed when a second has passed. */
const aSecondLater = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1100));

/** Every server has to read its stock points again. */
async function changeStockPoints(): Promise<void> {
  await rows(world, `UPDATE stock_point SET phone = phone WHERE code = 'SP-0100'`);
}

test('given three connections, when stock comes in from nine sides at once and the catalogue is to be looked at again, then all are answered', async () => {
  await aSecondLater();

  await Promise.all(Array.from({ length: 9 }, () => world.stock(FAR, catheter.gtin, 1)));

  const [lots] = await rows<{ n: number }>(
    world,
    `SELECT count(*)::int AS n FROM stock_lot WHERE on_hand = 1`,
  );
  expect(lots).toEqual({ n: 9 });
}, 9_000);

test('given three connections, when nine requests are declined at once and stock points have changed, then all move on', async () => {
  const placed = await Promise.all(
    Array.from({ length: 9 }, () => world.place(doctor, form({ lines: [lineOf(catheter.gtin)] }))),
  );
  expect(placed.map(({ parts }) => parts[0]?.stockPoint.id)).toEqual(placed.map(() => NEAR));
  await changeStockPoints();

  const answers = await Promise.all(
    placed.map(({ number }) => actsOf(world).decline(clerk, number)),
  );

  expect(answers.map(({ __typename }) => __typename)).toEqual(
    placed.map(() => 'EmergencyRequestDeclined'),
  );
  const live = await rows<{ code: string; n: number }>(
    world,
    `SELECT s.code, count(*)::int AS n FROM emergency_request_part p JOIN stock_point s ON s.id = p.stock_point_id
     WHERE p.state = 'RESERVED' GROUP BY 1`,
  );
  expect(live).toEqual([{ code: FAR, n: 9 }]);
}, 9_000);
