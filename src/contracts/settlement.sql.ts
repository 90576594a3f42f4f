import { argument } from '../platform/database/argument';
import type { ReferenceVersions } from '../platform/database/snapshot';
import { statement, type Statement } from '../platform/database/statement';
import { references } from './contract.sql';
import type { PayerBasis } from './payer-basis';

export interface SettlementRow {
  readonly id: string;
  readonly requestNumber: string;
  readonly insurer: string | null;
  readonly supplier: string;
  readonly articleId: number;
  readonly pieces: number;
  readonly basis: PayerBasis;
  readonly contractId: string | null;
  readonly contractNumber: string | null;
  readonly tariff: string | null;
  readonly amount: string | null;
  readonly currency: string;
  /** To the microsecond, as the cursor needs it. */
  readonly handedOverAt: string;
}

export interface SettlementsRow {
  readonly settlements: readonly SettlementRow[];
  readonly references: ReferenceVersions;
}

/** By whose settlements a list is read: an index leads to theirs alone, in the order of the list. */
export type SettlementsLead = 'insurer' | 'supplier' | 'none';

const insurer = argument(3, 'character(4)');
const supplier = argument(4, 'character(8)');
const basis = argument(5, 'text');
const group = argument(6, 'text');

const leads: Readonly<Record<SettlementsLead, string>> = {
  insurer: `s.insurer_uzovi = ${insurer}`,
  supplier: `s.supplier_agb = ${supplier}`,
  none: 'true',
};

/**
 * Newest first. $1 and $2 the caller; $3 insurer, $4 supplier, $5 basis, $6 product group, each NULL for
 * any; handed over from $7 and before $8; before the settlement $10 that was handed over at $9; $11 how
 * many. Denied unless the role is named. Nothing of the patient is read.
 */
function settlementsStatement(lead: SettlementsLead): Statement<SettlementsRow> {
  return statement(
    `contracts.settlements-by-${lead}`,
    `SELECT coalesce((
       SELECT json_agg(row_to_json(page)) FROM (
         SELECT s.id::text AS id,
           'ER' || lpad(s.request_id::text, greatest(9, length(s.request_id::text)), '0') AS "requestNumber",
           s.insurer_uzovi AS insurer, s.supplier_agb AS supplier, s.article_id AS "articleId", s.pieces, s.basis,
           v.contract_id::text AS "contractId", c.number AS "contractNumber",
           s.tariff::text AS tariff, s.amount::text AS amount, s.currency, s.handed_over_at AS "handedOverAt"
         FROM settlement s
         JOIN article a ON a.id = s.article_id
         LEFT JOIN contract_line l ON l.id = s.contract_line_id
         LEFT JOIN contract_version v ON v.id = l.contract_version_id
         LEFT JOIN contract c ON c.id = v.contract_id
         WHERE ${leads[lead]}
           AND CASE ${argument(1, 'text')}
             WHEN 'INSURER' THEN s.insurer_uzovi = ${argument(2, 'text')}
             WHEN 'SUPPLIER' THEN s.supplier_agb = ${argument(2, 'text')}
             WHEN 'AUTHORITY' THEN true
             ELSE false END
           AND (${insurer} IS NULL OR s.insurer_uzovi = ${insurer})
           AND (${supplier} IS NULL OR s.supplier_agb = ${supplier})
           AND (${basis} IS NULL OR s.basis = ${basis})
           AND (${group} IS NULL OR starts_with(a.product_group_code, ${group}))
           AND s.handed_over_at >= ${argument(7, 'timestamptz')}
           AND s.handed_over_at < ${argument(8, 'timestamptz')}
           AND (s.handed_over_at, s.id) < (${argument(9, 'timestamptz')}, ${argument(10, 'bigint')})
         ORDER BY s.handed_over_at DESC, s.id DESC
         LIMIT ${argument(11, 'integer')}
       ) page), '[]') AS settlements, ${references} AS "references"`,
  );
}

export const selectSettlements: Readonly<Record<SettlementsLead, Statement<SettlementsRow>>> = {
  insurer: settlementsStatement('insurer'),
  supplier: settlementsStatement('supplier'),
  none: settlementsStatement('none'),
};
