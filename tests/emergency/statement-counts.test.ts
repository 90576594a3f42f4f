import { Client } from 'pg';
import { actsOf, rows } from './acts';
import { createWorld, form, lineOf, type KnownArticle, type World } from './world';

const [NEAR, FAR] = ['SP-0067', 'SP-0031'] as const;
const MANY = 100;

let world: World;
let doctor: string;
let clerk: string;
let authority: string;
let several: string;
let single: string;

/** A hundred requests, of which one has been declined back and forth. */
beforeAll(async () => {
  world = await createWorld();
  await world.onlyOpen(NEAR, FAR);
  const articles = (await world.articles('U010201')).slice(0, 4);
  for (const { gtin } of articles) {
    await world.stock(NEAR, gtin, 400);
    await world.stock(NEAR, gtin, 400);
    await world.stock(FAR, gtin, 400);
  }
  await stockEverywhere(articles[0] as KnownArticle);
  [doctor, clerk, authority] = await Promise.all([
    world.prescriber(),
    world.clerk(NEAR),
    world.token({ sub: 'nza', role: 'AUTHORITY' }),
  ]);
  const placed = await Promise.all(
    Array.from({ length: MANY + 2 }, (_, index) =>
      world.place(
        doctor,
        form({ lines: articles.slice(0, 1 + (index % 4)).map(({ gtin }) => lineOf(gtin)) }),
      ),
    ),
  );
  [single = '', several = ''] = placed.map(({ number }) => number);
  const acts = actsOf(world);
  await acts.decline(clerk, several);
  await acts.decline(await world.clerk(FAR), several);
  await acts.suspend(doctor, several);
  await acts.resume(doctor, several);
});
afterAll(() => world.dispose());

/** Each stock point holds something, so that each has stock to be shown. */
async function stockEverywhere({ id }: KnownArticle): Promise<void> {
  await rows(
    world,
    `WITH lots AS (
       INSERT INTO stock_lot (stock_point_id, article_id, lot_number, expires_on, on_hand)
       SELECT s.id, $1, 'EVERYWHERE ' || n, '2029-12-31', 5 FROM stock_point s, generate_series(1, 3) n RETURNING id
     )
     INSERT INTO stock_ledger (stock_lot_id, occurred_at, kind, on_hand_delta, reserved_delta, actor)
     SELECT id, now(), 'RECEIVED', 5, 0, 'test' FROM lots`,
    [id],
  );
}

interface Sent {
  readonly name?: string;
  readonly text?: string;
}

/** Names of the statements that PostgreSQL was sent to answer this; whether reference data have changed is left out. */
async function statementsOf(
  token: string,
  query: string,
): Promise<{ names: string[]; data: unknown }> {
  const sent = jest.spyOn(Client.prototype, 'query');
  try {
    const data = await world.ask<unknown>(token, query);
    const names = sent.mock.calls.map(([statement]) => {
      const { name, text } = (statement ?? {}) as Sent;
      return name ?? text ?? String(statement);
    });
    return { names: names.filter((name) => name !== 'platform.reference-versions').sort(), data };
  } finally {
    sent.mockRestore();
  }
}

/** How many objects with this field the answer holds. */
const occurrences = (data: unknown, field: string): number =>
  JSON.stringify(data).split(`"${field}":`).length - 1;

const WHOLE_REQUEST = `id state verdict deadline { at effectiveAt norm { code } } organisationName
  insurer { name } region { name } patient { bsn } contact { postcode } lines { productGroup { name } pieces article { gtin } }
  parts { state stockPoint { id name supplier { name } region { name } } expectedAt
    gives { article { gtin name } pieces payer { basis words } lots { lotNumber pieces } } }
  suspensions { reason } events { kind details chainIntact } routing { occasion considered { stockPoint { id } verdict } }`;

interface Listed {
  readonly what: string;
  readonly who: 'doctor' | 'clerk' | 'authority';
  readonly query: (first: number) => string;
  /** A field that each object of the list has once. */
  readonly field: string;
  readonly statements: readonly string[];
}

const requests = (fields: string) => (first: number) =>
  `{ emergencyRequests(first: ${first}) { nodes { ${fields} } } }`;

// One operation can ask for so much at most: a hundred requests are looked at side by side.
const LISTS: readonly Listed[] = [
  {
    what: 'requests with patients, lines and events',
    who: 'doctor',
    query:
      requests(`placedAt verdict patient { bsn } contact { postcode } insurer { name } region { name }
      lines { pieces productGroup { name } article { name } } suspensions { reason } events { kind chainIntact }`),
    field: 'placedAt',
    statements: [
      'access.log',
      'emergency.requests-for-prescriber',
      'timeliness.events-of-requests',
    ],
  },
  {
    what: 'requests with parts and what is given',
    who: 'authority',
    query: requests(`placedAt parts { state stockPoint { name supplier { name } } proof { method }
      gives { pieces match } } lines { pieces }`),
    field: 'placedAt',
    statements: ['access.log', 'emergency.requests-for-authority'],
  },
  {
    what: 'requests with the decisions on them',
    who: 'authority',
    query: requests('placedAt routing { occasion considered { verdict minutes } }'),
    field: 'placedAt',
    statements: ['access.log', 'emergency.requests-for-authority', 'emergency.routing-decisions'],
  },
  {
    what: 'parts on the worklist',
    who: 'clerk',
    query: (first) => `{ stockPointWorklist(first: ${first}) { nodes { requestId patient { bsn }
      contact { name } gives { article { name } payer { basis } lots { lotNumber } } } } }`,
    field: 'requestId',
    statements: ['access.log', 'emergency.worklist'],
  },
  {
    what: 'stock points with their stock',
    who: 'authority',
    query: (
      first,
    ) => `{ stockPoints(first: ${first}) { nodes { latitude supplier { name } region { name }
      hours { opens } stock { article { name } onHand lots { lotNumber onHand } } } } }`,
    field: 'latitude',
    statements: ['supply.held-lots'],
  },
];

describe.each(LISTS)('given $what', ({ who, query, field, statements }) => {
  test.each([1, 10, MANY])(
    'when %i are asked for, then the same statements are sent',
    async (first) => {
      const { names, data } = await statementsOf({ doctor, clerk, authority }[who], query(first));

      expect(occurrences(data, field)).toBe(first);
      expect(names).toEqual(statements);
    },
  );
});

test('given a request with one event and one with many, when they are read whole, then the same statements are sent', async () => {
  const whole = (number: string): string =>
    `{ emergencyRequest(id: "${number}") { ${WHOLE_REQUEST} } }`;

  const [one, many] = [
    await statementsOf(doctor, whole(single)),
    await statementsOf(doctor, whole(several)),
  ];

  expect([occurrences(one.data, 'kind'), occurrences(many.data, 'kind')]).toEqual([1, 7]);
  expect(one.names).toEqual([
    'access.log',
    'emergency.request-for-prescriber',
    'emergency.routing-decisions',
    'timeliness.events-of-requests',
  ]);
  expect(many.names).toEqual(one.names);
});

test.each([1, 4])(
  'given a request of %i lines, when it is placed, then the same statements are sent, each for itself a transaction',
  async (lines) => {
    const articles = (await world.articles('U010201')).slice(0, lines);
    const input = JSON.stringify(form({ lines: articles.map(({ gtin }) => lineOf(gtin)) }))
      .replace(/"([a-zA-Z]+)":/g, '$1:')
      .replace(/: ?"(EMERGENCY|URINARY_RETENTION|REPEAT|DELIVERY)"/g, ': $1')
      .replace(/substitution:"NOT_ALLOWED"/g, 'substitution:NOT_ALLOWED');

    const { names } = await statementsOf(
      doctor,
      `mutation { placeEmergencyRequest(input: ${input}) { __typename } }`,
    );

    expect(names).toEqual([
      'emergency.insert-request',
      'emergency.insured-person',
      'emergency.placing-context',
      'supply.available-lots',
    ]);
  },
);
