import { actsOf, idOf, rows } from './acts';
import { createWorld, form, lineOf, type KnownArticle, type World } from './world';

const NEAR = 'SP-0067';

let world: World;
let doctor: string;
let clerk: string;
let stranger: string;
let ids: string[];
let numbers: string[];

beforeAll(async () => {
  world = await createWorld();
  await world.onlyOpen(NEAR);
  const [article] = (await world.articles('U010201')) as [KnownArticle];
  await world.stock(NEAR, article.gtin, 20);
  [doctor, clerk, stranger] = await Promise.all([
    world.prescriber(),
    world.clerk(NEAR),
    world.prescriber('0101', 1),
  ]);
  numbers = [];
  for (let count = 0; count < 3; count += 1) {
    numbers.push((await world.place(doctor, form({ lines: [lineOf(article.gtin)] }))).number);
  }
  ids = numbers.map(idOf);
});
beforeEach(async () => {
  [mark] = await rows<{ id: string }>(world, 'SELECT coalesce(max(id), 0) AS id FROM access_log');
});
afterAll(() => world.dispose());

let mark: { readonly id: string } | undefined;

interface Entry {
  readonly role: string;
  readonly organisation: string;
  readonly operation: string;
  readonly action: string;
  readonly outcome: string;
  readonly ids: readonly string[];
}

/** What was written down since the test began. */
async function written(): Promise<Entry[]> {
  const found = await rows<Entry & { trace: string | null; type: string }>(
    world,
    `SELECT role, organisation, operation, action, outcome, object_ids AS ids, object_type AS type, trace_id AS trace
     FROM access_log WHERE id > $1 ORDER BY id`,
    [mark?.id],
  );
  expect(found.every(({ trace, type }) => trace !== null && type === 'EmergencyRequest')).toBe(
    true,
  );
  return found.map(({ trace: _trace, type: _type, ...entry }) => entry);
}

const read = (operation: string, of: readonly string[], outcome = 'GRANTED') =>
  expect.objectContaining({ operation, action: 'READ', outcome, ids: of }) as Entry;

const ONE =
  'query ($id: ID!) { emergencyRequest(id: $id) { id patient { bsn } events { kind } routing { occasion } } }';

test('given a request that is read with its events and decisions, then one row says who read which', async () => {
  await world.ask(doctor, ONE, { id: numbers[1] });
  await world.ask(clerk, ONE, { id: numbers[1] });

  const [byDoctor, byClerk] = await written();
  expect(byDoctor).toEqual({
    role: 'PRESCRIBER',
    organisation: expect.stringMatching(/^agb:\d{8}$/) as string,
    operation: 'emergencyRequest',
    action: 'READ',
    outcome: 'GRANTED',
    ids: [ids[1]],
  });
  expect(byClerk).toEqual({
    role: 'STOCK_POINT',
    organisation: `stock-point:${NEAR}`,
    operation: 'emergencyRequest',
    action: 'READ',
    outcome: 'GRANTED',
    ids: [ids[1]],
  });
});

test('given a request of others, or none, then one row says that it was asked for in vain', async () => {
  await world.ask(stranger, ONE, { id: numbers[0] });
  await world.ask(stranger, ONE, { id: 'ER000999999' });
  await world.ask(stranger, ONE, { id: 'no number' });

  expect(await written()).toEqual([
    read('emergencyRequest', [ids[0] ?? ''], 'DENIED'),
    read('emergencyRequest', ['999999'], 'DENIED'),
  ]);
});

test('given two requests read in one operation, then there is a row for each', async () => {
  await world.ask(
    doctor,
    `{ a: emergencyRequest(id: "${numbers[0]}") { id } b: emergencyRequest(id: "${numbers[2]}") { id } }`,
  );

  const entries = await written();
  expect(entries).toHaveLength(2);
  expect(entries).toEqual(
    expect.arrayContaining([
      read('emergencyRequest', [ids[0] ?? '']),
      read('emergencyRequest', [ids[2] ?? '']),
    ]),
  );
});

test('given lists, then one row has exactly the requests of the page that was given out', async () => {
  await world.ask(doctor, '{ emergencyRequests(first: 2) { nodes { id } } }');
  await world.ask(clerk, '{ stockPointWorklist(first: 2) { nodes { requestId } } }');
  await world.ask(stranger, '{ emergencyRequests { nodes { id } } }');

  expect(await written()).toEqual([
    read('emergencyRequests', [ids[2] ?? '', ids[1] ?? '']),
    read('stockPointWorklist', [ids[0] ?? '', ids[1] ?? '']),
    read('emergencyRequests', []),
  ]);
});

test('given acts, then a row tells of the act and one of the reading of its answer', async () => {
  const acts = actsOf(world);
  await acts.accept(clerk, numbers[0] ?? '');
  await acts.cancel(doctor, numbers[0] ?? '');

  const of = (operation: string, action: string) =>
    expect.objectContaining({ operation, action, outcome: 'GRANTED', ids: [ids[0]] }) as Entry;
  expect(await written()).toEqual([
    of('acceptEmergencyRequest', 'UPDATE'),
    of('acceptEmergencyRequest', 'READ'),
    of('cancelEmergencyRequest', 'UPDATE'),
    of('cancelEmergencyRequest', 'READ'),
  ]);
});

test('given a request that is placed, then a row tells of it; its answer holds nothing of the patient, the request in it does', async () => {
  const [article] = (await world.articles('U010201')) as [KnownArticle];
  const answer = await world.ask<{
    placeEmergencyRequest: { number: string; request: { patient: { bsn: string } } };
  }>(
    doctor,
    `mutation ($input: PlaceEmergencyRequestInput!) { placeEmergencyRequest(input: $input) {
       ... on EmergencyRequestPlaced { number request { patient { bsn } } } } }`,
    { input: form({ lines: [lineOf(article.gtin)] }) },
  );

  const { number, request } = answer.placeEmergencyRequest;
  expect(request.patient.bsn).toBe('999990019');
  expect(await written()).toEqual([
    expect.objectContaining({
      operation: 'placeEmergencyRequest',
      action: 'CREATE',
      outcome: 'GRANTED',
      ids: [idOf(number)],
    }),
    read('placeEmergencyRequest', [idOf(number)]),
  ]);
});

test('given that nothing can be written to the access log, then nothing is shown and nothing done', async () => {
  await rows(world, 'REVOKE INSERT ON access_log FROM disw_application');
  const before = await world.counts();
  try {
    const answers = [
      await world.send(doctor, ONE, { id: numbers[1] }),
      await world.send(doctor, '{ emergencyRequests { nodes { id patient { bsn } } } }'),
      await world.send(clerk, '{ stockPointWorklist { nodes { requestId patient { bsn } } } }'),
      await world.send(
        clerk,
        'mutation ($id: ID!) { acceptEmergencyRequest(id: $id) { __typename } }',
        { id: numbers[1] },
      ),
    ];
    for (const { errors } of answers) {
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['INTERNAL_SERVER_ERROR']);
    }
    expect(JSON.stringify(answers)).not.toContain('999990019');
    expect(await world.counts()).toEqual(before);
  } finally {
    await rows(world, 'GRANT INSERT ON access_log TO disw_application');
  }
  expect(world.takeFaults()).toHaveLength(4);
  const [part] = await rows<{ state: string }>(
    world,
    'SELECT state FROM emergency_request_part WHERE request_id = $1',
    [ids[1]],
  );
  expect(part).toEqual({ state: 'RESERVED' });
});
