import { createWorld, form, lineOf, type KnownArticle, type World } from './world';

let world: World;
let catheter: KnownArticle;

beforeAll(async () => {
  world = await createWorld();
  [catheter] = (await world.articles('U010201')) as [KnownArticle];
});
afterAll(() => world.dispose());

const ACT = `{ __typename ... on EmergencyRequest { id state verdict stoppedAt } ... on Refused { refusals { code } } }`;

test('a catheter at two in the night: asked, reserved, accepted, brought, handed over, settled and judged', async () => {
  const { prescriber, clerk, stock, place, ask } = world;
  const doctor = await prescriber();
  await world.onlyOpen('SP-0001', 'SP-0070');
  await stock('SP-0001', catheter.gtin, 5);

  const placed = await place(doctor, form({ lines: [lineOf(catheter.gtin, 2)] }));
  expect(placed).toMatchObject({
    __typename: 'EmergencyRequestPlaced',
    state: 'RESERVED',
    deadline: { at: '2026-11-10T05:00:00+01:00', norm: { maximumMinutes: 180 } },
    unassignedLines: [],
    parts: [
      {
        partNumber: 1,
        stockPoint: { id: 'SP-0001' },
        gives: [{ lineNumber: 1, pieces: 2, match: 'EXACT' }],
      },
    ],
  });
  expect(placed.expectedAt).toBe(placed.parts[0]?.expectedAt);

  const night = await clerk('SP-0001');
  const list = await ask<{ stockPointWorklist: { nodes: unknown[] } }>(
    night,
    `{ stockPointWorklist { nodes { requestId state patient { bsn birthDate } contact { name postcode houseNumber note callBackNumber }
       gives { article { gtin } pieces lots { lotNumber pieces } } } } }`,
  );
  expect(list.stockPointWorklist.nodes).toEqual([
    {
      requestId: placed.number,
      state: 'RESERVED',
      patient: { bsn: '999990019', birthDate: '1950-05-17' },
      contact: {
        name: 'Invented Patient',
        postcode: '3511LX',
        houseNumber: '12',
        note: 'Bell twice',
        callBackNumber: '+31301234567',
      },
      gives: [
        { article: { gtin: catheter.gtin }, pieces: 2, lots: [{ lotNumber: 'LOT1', pieces: 2 }] },
      ],
    },
  ]);

  const id = placed.number;
  world.clock.moveOn(5);
  expect(
    await ask(night, `mutation ($id: ID!) { acceptEmergencyRequest(id: $id) ${ACT} }`, { id }),
  ).toEqual({
    acceptEmergencyRequest: {
      __typename: 'EmergencyRequest',
      id,
      state: 'ACCEPTED',
      verdict: 'RUNNING',
      stoppedAt: null,
    },
  });
  world.clock.moveOn(20);
  await ask(night, `mutation ($id: ID!) { dispatchEmergencyRequest(id: $id) ${ACT} }`, { id });
  world.clock.moveOn(30);
  const handed = await ask(
    night,
    `mutation ($id: ID!) { handOverEmergencyRequest(id: $id, input: { method: SIGNATURE, receivedBy: PATIENT }) ${ACT} }`,
    { id },
  );
  expect(handed).toEqual({
    handOverEmergencyRequest: {
      __typename: 'EmergencyRequest',
      id,
      state: 'HANDED_OVER',
      verdict: 'ON_TIME',
      stoppedAt: '2026-11-10T02:55:00+01:00',
    },
  });

  const authority = await world.token({ sub: 'nza', role: 'AUTHORITY' });
  const seen = await ask<{
    emergencyRequest: { events: { kind: string; chainIntact: boolean }[] };
  }>(
    authority,
    `query ($id: ID!) { emergencyRequest(id: $id) { verdict patient { bsn } contact { postcode }
       events { sequence kind actorRole chainIntact } routing { occasion considered { stockPoint { id } verdict } } } }`,
    { id },
  );
  expect(seen.emergencyRequest).toMatchObject({ verdict: 'ON_TIME', patient: null, contact: null });
  expect(seen.emergencyRequest.events.map(({ kind }) => kind)).toEqual([
    'PLACED',
    'ACCEPTED',
    'DISPATCHED',
    'HANDED_OVER',
  ]);
  expect(seen.emergencyRequest.events.every(({ chainIntact }) => chainIntact)).toBe(true);
  expect(seen.emergencyRequest).toMatchObject({
    routing: [
      {
        occasion: 'PLACED',
        considered: expect.arrayContaining([
          { stockPoint: { id: 'SP-0001' }, verdict: 'CHOSEN' },
        ]) as unknown,
      },
    ],
  });
  const [lot] = await world.db.owner.query<{ on_hand: number; reserved: number }>({
    name: '',
    text: 'SELECT on_hand, reserved FROM stock_lot',
  });
  expect(lot).toEqual({ on_hand: 3, reserved: 0 });
});
