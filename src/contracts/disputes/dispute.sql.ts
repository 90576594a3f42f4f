import { statement } from '../../platform/database/statement';
import type { DisputeLevel, DisputeStep } from './dispute.rules';

export interface DisputeStepRow extends Omit<DisputeStep, 'occurredAt' | 'dueAt'> {
  readonly occurredAt: string;
  readonly dueAt: string | null;
  readonly words: string | null;
}

export interface DisputeRow {
  readonly id: number;
  readonly insurerUzovi: string;
  readonly supplierAgb: string;
  readonly contractNumber: string | null;
  readonly openedBy: 'INSURER' | 'SUPPLIER';
  readonly subject: string;
  readonly moduleCode: string | null;
  readonly requirementCode: string | null;
  readonly openedAt: Date;
  readonly steps: readonly DisputeStepRow[];
}

const COLUMNS = `d.id, d.insurer_uzovi AS "insurerUzovi", d.supplier_agb AS "supplierAgb",
  c.number AS "contractNumber", d.opened_by AS "openedBy", d.subject, d.module_code AS "moduleCode",
  d.requirement_code AS "requirementCode", d.opened_at AS "openedAt",
  (SELECT json_agg(json_build_object('sequence', s.sequence, 'level', s.level, 'kind', s.kind, 'party', s.party,
      'occurredAt', s.occurred_at, 'words', s.words, 'ending', s.ending, 'dueAt', s.due_at) ORDER BY s.sequence)
   FROM dispute_step s WHERE s.dispute_id = d.id) AS steps`;

/** $1 role, $2 its code: a dispute is for its two parties and the supervisor alone. */
const OWN = `CASE $1::text WHEN 'INSURER' THEN d.insurer_uzovi = $2 WHEN 'SUPPLIER' THEN d.supplier_agb = $2
  WHEN 'AUTHORITY' THEN true ELSE false END`;

/** $3 id */
export const selectDispute = statement<DisputeRow>(
  'contracts.dispute',
  `SELECT ${COLUMNS} FROM dispute d LEFT JOIN contract c ON c.id = d.contract_id WHERE d.id = $3 AND ${OWN}`,
);

/** Newest first. $3 before this id or null, $4 only those that go on, $5 at most */
export const selectDisputes = statement<DisputeRow>(
  'contracts.disputes',
  `SELECT ${COLUMNS} FROM dispute d LEFT JOIN contract c ON c.id = d.contract_id
   WHERE ${OWN} AND ($3::int IS NULL OR d.id < $3)
     AND (NOT $4::boolean OR NOT EXISTS (SELECT FROM dispute_step s WHERE s.dispute_id = d.id AND s.kind = 'ENDED'))
   ORDER BY d.id DESC LIMIT $5`,
);

/** $1 UZOVI, $2 AGB, $3 contract number or null, $4 opened by, $5 subject, $6 module, $7 requirement, $8 when */
export const insertDispute = statement<{ id: number }>(
  'contracts.insert-dispute',
  `INSERT INTO dispute (insurer_uzovi, supplier_agb, contract_id, opened_by, subject, module_code, requirement_code, opened_at)
   VALUES ($1, $2, (SELECT id FROM contract WHERE number = $3 AND insurer_uzovi = $1 AND supplier_agb = $2),
           $4, $5, $6, $7, $8)
   RETURNING id`,
);

/** Steps of one dispute are taken one after the other. $1 dispute */
export const lockDispute = statement<never>(
  'contracts.lock-dispute',
  `SELECT pg_advisory_xact_lock(hashtext('dispute'), $1::int)`,
);

/** $1 dispute, $2 sequence, $3 level, $4 kind, $5 party, $6 actor, $7 when, $8 words, $9 ending, $10 due */
export const insertDisputeStep = statement<never>(
  'contracts.insert-dispute-step',
  `INSERT INTO dispute_step (dispute_id, sequence, level, kind, party, actor, occurred_at, words, ending, due_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
);

export const selectDisputeTerms = statement<{ level: DisputeLevel; answerDays: number }>(
  'contracts.dispute-terms',
  `SELECT level, answer_days AS "answerDays" FROM dispute_term`,
);

/** Whether the two have a contract with this number, which the one who asks has seen. $1 UZOVI, $2 AGB, $3 number, $4 side */
export const selectContractOfParties = statement<{ id: number }>(
  'contracts.contract-of-parties',
  `SELECT c.id FROM contract c WHERE c.insurer_uzovi = $1 AND c.supplier_agb = $2 AND c.number = $3 AND EXISTS (
     SELECT FROM contract_version v WHERE v.contract_id = c.id AND (v.offered OR coalesce(v.pen_holder = $4, true)))`,
);

/** Whether a module in the register binds, or once bound, to something of this code. $1 module, $2 requirement */
export const selectIsModuleAgreement = statement<{ isAgreement: boolean }>(
  'contracts.is-module-agreement',
  `SELECT is_module_agreement($1, $2) AS "isAgreement"`,
);
