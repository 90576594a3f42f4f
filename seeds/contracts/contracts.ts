import { statement, type Queryable } from '../../src/platform/database/statement';
import { localDate } from '../../src/platform/amsterdam-time';
import {
  planContracts,
  type ContractMarket,
  type PlannedContract,
  type PlannedVersion,
} from './contract-plan';
import { seedFramework } from './framework';

/** The ten insurers that contract in the demo (UZOVI); the others have none, and so pay by exception. */
export const CONTRACTING_INSURERS = [
  '7029',
  '7095',
  '3311',
  '3332',
  '0101',
  '3343',
  '3358',
  '7119',
  '7085',
  '9018',
];

const selectMarket = statement<Omit<ContractMarket, 'year'>>(
  'seeds.contract-market',
  `SELECT
     (SELECT coalesce(jsonb_agg(i.uzovi ORDER BY wanted.place), '[]')
      FROM unnest($1::text[]) WITH ORDINALITY AS wanted (uzovi, place)
      JOIN insurer i ON i.uzovi = wanted.uzovi) AS insurers,
     (SELECT coalesce(jsonb_agg(jsonb_build_object('agb', s.agb, 'qualifications', s.codes,
        'stockPoints', (SELECT count(*) FROM stock_point p WHERE p.supplier_agb = s.agb)) ORDER BY s.agb), '[]')
      FROM (SELECT q.supplier_agb AS agb, jsonb_agg(DISTINCT q.qualification) AS codes
            FROM supplier_qualification q
            WHERE q.valid_from <= $2::date AND (q.valid_until IS NULL OR q.valid_until >= $2::date)
            GROUP BY q.supplier_agb) s) AS suppliers,
     (SELECT coalesce(jsonb_agg(jsonb_build_object('code', g.code, 'qualification', g.supplier_qualification,
        'piecePrice', a.price, 'articleIds', a.ids) ORDER BY g.code COLLATE "C"), '[]')
      FROM product_group g
      JOIN (SELECT product_group_code, round(avg(list_price * 10000 / pieces_per_pack))::bigint AS price,
              jsonb_agg(id ORDER BY gtin) AS ids
            FROM article WHERE active GROUP BY product_group_code) a ON a.product_group_code = g.code) AS groups,
     (SELECT coalesce(jsonb_agg(code ORDER BY code), '[]') FROM region) AS regions`,
);

const insertContracts = statement<{ id: number; number: string }>(
  'seeds.insert-contracts',
  `INSERT INTO contract (number, insurer_uzovi, supplier_agb, lot, segment)
   SELECT r.number, r."insurerUzovi", r."supplierAgb", r.lot, r.segment
   FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (number text, "insurerUzovi" text, "supplierAgb" text, lot text,
     segment text)) WITH ORDINALITY AS r (number, "insurerUzovi", "supplierAgb", lot, segment, place)
   -- A conflict alone would use up an id for each that is there already.
   WHERE NOT EXISTS (SELECT FROM contract c WHERE c.number = r.number)
   ORDER BY place
   ON CONFLICT DO NOTHING
   RETURNING id, number`,
);

/** All begin as drafts, since what has been signed takes no more lines. */
const insertVersions = statement<never>(
  'seeds.insert-contract-versions',
  `INSERT INTO contract_version (contract_id, version, insurer_uzovi, supplier_agb, lot, status, valid, payment_form,
     emergency_clause, pen_holder, created_at)
   SELECT c.id, r.version, c.insurer_uzovi, c.supplier_agb, c.lot, 'DRAFT', daterange(r."from", r."until"),
     r."paymentForm", r."emergencyClause", 'INSURER', r."from" - interval '90 days'
   FROM jsonb_to_recordset($1::jsonb) AS r (number text, version int, "from" date, "until" date,
     "paymentForm" text, "emergencyClause" boolean)
   JOIN contract c USING (number)
   ORDER BY c.id, r.version`,
);

/** Looked up first: of so many unknown rows PostgreSQL would pair each with every contract that has such a version. */
const KNOWN_VERSIONS = `WITH known AS MATERIALIZED (
     SELECT v.id, c.number, v.version FROM contract c JOIN contract_version v ON v.contract_id = c.id
   )`;

const insertLines = statement<never>(
  'seeds.insert-contract-lines',
  `${KNOWN_VERSIONS}
   INSERT INTO contract_line (contract_version_id, line_number, product_group_code, article_id, region_code,
     tariff_kind, tariff, unit, delivery_hours, emergency_delivery_minutes, replacement_grounds, usage_term_months,
     cheaper_first, quantity_limit_maximum, quantity_limit_per, motivated_deviation, patient_profile)
   SELECT v.id, r."lineNumber", r."productGroupCode", r."articleId", r."regionCode", r."tariffKind", r.tariff, r.unit,
     r."deliveryHours", r."emergencyDeliveryMinutes", r.grounds, r."usageTermMonths", r."cheaperFirst",
     r."quantityLimitMaximum", r."quantityLimitPer", r."motivatedDeviation", r."patientProfile"
   FROM jsonb_to_recordset($1::jsonb) AS r (number text, version int, "lineNumber" int, "productGroupCode" text,
     "articleId" int, "regionCode" text, "tariffKind" text, tariff numeric, unit text, "deliveryHours" int,
     "emergencyDeliveryMinutes" int, grounds text[], "usageTermMonths" int, "cheaperFirst" boolean,
     "quantityLimitMaximum" int, "quantityLimitPer" text, "motivatedDeviation" boolean, "patientProfile" text)
   JOIN known v USING (number, version)
   ORDER BY v.id, r."lineNumber"`,
);

/** $1 versions with their terms around the lines */
const insertTerms = statement<never>(
  'seeds.insert-contract-terms',
  `${KNOWN_VERSIONS}, r AS MATERIALIZED (
     SELECT v.id, r.terms FROM jsonb_to_recordset($1::jsonb) AS r (number text, version int, terms jsonb)
     JOIN known v USING (number, version)
     WHERE r.terms IS NOT NULL
   ), activity AS (
     INSERT INTO contract_activity (contract_version_id, place, code, product_group_prefix, funding, by_qualification,
       tariff, unit)
     SELECT r.id, t.place, t.code, t."productGroupPrefix", t.funding, t."byQualification", t.tariff, t.unit
     FROM r, ROWS FROM (jsonb_to_recordset(r.terms -> 'activities') AS (code text, "productGroupPrefix" text, funding text,
       "byQualification" text, tariff numeric, unit text))
       WITH ORDINALITY AS t (code, "productGroupPrefix", funding, "byQualification", tariff, unit, place)
   ), clause AS (
     INSERT INTO contract_clause (contract_version_id, code, parameters, text)
     SELECT r.id, t.code, t.parameters, t.text
     FROM r, jsonb_to_recordset(r.terms -> 'clauses') AS t (code text, parameters jsonb, text text)
   ), pin AS (
     INSERT INTO contract_module_pin (contract_version_id, module_code, module_version)
     SELECT r.id, t."moduleCode", t.version
     FROM r, jsonb_to_recordset(r.terms -> 'modulePins') AS t ("moduleCode" text, version int)
   )
   INSERT INTO contract_certificate (contract_version_id, kind, valid_from, valid_until)
   SELECT r.id, t.kind, t."validFrom", t."validUntil"
   FROM r, jsonb_to_recordset(r.terms -> 'certificates') AS t (kind text, "validFrom" date, "validUntil" date)`,
);

/** How the insurers of the demo contract. The terms are a proposal of this project, no published procedure. $1 UZOVI codes */
const insertSettings = statement<never>(
  'seeds.insert-contract-settings',
  `INSERT INTO contract_party_setting (side, code, signatures_needed, reaction_days, source)
   SELECT 'INSURER', i.uzovi, 1, 14, 'proposal of this project, no published term'
   FROM insurer i WHERE i.uzovi = ANY ($1)
   ON CONFLICT (side, code) DO NOTHING`,
);

const signVersions = statement<never>(
  'seeds.sign-contract-versions',
  `UPDATE contract_version v SET status = r.status,
     signed_by_insurer_at = CASE WHEN r.signed THEN lower(v.valid) - interval '45 days' END,
     signed_by_supplier_at = CASE WHEN r.signed THEN lower(v.valid) - interval '44 days' END,
     in_force_from = CASE WHEN r.status IN ('IN_FORCE', 'ENDED') THEN lower(v.valid)::timestamp AT TIME ZONE 'Europe/Amsterdam' END
   FROM jsonb_to_recordset($1::jsonb) AS r (number text, version int, status text, signed boolean)
   JOIN contract c USING (number)
   WHERE v.contract_id = c.id AND v.version = r.version AND r.status <> 'DRAFT'`,
);

const UNSIGNED = new Set(['DRAFT', 'OFFERED', 'NEGOTIATING']);

/**
 * The invented contracts of ten insurers: versions that ended, are in force in the year of `now`, are
 * signed for the next or still talked about. A contract that is there already stays as it is, so a
 * later seed does not make next year's. Needs the parties, regions, catalogue and stock points; run it
 * in one transaction.
 */
export async function seedContracts(database: Queryable, now: Date): Promise<void> {
  const [market] = await database.query(selectMarket, [CONTRACTING_INSURERS, localDate(now)]);
  if (market === undefined) throw new Error('The market of the contracts could not be read');
  await database.query(insertSettings, [CONTRACTING_INSURERS]);
  const planned = planContracts({ ...market, year: Number(localDate(now).slice(0, 4)) });
  await insertPlanned(database, planned);
  await seedFramework(database, CONTRACTING_INSURERS, now);
}

/** Adds those whose number is not there yet, with all their versions and lines. */
export async function insertPlanned(
  database: Queryable,
  planned: readonly PlannedContract[],
): Promise<void> {
  const heads = planned.map(({ versions: _versions, ...head }) => head);
  const added = await database.query(insertContracts, [JSON.stringify(heads)]);
  const numbers = new Set(added.map(({ number }) => number));
  const versions = planned
    .filter(({ number }) => numbers.has(number))
    .flatMap(({ number, versions: own }) => own.map((version) => ({ number, ...version })));
  // Of a contract one version at a time is open to change, so each is signed before the next begins.
  for (let version = 1; ; version += 1) {
    const next = versions.filter((one) => one.version === version);
    if (next.length === 0) return;
    await insertSigned(database, next);
  }
}

async function insertSigned(
  database: Queryable,
  versions: readonly (PlannedVersion & { readonly number: string })[],
): Promise<void> {
  const years = versions.map(({ lines: _lines, terms: _terms, year, ...version }) => ({
    ...version,
    from: `${year}-01-01`,
    until: `${year + 1}-01-01`,
  }));
  const lines = versions.flatMap(({ number, version, lines: own, terms }) =>
    own.map((line) => ({ number, version, ...line, ...terms?.replacement })),
  );
  const terms = versions.map(({ number, version, terms: own }) => ({
    number,
    version,
    terms: own ?? null,
  }));
  const signatures = versions.map(({ number, version, status }) => ({
    number,
    version,
    status,
    signed: !UNSIGNED.has(status),
  }));
  await database.query(insertVersions, [JSON.stringify(years)]);
  await database.query(insertLines, [JSON.stringify(lines)]);
  await database.query(insertTerms, [JSON.stringify(terms)]);
  await database.query(signVersions, [JSON.stringify(signatures)]);
}
