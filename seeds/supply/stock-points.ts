import { statement, type Queryable } from '../../src/platform/database/statement';
import { localDate } from '../../src/platform/amsterdam-time';
import { SeededRandom } from '../random';
import { STOCK_POINT_PROFILES, type StockPointProfile } from './stock-point-profiles';
import { STOCK_POINT_SITES, type StockPointSite } from './stock-point-sites';

interface Area {
  readonly pc4: string;
  readonly place: string;
  readonly regionCode: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly island: string | null;
}

interface Supplier {
  readonly agb: string;
  readonly qualifications: readonly string[];
}

interface Operator {
  readonly agb: string;
  readonly kind: string;
  readonly latitude: number;
  readonly longitude: number;
}

const selectAreas = statement<Area>(
  'seeds.areas-of-stock-points',
  `SELECT pc4, place, region_code AS "regionCode", latitude, longitude, island
   FROM postcode_area WHERE pc4 = ANY ($1::text[])`,
);

const selectSuppliers = statement<Supplier>(
  'seeds.suppliers-with-qualifications',
  `SELECT s.agb, array_agg(DISTINCT q.qualification::text ORDER BY q.qualification::text) AS qualifications
   FROM supplier s
   JOIN supplier_qualification q ON q.supplier_agb = s.agb
   WHERE q.valid_from <= $1::date AND (q.valid_until IS NULL OR q.valid_until >= $1::date)
   GROUP BY s.agb
   ORDER BY s.agb`,
);

const selectOperators = statement<Operator>(
  'seeds.operators-of-stock-points',
  `SELECT c.agb, c.kind, a.latitude, a.longitude
   FROM care_provider c
   JOIN postcode_area a ON a.pc4 = c.pc4
   WHERE c.kind IN ('PHARMACY', 'DUTY_PHARMACY', 'HOME_CARE', 'GP_OUT_OF_HOURS')
   ORDER BY c.agb`,
);

const countMissing = statement<{ missing: number }>(
  'seeds.count-missing-stock-points',
  `SELECT count(*)::int AS missing
   FROM unnest($1::text[]) AS wanted (code)
   WHERE NOT EXISTS (SELECT FROM stock_point s WHERE s.code = wanted.code)`,
);

const insertStockPoints = statement<never>(
  'seeds.insert-stock-points',
  `INSERT INTO stock_point (code, name, kind, operator_agb, supplier_agb, address, phone, pc4, region_code,
     latitude, longitude, island, qualifications, preparation_minutes, accept_within_minutes, delivers,
     offers_pickup, on_call_outside_hours, on_call_extra_minutes)
   SELECT r.code, r.name, r.kind, r."operatorAgb", r."supplierAgb", r.address, r.phone, r.pc4, r."regionCode",
     r.latitude, r.longitude, r.island, r.qualifications, r."preparationMinutes", r."acceptWithinMinutes",
     r.delivers, r."offersPickup", r."onCall", r."onCallExtraMinutes"
   FROM jsonb_to_recordset($1::jsonb) AS r (code text, name text, kind text, "operatorAgb" text,
     "supplierAgb" text, address text, phone text, pc4 text, "regionCode" text, latitude float8,
     longitude float8, island text, qualifications text[], "preparationMinutes" int,
     "acceptWithinMinutes" int, delivers boolean, "offersPickup" boolean, "onCall" boolean,
     "onCallExtraMinutes" int)
   ORDER BY r.code
   ON CONFLICT (code) DO NOTHING`,
);

const insertHours = statement<never>(
  'seeds.insert-stock-point-hours',
  `INSERT INTO stock_point_hours (stock_point_id, weekday, opens, closes)
   SELECT s.id, r.weekday, r.opens, r.closes
   FROM jsonb_to_recordset($1::jsonb) AS r (code text, weekday smallint, opens text, closes text)
   JOIN stock_point s USING (code)
   -- Hours that someone has changed since are theirs.
   WHERE NOT EXISTS (SELECT FROM stock_point_hours h WHERE h.stock_point_id = s.id)`,
);

const insertClosures = statement<never>(
  'seeds.insert-stock-point-closures',
  `INSERT INTO stock_point_closure (stock_point_id, closed_from, closed_until, reason)
   SELECT s.id, r."from", r."until", r.reason
   FROM jsonb_to_recordset($1::jsonb) AS r (code text, "from" timestamptz, "until" timestamptz, reason text)
   JOIN stock_point s USING (code)
   WHERE NOT EXISTS (SELECT FROM stock_point_closure c WHERE c.stock_point_id = s.id AND c.reason = r.reason)`,
);

/** Every how many stock points one has a closure ahead. */
const CLOSURE_EVERY = 17;
const CLOSURE_REASONS = ['Verbouwing (voorbeeld)', 'Inventarisatie (voorbeeld)'] as const;
const DAY = 86_400_000;

/**
 * The invented stock points with their hours and a few closures ahead of `now`. What is there already
 * stays as it is. Needs the regions, postcodes, suppliers and care providers.
 * @throws when a site's postcode is not in the gazetteer, or no supplier is qualified for it
 */
export async function seedStockPoints(database: Queryable, now: Date): Promise<void> {
  const sites = STOCK_POINT_SITES;
  const codes = sites.map((_, index) => stockPointCode(index));
  const [found] = await database.query(countMissing, [codes]);
  // Even an insert of no row tells every server to read the stock points again.
  if (found?.missing === 0) return;
  const areas = await database.query(selectAreas, [sites.map(({ pc4 }) => pc4)]);
  const areaByPc4 = new Map(areas.map((area) => [area.pc4, area]));
  const suppliers = await database.query(selectSuppliers, [localDate(now)]);
  const operators = await database.query(selectOperators);
  const points = sites.map((site, index) => {
    const area = areaByPc4.get(site.pc4);
    if (area === undefined) throw new Error(`No postcode area ${site.pc4} for a stock point`);
    return stockPoint(site, index, area, suppliers, operators);
  });
  await database.query(insertStockPoints, [JSON.stringify(points)]);
  await database.query(insertHours, [JSON.stringify(sites.flatMap(hoursOf))]);
  await database.query(insertClosures, [JSON.stringify(closuresAfter(now))]);
}

/** SP-0001 for the first site. */
export function stockPointCode(index: number): string {
  return `SP-${String(index + 1).padStart(4, '0')}`;
}

function stockPoint(
  { pc4, profile: profileName }: StockPointSite,
  index: number,
  area: Area,
  suppliers: readonly Supplier[],
  operators: readonly Operator[],
): object {
  const profile = STOCK_POINT_PROFILES[profileName];
  const random = new SeededRandom(`stock point ${String(index + 1)}`);
  const supplier = supplierFor(profile, index, suppliers);
  const latitude = rounded(area.latitude + (random.fraction() - 0.5) * 0.008);
  const longitude = rounded(area.longitude + (random.fraction() - 0.5) * 0.012);
  return {
    code: stockPointCode(index),
    name: `${profile.namePrefix} ${area.place} ${pc4}`,
    kind: profile.kind,
    operatorAgb: operatorFor(profile, { latitude, longitude }, operators) ?? supplier.agb,
    supplierAgb: supplier.agb,
    address: `Voorbeeldstraat ${String(random.between(1, 199))}, ${pc4} XX ${area.place}`,
    phone: `+3185000${String(index + 1).padStart(4, '0')}`,
    pc4,
    regionCode: area.regionCode,
    latitude,
    longitude,
    island: area.island,
    qualifications: profile.qualifications.filter((code) => supplier.qualifications.includes(code)),
    preparationMinutes: random.between(...profile.preparationMinutes),
    acceptWithinMinutes: random.between(...profile.acceptWithinMinutes),
    delivers: profile.delivers,
    offersPickup: profile.offersPickup,
    onCall: profile.onCallExtraMinutes !== undefined,
    onCallExtraMinutes: random.between(...(profile.onCallExtraMinutes ?? [0, 0])),
  };
}

/** Which of the suppliers that fit gets each stock point in turn: a few have most of them. */
const TURNS = [0, 1, 0, 2, 0, 1, 3];

/** One of those that are qualified for the most of what this kind of stock point hands out. */
function supplierFor(
  profile: StockPointProfile,
  index: number,
  suppliers: readonly Supplier[],
): Supplier {
  const covered = ({ qualifications }: Supplier): number =>
    profile.qualifications.filter((code) => qualifications.includes(code)).length;
  const most = Math.max(0, ...suppliers.map(covered));
  const best = most === 0 ? [] : suppliers.filter((supplier) => covered(supplier) === most);
  const supplier = best[(TURNS[index % TURNS.length] ?? 0) % best.length];
  if (supplier === undefined) throw new Error('No supplier is qualified for a stock point');
  return supplier;
}

const OPERATOR_KINDS: Readonly<Record<StockPointProfile['kind'], string | undefined>> = {
  PHARMACY: 'PHARMACY',
  DUTY_PHARMACY: 'DUTY_PHARMACY',
  HOME_CARE_DEPOT: 'HOME_CARE',
  GP_OUT_OF_HOURS: 'GP_OUT_OF_HOURS',
  // Run by the supplier itself.
  SUPPLIER_DEPOT: undefined,
};

/** The nearest organisation of the kind that runs such a stock point. */
function operatorFor(
  { kind }: StockPointProfile,
  at: { latitude: number; longitude: number },
  operators: readonly Operator[],
): string | undefined {
  // A degree of longitude is about 0.62 of one of latitude here; enough to tell which is nearer.
  const distance = (operator: Operator): number =>
    Math.hypot(operator.latitude - at.latitude, (operator.longitude - at.longitude) * 0.62);
  return operators
    .filter((operator) => operator.kind === OPERATOR_KINDS[kind])
    .map((operator) => ({ agb: operator.agb, distance: distance(operator) }))
    .sort((one, other) => one.distance - other.distance || (one.agb < other.agb ? -1 : 1))[0]?.agb;
}

function hoursOf({ profile }: StockPointSite, index: number): object[] {
  return STOCK_POINT_PROFILES[profile].hours.flatMap(({ weekdays, opens, closes }) =>
    weekdays.map((weekday) => ({ code: stockPointCode(index), weekday, opens, closes })),
  );
}

/** Only where nobody depends on it by night: a day or two, some weeks ahead. */
function closuresAfter(now: Date): object[] {
  return STOCK_POINT_SITES.flatMap(({ profile }, index) => {
    const nightly = STOCK_POINT_PROFILES[profile].kind === 'DUTY_PHARMACY' || profile === 'ISLAND';
    if (nightly || index % CLOSURE_EVERY !== 1) return [];
    const random = new SeededRandom(`closure ${String(index)}`);
    const from = new Date(
      Math.floor(now.getTime() / DAY) * DAY + random.between(5, 45) * DAY + 7 * 3_600_000,
    );
    const until = new Date(from.getTime() + random.between(1, 3) * DAY);
    return [{ code: stockPointCode(index), from, until, reason: random.pick(CLOSURE_REASONS) }];
  });
}

/** To about a metre. */
function rounded(degrees: number): number {
  return Math.round(degrees * 100_000) / 100_000;
}
