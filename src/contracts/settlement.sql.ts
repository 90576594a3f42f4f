import { argument } from '../platform/database/argument';
import type { ReferenceVersions } from '../platform/database/snapshot';
import { statement, type Statement } from '../platform/database/statement';
import { references } from './contract.sql';
import type { CorrectionReason, PayerBasis } from './payer-basis';

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
  readonly correction: SettlementCorrection | null;
  readonly correctedById: string | null;
}

/** That a settlement takes the place of another one, and why. */
export interface SettlementCorrection {
  readonly correctsId: string;
  readonly reason: CorrectionReason;
  readonly actor: string;
  readonly at: string;
}

export interface SettlementsRow {
  readonly settlements: readonly SettlementRow[];
  readonly references: ReferenceVersions;
}

/** What a list can be narrowed down by, each by one argument. */
const CONDITIONS = {
  insurer: (at: number) => `s.insurer_uzovi = ${argument(at, 'character(4)')}`,
  supplier: (at: number) => `s.supplier_agb = ${argument(at, 'character(8)')}`,
  basis: (at: number) => `s.basis = ${argument(at, 'text')}`,
  productGroup: (at: number) => `EXISTS (SELECT FROM article a WHERE a.id = s.article_id
                 AND starts_with(a.product_group_code, ${argument(at, 'text')}))`,
} as const;
const FIRST_CONDITION = 7;
export type SettlementCondition = keyof typeof CONDITIONS;

/** A page and one more. Said in so many words, so that the planner reads along an index and stops. */
const AT_MOST = 101;

const statements = new Map<string, Statement<SettlementsRow>>();

/**
 * Newest first. $1 and $2 the caller: denied unless the role is named; handed over from $3 on, and before
 * settlement $5 of the moment $4; $6 how many; then a value for each of the conditions. Those that another
 * one took the place of are left out, or they would count twice.
 *
 * A statement for each set of conditions: with "or not asked for" in one for all, the planner would expect
 * next to nothing and read and sort everything an insurer ever had. Nothing of the patient is read.
 */
export function selectSettlements(
  conditions: readonly SettlementCondition[],
  withCorrected: boolean,
): Statement<SettlementsRow> {
  const name = [
    withCorrected ? 'contracts.all-settlements' : 'contracts.settlements',
    ...conditions,
  ].join('-');
  const known = statements.get(name);
  if (known !== undefined) return known;
  const narrowed = conditions.map((condition, index) =>
    CONDITIONS[condition](FIRST_CONDITION + index),
  );
  if (!withCorrected) {
    narrowed.push('NOT EXISTS (SELECT FROM settlement k WHERE k.corrects_id = s.id)');
  }
  const made = statement<SettlementsRow>(
    name,
    `SELECT coalesce((
       SELECT json_agg(row_to_json(page) ORDER BY page."handedOverAt" DESC, page.id::bigint DESC) FROM (
         SELECT s.id::text AS id,
           'ER' || lpad(s.request_id::text, greatest(9, length(s.request_id::text)), '0') AS "requestNumber",
           s.insurer_uzovi AS insurer, s.supplier_agb AS supplier, s.article_id AS "articleId", s.pieces, s.basis,
           v.contract_id::text AS "contractId", c.number AS "contractNumber",
           s.tariff::text AS tariff, s.amount::text AS amount, s.currency, s.handed_over_at AS "handedOverAt",
           CASE WHEN s.corrects_id IS NOT NULL THEN json_build_object('correctsId', s.corrects_id::text,
             'reason', s.correction_reason, 'actor', s.corrected_by, 'at', s.corrected_at) END AS correction,
           (SELECT k.id::text FROM settlement k WHERE k.corrects_id = s.id) AS "correctedById"
         FROM (
           SELECT * FROM (
             SELECT s.* FROM settlement s
             WHERE CASE ${argument(1, 'text')}
                 WHEN 'INSURER' THEN s.insurer_uzovi = ${argument(2, 'text')}
                 WHEN 'SUPPLIER' THEN s.supplier_agb = ${argument(2, 'text')}
                 WHEN 'AUTHORITY' THEN true
                 ELSE false END
               AND ${['true', ...narrowed].join(' AND ')}
               AND s.handed_over_at >= ${argument(3, 'timestamptz')}
               AND (s.handed_over_at, s.id) < (${argument(4, 'timestamptz')}, ${argument(5, 'bigint')})
             ORDER BY s.handed_over_at DESC, s.id DESC
             LIMIT ${AT_MOST}
           ) s LIMIT ${argument(6, 'integer')}
         ) s
         LEFT JOIN contract_line l ON l.id = s.contract_line_id
         LEFT JOIN contract_version v ON v.id = l.contract_version_id
         LEFT JOIN contract c ON c.id = v.contract_id
       ) page), '[]') AS settlements, ${references} AS "references"`,
  );
  statements.set(name, made);
  return made;
}
