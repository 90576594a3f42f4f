import { actsOf, idOf, rows } from './acts';
import { createWorld, form, lineOf, type KnownArticle, type World } from './world';

const [NEAR, FAR, NEXT] = ['SP-0067', 'SP-0031', 'SP-0061'] as const;
const BSN = '999990032';
const CONTACT = {
  name: 'Invented Patient',
  postcode: '3511LX',
  houseNumber: '12',
  note: 'Bell twice',
  callBackNumber: '+31301234567',
};

interface Shown {
  readonly id: string;
  readonly patient: object | null;
  readonly contact: object | null;
  readonly insurer: { uzovi: string } | null;
  readonly lines: readonly { lineNumber: number }[];
  readonly parts: readonly { stockPoint: { id: string }; state: string; gives: object[] }[];
  readonly events: readonly { kind: string; actor: string | null; details: string | null }[];
  readonly routing: readonly {
    occasion: string;
    considered: { stockPoint: { id: string }; verdict: string }[];
  }[];
}

const FIELDS = `id patient { bsn birthDate } contact { name postcode houseNumber note callBackNumber }
  insurer { uzovi } lines { lineNumber } parts { stockPoint { id } state gives { lineNumber pieces } }
  events { kind actor details } routing { occasion considered { stockPoint { id } verdict } }`;

let world: World;
let number: string;
let tokens: Record<string, string>;
let supplierOf: Record<string, string>;

/** One request: a part near, handed over; a part that one declined and another has. */
beforeAll(async () => {
  world = await createWorld();
  await world.onlyOpen(NEAR, FAR, NEXT);
  const [one, two] = (await world.articles('U010201')) as [KnownArticle, KnownArticle];
  await world.stock(NEAR, one.gtin, 5);
  await world.stock(FAR, two.gtin, 5);
  await world.stock(NEXT, two.gtin, 5);
  await rows(
    world,
    `INSERT INTO insured_person (bsn_hash, uzovi, valid_from) VALUES ($1, '3311', '2020-01-01')`,
    [world.cipher.hashBsn(BSN)],
  );
  const suppliers = await rows<{ code: string; agb: string }>(
    world,
    `UPDATE stock_point SET supplier_agb = CASE code WHEN $1 THEN '76990001' WHEN $2 THEN '76990002' ELSE '76990003' END
     WHERE code IN ($1, $2, $3) RETURNING code, supplier_agb AS agb`,
    [NEAR, NEXT, FAR],
  );
  supplierOf = Object.fromEntries(suppliers.map(({ code, agb }) => [code, agb]));
  const supplier = (agb: string) => world.token({ sub: `supplier ${agb}`, role: 'SUPPLIER', agb });
  const insurer = (uzovi: string) => world.token({ sub: uzovi, role: 'INSURER', uzovi });
  tokens = {
    doctor: await world.prescriber(),
    stranger: await world.prescriber('0101', 1),
    near: await world.clerk(NEAR),
    next: await world.clerk(NEXT),
    far: await world.clerk(FAR),
    elsewhere: await world.clerk('SP-0001'),
    'supplier of near': await supplier(supplierOf[NEAR] ?? ''),
    'supplier of next': await supplier(supplierOf[NEXT] ?? ''),
    'supplier of far': await supplier(supplierOf[FAR] ?? ''),
    'another supplier': await supplier('76990004'),
    insurer: await insurer('3311'),
    'another insurer': await insurer('7119'),
    authority: await world.token({ sub: 'nza', role: 'AUTHORITY' }),
  };
  const placed = await world.place(
    tokens['doctor'] ?? '',
    form({
      patient: { bsn: BSN, birthDate: '1950-05-17', name: CONTACT.name },
      lines: [lineOf(one.gtin, 2), lineOf(two.gtin, 1)],
    }),
  );
  number = placed.number;
  const acts = actsOf(world);
  await acts.decline(tokens['next'] ?? '', number);
  await acts.accept(tokens['near'] ?? '', number);
  await acts.handOver(tokens['near'] ?? '', number);
  await acts.accept(tokens['far'] ?? '', number);
});
afterAll(() => world.dispose());

async function one(who: string): Promise<Shown | null> {
  const answer = await world.ask<{ emergencyRequest: Shown | null }>(
    tokens[who] ?? '',
    `query ($id: ID!) { emergencyRequest(id: $id) { ${FIELDS} } }`,
    { id: number },
  );
  return answer.emergencyRequest;
}

async function listed(who: string): Promise<Shown[]> {
  const answer = await world.ask<{ emergencyRequests: { nodes: Shown[] } }>(
    tokens[who] ?? '',
    `{ emergencyRequests { nodes { ${FIELDS} } } }`,
  );
  return answer.emergencyRequests.nodes;
}

const partsOf = ({ parts }: Shown): string[] =>
  parts.map(({ stockPoint, state }) => `${stockPoint.id} ${state}`);
const pointsLookedAt = ({ routing }: Shown): string[] => [
  ...new Set(routing.flatMap(({ considered }) => considered.map((point) => point.stockPoint.id))),
];
const KINDS = ['PLACED', 'DECLINED', 'ASSIGNED', 'ACCEPTED', 'HANDED_OVER', 'ACCEPTED'];

test.each([
  ['doctor', true, true],
  ['insurer', true, false],
  ['authority', false, false],
] as const)(
  'given the %s, then all parts, lines, decisions and events are shown',
  async (who, patient, contact) => {
    const request = (await one(who)) as Shown;

    expect(partsOf(request)).toEqual([
      `${NEAR} HANDED_OVER`,
      `${NEXT} PASSED_OVER`,
      `${FAR} ACCEPTED`,
    ]);
    expect(request.lines).toEqual([{ lineNumber: 1 }, { lineNumber: 2 }]);
    expect(request.patient).toEqual(patient ? { bsn: BSN, birthDate: '1950-05-17' } : null);
    expect(request.contact).toEqual(contact ? CONTACT : null);
    expect(request.insurer).toEqual({ uzovi: '3311' });
    expect(request.events.map(({ kind }) => kind)).toEqual(KINDS);
    expect(request.events.every(({ actor, details }) => actor !== null && details !== null)).toBe(
      true,
    );
    expect(request.routing.map(({ occasion }) => occasion)).toEqual(['PLACED', 'DECLINED']);
    expect(pointsLookedAt(request).length).toBeGreaterThan(90);
    expect(await listed(who)).toEqual([request]);
  },
);

test.each([
  ['near', NEAR, 1, true],
  ['far', FAR, 2, true],
  ['supplier of near', NEAR, 1, false],
  ['supplier of far', FAR, 2, false],
] as const)(
  'given %s, then its own part, line and decisions are shown, and nothing of the others',
  async (who, point, line, isStockPoint) => {
    const request = (await one(who)) as Shown;

    expect(partsOf(request).map((word) => word.split(' ')[0])).toEqual([point]);
    expect(request.lines).toEqual([{ lineNumber: line }]);
    expect(request.patient).toEqual(isStockPoint ? { bsn: BSN, birthDate: '1950-05-17' } : null);
    expect(request.contact).toEqual(isStockPoint ? CONTACT : null);
    expect(request.events.map(({ kind }) => kind)).toEqual(KINDS);
    expect(request.events.every(({ details }) => details === null)).toBe(true);
    // Who did what at another stock point stays there.
    const actors = request.events.map(({ actor }) => actor).filter((actor) => actor !== null);
    expect(new Set(actors.filter((actor) => actor.startsWith('clerk')))).toEqual(
      new Set([`clerk-${point}`]),
    );
    const ofThatSupplier = await rows<{ code: string }>(
      world,
      `SELECT code FROM stock_point WHERE ${isStockPoint ? 'code' : 'supplier_agb'} = $1`,
      [isStockPoint ? point : supplierOf[point]],
    );
    const own = new Set(ofThatSupplier.map(({ code }) => code));
    expect(pointsLookedAt(request)).toContain(point);
    expect(pointsLookedAt(request).filter((code) => !own.has(code))).toEqual([]);
    expect(await listed(who)).toEqual([request]);
  },
);

test.each([
  ['stranger'],
  ['elsewhere'],
  ['next'],
  ['supplier of next'],
  ['another supplier'],
  ['another insurer'],
] as const)('given %s, then there is no such request', async (who) => {
  expect(await one(who)).toBeNull();
  expect(await listed(who)).toEqual([]);
});

test('given a colleague of the same organisation, then the request is shown', async () => {
  const [, payload = ''] = (tokens['doctor'] ?? '').split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { agb: string };
  tokens['colleague'] = await world.token({
    sub: 'colleague',
    role: 'PRESCRIBER',
    agb: claims.agb,
    practitioner_agb: '01999999',
  });

  expect(await one('colleague')).toEqual(await one('doctor'));
});

test('given the worklists, then each stock point has its own part that is still to do, with the patient and where to go', async () => {
  const worklist = async (who: string) => {
    const answer = await world.ask<{ stockPointWorklist: { nodes: object[] } }>(
      tokens[who] ?? '',
      `{ stockPointWorklist { nodes { requestId partNumber patient { bsn }
         contact { name postcode houseNumber note callBackNumber } gives { lineNumber pieces } } } }`,
    );
    return answer.stockPointWorklist.nodes;
  };
  expect(await worklist('near')).toEqual([]);
  expect(await worklist('next')).toEqual([]);
  expect(await worklist('far')).toEqual([
    {
      requestId: number,
      partNumber: 3,
      patient: { bsn: BSN },
      contact: CONTACT,
      gives: [{ lineNumber: 2, pieces: 1 }],
    },
  ]);
});

test('given a stock point that handed over, when a day has passed, then it sees its part and no longer the patient; who asked still does', async () => {
  const night = world.clock.now();
  world.clock.moveOn(24 * 60 - 1);
  expect(await one('near')).toMatchObject({ patient: { bsn: BSN }, contact: CONTACT });

  world.clock.moveOn(1);
  const later = (await one('near')) as Shown;
  expect(later).toMatchObject({ patient: null, contact: null });
  expect(partsOf(later)).toEqual([`${NEAR} HANDED_OVER`]);
  expect(await listed('near')).toEqual([later]);
  expect(await one('far')).toMatchObject({ patient: { bsn: BSN }, contact: CONTACT });
  expect(await one('doctor')).toMatchObject({ patient: { bsn: BSN }, contact: CONTACT });
  world.clock.moveTo(night);
});

test('given a stock point whose part was cancelled, then it no longer sees the patient', async () => {
  const [, two] = (await world.articles('U010201')) as [KnownArticle, KnownArticle];
  const placed = await world.place(tokens['doctor'] ?? '', form({ lines: [lineOf(two.gtin, 1)] }));
  const point = placed.parts[0]?.stockPoint.id ?? '';
  tokens['given it'] = await world.clerk(point);
  const shown = async () =>
    (await listed('given it')).find(({ id }) => id === placed.number) as Shown;
  expect(await shown()).toMatchObject({ contact: CONTACT });

  await actsOf(world).cancel(tokens['doctor'] ?? '', placed.number);

  expect(await shown()).toMatchObject({ patient: null, contact: null });
  expect(partsOf(await shown())).toEqual([`${point} CANCELLED`]);
});

test('given a number with another zero, small letters or none at all, then it means the same request or none', async () => {
  const id = idOf(number);
  for (const word of [`ER${id}`, `er0000${id}`, ` ER000000000000${id} `]) {
    const answer = await world.ask<{ emergencyRequest: { id: string } | null }>(
      tokens['doctor'] ?? '',
      'query ($id: ID!) { emergencyRequest(id: $id) { id } }',
      { id: word },
    );
    expect(answer.emergencyRequest).toEqual({ id: number });
  }
  for (const word of [id, `ER${'9'.repeat(30)}`, 'ER0', 'ER-1', '', "ER1' OR '1'='1"]) {
    const answer = await world.ask<{ emergencyRequest: { id: string } | null }>(
      tokens['doctor'] ?? '',
      'query ($id: ID!) { emergencyRequest(id: $id) { id } }',
      { id: word },
    );
    expect(answer.emergencyRequest).toBeNull();
  }
});
