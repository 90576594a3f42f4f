import { actsOf, eventKinds, idOf, outcomeOf, rows, type Acts } from './acts';
import { seen } from './seen-request';
import { createWorld, form, lineOf, type KnownArticle, type World } from './world';

const NEAR = 'SP-0067';

let world: World;
let acts: Acts;
let doctor: string;
let clerk: string;
let nza: string;
let article: KnownArticle;

beforeAll(async () => {
  world = await createWorld();
  acts = actsOf(world);
  await world.onlyOpen(NEAR);
  [doctor, clerk, nza] = await Promise.all([
    world.prescriber(),
    world.clerk(NEAR),
    world.token({ sub: 'nza', role: 'AUTHORITY' }),
  ]);
  [article] = (await world.articles('U010201')) as [KnownArticle];
  await world.stock(NEAR, article.gtin, 100);
});
// Every test begins at two in the night; the norm of a balloon catheter is three hours.
beforeEach(() => at('02:00'));
afterAll(() => world.dispose());

const on = (time: string): string => `2026-11-10T${time}:00+01:00`;
const at = (time: string): void => world.clock.moveTo(on(time));

/** Accepted at two, and suspended by force majeure from half past two. */
async function flooded(by = clerk): Promise<string> {
  const { number } = await world.place(doctor, form({ lines: [lineOf(article.gtin)] }));
  await acts.accept(clerk, number);
  at('02:30');
  expect(await acts.suspend(by, number, 'FORCE_MAJEURE')).toMatchObject({ verdict: 'RUNNING' });
  return number;
}

/** As the request says, and as the reports do. */
async function verdicts(number: string): Promise<[string, string | undefined]> {
  const [row] = await rows<{ verdict: string }>(
    world,
    'SELECT verdict FROM timeliness_verdicts($2) WHERE request_id = $1',
    [idOf(number), world.clock.now()],
  );
  return [(await seen(world, doctor, number)).verdict, row?.verdict];
}

test('given force majeure that nobody approved, then it counts nothing, while it lasts or after', async () => {
  const number = await flooded();

  at('05:00');
  expect(await verdicts(number)).toEqual(['RUNNING', 'RUNNING']);
  at('05:01');
  expect(await verdicts(number)).toEqual(['OVERDUE', 'OVERDUE']);
  await acts.resume(clerk, number);

  expect(await acts.handOver(clerk, number)).toMatchObject({
    verdict: 'LATE',
    deadline: { at: on('05:00'), effectiveAt: on('05:00') },
  });
  expect(await verdicts(number)).toEqual(['LATE', 'LATE']);
});

test.each(['the prescriber', 'the supervisor'])(
  'given force majeure, when %s approves it while it lasts, then it counts from its own begin',
  async (who) => {
    const number = await flooded();

    at('05:30');
    expect(await verdicts(number)).toEqual(['OVERDUE', 'OVERDUE']);
    expect(await acts.approve(who === 'the prescriber' ? doctor : nza, number)).toMatchObject({
      verdict: 'RUNNING',
      deadline: { at: on('05:00'), effectiveAt: on('08:00') },
    });
    at('06:00');
    await acts.resume(clerk, number);

    expect(await acts.handOver(clerk, number)).toMatchObject({
      verdict: 'ON_TIME',
      deadline: { effectiveAt: on('08:30') },
    });
    expect(await verdicts(number)).toEqual(['ON_TIME', 'ON_TIME']);
    expect(await eventKinds(world, number)).toEqual([
      'PLACED',
      'ACCEPTED',
      'CLOCK_SUSPENDED',
      'SUSPENSION_APPROVED',
      'CLOCK_RESUMED',
      'HANDED_OVER',
    ]);
  },
);

test('given force majeure that has ended, when it is approved afterwards, then it counts, and the evidence agrees', async () => {
  const number = await flooded();
  at('04:30');
  await acts.resume(clerk, number);
  at('05:30');
  expect(await verdicts(number)).toEqual(['OVERDUE', 'OVERDUE']);

  expect(await acts.approve(nza, number)).toMatchObject({
    verdict: 'RUNNING',
    deadline: { effectiveAt: on('07:00') },
  });

  expect(await verdicts(number)).toEqual(['RUNNING', 'RUNNING']);
  expect(outcomeOf(await acts.approve(nza, number))).toEqual(['NOT_NEEDED']);
  const answer = await world.ask<{ verifyEvidence: { intact: boolean; findings: object[] } }>(
    nza,
    'query ($id: ID!) { verifyEvidence(id: $id) { intact findings { words } } }',
    { id: number },
  );
  expect(answer.verifyEvidence).toEqual({ intact: true, findings: [] });
});

test('given a prescriber who suspended the clock, then a colleague can approve it, and the same person can not', async () => {
  const number = await flooded(doctor);
  const before = await world.counts();

  expect(outcomeOf(await acts.approve(doctor, number))).toEqual(['NOT_YOUR_TURN']);

  expect(await world.counts()).toEqual(before);
  const [, payload = ''] = doctor.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { agb: string };
  const colleague = await world.token({
    sub: 'colleague',
    role: 'PRESCRIBER',
    agb: claims.agb,
    practitioner_agb: '01999999',
  });
  expect(await acts.approve(colleague, number)).toMatchObject({ verdict: 'RUNNING' });
});

test('given a request that has ended, then force majeure can no longer be approved: its verdict stays', async () => {
  const number = await flooded();
  at('05:30');
  await acts.handOver(clerk, number);
  const before = await world.counts();

  expect(outcomeOf(await acts.approve(nza, number))).toEqual(['ALREADY_ENDED']);

  expect(await world.counts()).toEqual(before);
  expect(await verdicts(number)).toEqual(['LATE', 'LATE']);
});
