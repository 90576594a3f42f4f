import { actsOf, idOf, rows } from './acts';
import { MUTATIONS } from './mutations';
import { createWorld, form, lineOf, PLACE, type KnownArticle, type World } from './world';

const NEAR = 'SP-0067';
const FAR = 'SP-0031';

/** Invented, and found nowhere else in the reference data. */
const PATIENT = {
  bsn: '999990032',
  birthDate: '1933-02-27',
  name: 'Zwaantje Quispelkamp',
};
const ADDRESS = {
  postcode: '3511 QX',
  houseNumber: '4711-Qx',
  note: 'Sleutel onder de blauwe pot',
};
const PHONE = '030-6543217';

/** The patient's data in every form in which they could have been written down. */
const NEEDLES = [
  PATIENT.bsn,
  PATIENT.birthDate,
  '19330227',
  'Zwaantje',
  'Quispelkamp',
  ADDRESS.postcode,
  '3511QX',
  ADDRESS.houseNumber,
  'blauwe pot',
  PHONE,
  '0306543217',
  '306543217',
];

let world: World;
let article: KnownArticle;
let doctor: string;
const answers: string[] = [];

beforeAll(async () => {
  world = await createWorld();
  await world.onlyOpen(NEAR, FAR);
  [article] = (await world.articles('U010201')) as [KnownArticle];
  doctor = await world.prescriber();
  await world.stock(NEAR, article.gtin, 20, { lotNumber: 'A' });
  await world.stock(FAR, article.gtin, 20, { lotNumber: 'B' });
  await everythingThatCanHappen();
});
afterAll(() => world.dispose());

const asked = (over: Record<string, unknown> = {}): Record<string, unknown> =>
  form({
    patient: PATIENT,
    address: ADDRESS,
    callBackNumber: PHONE,
    lines: [lineOf(article.gtin)],
    ...over,
  });

/** Sends it, and keeps the answer as it came over the wire. */
async function send(token: string, document: string, variables: Record<string, unknown>) {
  answers.push(JSON.stringify(await world.send(token, document, variables)));
}

/** One request through each state, refusals and faults of every kind, and reads by who may not see. */
async function everythingThatCanHappen(): Promise<void> {
  const [near, far] = [await world.clerk(NEAR), await world.clerk(FAR)];
  const acts = actsOf(world);
  const place = async (over: Record<string, unknown> = {}): Promise<string> => {
    const input = asked(over);
    await send(doctor, PLACE, { input });
    await send(doctor, PLACE, { input: { ...input, urgencyReason: 'DEVICE_LOST' } });
    return (await world.place(doctor, input)).number;
  };
  const moved = await place();
  await acts.decline(near, moved);
  await acts.accept(far, moved);
  await acts.suspend(far, moved);
  await acts.resume(far, moved);
  await acts.dispatch(far, moved);
  await acts.handOver(far, moved, [{ lineNumber: 1, lotNumber: 'B', pieces: 1 }]);
  const cancelled = await place({ handover: 'PICKUP' });
  await acts.accept(near, cancelled);
  await acts.markReady(near, cancelled);
  await acts.cancel(doctor, cancelled);
  await place({ lines: [lineOf(article.gtin, 400)] });
  world.clock.moveOn(60);
  await place();
  world.clock.moveOn(60);
  await world.composition.sweeps.passOverUnaccepted();
  await world.retryUnassigned();

  // Refused or not valid, with the patient's data in what was sent.
  await send(await world.prescriber('9101'), PLACE, { input: asked() });
  await send(doctor, PLACE, { input: asked({ lines: [] }) });
  await send(doctor, PLACE, { input: asked({ patient: { ...PATIENT, bsn: `${PATIENT.bsn}1` } }) });
  await send(doctor, PLACE, { input: asked({ urgency: PATIENT.name }) });
  await send(doctor, PLACE, { input: asked({ [PATIENT.bsn]: PATIENT.name }) });
  await send(doctor, PLACE, { input: asked({ callBackNumber: { number: PHONE } }) });
  await send(
    doctor,
    `mutation { placeEmergencyRequest(input: { patient: "${PATIENT.bsn}" }) { x } }`,
    {},
  );
  await send(doctor, `{ emergencyRequest(id: "${PATIENT.bsn}", ${PATIENT.name}: 1) { id } }`, {});
  await send(doctor, `{ emergencyRequest(id: "${PATIENT.name}") { id } } "${PHONE}`, {});
  await send(near, MUTATIONS.acceptEmergencyRequest, { id: PATIENT.name });

  // Seen by who may see a request, and nothing of its patient.
  const everything = `{ emergencyRequests { nodes { id state verdict placedAt organisationName prescriberAgb
    patient { bsn birthDate } contact { name postcode houseNumber note callBackNumber }
    lines { pieces } parts { state gives { pieces } } suspensions { reason }
    events { kind actor details hash } routing { occasion considered { stockPoint { id } } } } } }`;
  const [point] = await rows<{ supplier: string }>(
    world,
    'SELECT supplier_agb AS supplier FROM stock_point WHERE code = $1',
    [FAR],
  );
  await send(await world.token({ sub: 'nza', role: 'AUTHORITY' }), everything, {});
  const agb = point?.supplier ?? '';
  await send(await world.token({ sub: 'supplier', role: 'SUPPLIER', agb }), everything, {});
}

/** Every row of every table as text, and the bytes of it that would be readable. */
async function findInDatabase(needle: string): Promise<string[]> {
  const tables = await rows<{ name: string }>(
    world,
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  const hex = Buffer.from(needle).toString('hex');
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await rows<{ n: number }>(
      world,
      `SELECT count(*)::int AS n FROM "${name}" t WHERE strpos(t::text, $1) > 0 OR strpos(t::text, $2) > 0`,
      [needle, hex],
    );
    if (row !== undefined && row.n > 0) found.push(name);
  }
  return found;
}

test('given all of that, then the search would find what is there', async () => {
  expect(await findInDatabase('EmergencyRequest')).toEqual(['access_log']);
  expect(await findInDatabase('NOT_ACCEPTED_IN_TIME')).toEqual(
    expect.arrayContaining(['emergency_request_part', 'outbox', 'routing_decision']),
  );
  // What is kept as bytes is searched too.
  const [sealed] = await rows<{ start: string }>(
    world,
    `SELECT encode(substr(sealed, 1, 8), 'hex') AS start FROM patient LIMIT 1`,
  );
  expect(await findInDatabase(sealed?.start ?? '')).toEqual(['patient']);
  expect(await world.counts()).toMatchObject({ emergency_request: 4, patient: 1 });
  // Of the four, the authority saw all and the supplier those of its stock points.
  const [authority, supplier] = answers.slice(-2);
  expect(authority?.match(/"verdict"/g)).toHaveLength(4);
  expect(supplier).toContain('"verdict"');
  expect(authority).toContain('"patient":null,"contact":null');
  expect(supplier).toContain('"patient":null,"contact":null');
  expect(world.logged.length).toBeGreaterThan(30);
});

test.each(NEEDLES)(
  'given all of that, then %s is readable in no column of any table',
  async (needle) => {
    expect(await findInDatabase(needle)).toEqual([]);
  },
);

test.each(NEEDLES)(
  'given all of that, then %s is in no log, error, refusal or answer to who may not see it',
  (needle) => {
    expect(answers.length).toBeGreaterThanOrEqual(18);
    expect(answers.filter((answer) => answer.includes(needle))).toEqual([]);
    expect(JSON.stringify(world.logged)).not.toContain(needle);
  },
);

test('given all of that, then one patient is known once, by a hash that the BSN alone does not give', async () => {
  const patients = await rows<{ hash: Buffer; keyId: string; sealed: Buffer }>(
    world,
    'SELECT bsn_hash AS hash, key_id AS "keyId", sealed FROM patient',
  );
  expect(patients).toHaveLength(1);
  const [{ hash, sealed, keyId }] = patients as [(typeof patients)[0]];
  expect(hash).toEqual(world.cipher.hashBsn(PATIENT.bsn));
  const plain = await rows<{ hash: Buffer }>(
    world,
    `SELECT sha256(convert_to($1, 'UTF8')) AS hash`,
    [PATIENT.bsn],
  );
  expect(hash).not.toEqual(plain[0]?.hash);
  expect(world.cipher.open({ sealed, keyId })).toEqual({ bsn: PATIENT.bsn });
});

describe('given two organisations that give other dates of birth with one BSN', () => {
  const DATES = ['1933-02-27', '1933-02-28'] as const;
  const MINE = '{ emergencyRequest(id: "NUMBER") { patient { bsn birthDate } } }';
  let numbers: string[];
  let doctors: string[];

  beforeAll(async () => {
    doctors = [doctor, await world.prescriber('0101', 1)];
    numbers = [];
    for (const [index, birthDate] of DATES.entries()) {
      const input = asked({ patient: { ...PATIENT, birthDate } });
      numbers.push((await world.place(doctors[index] ?? '', input)).number);
    }
  });

  const seenBy = async (token: string, number: string): Promise<unknown> =>
    (await world.ask<{ emergencyRequest: unknown }>(token, MINE.replace('NUMBER', number)))
      .emergencyRequest;

  test('then they are one patient, and each sees and corrects its own date alone', async () => {
    const [one, other] = numbers as [string, string];
    const [first, second] = doctors as [string, string];

    expect(await seenBy(first, one)).toEqual({
      patient: { bsn: PATIENT.bsn, birthDate: DATES[0] },
    });
    expect(await seenBy(second, other)).toEqual({
      patient: { bsn: PATIENT.bsn, birthDate: DATES[1] },
    });
    expect(await seenBy(second, one)).toBeNull();
    expect((await world.counts())['patient']).toBe(1);

    const again = await world.place(
      second,
      asked({ patient: { ...PATIENT, birthDate: DATES[0] } }),
    );
    expect(await seenBy(second, again.number)).toEqual({
      patient: { bsn: PATIENT.bsn, birthDate: DATES[0] },
    });
    expect(await seenBy(second, other)).toEqual({
      patient: { bsn: PATIENT.bsn, birthDate: DATES[1] },
    });
  });

  test('then the stock point sees with each request the date that came with it', async () => {
    const { stockPointWorklist } = await world.ask<{
      stockPointWorklist: { nodes: { requestId: string; patient: { birthDate: string } | null }[] };
    }>(
      await world.clerk(NEAR),
      '{ stockPointWorklist(first: 100) { nodes { requestId patient { birthDate } } } }',
    );
    const seen = new Map(
      stockPointWorklist.nodes.map(({ requestId, patient }) => [requestId, patient?.birthDate]),
    );
    expect(numbers.map((number) => seen.get(number))).toEqual(DATES);
  });
});

test('given a request of an earlier version, with the date of birth kept with the patient, then it is still shown', async () => {
  const { number } = await world.place(doctor, asked());
  const patient = world.cipher.seal({ bsn: PATIENT.bsn, birthDate: '1933-03-01' });
  const contact = world.cipher.seal({ name: null, postcode: '3511QX', callBackNumber: PHONE });
  await rows(world, 'UPDATE patient SET sealed = $1, key_id = $2', [patient.sealed, patient.keyId]);
  await rows(
    world,
    'UPDATE emergency_request SET contact_sealed = $2, contact_key_id = $3 WHERE id = $1',
    [idOf(number), contact.sealed, contact.keyId],
  );

  const { emergencyRequest } = await world.ask<{ emergencyRequest: unknown }>(
    doctor,
    `{ emergencyRequest(id: "${number}") { patient { bsn birthDate } contact { postcode } } }`,
  );

  expect(emergencyRequest).toEqual({
    patient: { bsn: PATIENT.bsn, birthDate: '1933-03-01' },
    contact: { postcode: '3511QX' },
  });
});
