import { PROOF_METHODS, RECEIVER_KINDS } from '../../src/emergency/handover-proof.rules';
import { actsOf, idOf, rows, type Acts } from './acts';
import { createWorld, form, lineOf, type KnownArticle, type World } from './world';

const NEAR = 'SP-0067';
const CHECK = '23514';

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
  await world.stock(NEAR, article.gtin, 100, { lotNumber: 'A' });
  await world.stock(NEAR, article.gtin, 100, { lotNumber: 'B' });
});
afterAll(() => world.dispose());

type End = 'HANDED_OVER' | 'CANCELLED' | 'PASSED_OVER' | 'DISPATCHED';

async function ended(how: End): Promise<string> {
  const { number } = await world.place(doctor, form({ lines: [lineOf(article.gtin, 2)] }));
  await acts.accept(clerk, number);
  if (how === 'HANDED_OVER') await acts.handOver(clerk, number);
  if (how === 'CANCELLED') await acts.cancel(doctor, number);
  if (how === 'PASSED_OVER') await acts.decline(clerk, number);
  if (how === 'DISPATCHED') await acts.dispatch(clerk, number);
  return idOf(number);
}

/** With the rights of the application. */
const asApplication = (text: string) => world.db.database.query({ name: '', text });

const kept = (id: string) =>
  rows(
    world,
    `SELECT to_jsonb(p) AS part, (SELECT jsonb_agg(to_jsonb(a) ORDER BY a.id) FROM allocation a WHERE a.part_id = p.id) AS given,
       (SELECT jsonb_agg(to_jsonb(t) ORDER BY t.stock_lot_id) FROM allocation_lot t JOIN allocation a ON a.id = t.allocation_id
        WHERE a.part_id = p.id) AS lots
     FROM emergency_request_part p WHERE p.request_id = $1 ORDER BY p.id`,
    [id],
  );

const OF_PART =
  'allocation_id IN (SELECT a.id FROM allocation a JOIN emergency_request_part p ON p.id = a.part_id WHERE p.request_id = :id)';

test.each([
  ['HANDED_OVER', `SET handed_over_at = handed_over_at - interval '1 hour'`],
  ['HANDED_OVER', `SET proof_method = 'PHOTO', received_by = 'REPRESENTATIVE'`],
  [
    'HANDED_OVER',
    `SET state = 'ACCEPTED', handed_over_at = NULL, proof_method = NULL, received_by = NULL`,
  ],
  ['CANCELLED', `SET state = 'ACCEPTED'`],
  ['PASSED_OVER', `SET state = 'RESERVED', pass_over_reason = NULL`],
  ['PASSED_OVER', `SET pass_over_reason = 'NOT_ACCEPTED_IN_TIME'`],
  ['DISPATCHED', `SET state = 'RESERVED'`],
  ['DISPATCHED', `SET state = 'PASSED_OVER', accepted_at = accepted_at - interval '1 hour'`],
  ['DISPATCHED', `SET state = 'PASSED_OVER', dispatched_at = NULL`],
] as const)(
  'given a part that is %s, when the application says %s, then it is refused',
  async (how, change) => {
    const id = await ended(how);
    const before = await kept(id);

    await expect(
      asApplication(`UPDATE emergency_request_part ${change} WHERE request_id = ${id}`),
    ).rejects.toMatchObject({ code: CHECK });

    expect(await kept(id)).toEqual(before);
  },
);

test.each(['HANDED_OVER', 'CANCELLED', 'PASSED_OVER'] as const)(
  'given a part that is %s, when its lots or allocations are changed, then it is refused',
  async (how) => {
    const id = await ended(how);
    const before = await kept(id);

    for (const text of [
      `DELETE FROM allocation_lot WHERE ${OF_PART.replace(':id', id)}`,
      `INSERT INTO allocation_lot (allocation_id, stock_lot_id, pieces)
       SELECT t.allocation_id, l.id, 1 FROM allocation_lot t JOIN stock_lot k ON k.id = t.stock_lot_id
       JOIN stock_lot l ON l.article_id = k.article_id AND l.stock_point_id = k.stock_point_id AND l.id <> k.id
       WHERE ${OF_PART.replace(':id', id)}`,
      `UPDATE allocation SET live = NOT live WHERE part_id IN
         (SELECT id FROM emergency_request_part WHERE request_id = ${id})`,
    ]) {
      await expect(asApplication(text)).rejects.toMatchObject({ code: CHECK });
    }
    expect(await kept(id)).toEqual(before);
  },
);

test.each([
  ['PHOTO', 'NEIGHBOUR', 'reached_the_patient'],
  ['PICKUP_CODE', 'PATIENT', 'proof_that_can_be_given'],
])(
  'given a part, when the application hands it over by %s to %s, then it is refused',
  async (method, receiver, constraint) => {
    const id = await ended('DISPATCHED');
    const before = await kept(id);

    await expect(
      asApplication(
        `UPDATE emergency_request_part SET state = 'HANDED_OVER', handed_over_at = now(), proof_method = '${method}',
           received_by = '${receiver}' WHERE request_id = ${id}`,
      ),
    ).rejects.toMatchObject({ code: CHECK, constraint });

    expect(await kept(id)).toEqual(before);
  },
);

test('given the proofs and receivers that PostgreSQL takes, then they are those of the program', async () => {
  const texts = await rows<{ text: string }>(
    world,
    `SELECT pg_get_constraintdef(oid) AS text FROM pg_constraint
     WHERE conname IN ('proof_that_can_be_given', 'reached_the_patient') ORDER BY conname`,
  );
  const values = texts.map(({ text }) => [...text.matchAll(/'(\w+)'/g)].map(([, value]) => value));
  expect(values).toEqual([[...PROOF_METHODS], [...RECEIVER_KINDS]]);
});

test('given a part that was handed over to a neighbour by a code before, then it is shown as it was', async () => {
  const { number } = await world.place(doctor, form({ lines: [lineOf(article.gtin, 2)] }));
  await acts.accept(clerk, number);
  await acts.handOver(clerk, number);
  const GUARDS = ['reached_the_patient', 'proof_that_can_be_given'];
  const guards = await rows<{ name: string; text: string }>(
    world,
    'SELECT conname AS name, pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE conname = ANY ($1)',
    [GUARDS],
  );
  await rows(world, 'ALTER TABLE emergency_request_part DISABLE TRIGGER request_part_kept');
  for (const { name } of guards) {
    await rows(world, `ALTER TABLE emergency_request_part DROP CONSTRAINT ${name}`);
  }
  await rows(
    world,
    `UPDATE emergency_request_part SET proof_method = 'PICKUP_CODE', received_by = 'NEIGHBOUR' WHERE request_id = $1`,
    [idOf(number)],
  );
  for (const { name, text } of guards) {
    await rows(world, `ALTER TABLE emergency_request_part ADD CONSTRAINT ${name} ${text}`);
  }
  await rows(world, 'ALTER TABLE emergency_request_part ENABLE TRIGGER request_part_kept');

  const answer = await world.ask<{ emergencyRequest: object }>(
    doctor,
    '{ emergencyRequest(id: "NUMBER") { verdict parts { proof { method receivedBy } } } }'.replace(
      'NUMBER',
      number,
    ),
  );

  expect(guards.map(({ text }) => text.endsWith('NOT VALID'))).toEqual([true, true]);
  expect(answer.emergencyRequest).toEqual({
    verdict: 'ON_TIME',
    parts: [{ proof: { method: 'PICKUP_CODE', receivedBy: 'NEIGHBOUR' } }],
  });
});

test('given a part that is handed over with another lot than was reserved, then that is still possible, and said', async () => {
  const { number } = await world.place(doctor, form({ lines: [lineOf(article.gtin, 2)] }));
  await acts.accept(clerk, number);

  expect(
    await acts.handOver(clerk, number, [{ lineNumber: 1, lotNumber: 'B', pieces: 2 }]),
  ).toMatchObject({ state: 'HANDED_OVER' });

  const lots = await rows(
    world,
    `SELECT k.lot_number AS lot, t.pieces FROM allocation_lot t JOIN stock_lot k ON k.id = t.stock_lot_id
     WHERE ${OF_PART.replace(':id', idOf(number))}`,
  );
  expect(lots).toEqual([{ lot: 'B', pieces: 2 }]);
});
