import { actsOf, lotCounters, rows } from './acts';
import { createWorld, form, lineOf, PLACE, type KnownArticle, type World } from './world';

const NEAR = 'SP-0067';

let world: World;
let catheter: KnownArticle;
let doctor: string;

beforeAll(async () => {
  world = await createWorld();
  await world.onlyOpen(NEAR);
  [catheter] = (await world.articles('U010201')) as [KnownArticle];
  doctor = await world.prescriber();
  await world.stock(NEAR, catheter.gtin, 60);
});
afterAll(() => world.dispose());

const asked = (over: Record<string, unknown> = {}): Record<string, unknown> =>
  form({ lines: [lineOf(catheter.gtin, 2)], ...over });

const REUSED = [{ code: 'KEY_REUSED', path: 'input.requestKey' }];

test('given one form, when it is sent fifty times at once, then there is one request and fifty equal answers', async () => {
  const before = await world.counts();
  const input = asked();

  const answers = await Promise.all(Array.from({ length: 50 }, () => world.place(doctor, input)));

  const [first] = answers;
  expect(first).toMatchObject({ __typename: 'EmergencyRequestPlaced', state: 'RESERVED' });
  expect(answers).toEqual(Array.from({ length: 50 }, () => first));
  const after = await world.counts();
  const added = (table: string): number => (after[table] ?? 0) - (before[table] ?? 0);
  expect(
    Object.fromEntries(
      Object.keys(after)
        .map((table) => [table, added(table)] as const)
        .filter(([, rowsAdded]) => rowsAdded !== 0),
    ),
  ).toEqual({
    access_log: 1,
    allocation: 1,
    allocation_lot: 1,
    emergency_request: 1,
    emergency_request_event: 1,
    emergency_request_line: 1,
    emergency_request_part: 1,
    outbox: 1,
    patient: 1,
    routing_decision: 1,
    stock_ledger: 1,
  });
  expect(await lotCounters(world)).toEqual([{ point: NEAR, lot: 'LOT1', onHand: 60, reserved: 2 }]);
});

test.each([
  [
    'another BSN',
    { patient: { bsn: '999990020', birthDate: '1950-05-17', name: 'Invented Patient' } },
  ],
  [
    'another birth date',
    { patient: { bsn: '999990019', birthDate: '1950-05-18', name: 'Invented Patient' } },
  ],
  [
    'another name',
    { patient: { bsn: '999990019', birthDate: '1950-05-17', name: 'Someone Else' } },
  ],
  ['another urgency', { urgency: 'ACCELERATED' }],
  ['another reason', { urgencyReason: 'DEVICE_LOST' }],
  ['a first prescription', { prescription: 'FIRST' }],
  ['pickup', { handover: 'PICKUP' }],
  [
    'another house number',
    { address: { postcode: '3511 LX', houseNumber: '14', note: 'Bell twice' } },
  ],
  ['another note', { address: { postcode: '3511 LX', houseNumber: '12', note: 'Bell once' } }],
  ['another phone', { callBackNumber: '030-7654321' }],
])(
  'given a key that was used, when it comes with %s, then it is refused and nothing changes',
  async (_, over) => {
    const input = asked();
    await world.place(doctor, input);
    const before = await world.counts();

    const again = await world.place(doctor, { ...input, ...over });

    expect(again).toMatchObject({ __typename: 'Refused', refusals: REUSED });
    expect(await world.counts()).toEqual(before);
  },
);

test('given a key that was used, when it comes with other lines, or from a colleague, then it is refused and nothing changes', async () => {
  const input = asked();
  await world.place(doctor, input);
  const colleague = await colleagueOf(doctor);
  const before = await world.counts();

  const answers = await Promise.all([
    world.place(doctor, { ...input, lines: [lineOf(catheter.gtin, 3)] }),
    world.place(doctor, { ...input, lines: [lineOf(catheter.gtin, 2, 'ALLOWED')] }),
    world.place(doctor, { ...input, lines: [lineOf(catheter.gtin, 2), lineOf(catheter.gtin, 1)] }),
    world.place(colleague, input),
  ]);

  expect(answers).toEqual(
    answers.map(() => expect.objectContaining({ __typename: 'Refused' }) as unknown),
  );
  expect(answers.flatMap(({ refusals }) => refusals.map(({ code }) => code))).toEqual(
    answers.map(() => 'KEY_REUSED'),
  );
  expect(await world.counts()).toEqual(before);
});

test('given one key with fifty contents, when they come at once, then one is placed and the others are refused', async () => {
  const key = form().requestKey;

  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      world.place(
        doctor,
        asked({ requestKey: key, address: { postcode: '3511 LX', houseNumber: `${index + 1}` } }),
      ),
    ),
  );

  const placed = answers.filter(({ __typename }) => __typename === 'EmergencyRequestPlaced');
  const refused = answers.filter(({ __typename }) => __typename === 'Refused');
  expect([placed.length, refused.length]).toEqual([1, 49]);
  expect(new Set(refused.flatMap(({ refusals }) => refusals.map(({ code }) => code)))).toEqual(
    new Set(['KEY_REUSED']),
  );
  const [stored] = await rows<{ n: number }>(
    world,
    'SELECT count(*)::int AS n FROM emergency_request WHERE request_key = $1',
    [key],
  );
  expect(stored).toEqual({ n: 1 });
});

test('given a key that was used, when another organisation uses it, then that is another request', async () => {
  const input = asked();
  const mine = await world.place(doctor, input);

  const theirs = await world.place(await world.prescriber('0101', 1), input);

  expect([mine.__typename, theirs.__typename]).toEqual([
    'EmergencyRequestPlaced',
    'EmergencyRequestPlaced',
  ]);
  expect(theirs.number).not.toBe(mine.number);
});

test('given a request that has moved on since, when it is sent again, then the first answer comes and nothing changes', async () => {
  const input = asked();
  const send = () => world.ask<object>(doctor, PLACE, { input });
  const first = await world.place(doctor, input);
  const clerk = await world.clerk(NEAR);
  const acts = actsOf(world);
  world.clock.moveOn(5);
  await acts.accept(clerk, first.number);
  await acts.handOver(clerk, first.number);
  world.clock.moveOn(60 * 24 * 30);
  const before = await world.counts();

  const again = await send();

  expect(again).toEqual({ placeEmergencyRequest: first });
  expect(await world.counts()).toEqual(before);
});

test('given a form written otherwise but meaning the same, when it is sent again, then it is the same request', async () => {
  const input = asked({ callBackNumber: '030-1234567' });
  const first = await world.place(doctor, input);

  const again = await world.place(doctor, {
    ...input,
    requestKey: `  ${String(input['requestKey'])} `,
    callBackNumber: '+31 30 123 4567',
    address: { postcode: '3511lx', houseNumber: ' 12', note: 'Bell twice ' },
  });

  expect(again).toEqual(first);
});

test('given a key that was used, when a form that is wrong otherwise comes with it, then all of it is refused at once and nothing is kept', async () => {
  const first = asked();
  await world.place(doctor, first);
  const before = await world.counts();

  const { refusals } = await world.place(doctor, {
    ...first,
    address: { postcode: '1000 AA', houseNumber: '1' },
    lines: [lineOf('08712345678906')],
  });

  expect(refusals.map(({ code, path }) => ({ code, path }))).toEqual([
    ...REUSED,
    { code: 'UNKNOWN_POSTCODE', path: 'input.address.postcode' },
    { code: 'NOT_IN_CATALOGUE', path: 'input.lines.0.gtin' },
  ]);
  expect(await world.counts()).toEqual(before);
});

test('given characteristics in another order, when it is sent again, then it is the same request', async () => {
  const characteristics = [
    { code: 'CHARRIERE', value: '16' },
    { code: 'TERM_OF_USE', value: 'LONG' },
    { code: 'LATEX_FREE', value: 'true' },
    { code: 'WEARER', value: 'WOMAN' },
  ];
  const line = { productGroup: 'U010201', pieces: 1, substitution: 'NOT_ALLOWED' };
  const input = form({ lines: [{ ...line, characteristics }] });
  const first = await world.place(doctor, input);

  const again = await world.place(doctor, {
    ...input,
    lines: [{ ...line, characteristics: [...characteristics].reverse() }],
  });

  expect(first.__typename).toBe('EmergencyRequestPlaced');
  expect(again).toEqual(first);
});

/** Another general practitioner, who from now on works for the same organisation. */
async function colleagueOf(token: string): Promise<string> {
  const [, payload = ''] = token.split('.');
  const { agb } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { agb: string };
  const [practitioner] = await rows<{ agb: string }>(
    world,
    `UPDATE practitioner SET care_provider_agb = $1
     WHERE agb = (SELECT max(agb) FROM practitioner WHERE profession_code = '0101') RETURNING agb`,
    [agb],
  );
  return world.token({
    sub: 'colleague',
    role: 'PRESCRIBER',
    agb,
    practitioner_agb: practitioner?.agb ?? '',
  });
}
