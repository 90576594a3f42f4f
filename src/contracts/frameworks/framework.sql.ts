import { argument } from '../../platform/database/argument';
import type { ReferenceVersions } from '../../platform/database/snapshot';
import { statement } from '../../platform/database/statement';
import { callerSees, references } from '../contract.sql';

/** What an insurer answered to the lead; INVITED: nothing yet, LAPSED: nothing when it was closed. */
export const FRAMEWORK_ANSWERS = ['INVITED', 'JOINED', 'DECLINED', 'LAPSED'] as const;
export type FrameworkAnswer = (typeof FRAMEWORK_ANSWERS)[number];

export interface FrameworkRow {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly lot: string | null;
  readonly supplierAgb: string | null;
  readonly ledBy: string;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  readonly closingReason: string | null;
  readonly participants: readonly {
    readonly uzovi: string;
    readonly answer: FrameworkAnswer;
    readonly answeredAt: string | null;
  }[];
  readonly contractNumbers: readonly string[];
  readonly references: ReferenceVersions;
}

const caller = argument(2, 'text');

const answer = `coalesce(i.answer, CASE WHEN f.closed_at IS NULL THEN 'INVITED' ELSE 'LAPSED' END)`;

/** Denied unless said otherwise: who was asked, the suppliers of contracts under it, and the authority. */
const seesFramework = `CASE ${argument(1, 'text')}
     WHEN 'INSURER' THEN EXISTS (SELECT FROM contract_framework_insurer i
       WHERE i.framework_id = f.id AND i.insurer_uzovi = ${caller})
     WHEN 'SUPPLIER' THEN EXISTS (SELECT FROM contract c WHERE c.framework_id = f.id AND ${callerSees})
     WHEN 'AUTHORITY' THEN true
     ELSE false END`;

/** Who declined sees of the insurers itself alone; a supplier those with which it has contracts under it. */
const seesParticipant = `CASE ${argument(1, 'text')}
     WHEN 'INSURER' THEN i.insurer_uzovi = ${caller} OR EXISTS (SELECT FROM contract_framework_insurer own
       WHERE own.framework_id = f.id AND own.insurer_uzovi = ${caller} AND own.answer IS DISTINCT FROM 'DECLINED')
     WHEN 'SUPPLIER' THEN EXISTS (SELECT FROM contract c
       WHERE c.framework_id = f.id AND c.insurer_uzovi = i.insurer_uzovi AND ${callerSees})
     WHEN 'AUTHORITY' THEN true
     ELSE false END`;

/** Oldest first. $1 and $2 the caller, $3 number or NULL for all, $4 after this id, $5 at most */
export const selectFrameworks = statement<FrameworkRow>(
  'contracts.frameworks',
  `SELECT f.id::text AS id, f.number, f.name, f.lot, f.supplier_agb AS "supplierAgb", f.led_by AS "ledBy",
     f.opened_at AS "openedAt", f.closed_at AS "closedAt", f.closing_reason AS "closingReason",
     (SELECT coalesce(json_agg(json_build_object('uzovi', i.insurer_uzovi, 'answer', ${answer},
        'answeredAt', i.answered_at) ORDER BY i.insurer_uzovi <> f.led_by, i.insurer_uzovi), '[]')
      FROM contract_framework_insurer i WHERE i.framework_id = f.id AND ${seesParticipant}) AS participants,
     (SELECT coalesce(json_agg(c.number ORDER BY c.id), '[]') FROM contract c
      WHERE c.framework_id = f.id AND ${callerSees}) AS "contractNumbers",
     ${references} AS "references"
   FROM contract_framework f
   WHERE (${argument(3, 'text')} IS NULL OR f.number = ${argument(3, 'text')}) AND f.id > ${argument(4, 'bigint')}
     AND ${seesFramework}
   ORDER BY f.id LIMIT ${argument(5, 'integer')}`,
);

/** $1 number, $2 name, $3 lot or NULL, $4 AGB or NULL, $5 UZOVI of the lead, $6 now */
export const insertFramework = statement<{ id: number }>(
  'contracts.insert-framework',
  `INSERT INTO contract_framework (number, name, lot, supplier_agb, led_by, opened_at) VALUES ($1, $2, $3, $4, $5, $6)
   ON CONFLICT (number) DO NOTHING RETURNING id`,
);

/** The lead takes part by opening it. $1 framework, $2 UZOVI of the lead, $3 who, $4 now, $5 UZOVI of those asked */
export const insertParticipants = statement<never>(
  'contracts.insert-framework-insurers',
  `INSERT INTO contract_framework_insurer (framework_id, insurer_uzovi, answer, answered_by, answered_at)
   SELECT $1::int, $2::text, 'JOINED', $3::text, $4::timestamptz
   UNION ALL SELECT $1, uzovi, NULL, NULL, NULL FROM unnest($5::text[]) AS uzovi`,
);

export interface AskedRow {
  readonly frameworkId: number;
  readonly answer: FrameworkAnswer;
  readonly lot: string | null;
  /** Whether it is for the lot, however the two are written; true where one of them is not said. */
  readonly isForLot: boolean;
  readonly supplierAgb: string | null;
  readonly isClosed: boolean;
}

/**
 * What an insurer was asked, and answered. Two answers at once: one waits; and nobody closes it meanwhile.
 * $1 number, $2 UZOVI, $3 lot of a contract or NULL
 */
export const lockAsked = statement<AskedRow>(
  'contracts.lock-framework-insurer',
  `SELECT f.id AS "frameworkId", ${answer} AS answer, f.lot,
     coalesce(lot_key(f.lot) = lot_key(${argument(3, 'text')}), true) AS "isForLot",
     f.supplier_agb AS "supplierAgb", f.closed_at IS NOT NULL AS "isClosed"
   FROM contract_framework f JOIN contract_framework_insurer i ON i.framework_id = f.id
   WHERE f.number = $1 AND i.insurer_uzovi = $2 FOR NO KEY UPDATE OF i FOR SHARE OF f`,
);

/** One that the insurer leads. Who answers it or draws up a contract under it meanwhile goes first. $1 number, $2 UZOVI */
export const lockLed = statement<{ id: number; isClosed: boolean }>(
  'contracts.lock-led-framework',
  `SELECT id, closed_at IS NOT NULL AS "isClosed" FROM contract_framework
   WHERE number = $1 AND led_by = $2 FOR NO KEY UPDATE`,
);

/** $1 framework, $2 now, $3 who, $4 why */
export const closeFramework = statement<never>(
  'contracts.close-framework',
  `UPDATE contract_framework SET closed_at = $2, closed_by = $3, closing_reason = $4 WHERE id = $1`,
);

/** $1 framework, $2 UZOVI, $3 answer, $4 who, $5 now */
export const updateAnswer = statement<never>(
  'contracts.answer-framework',
  `UPDATE contract_framework_insurer SET answer = $3, answered_by = $4, answered_at = $5
   WHERE framework_id = $1 AND insurer_uzovi = $2`,
);
