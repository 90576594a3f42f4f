import { argument } from '../../platform/database/argument';
import { statement } from '../../platform/database/statement';
import { callerIsParty, isShown, meantFirst } from '../contract.sql';

export interface ExportHead {
  readonly versionId: number;
  readonly version: number;
  readonly number: string;
  readonly hash: string;
  /** The hash once more when it is of a text that no longer stands; null: of the text as it stands. */
  readonly onTable: string | null;
}

/**
 * Which text is meant. $1 and $2 the caller, $3 contract, $4 version or NULL for the newest that is not over,
 * $5 hash or NULL for the text as it stands
 */
export const selectExportHead = statement<ExportHead>(
  'contracts.export-head',
  `SELECT v.id AS "versionId", v.version, c.number, t.hash, t."onTable"
   FROM contract c
   CROSS JOIN LATERAL (
     SELECT v.* FROM contract_version v
     WHERE v.contract_id = c.id AND ${isShown('v')} AND (${argument(4, 'int')} IS NULL OR v.version = ${argument(4, 'int')})
     ORDER BY ${meantFirst} LIMIT 1) v
   CROSS JOIN LATERAL (
     SELECT contract_content_hash(v.id) AS hash, NULL AS "onTable"
     WHERE ${argument(5, 'text')} IS NULL OR contract_content_hash(v.id) = ${argument(5, 'text')}
     UNION ALL
     SELECT k.content_hash, k.content_hash FROM contract_text k
     WHERE k.contract_version_id = v.id AND k.content_hash = ${argument(5, 'text')}
     LIMIT 1) t
   WHERE c.id = $3::int AND ${callerIsParty}`,
);

/**
 * What stands before and after the lines in the text of a version; its keys are in the order of jsonb, the
 * shorter ones first. $1 version, $2 hash of a text that was on the table or NULL
 */
export const selectAroundLines = statement<{ before: string; after: string }>(
  'contracts.around-lines',
  `SELECT left((jsonb_object_agg(key, value) FILTER (WHERE is_before))::text, -1) || ', "lines": [' AS before,
     '], ' || substr((jsonb_object_agg(key, value) FILTER (WHERE NOT is_before))::text, 2) AS after
   FROM (
     SELECT key, value, (octet_length(key), key COLLATE "C") < (octet_length('lines'), 'lines') AS is_before
     FROM jsonb_each(CASE WHEN $2::text IS NULL THEN contract_agreed($1::int) ELSE (
       SELECT k.content - 'lines' FROM contract_text k WHERE k.contract_version_id = $1::int AND k.content_hash = $2::text) END)
   ) part`,
);

/** In their order, each as it is in the text. $1 version */
export const selectLineTexts = statement<{ line: string }>(
  'contracts.line-texts',
  `SELECT content::text AS line FROM contract_content_lines($1::int) ORDER BY line_number`,
);

/** As `selectLineTexts`, of a text that was on the table. $1 version, $2 its hash */
export const selectLineTextsOnTable = statement<{ line: string }>(
  'contracts.line-texts-on-table',
  `SELECT line::text AS line FROM contract_text k
   CROSS JOIN LATERAL jsonb_array_elements(k.content -> 'lines') WITH ORDINALITY AS t (line, place)
   WHERE k.contract_version_id = $1::int AND k.content_hash = $2::text ORDER BY place`,
);
