import { catalogueSnapshot } from '../../src/catalogue/catalogue.snapshot';
import { SettlementService } from '../../src/contracts/settlement.service';
import { requestNumber } from '../../src/emergency/request-number';
import { postcodesSnapshot } from '../../src/geography/postcodes.snapshot';
import { partiesSnapshot } from '../../src/parties/parties.snapshot';
import { statement } from '../../src/platform/database/statement';
import { CountingQueryable, createMarket, type Market } from './market';

let market: Market;

beforeAll(async () => {
  market = await createMarket();
  for (const text of WORLD) await market.db.owner.query({ name: '', text });
});
afterAll(() => market.dispose());

const WORLD = [
  `INSERT INTO profession VALUES ('0101', 'General practitioner', 'Huisarts')`,
  `INSERT INTO care_provider VALUES ('01000001', 'Practice', 'GP_PRACTICE', '3511')`,
  `INSERT INTO practitioner VALUES ('01000002', NULL, 'Doctor', '0101', '01000001')`,
  `INSERT INTO patient (bsn_hash, sealed, key_id) VALUES (sha256('p'), 'sealed', 'k')`,
  `INSERT INTO stock_point (code, name, kind, operator_agb, supplier_agb, address, phone, pc4, region_code, latitude,
     longitude, qualifications, preparation_minutes, accept_within_minutes, delivers, offers_pickup, on_call_outside_hours)
   VALUES ('SP-0001', 'Depot', 'SUPPLIER_DEPOT', '76000001', '76000001', 'Street 1', '+31301234567', '3511', 'ZK23',
     52.09, 5.12, '{7625}', 15, 15, true, true, true)`,
  `INSERT INTO timeliness_norm_version (code, version, title, status, valid_from, source, verified)
   VALUES ('N', 1, 'Norm', 'DRAFT', '2020-01-01', 'test', false)`,
  `INSERT INTO timeliness_norm_rule (version_id, urgency, maximum_minutes, target_percentage, start_event, stop_event,
     allowed_suspensions, verified, source)
   SELECT id, 'EMERGENCY', 240, 95, 'PLACED', 'HANDED_OVER', '{}', false, 'test' FROM timeliness_norm_version`,
];

interface Settled {
  readonly at: string;
  readonly insurer?: string | null;
  readonly supplier?: string;
  readonly gtin?: string;
  readonly pieces?: number;
  readonly basis?: string;
  readonly contract?: string;
  readonly tariff?: string | null;
  readonly amount?: string | null;
}

/** A handed-over request with one line, and its settlement. */
const insertSettled = statement<{ id: string; requestId: string }>(
  'test.insert-settled',
  `WITH request AS (
     INSERT INTO emergency_request (organisation_agb, request_key, content_hash, prescriber_agb, patient_id, insurer_uzovi,
       insurance_check, urgency, urgency_reason, prescription, category, handover, pc4, region_code, contact_sealed,
       contact_key_id, state, placed_at, norm_rule_id, deadline_at, stopped_at, closed_at)
     SELECT '01000001', gen_random_uuid()::text, sha256('c'), '01000002', p.id, $2, 'FOUND', 'EMERGENCY', 'x', 'FIRST',
       'STOMA', 'DELIVERY', '3511', 'ZK23', 'sealed', 'k', 'HANDED_OVER', $1::timestamptz - interval '1 hour', n.id,
       $1::timestamptz + interval '3 hours', $1, $1
     FROM patient p, timeliness_norm_rule n RETURNING id),
   line AS (
     INSERT INTO emergency_request_line (request_id, line_number, product_group_code, pieces, substitution)
     SELECT id, 1, 'A100101', $5, 'ALLOWED' FROM request RETURNING id),
   part AS (
     INSERT INTO emergency_request_part (request_id, part_number, stock_point_id, state, assigned_at, accept_by, starts_at,
       on_call, preparation_minutes, travel_minutes, distance_km, expected_at, handed_over_at, proof_method, received_by)
     SELECT r.id, 1, s.id, 'HANDED_OVER', $1, $1, $1, false, 1, 1, 1, $1, $1, 'SIGNATURE', 'PATIENT'
     FROM request r, stock_point s RETURNING id),
   contract_line AS (
     SELECT l.id FROM contract_line l JOIN contract_version v ON v.id = l.contract_version_id
     JOIN contract c ON c.id = v.contract_id WHERE c.number = $7 LIMIT 1),
   allocation AS (
     INSERT INTO allocation (line_id, part_id, article_id, pieces, match, pays, contract_line_id)
     SELECT line.id, part.id, a.id, $5, 'EXACT', $6, (SELECT id FROM contract_line)
     FROM line, part, article a WHERE a.gtin = $4 RETURNING id, article_id)
   INSERT INTO settlement (allocation_id, request_id, insurer_uzovi, supplier_agb, article_id, pieces, basis,
     contract_line_id, tariff, amount, currency, handed_over_at)
   SELECT allocation.id, request.id, $2, $3, allocation.article_id, $5, $6, (SELECT id FROM contract_line), $8, $9, 'EUR', $1
   FROM allocation, request RETURNING id::text AS id, request_id::text AS "requestId"`,
);

async function settle(settled: Settled): Promise<{ id: string; requestId: string }> {
  const [row] = await market.db.owner.query(insertSettled, [
    settled.at,
    settled.insurer === undefined ? '9001' : settled.insurer,
    settled.supplier ?? '76000001',
    settled.gtin ?? '08712345000014',
    settled.pieces ?? 2,
    settled.basis ?? 'EMERGENCY_EXCEPTION',
    settled.contract ?? null,
    settled.tariff === undefined ? '1.2500' : settled.tariff,
    settled.amount === undefined ? '2.5000' : settled.amount,
  ]);
  if (row === undefined) throw new Error('Nothing was settled');
  return row;
}

const LIST = `query ($filter: SettlementFilter, $first: Int, $after: String) {
  settlements(filter: $filter, first: $first, after: $after) {
    nodes {
      id requestNumber handedOverAt article { gtin name } pieces basis insurer { uzovi } supplier { agb }
      contractId contractNumber tariff amount currency
    }
    pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}`;

interface List {
  readonly settlements: {
    readonly nodes: readonly { readonly id: string; readonly handedOverAt: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const idsOf = ({ settlements }: List): string[] => settlements.nodes.map(({ id }) => id);

test('what was given, on what basis it is paid, and nothing of the patient', async () => {
  const contractId = await market.contract({ number: 'PAYS-1' });
  const byContract = await settle({
    at: '2026-05-01T00:30:00.125+02:00',
    basis: 'CONTRACT',
    contract: 'PAYS-1',
    pieces: 3,
    tariff: '1.5000',
    amount: '4.5000',
  });
  const byDay = await settle({
    at: '2026-05-01T00:30:00+02:00',
    insurer: null,
    basis: 'INSURER_UNKNOWN',
    tariff: null,
    amount: null,
  });
  const answer = await market.ask<List>(market.authority, LIST, {
    filter: { from: '2026-05-01', until: '2026-05-01' },
  });
  expect(answer.settlements.nodes).toEqual([
    {
      id: byContract.id,
      requestNumber: requestNumber(byContract.requestId),
      handedOverAt: '2026-05-01T00:30:00.125+02:00',
      article: { gtin: '08712345000014', name: 'Pouch one' },
      pieces: 3,
      basis: 'CONTRACT',
      insurer: { uzovi: '9001' },
      supplier: { agb: '76000001' },
      contractId,
      contractNumber: 'PAYS-1',
      tariff: '1.5000',
      amount: '4.5000',
      currency: 'EUR',
    },
    {
      id: byDay.id,
      requestNumber: requestNumber(byDay.requestId),
      handedOverAt: '2026-05-01T00:30:00+02:00',
      article: { gtin: '08712345000014', name: 'Pouch one' },
      pieces: 2,
      basis: 'INSURER_UNKNOWN',
      insurer: null,
      supplier: { agb: '76000001' },
      contractId: null,
      contractNumber: null,
      tariff: null,
      amount: null,
      currency: 'EUR',
    },
  ]);
});

describe('each caller sees its own alone', () => {
  const ids: Record<string, string> = {};
  const DAY = { from: '2026-06-01', until: '2026-06-30' };

  beforeAll(async () => {
    const known: Record<string, Partial<Settled>> = {
      A1: { insurer: '9001', supplier: '76000001' },
      A2: { insurer: '9001', supplier: '76000002' },
      B1: { insurer: '9002', supplier: '76000001' },
      B2: { insurer: '9002', supplier: '76000002' },
      X1: { insurer: null, supplier: '76000001', basis: 'INSURER_UNKNOWN' },
    };
    for (const [name, words] of Object.entries(known)) {
      ids[name] = (await settle({ at: '2026-06-10T12:00:00Z', ...words })).id;
    }
  });

  const sees = {
    insurerA: ['A2', 'A1'],
    insurerB: ['B2', 'B1'],
    supplierOne: ['X1', 'B1', 'A1'],
    supplierTwo: ['B2', 'A2'],
    authority: ['X1', 'B2', 'B1', 'A2', 'A1'],
  } as const;
  const callers = Object.keys(sees) as (keyof typeof sees)[];
  const filters: readonly Readonly<Record<string, string>>[] = [
    {},
    { insurer: '9001' },
    { insurer: '9002' },
    { supplier: '76000001' },
    { supplier: '76000002' },
    { insurer: '9002', supplier: '76000001' },
    { basis: 'INSURER_UNKNOWN' },
  ];
  const matches = (name: string, filter: Readonly<Record<string, string>>): boolean =>
    (filter['insurer'] === undefined ||
      filter['insurer'] === ({ A: '9001', B: '9002' } as Record<string, string>)[name[0] ?? '']) &&
    (filter['supplier'] === undefined || filter['supplier'].endsWith(name[1] ?? '')) &&
    (filter['basis'] === undefined || name.startsWith('X'));

  test.each(callers.flatMap((caller) => filters.map((filter) => [caller, filter] as const)))(
    '%s with %j',
    async (caller, filter) => {
      const list = await market.ask<List>(market[caller], LIST, { filter: { ...DAY, ...filter } });
      expect(idsOf(list)).toEqual(
        sees[caller].filter((name) => matches(name, filter)).map((name) => ids[name]),
      );
    },
  );

  test("another's cursor leads nowhere but to one's own", async () => {
    const first = await market.ask<List>(market.insurerB, LIST, { filter: DAY, first: 1 });
    const after = first.settlements.pageInfo.endCursor;
    const list = await market.ask<List>(market.insurerA, LIST, { filter: DAY, after });
    expect(idsOf(list)).toEqual([ids['A2'], ids['A1']]);
  });

  test.each(['prescriber', 'stockPoint'] as const)('%s is refused', async (caller) => {
    const answer = await market.send(market[caller], LIST);
    expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  });
});

test('a day is the day in Amsterdam, both nights on which the clock changes included', async () => {
  const at = async (instant: string): Promise<string> => (await settle({ at: instant })).id;
  const spring = [
    await at('2026-03-28T23:59:59.999999+01:00'),
    await at('2026-03-29T00:00:00+01:00'),
    await at('2026-03-29T23:59:59.999999+02:00'),
    await at('2026-03-30T00:00:00+02:00'),
  ];
  const autumn = [
    await at('2026-10-24T23:59:59.999999+02:00'),
    await at('2026-10-25T00:00:00+02:00'),
    await at('2026-10-25T23:59:59.999999+01:00'),
    await at('2026-10-26T00:00:00+01:00'),
  ];
  for (const [day, [, first, last]] of [
    ['2026-03-29', spring],
    ['2026-10-25', autumn],
  ] as const) {
    const filter = { from: day, until: day };
    const list = await market.ask<List>(market.insurerA, LIST, { filter });
    expect(idsOf(list)).toEqual([last, first]);
  }
});

test('by product group, with those under it', async () => {
  const pad = await settle({ at: '2026-07-01T12:00:00Z', gtin: '08712345000045' });
  const pouch = await settle({ at: '2026-07-01T12:00:00Z', gtin: '08712345000021' });
  const of = async (productGroup: string): Promise<string[]> => {
    const filter = { from: '2026-07-01', until: '2026-07-01', productGroup };
    return idsOf(await market.ask<List>(market.insurerA, LIST, { filter }));
  };
  expect(await of('T')).toEqual([pad.id]);
  expect(await of('A1001')).toEqual([pouch.id]);
  expect(await of('A100102')).toEqual([]);
});

test('comes in pages, each once, those of the same instant too', async () => {
  const made: string[] = [];
  for (let one = 0; one < 7; one += 1) {
    // Within one millisecond, which a date of JavaScript could not tell apart.
    made.unshift((await settle({ at: `2026-08-01T12:00:00.00000${one >> 1}Z` })).id);
  }
  const filter = { from: '2026-08-01', until: '2026-08-01' };
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page: List = await market.ask<List>(market.insurerA, LIST, { filter, first: 2, after });
    seen.push(...idsOf(page));
    after = page.settlements.pageInfo.hasNextPage ? page.settlements.pageInfo.endCursor : null;
  } while (after !== null);
  expect(seen).toEqual(made);
});

test('all that is wrong in the filter is said at once', async () => {
  const answer = await market.send(market.authority, LIST, {
    filter: {
      insurer: '1',
      supplier: '2',
      productGroup: '3',
      from: '2026-02-01',
      until: '2026-01-01',
    },
  });
  expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(answer.errors?.[0]?.extensions.fields?.map(({ path }) => path)).toEqual([
    'filter.insurer',
    'filter.supplier',
    'filter.productGroup',
    'filter.until',
  ]);
});

test('one statement, whatever the number of rows', async () => {
  const { database } = market.db;
  const snapshots = {
    parties: partiesSnapshot(database),
    catalogue: catalogueSnapshot(database),
    postcodes: postcodesSnapshot(database),
  };
  const caller = { subject: 'nza', role: 'AUTHORITY' } as const;
  const counts: Record<number, number> = {};
  let made = 0;
  for (const rows of [1, 10, 100]) {
    for (; made < rows; made += 1) await settle({ at: '2026-09-01T12:00:00Z' });
    const counting = new CountingQueryable(database);
    const service = new SettlementService(counting, snapshots);
    const filter = { from: '2026-09-01', until: '2026-09-01' };
    const list = await service.list(caller, filter, { first: 100, after: undefined });
    expect(list).toHaveLength(rows);
    counts[rows] = counting.count;
  }
  expect(counts).toEqual({ 1: 1, 10: 1, 100: 1 });
});
