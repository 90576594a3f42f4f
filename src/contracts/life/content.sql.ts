import { argument } from '../../platform/database/argument';
import type { DeviceCategory } from '../../catalogue/device-category';
import { statement } from '../../platform/database/statement';
import { callerIsParty, isShown, meantFirst } from '../contract.sql';
import type { ContractContent } from './contract-content';

export interface ContentRow {
  readonly hash: string;
  readonly content: ContractContent & {
    readonly number: string;
    readonly insurer: string;
    readonly supplier: string;
    readonly lot: string;
    readonly segment?: DeviceCategory;
    readonly currency: string;
  };
}

/** What there is none of is left out of what is signed: a content that is read has it as an empty list. */
export function withEveryList(content: string): string {
  return `'{"exclusions": [], "completeProfiles": []}'::jsonb || ${content}`;
}

/** All but the lines. $1 id of the version */
export const selectAgreedContent = statement<{ content: ContractContent }>(
  'contracts.agreed-content',
  `SELECT ${withEveryList('contract_agreed($1)')} || '{"lines": []}'::jsonb AS content`,
);

/** Of the text as it stands, and of the one that was put on the table last. $1 id of the version */
export const selectContentHash = statement<{ hash: string; onTable: string | null }>(
  'contracts.content-hash',
  `SELECT contract_content_hash($1) AS hash, contract_text_on_table($1) AS "onTable"`,
);

export interface TextToExport extends ContentRow {
  readonly version: number;
  readonly text: string;
}

/** $1 and $2 the caller, $3 contract, $4 version or NULL for the newest that is not over, $5 hash or NULL for the text as it stands */
export const selectTextToExport = statement<TextToExport>(
  'contracts.text-to-export',
  `SELECT v.version, t.hash, t.content, t.content::text AS text
   FROM contract c
   CROSS JOIN LATERAL (
     SELECT v.* FROM contract_version v
     WHERE v.contract_id = c.id AND ${isShown('v')} AND (${argument(4, 'int')} IS NULL OR v.version = ${argument(4, 'int')})
     ORDER BY ${meantFirst} LIMIT 1) v
   CROSS JOIN LATERAL (
     SELECT contract_content_hash(v.id) AS hash, contract_content(v.id) AS content
     WHERE ${argument(5, 'text')} IS NULL OR contract_content_hash(v.id) = ${argument(5, 'text')}
     UNION ALL
     SELECT k.content_hash, k.content FROM contract_text k
     WHERE k.contract_version_id = v.id AND k.content_hash = ${argument(5, 'text')}
     LIMIT 1) t
   WHERE c.id = $3::int AND ${callerIsParty}`,
);

/** Reckoned once after the last change, whoever reads it and however often. $1 id of the version */
export const keepContentHash = statement<{ hash: string }>(
  'contracts.keep-content-hash',
  `SELECT keep_content_hash($1) AS hash`,
);

export const LINE_COLUMNS = `line_number, product_group_code, article_id, region_code, tariff_kind, tariff, unit, delivery_hours,
  emergency_delivery_minutes, quantity_limit_maximum, quantity_limit_per, motivated_deviation, patient_profile,
  replacement_grounds, usage_term_months, cheaper_first`;

const LINE = `"lineNumber" int, "productGroup" text, gtin text, region text, "tariffKind" text, tariff numeric(12,4), unit text,
     "deliveryHours" int, "emergencyDeliveryMinutes" int, "quantityLimitMaximum" int, "quantityLimitPer" text,
     "motivatedDeviation" boolean, "patientProfile" text, "replacementGrounds" text[], "usageTermMonths" int,
     "cheaperFirst" boolean`;

/** Lines of a content as rows of `LINE_COLUMNS`. */
const linesIn = (
  lines: string,
): string => `SELECT r."lineNumber", r."productGroup", a.id, r.region, r."tariffKind", r.tariff,
       r.unit, r."deliveryHours", r."emergencyDeliveryMinutes", r."quantityLimitMaximum", r."quantityLimitPer",
       r."motivatedDeviation", r."patientProfile", r."replacementGrounds", r."usageTermMonths", r."cheaperFirst"
     FROM jsonb_to_recordset(${lines}) AS r (${LINE}) LEFT JOIN article a ON a.gtin = r.gtin`;

export interface UnknownCode {
  readonly path: string;
  /** What is not there, as it is told. */
  readonly code: string;
  /** The query that lists what there is. */
  readonly listedBy: string;
}

/** Codes of a content that stand for nothing. $1 content */
export const selectUnknownCodes = statement<UnknownCode>(
  'contracts.unknown-codes',
  `WITH line AS (SELECT * FROM ROWS FROM (jsonb_to_recordset($1::jsonb -> 'lines') AS ("productGroup" text, gtin text, region text))
                   WITH ORDINALITY AS r ("productGroup", gtin, region, place))
   SELECT 'lines.' || place - 1 || '.productGroup' AS path, "productGroup" AS code, 'productGroups' AS "listedBy" FROM line
   WHERE "productGroup" IS NOT NULL AND NOT EXISTS (SELECT FROM product_group g WHERE g.code = "productGroup")
   UNION ALL
   SELECT 'lines.' || place - 1 || '.gtin', gtin, 'articles' FROM line
   WHERE gtin IS NOT NULL AND NOT EXISTS (SELECT FROM article a WHERE a.gtin = line.gtin)
   UNION ALL
   SELECT 'lines.' || place - 1 || '.region', region, 'regions' FROM line
   WHERE region IS NOT NULL AND NOT EXISTS (SELECT FROM region r WHERE r.code = line.region)
   UNION ALL
   SELECT 'authorisationList.' || place - 1, code, 'productGroups'
   FROM jsonb_array_elements_text($1::jsonb -> 'authorisationList') WITH ORDINALITY AS t (code, place)
   WHERE NOT EXISTS (SELECT FROM product_group g WHERE g.code = t.code)
   UNION ALL
   SELECT 'activities.' || place - 1 || '.productGroupPrefix', prefix, 'productGroups'
   FROM ROWS FROM (jsonb_to_recordset($1::jsonb -> 'activities') AS ("productGroupPrefix" text)) WITH ORDINALITY AS t (prefix, place)
   WHERE prefix IS NOT NULL AND NOT EXISTS (SELECT FROM product_group g WHERE starts_with(g.code, prefix))
   UNION ALL
   SELECT 'completeProfiles.' || place - 1, code, 'productGroups'
   FROM jsonb_array_elements_text($1::jsonb -> 'completeProfiles') WITH ORDINALITY AS t (code, place)
   WHERE NOT EXISTS (SELECT FROM product_group g WHERE g.code = t.code)
   UNION ALL
   SELECT 'exclusions.' || place - 1 || CASE WHEN code IS NULL THEN '.gtin' ELSE '.productGroup' END, coalesce(code, gtin),
     CASE WHEN code IS NULL THEN 'articles' ELSE 'productGroups' END
   FROM ROWS FROM (jsonb_to_recordset($1::jsonb -> 'exclusions') AS ("productGroup" text, gtin text))
     WITH ORDINALITY AS t (code, gtin, place)
   WHERE code IS NOT NULL AND NOT EXISTS (SELECT FROM product_group g WHERE g.code = t.code)
      OR gtin IS NOT NULL AND NOT EXISTS (SELECT FROM article a WHERE a.gtin = t.gtin)
   UNION ALL
   -- A draft of a module may still change, so nobody keeps to it yet.
   SELECT 'modulePins.' || place - 1, 'registered ' || module || ' version ' || version, 'qualityModules'
   FROM ROWS FROM (jsonb_to_recordset($1::jsonb -> 'modulePins') AS ("moduleCode" text, version int))
     WITH ORDINALITY AS t (module, version, place)
   WHERE NOT EXISTS (SELECT FROM quality_module_version q
     WHERE q.module_code = module AND q.version = t.version AND q.status <> 'DRAFT')
   LIMIT 100`,
);

/** Lines of a content that are about other care than its contract. $1 content, $2 segment of the contract */
export const selectOutsideSegment = statement<{ path: string; category: DeviceCategory }>(
  'contracts.outside-segment',
  `SELECT 'lines.' || place - 1 AS path, g.category
   FROM ROWS FROM (jsonb_to_recordset($1::jsonb -> 'lines') AS ("productGroup" text, gtin text))
     WITH ORDINALITY AS l (code, gtin, place)
   LEFT JOIN article a ON a.gtin = l.gtin
   JOIN product_group g ON g.code = coalesce(l.code, a.product_group_code)
   WHERE g.category <> $2 ORDER BY place LIMIT 100`,
);

/** $1 id of the version, $2 content */
export const insertContent = statement<never>(
  'contracts.insert-content',
  `WITH line AS (
     INSERT INTO contract_line (contract_version_id, ${LINE_COLUMNS})
     SELECT $1::int, given.* FROM (${linesIn(`$2::jsonb -> 'lines'`)}) given (${LINE_COLUMNS}) ORDER BY line_number
   ), activity AS (
     INSERT INTO contract_activity (contract_version_id, place, code, product_group_prefix, funding, by_qualification,
       tariff, unit)
     SELECT $1::int, place, code, "productGroupPrefix", funding, "byQualification", tariff, unit
     FROM ROWS FROM (jsonb_to_recordset($2::jsonb -> 'activities') AS (code text, "productGroupPrefix" text, funding text,
       "byQualification" text, tariff numeric, unit text))
       WITH ORDINALITY AS r (code, "productGroupPrefix", funding, "byQualification", tariff, unit, place)
   ), clause AS (
     INSERT INTO contract_clause (contract_version_id, code, parameters, text)
     SELECT $1::int, code, parameters, text
     FROM jsonb_to_recordset($2::jsonb -> 'clauses') AS r (code text, parameters jsonb, text text)
   ), item AS (
     INSERT INTO contract_authorisation_item (contract_version_id, product_group_code)
     SELECT $1::int, code FROM jsonb_array_elements_text($2::jsonb -> 'authorisationList') AS code
   ), pin AS (
     INSERT INTO contract_module_pin (contract_version_id, module_code, module_version)
     SELECT $1::int, "moduleCode", version
     FROM jsonb_to_recordset($2::jsonb -> 'modulePins') AS r ("moduleCode" text, version int)
   ), certificate AS (
     INSERT INTO contract_certificate (contract_version_id, kind, valid_from, valid_until)
     SELECT $1::int, kind, "validFrom", "validUntil"
     FROM jsonb_to_recordset($2::jsonb -> 'certificates') AS r (kind text, "validFrom" date, "validUntil" date)
   ), subcontractor AS (
     INSERT INTO contract_subcontractor (contract_version_id, agb, reported_on, approved)
     SELECT $1::int, agb, "reportedOn", approved
     FROM jsonb_to_recordset($2::jsonb -> 'subcontractors') AS r (agb text, "reportedOn" date, approved boolean)
   ), exclusion AS (
     INSERT INTO contract_exclusion (contract_version_id, place, product_group_code, article_id, ground, motivated_deviation)
     SELECT $1::int, place, r.code, a.id, r.ground, r.deviation
     FROM ROWS FROM (jsonb_to_recordset($2::jsonb -> 'exclusions') AS ("productGroup" text, gtin text, ground text,
       "motivatedDeviation" boolean)) WITH ORDINALITY AS r (code, gtin, ground, deviation, place)
     LEFT JOIN article a ON a.gtin = r.gtin
   ), complete AS (
     INSERT INTO contract_complete_profile (contract_version_id, product_group_code)
     SELECT $1::int, code FROM jsonb_array_elements_text($2::jsonb -> 'completeProfiles') AS code
   )
   INSERT INTO contract_kpi (contract_version_id, code, target, unit, text)
   SELECT $1::int, code, target, unit, text
   FROM jsonb_to_recordset($2::jsonb -> 'kpis') AS r (code text, target numeric, unit text, text text)`,
);

/**
 * How many lines stay as they are, and which of those to be removed there are. $1 id of the version, $2 numbers of
 * those that do not stay, $3 of those to be removed
 */
export const selectLinesAround = statement<{ staying: number; removable: readonly number[] }>(
  'contracts.lines-around',
  `SELECT
     (SELECT count(*)::int FROM contract_line
      WHERE contract_version_id = $1::int AND line_number <> ALL ($2::int[])) AS staying,
     ARRAY(SELECT line_number FROM contract_line
      WHERE contract_version_id = $1::int AND line_number = ANY ($3::int[])) AS removable`,
);

/**
 * The lines of one version as those of another, but for some: a hundred thousand of them never leave the
 * database. $1 id of the new version, $2 of the one before, $3 numbers of those that do not stay, $4 those given
 */
export const copyLines = statement<never>(
  'contracts.copy-lines',
  `INSERT INTO contract_line (contract_version_id, ${LINE_COLUMNS})
   SELECT $1::int, line.* FROM (
     SELECT ${LINE_COLUMNS} FROM contract_line WHERE contract_version_id = $2::int AND line_number <> ALL ($3::int[])
     UNION ALL ${linesIn('$4::jsonb')}) line (${LINE_COLUMNS}) ORDER BY line_number`,
);

/** Whether a line would be another. $1 id of the version, $2 numbers of the lines that go, $3 those given */
export const selectLinesDiffer = statement<{ differs: boolean }>(
  'contracts.lines-differ',
  `SELECT EXISTS (SELECT FROM contract_line WHERE contract_version_id = $1::int AND line_number = ANY ($2::int[]))
     OR EXISTS (${linesIn('$3::jsonb')}
       EXCEPT SELECT ${LINE_COLUMNS} FROM contract_line WHERE contract_version_id = $1::int
         AND line_number IN (SELECT (given ->> 'lineNumber')::int FROM jsonb_array_elements($3::jsonb) given)) AS differs`,
);

/** $1 id of the version, $2 numbers */
export const deleteSomeLines = statement<never>(
  'contracts.delete-some-lines',
  `DELETE FROM contract_line WHERE contract_version_id = $1 AND line_number = ANY ($2::int[])`,
);

const gone = [
  'contract_activity',
  'contract_clause',
  'contract_authorisation_item',
  'contract_module_pin',
  'contract_certificate',
  'contract_subcontractor',
  'contract_exclusion',
  'contract_complete_profile',
].map((table, at) => `d${at} AS (DELETE FROM ${table} WHERE contract_version_id = $1::int)`);

/** All terms but the lines of a version that is not signed. $1 its id */
export const deleteTerms = statement<never>(
  'contracts.delete-terms',
  `WITH ${gone.join(', ')} DELETE FROM contract_kpi WHERE contract_version_id = $1::int`,
);
