import type { DeviceCategory } from '../catalogue/device-category';
import { argument } from '../platform/database/argument';
import { statement, type Statement } from '../platform/database/statement';
import type { ReferenceVersions } from '../platform/database/snapshot';
import type { ContractTerm, TariffKind } from './contract';

/** Line as an array, in the order of `lineColumns`: half the bytes of an object, and faster both ways. */
export type LineRow = readonly [
  lineNumber: number,
  productGroupCode: string | null,
  articleId: number | null,
  regionCode: string | null,
  tariffKind: TariffKind,
  tariff: string,
  unit: string,
  deliveryHours: number | null,
  emergencyDeliveryMinutes: number | null,
];

export interface ContractTree {
  readonly id: string;
  readonly number: string;
  readonly lot: string;
  readonly segment: DeviceCategory | null;
  readonly currency: string;
  readonly insurer: string;
  readonly supplier: string;
  readonly framework: string | null;
  readonly version: ContractTerm & {
    readonly versionId: number;
    readonly lines: readonly LineRow[];
  };
  readonly versions: readonly ContractTerm[];
}

/** Contracts, with the versions of the reference data that their codes refer to. */
export interface ContractsRow {
  readonly contracts: readonly ContractTree[];
  readonly references: ReferenceVersions;
}

const role = argument(1, 'text');

/**
 * Whose contracts a caller may know of, denied unless said otherwise: $1 the caller's role, $2 the UZOVI or
 * AGB code of the caller's organisation.
 */
export const callerIsParty = `CASE ${role}
     WHEN 'INSURER' THEN c.insurer_uzovi = ${argument(2, 'text')}
     WHEN 'SUPPLIER' THEN c.supplier_agb = ${argument(2, 'text')}
     WHEN 'AUTHORITY' THEN true
     ELSE false END`;

/** What was never offered is its drafter's alone; the authority sees what parties put to each other. */
export const isShown = (version: string): string =>
  `(${version}.offered OR ${role} <> 'AUTHORITY' AND coalesce(${version}.pen_holder = ${role}, true))`;

/** Which versions `v` of contracts `c` a caller sees. */
export const callerSeesVersion = `(${callerIsParty}) AND ${isShown('v')}`;

/** Which contracts `c` a caller sees: those with a version to be seen. */
export const callerSees = `(${callerIsParty}) AND EXISTS (
     SELECT FROM contract_version seen WHERE seen.contract_id = c.id AND ${isShown('seen')})`;

/**
 * Of the versions `v` of a contract the one that is meant when none is named comes first: the newest that is
 * not over; when all are, the newest that was agreed before one that was withdrawn.
 */
export const meantFirst = `CASE WHEN v.status NOT IN ('ENDED', 'TERMINATED') THEN 0
     WHEN num_nulls(v.signed_by_insurer_at, v.signed_by_supplier_at) = 0 THEN 1 ELSE 2 END, v.version DESC`;

const term = `v.version, v.status, lower(v.valid) AS "validFrom", upper(v.valid) - 1 AS "validUntil",
       v.payment_form AS "paymentForm", v.emergency_clause AS "emergencyClause",
       v.signed_by_insurer_at AS "signedByInsurerAt", v.signed_by_supplier_at AS "signedBySupplierAt",
       v.in_force_from AS "inForceFrom", CASE WHEN v.status = 'SIGNED' THEN v.held_since END AS "heldSince"`;

const lineColumns = `l.line_number, l.product_group_code, l.article_id, l.region_code, l.tariff_kind, l.tariff::text,
         l.unit, l.delivery_hours, l.emergency_delivery_minutes`;

/**
 * From `c` and `v`. Decimals and dates leave as the text that the API gives.
 * @param shown the columns of a version `v`
 * @param which versions `v` of the contract are told of
 * @param aside a row beside each `v` that these may use
 */
export const treeOf = (
  shown: string,
  which: string,
  aside = '(SELECT) aside',
): string => `(SELECT row_to_json(t) FROM (
     SELECT c.id::text AS id, c.number, c.lot, c.segment, c.currency, c.insurer_uzovi AS insurer, c.supplier_agb AS supplier,
       (SELECT f.number FROM contract_framework f WHERE f.id = c.framework_id) AS framework,
       (SELECT row_to_json(w) FROM (
         SELECT v.id AS "versionId", ${shown},
           (SELECT coalesce(json_agg(json_build_array(${lineColumns}) ORDER BY l.line_number), '[]')
            FROM contract_line l WHERE l.contract_version_id = v.id) AS lines FROM ${aside}) w) AS version,
       (SELECT json_agg(row_to_json(w) ORDER BY w.version) FROM (
         SELECT ${shown} FROM contract_version v CROSS JOIN LATERAL ${aside} WHERE v.contract_id = c.id AND ${which}) w) AS versions) t)`;

const tree = treeOf(term, isShown('v'));

/** The versions of the reference data, for the codes in an answer. */
export const references = `(SELECT json_object_agg(room, version::text) FROM reference_version)`;

/** Of several versions the one in force, else the newest. */
const best = `ORDER BY (v.status = 'IN_FORCE') DESC, v.version DESC LIMIT 1`;

/** $3 id, $4 number of the version or NULL for the best. Without a row there is none to be seen. */
export const selectContract = statement<ContractsRow>(
  'contracts.contract',
  `SELECT json_build_array(${tree}) AS contracts, ${references} AS "references"
   FROM contract c
   CROSS JOIN LATERAL (
     SELECT v.* FROM contract_version v
     WHERE v.contract_id = c.id AND ${isShown('v')}
       AND (${argument(4, 'integer')} IS NULL OR v.version = ${argument(4, 'integer')})
     ${best}
   ) v
   WHERE c.id = $3::integer AND ${callerIsParty}`,
);

/** A page and one more. Said in so many words, so that the planner reads in order and stops. */
const AT_MOST = 101;

/** By whose contracts a list is read: an index leads to theirs alone, in the order of the list. */
export type ContractsLead = 'insurer' | 'supplier' | 'none';

const leads: Readonly<Record<ContractsLead, string>> = {
  insurer: `c.insurer_uzovi = ${argument(3, 'character(4)')}`,
  supplier: `c.supplier_agb = ${argument(4, 'character(8)')}`,
  none: 'true',
};

/**
 * $3 insurer, $4 supplier, $5 lot, $6 number, $7 status, $8 valid on, $9 product group, each NULL for
 * any; $10 after this id, $11 how many, $12 joint procurement or NULL, $13 segment or NULL. The order is that of the ids, so one plan serves all values:
 * contracts are looked at in order until there are enough.
 */
function contractsStatement(lead: ContractsLead): Statement<ContractsRow> {
  const insurer = argument(3, 'character(4)');
  const supplier = argument(4, 'character(8)');
  const lot = argument(5, 'text');
  const number = argument(6, 'text');
  const status = argument(7, 'text');
  const validOn = argument(8, 'date');
  const group = argument(9, 'text');
  const framework = argument(12, 'text');
  const segment = argument(13, 'text');
  return statement(
    `contracts.list-by-${lead}`,
    `SELECT coalesce((
       SELECT json_agg(page.tree) FROM (
         SELECT ${tree} AS tree FROM (SELECT * FROM (
           SELECT c.id AS contract_id, v.id AS version_id
           FROM contract c
           CROSS JOIN LATERAL (
             SELECT v.* FROM contract_version v
             WHERE v.contract_id = c.id AND ${isShown('v')}
               AND (${status} IS NULL OR v.status = ${status})
               AND (${validOn} IS NULL OR v.valid @> ${validOn})
               AND (${group} IS NULL OR EXISTS (
                 SELECT FROM contract_line l
                 LEFT JOIN article a ON a.id = l.article_id
                 WHERE l.contract_version_id = v.id
                   AND (starts_with(${group}, l.product_group_code)
                     OR starts_with(coalesce(l.product_group_code, a.product_group_code), ${group}))))
             ${best}
           ) v
           WHERE ${leads[lead]}
             AND (${insurer} IS NULL OR c.insurer_uzovi = ${insurer})
             AND (${supplier} IS NULL OR c.supplier_agb = ${supplier})
             AND (${lot} IS NULL OR lot_key(c.lot) = lot_key(${lot}))
             AND (${segment} IS NULL OR c.segment = ${segment})
             AND (${number} IS NULL OR c.number = ${number})
             AND (${framework} IS NULL OR c.framework_id = (SELECT f.id FROM contract_framework f WHERE f.number = ${framework}))
             AND c.id > ${argument(10, 'bigint')}
             AND ${callerIsParty}
           ORDER BY c.id
           LIMIT ${AT_MOST}
         ) page LIMIT ${argument(11, 'integer')}) page
         JOIN contract c ON c.id = page.contract_id
         JOIN contract_version v ON v.id = page.version_id
         ORDER BY c.id
       ) page), '[]') AS contracts, ${references} AS "references"`,
  );
}

export const selectContracts: Readonly<Record<ContractsLead, Statement<ContractsRow>>> = {
  insurer: contractsStatement('insurer'),
  supplier: contractsStatement('supplier'),
  none: contractsStatement('none'),
};
