import { syntheticBsns } from '../../seeds/demo/bsn';
import { SeededRandom } from '../../seeds/random';
import { actsOf, lotCounters, rows } from './acts';
import {
  createWorld,
  form,
  lineOf,
  type KnownArticle,
  type PlaceAnswer,
  type World,
} from './world';

const NEAR = 'SP-0067';
const FAR = 'SP-0031';

let world: World;
let doctors: string[];
let articles: KnownArticle[];

beforeAll(async () => {
  world = await createWorld({ poolSize: 32 });
  await world.onlyOpen(NEAR, FAR);
  doctors = await Promise.all([0, 1, 2, 3].map((index) => world.prescriber('0101', index)));
  articles = await world.articles('U010201');
});
// Fails when any unit is not accounted for.
afterAll(() => world.dispose());

/** So many clients at once, each for a patient of their own. */
function placeAtOnce(lines: readonly (readonly object[])[]): Promise<PlaceAnswer[]> {
  const bsns = syntheticBsns();
  return Promise.all(
    lines.map((own, index) =>
      world.place(
        doctors[index % doctors.length] as string,
        form({
          lines: own,
          patient: { bsn: bsns.next().value as string, birthDate: '1950-05-17' },
        }),
      ),
    ),
  );
}

const pointOf = ({ state, parts }: PlaceAnswer): string =>
  parts.map(({ stockPoint }) => stockPoint.id).join('+') || state;

function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

test('given 20 units of which 7 are reserved, when 32 ask for one at once, then 13 get it there, the next stock point serves what it has and the rest waits', async () => {
  const [catheter] = articles as [KnownArticle];
  await world.stock(NEAR, catheter.gtin, 8, { lotNumber: 'A', expiresOn: '2029-01-31' });
  await world.stock(NEAR, catheter.gtin, 12, { lotNumber: 'B', expiresOn: '2029-02-28' });
  await world.stock(FAR, catheter.gtin, 10, { lotNumber: 'C' });
  const [first] = await placeAtOnce([[lineOf(catheter.gtin, 7)]]);
  expect(first?.parts[0]?.stockPoint.id).toBe(NEAR);

  const answers = await placeAtOnce(Array.from({ length: 32 }, () => [lineOf(catheter.gtin)]));

  expect(tally(answers.map(pointOf))).toEqual({ [NEAR]: 13, [FAR]: 10, UNASSIGNED: 9 });
  expect(await lotCounters(world, catheter.gtin)).toEqual([
    { point: FAR, lot: 'C', onHand: 10, reserved: 10 },
    { point: NEAR, lot: 'A', onHand: 8, reserved: 8 },
    { point: NEAR, lot: 'B', onHand: 12, reserved: 12 },
  ]);
  const ledger = await rows(
    world,
    `SELECT l.lot_number AS lot, sum(g.on_hand_delta)::int AS "onHand", sum(g.reserved_delta)::int AS reserved,
            (count(*) FILTER (WHERE g.kind = 'RESERVED'))::int AS reservations
     FROM stock_ledger g JOIN stock_lot l ON l.id = g.stock_lot_id WHERE l.article_id = $1 GROUP BY 1 ORDER BY 1`,
    [catheter.id],
  );
  // The first took 7 of A; then one of A and twelve of B, at one unit each.
  expect(ledger).toEqual([
    { lot: 'A', onHand: 8, reserved: 8, reservations: 2 },
    { lot: 'B', onHand: 12, reserved: 12, reservations: 12 },
    { lot: 'C', onHand: 10, reserved: 10, reservations: 10 },
  ]);
  expect((await world.counts())['emergency_request']).toBe(33);
});

test('given as many lots of one unit as clients, when all ask at once, then each gets one, however often another was quicker', async () => {
  const catheter = articles[1] as KnownArticle;
  const clients = 48;
  for (let lot = 1; lot <= clients; lot += 1) await world.stock(NEAR, catheter.gtin, 1);

  const answers = await placeAtOnce(Array.from({ length: clients }, () => [lineOf(catheter.gtin)]));

  expect(tally(answers.map(pointOf))).toEqual({ [NEAR]: clients });
  const counters = await lotCounters(world, catheter.gtin);
  expect(counters.every(({ onHand, reserved }) => onHand === 1 && reserved === 1)).toBe(true);
});

test('given few lots of four articles, when 80 ask for two or three of them in any order at once, then all are answered and no deadlock surfaces', async () => {
  const chosen = articles.slice(2, 6);
  const gtins = chosen.map(({ gtin }) => gtin);
  for (const { gtin } of chosen) {
    await world.stock(NEAR, gtin, 12);
    await world.stock(NEAR, gtin, 8, { expiresOn: '2029-06-30' });
    await world.stock(FAR, gtin, 15);
  }
  const random = new SeededRandom('random order');
  const lines = Array.from({ length: 80 }, () => {
    const left = [...chosen];
    return Array.from({ length: random.between(2, 3) }, () => {
      const [article] = left.splice(random.between(0, left.length - 1), 1);
      return lineOf((article as KnownArticle).gtin, random.between(1, 2));
    });
  });

  const answers = await placeAtOnce(lines);

  expect(answers.map(({ __typename }) => __typename)).toEqual(
    lines.map(() => 'EmergencyRequestPlaced'),
  );
  // What was promised is what was reserved, and nothing is left over that someone waits for.
  const promised = answers
    .flatMap(({ parts }) => parts.flatMap(({ gives }) => gives))
    .reduce((sum, { pieces }) => sum + pieces, 0);
  const counters = await lotCounters(world, ...gtins);
  expect(counters.reduce((sum, { reserved }) => sum + reserved, 0)).toBe(promised);
  const asked = answers.map(
    ({ parts, unassignedLines }) =>
      parts.flatMap(({ gives }) => gives).length + unassignedLines.length,
  );
  expect(asked).toEqual(lines.map((own) => own.length));
});

test('given requests that decline, cancel and place over the same lots at once, then no deadlock surfaces and all units are accounted for', async () => {
  const [one, two] = articles.slice(6, 8) as [KnownArticle, KnownArticle];
  for (const { gtin } of [one, two]) {
    await world.stock(NEAR, gtin, 30);
    await world.stock(FAR, gtin, 30);
  }
  const placed = await placeAtOnce(
    Array.from({ length: 30 }, (_, index) =>
      index % 2 === 0 ? [lineOf(one.gtin), lineOf(two.gtin)] : [lineOf(two.gtin), lineOf(one.gtin)],
    ),
  );
  const clerk = await world.clerk(NEAR);
  const decline = `mutation ($id: ID!) { declineEmergencyRequest(id: $id, reason: NO_STAFF) { __typename } }`;
  const cancel = `mutation ($id: ID!) { cancelEmergencyRequest(id: $id, reason: OTHER) { __typename } }`;

  const answers = await Promise.all([
    ...placed.slice(0, 15).map(({ number }) => world.ask<object>(clerk, decline, { id: number })),
    ...placed
      .slice(15)
      .map(({ number }, index) =>
        world.ask<object>(doctors[(index + 15) % doctors.length] as string, cancel, { id: number }),
      ),
    ...Array.from({ length: 30 }, (_, index) =>
      world.place(
        doctors[0] as string,
        form({ lines: [lineOf(index % 2 === 0 ? two.gtin : one.gtin)] }),
      ),
    ),
  ]);

  const declined = { declineEmergencyRequest: { __typename: 'EmergencyRequestDeclined' } };
  const cancelled = { cancelEmergencyRequest: { __typename: 'EmergencyRequest' } };
  expect(answers.slice(0, 30)).toEqual([
    ...Array.from({ length: 15 }, () => declined),
    ...Array.from({ length: 15 }, () => cancelled),
  ]);
  const counters = await lotCounters(world, one.gtin, two.gtin);
  const reserved = counters.reduce((sum, lot) => sum + lot.reserved, 0);
  // Fifteen moved on with two units each, fifteen fell free, thirty came with one.
  expect(reserved).toBe(15 * 2 + 30);
});

test('given as many lots of one unit as requests, when all are declined at once, then each moves on to one of them', async () => {
  const article = articles[8] as KnownArticle;
  const requests = 24;
  await world.stock(NEAR, article.gtin, requests);
  for (let lot = 1; lot <= requests; lot += 1) await world.stock(FAR, article.gtin, 1);
  const placed = await placeAtOnce(Array.from({ length: requests }, () => [lineOf(article.gtin)]));
  expect(tally(placed.map(pointOf))).toEqual({ [NEAR]: requests });
  const [acts, clerk] = [actsOf(world), await world.clerk(NEAR)];

  const answers = await Promise.all(placed.map(({ number }) => acts.decline(clerk, number)));

  expect(tally(answers.map(({ __typename }) => __typename))).toEqual({
    EmergencyRequestDeclined: requests,
  });
  const counters = await lotCounters(world, article.gtin);
  expect(counters.map(({ point, reserved }) => [point, reserved])).toEqual([
    ...Array.from({ length: requests }, () => [FAR, 1]),
    [NEAR, 0],
  ]);
});

test('given all of that, then the chain of the ledger of every lot is whole', async () => {
  const [checked] = await rows<{ rows: number; broken: number }>(
    world,
    `SELECT count(*)::int AS rows, (count(*) FILTER (WHERE hash <> stock_ledger_hash(before, entry)
       OR previous_hash IS DISTINCT FROM before))::int AS broken
     FROM (SELECT g AS entry, g.hash, g.previous_hash,
             lag(g.hash) OVER (PARTITION BY g.stock_lot_id ORDER BY g.id) AS before FROM stock_ledger g) chain`,
  );
  expect(checked?.rows).toBeGreaterThan(400);
  expect(checked?.broken).toBe(0);
});
