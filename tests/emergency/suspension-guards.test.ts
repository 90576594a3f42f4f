import { actsOf, idOf, outcomeOf, rows, type Acts } from './acts';
import { createWorld, form, lineOf, type KnownArticle, type World } from './world';

const [NEAR, FAR] = ['SP-0067', 'SP-0031'] as const;
const NOT_ALLOWED = '42501';
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
  await world.stock(NEAR, article.gtin, 100);
});
afterAll(() => world.dispose());

const suspensions = (number: string) =>
  rows<Record<string, unknown>>(
    world,
    `SELECT s.*, r.suspended_milliseconds AS counted FROM clock_suspension s
     JOIN emergency_request r ON r.id = s.request_id WHERE s.request_id = $1 ORDER BY s.id`,
    [idOf(number)],
  );

/** With the rights of the application; `id` is that of the request. */
const asApplication = (text: string) => world.db.database.query({ name: '', text });

async function suspended(reason = 'PATIENT_UNREACHABLE'): Promise<string> {
  world.clock.moveTo('2026-11-10T02:00:00+01:00');
  const { number } = await world.place(doctor, form({ lines: [lineOf(article.gtin)] }));
  await acts.accept(clerk, number);
  await acts.suspend(clerk, number, reason);
  return number;
}

async function resumed(): Promise<string> {
  const number = await suspended();
  world.clock.moveOn(30);
  expect(outcomeOf(await acts.resume(clerk, number))).toBe('EmergencyRequest');
  return number;
}

test.each([
  ['its end moved', `resumed_at = resumed_at + interval '1 hour'`, CHECK],
  ['begun again', 'resumed_at = NULL', CHECK],
  ['another reason', `reason = 'PATIENT_ASKS_DELAY'`, NOT_ALLOWED],
  ['an earlier begin', `suspended_at = suspended_at - interval '1 hour'`, NOT_ALLOWED],
  ['somebody else who suspended', `suspended_by = 'nobody'`, NOT_ALLOWED],
  [
    'an approval that it can not have',
    `approved_at = resumed_at, approved_by_role = 'AUTHORITY', approved_by = 'nza'`,
    CHECK,
  ],
])(
  'given a suspension that has ended, when it is given %s, then it is refused',
  async (_, change, code) => {
    const number = await resumed();
    const before = await suspensions(number);

    await expect(
      asApplication(`UPDATE clock_suspension SET ${change} WHERE request_id = ${idOf(number)}`),
    ).rejects.toMatchObject({ code });

    expect(await suspensions(number)).toEqual(before);
  },
);

test('given a request, when its suspended time is written by hand or its suspensions are taken away, then it is refused', async () => {
  const number = await resumed();

  for (const text of [
    `UPDATE emergency_request SET suspended_milliseconds = 99 WHERE id = ${idOf(number)}`,
    `DELETE FROM clock_suspension WHERE request_id = ${idOf(number)}`,
  ]) {
    await expect(asApplication(text)).rejects.toMatchObject({ code: NOT_ALLOWED });
  }
  expect(await suspensions(number)).toMatchObject([{ counted: String(30 * 60_000) }]);
});

test.each([
  ['who suspended it', `approved_by_role = 'PRESCRIBER', approved_by = 'clerk-${NEAR}'`],
  ['a stock point', `approved_by_role = 'STOCK_POINT', approved_by = 'somebody'`],
  ['nobody', `approved_by_role = 'AUTHORITY'`],
])('given force majeure, when it is approved by %s, then it is refused', async (_, by) => {
  const number = await suspended('FORCE_MAJEURE');

  await expect(
    asApplication(
      `UPDATE clock_suspension SET approved_at = suspended_at, ${by} WHERE request_id = ${idOf(number)}`,
    ),
  ).rejects.toMatchObject({ code: CHECK });

  expect(await suspensions(number)).toMatchObject([{ approved_at: null }]);
});

test('given force majeure that was approved, when its approval is changed or taken back, then it is refused', async () => {
  const number = await suspended('FORCE_MAJEURE');
  await acts.approve(doctor, number);
  const before = await suspensions(number);

  for (const change of [
    `approved_by = 'somebody else'`,
    'approved_at = NULL, approved_by = NULL, approved_by_role = NULL',
  ]) {
    await expect(
      asApplication(`UPDATE clock_suspension SET ${change} WHERE request_id = ${idOf(number)}`),
    ).rejects.toMatchObject({ code: CHECK });
  }
  expect(await suspensions(number)).toEqual(before);
});

test('given a request that has ended, when its clock is touched, then it is refused', async () => {
  const number = await suspended('FORCE_MAJEURE');
  await acts.handOver(clerk, number);

  await expect(
    asApplication(
      `UPDATE clock_suspension SET approved_at = resumed_at, approved_by_role = 'AUTHORITY', approved_by = 'nza'
       WHERE request_id = ${idOf(number)}`,
    ),
  ).rejects.toMatchObject({ code: CHECK });

  expect(await suspensions(number)).toMatchObject([{ approved_at: null, counted: '0' }]);
});

test.each([
  ['only has a part that is reserved', NEAR],
  ['has none', FAR],
])(
  'given a stock point that %s, when it suspends the clock, then it is refused',
  async (_, code) => {
    const { number } = await world.place(doctor, form({ lines: [lineOf(article.gtin)] }));

    await expect(
      asApplication(
        `INSERT INTO clock_suspension (request_id, reason, suspended_at, suspended_by_role, suspended_by, stock_point_id)
       SELECT ${idOf(number)}, 'PATIENT_UNREACHABLE', now(), 'STOCK_POINT', 'clerk', id
       FROM stock_point WHERE code = '${code}'`,
      ),
    ).rejects.toMatchObject({ code: CHECK });

    expect(await suspensions(number)).toEqual([]);
  },
);
