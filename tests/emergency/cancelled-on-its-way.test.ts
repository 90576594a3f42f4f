import { actsOf, eventKinds, idOf, lotCounters, outcomeOf, rows, type Acts } from './acts';
import { partWords, seen } from './seen-request';
import { createWorld, form, lineOf, type KnownArticle, type World } from './world';

const [NEAR, FAR] = ['SP-0067', 'SP-0031'] as const;

let world: World;
let acts: Acts;
let doctor: string;
let near: string;
let nza: string;
let articles: KnownArticle[];
let article: KnownArticle;

beforeAll(async () => {
  world = await createWorld();
  acts = actsOf(world);
  await world.onlyOpen(NEAR, FAR);
  [doctor, near, nza] = await Promise.all([
    world.prescriber(),
    world.clerk(NEAR),
    world.token({ sub: 'nza', role: 'AUTHORITY' }),
  ]);
  articles = await world.articles('U010201');
});
// Every test begins at two in the night, with an article of its own; its norm is three hours.
beforeEach(async () => {
  world.clock.moveTo('2026-11-10T02:00:00+01:00');
  article = articles.shift() as KnownArticle;
  await world.stock(NEAR, article.gtin, 6, { lotNumber: 'A' });
});
afterAll(() => world.dispose());

async function underWay(handover: 'DELIVERY' | 'PICKUP'): Promise<string> {
  const { number } = await world.place(
    doctor,
    form({ handover, lines: [lineOf(article.gtin, 2)] }),
  );
  await acts.accept(near, number);
  if (handover === 'DELIVERY') await acts.dispatch(near, number);
  else await acts.markReady(near, number);
  world.clock.moveOn(20);
  return number;
}

async function cancelled(handover: 'DELIVERY' | 'PICKUP' = 'DELIVERY'): Promise<string> {
  const number = await underWay(handover);
  await acts.cancel(doctor, number);
  return number;
}

interface Item {
  readonly requestId: string;
  readonly state: string;
  readonly verdict: string;
  readonly cancelledAt: string | null;
  readonly patient: object | null;
  readonly contact: object | null;
}

async function worklist(): Promise<Item[]> {
  const { stockPointWorklist } = await world.ask<{ stockPointWorklist: { nodes: Item[] } }>(
    near,
    `{ stockPointWorklist(first: 100) { nodes { requestId state verdict cancelledAt patient { bsn }
       contact { postcode } gives { pieces lots { lotNumber pieces } } } } }`,
  );
  return stockPointWorklist.nodes;
}

const shelf = () => lotCounters(world, article.gtin);

const ledger = (number: string) =>
  rows(
    world,
    `SELECT l.kind, l.on_hand_delta AS "onHand", l.reserved_delta AS reserved, l.reason
     FROM stock_ledger l WHERE l.kind <> 'RECEIVED'
       AND l.stock_lot_id IN (SELECT stock_lot_id FROM stock_ledger WHERE request_id = $1) ORDER BY l.id`,
    [idOf(number)],
  );

async function evidence(number: string): Promise<object> {
  const answer = await world.ask<{ verifyEvidence: object }>(
    nza,
    'query ($id: ID!) { verifyEvidence(id: $id) { intact findings { words } } }',
    { id: number },
  );
  return answer.verifyEvidence;
}

test.each([
  ['DELIVERY', 'DISPATCHED', 'EXCLUDED', null],
  ['PICKUP', 'READY_FOR_PICKUP', 'ON_TIME', '2026-11-10T02:00:00+01:00'],
] as const)(
  'given goods of a %s that are %s, when the request is cancelled, then they stay reserved and on the worklist, without the patient',
  async (handover, state, verdict, stoppedAt) => {
    const number = await underWay(handover);

    expect(await acts.cancel(doctor, number)).toMatchObject({
      state: 'CANCELLED',
      verdict,
      stoppedAt,
    });

    expect(await shelf()).toMatchObject([{ onHand: 6, reserved: 2 }]);
    const after = await seen(world, doctor, number);
    expect(partWords(after)).toEqual([`${NEAR} ${state}`]);
    expect(after).toMatchObject({ state: 'CANCELLED', expectedLate: false });
    expect(await worklist()).toContainEqual({
      requestId: number,
      state,
      verdict,
      cancelledAt: '2026-11-10T02:20:00+01:00',
      patient: null,
      contact: null,
      gives: [{ pieces: 2, lots: [{ lotNumber: 'A', pieces: 2 }] }],
    });
    const mine = await world.ask<object>(
      near,
      `{ emergencyRequest(id: "${number}") { state patient { bsn } contact { postcode } } }`,
    );
    expect(mine).toEqual({
      emergencyRequest: { state: 'CANCELLED', patient: null, contact: null },
    });
    // What is in the car is promised to nobody else.
    const { number: next } = await world.place(doctor, form({ lines: [lineOf(article.gtin, 5)] }));
    expect(await seen(world, doctor, next)).toMatchObject({ state: 'UNASSIGNED' });
    await acts.cancel(doctor, next);
    expect(await evidence(number)).toEqual({ intact: true, findings: [] });
  },
);

test.each(['CANCELLED', 'NOBODY_HOME', 'REFUSED', 'TRANSPORT_FAILED'])(
  'given goods on their way of a cancelled request, when they are reported back as %s, then they are on the shelf again, and nothing else changes',
  async (reason) => {
    const number = await cancelled();
    const before = await seen(world, doctor, number);
    world.clock.moveOn(300);

    expect(outcomeOf(await acts.reportNotHandedOver(near, number, reason))).toBe(
      'NotHandedOverReported',
    );

    expect(await shelf()).toMatchObject([{ onHand: 6, reserved: 0 }]);
    expect((await worklist()).map(({ requestId }) => requestId)).not.toContain(number);
    const after = await seen(world, doctor, number);
    expect(partWords(after)).toEqual([`${NEAR} CANCELLED`]);
    expect({ ...after, parts: [] }).toEqual({ ...before, parts: [] });
    expect(await eventKinds(world, number)).toEqual([
      'PLACED',
      'ACCEPTED',
      'DISPATCHED',
      'CANCELLED',
      'NOT_HANDED_OVER',
    ]);
    const told = await rows<{ topic: string }>(
      world,
      `SELECT topic FROM outbox WHERE payload ->> 'request' = $1 ORDER BY id DESC LIMIT 1`,
      [idOf(number)],
    );
    expect(told).toEqual([{ topic: 'emergency-request.not-handed-over' }]);
    expect(await evidence(number)).toEqual({ intact: true, findings: [] });
  },
);

test.each(['DAMAGED', 'LOST'])(
  'given goods on their way of a cancelled request that are %s, when that is reported, then they are written off',
  async (reason) => {
    const number = await cancelled();

    await acts.reportNotHandedOver(near, number, reason);

    expect(await ledger(number)).toEqual([
      { kind: 'RESERVED', onHand: 0, reserved: 2, reason: null },
      { kind: 'RELEASED', onHand: 0, reserved: -2, reason: null },
      { kind: 'ADJUSTED', onHand: -2, reserved: 0, reason },
    ]);
    expect(await shelf()).toMatchObject([{ onHand: 4, reserved: 0 }]);
    expect(partWords(await seen(world, doctor, number))).toEqual([`${NEAR} CANCELLED`]);
  },
);

test('given a cancelled pickup that nobody fetched, when it is put back, then it goes to who waits for it', async () => {
  const number = await cancelled('PICKUP');
  const { number: waiting } = await world.place(doctor, form({ lines: [lineOf(article.gtin, 6)] }));
  expect(await seen(world, doctor, waiting)).toMatchObject({ state: 'UNASSIGNED' });

  await acts.reportNotHandedOver(near, number, 'NOT_FETCHED');
  await world.retryUnassigned();

  expect(await seen(world, doctor, waiting)).toMatchObject({ state: 'RESERVED' });
  expect(await seen(world, doctor, number)).toMatchObject({
    state: 'CANCELLED',
    verdict: 'ON_TIME',
    stoppedAt: '2026-11-10T02:00:00+01:00',
  });
  expect(await evidence(number)).toEqual({ intact: true, findings: [] });
});

test('given goods on their way of a cancelled request, when anything else is done with them, then it is refused, with what to do', async () => {
  const number = await cancelled();
  const before = [await world.counts(), await shelf()];

  for (const act of [acts.handOver, acts.accept, acts.decline, acts.dispatch]) {
    const { refusals } = await act(near, number);
    expect(refusals).toMatchObject([
      { code: 'ALREADY_ENDED', message: expect.stringContaining('reportNotHandedOver') as string },
    ]);
  }

  expect([await world.counts(), await shelf()]).toEqual(before);
});

test('given several parts, when the request is cancelled, then only what is on its way is still to come back, and no part of it is handed over any more', async () => {
  const other = articles.shift() as KnownArticle;
  await world.stock(FAR, other.gtin, 5);
  const { number } = await world.place(
    doctor,
    form({ lines: [lineOf(article.gtin, 2), lineOf(other.gtin, 1)] }),
  );
  const far = await world.clerk(FAR);
  await acts.accept(near, number);
  await acts.dispatch(near, number);
  await acts.accept(far, number);

  await acts.cancel(doctor, number);

  expect(partWords(await seen(world, doctor, number))).toEqual([
    `${NEAR} DISPATCHED`,
    `${FAR} CANCELLED`,
  ]);
  expect(await lotCounters(world, article.gtin, other.gtin)).toMatchObject([
    { point: FAR, onHand: 5, reserved: 0 },
    { point: NEAR, onHand: 6, reserved: 2 },
  ]);
  expect(outcomeOf(await acts.reportNotHandedOver(far, number, 'CANCELLED'))).toEqual([
    'ALREADY_ENDED',
  ]);
  // The database holds to it too.
  await expect(
    world.db.database.query({
      name: '',
      text: `UPDATE emergency_request_part SET state = 'HANDED_OVER', handed_over_at = now(), proof_method = 'PHOTO',
               received_by = 'PATIENT' WHERE request_id = ${idOf(number)} AND state = 'DISPATCHED'`,
    }),
  ).rejects.toMatchObject({ code: '23514' });
  expect(partWords(await seen(world, doctor, number))[0]).toBe(`${NEAR} DISPATCHED`);
});

test('given goods that are dispatched and a cancel at the same moment, then either they were cancelled on the shelf or they are still to come back', async () => {
  for (let round = 0; round < 4; round += 1) {
    const { number } = await world.place(doctor, form({ lines: [lineOf(article.gtin, 1)] }));
    await acts.accept(near, number);

    const [sent] = await Promise.all([acts.dispatch(near, number), acts.cancel(doctor, number)]);

    const wasSent = outcomeOf(sent) === 'EmergencyRequest';
    expect(partWords(await seen(world, doctor, number))).toEqual([
      `${NEAR} ${wasSent ? 'DISPATCHED' : 'CANCELLED'}`,
    ]);
    expect(await shelf()).toMatchObject([{ onHand: 6, reserved: wasSent ? 1 : 0 }]);
    if (wasSent) {
      const outcomes = await Promise.all(
        ['CANCELLED', 'LOST'].map((reason) => acts.reportNotHandedOver(near, number, reason)),
      );
      expect(outcomes.map(outcomeOf)).toContain('NotHandedOverReported');
      expect(outcomes.map(outcomeOf)).toContainEqual(['ALREADY_ENDED']);
    }
    const [{ onHand = 0, reserved = 1 } = {}] = await shelf();
    expect(reserved).toBe(0);
    if (onHand < 6) await world.stock(NEAR, article.gtin, 6 - onHand, { lotNumber: 'A' });
  }
});

test('given a cancelled request of which nothing had left, then there is nothing to report back', async () => {
  const { number } = await world.place(doctor, form({ lines: [lineOf(article.gtin, 2)] }));
  await acts.accept(near, number);
  await acts.cancel(doctor, number);

  expect(outcomeOf(await acts.reportNotHandedOver(near, number, 'CANCELLED'))).toEqual([
    'ALREADY_ENDED',
  ]);
  expect(await shelf()).toMatchObject([{ onHand: 6, reserved: 0 }]);
});
