import { argument } from '../../platform/database/argument';
import { statement } from '../../platform/database/statement';
import type { DeviceCategory } from '../../catalogue/device-category';
import type { ContractStatus } from '../contract';
import { callerIsParty, callerSees, isShown } from '../contract.sql';
import type { Side } from '../side';

export interface HeadRow {
  readonly id: number;
  readonly number: string;
  readonly insurerUzovi: string;
  readonly supplierAgb: string;
  readonly segment: DeviceCategory | null;
}

const head = `SELECT c.id, c.number, c.insurer_uzovi AS "insurerUzovi", c.supplier_agb AS "supplierAgb", c.segment
   FROM contract c WHERE c.id = $3::int AND ${callerSees}`;

/** $1 and $2 the caller, $3 id */
export const selectHead = statement<HeadRow>('contracts.head', head);

/** Whoever changes anything of a contract holds this first. $1 and $2 the caller, $3 id */
export const lockContract = statement<HeadRow>('contracts.lock', `${head} FOR NO KEY UPDATE`);

/** $1 id of the contract, for the platform itself */
export const lockContractById = statement<never>(
  'contracts.lock-by-id',
  `SELECT FROM contract WHERE id = $1 FOR NO KEY UPDATE`,
);

export interface VersionRow {
  readonly id: number;
  readonly version: number;
  readonly status: ContractStatus;
  readonly penHolder: Side | null;
  /** Whether it was ever put to the other party. */
  readonly offered: boolean;
  readonly amendsVersion: number | null;
  readonly validFrom: string;
  /** Its agreed last day; null: no end. Not the day after: as a text, one in the year 10000 comes before all others. */
  readonly validUntil: string | null;
  readonly endedOn: string | null;
  /** Null while it is not signed, or where it never holds. */
  readonly holdsFrom: string | null;
  /** The last day on which it holds; null: no end. */
  readonly holdsUntil: string | null;
  readonly terminatedOn: string | null;
  /** Since when something binding and unmet keeps it from force; null: nothing does. */
  readonly heldSince: Date | null;
  /** Whether it has come into force, though it ended since. */
  readonly began: boolean;
}

/** All versions, oldest first. $1 id of the contract */
export const selectVersions = statement<VersionRow>(
  'contracts.versions',
  `SELECT v.id, v.version, v.status, v.pen_holder AS "penHolder", v.offered, v.amends_version AS "amendsVersion",
     lower(v.valid)::text AS "validFrom", (upper(v.valid) - 1)::text AS "validUntil", v.ended_on::text AS "endedOn",
     lower(v.in_effect)::text AS "holdsFrom", (upper(v.in_effect) - 1)::text AS "holdsUntil",
     (SELECT t.terminated_on::text FROM contract_termination t WHERE t.contract_id = v.contract_id) AS "terminatedOn",
     CASE WHEN v.status = 'SIGNED' THEN v.held_since END AS "heldSince",
     v.in_force_from IS NOT NULL OR v.status = 'IN_FORCE'
       OR v.status = 'ENDED' AND v.ended_on IS DISTINCT FROM lower(v.valid) AS began
   FROM contract_version v WHERE v.contract_id = $1 ORDER BY v.version`,
);

/** $1 number, $2 UZOVI, $3 AGB, $4 lot, $5 id of the joint procurement or NULL, $6 segment or NULL. No row: the number is taken */
export const insertContract = statement<{ id: number }>(
  'contracts.insert',
  `INSERT INTO contract (number, insurer_uzovi, supplier_agb, lot, framework_id, segment)
   VALUES ($1, $2, $3, $4, $5, $6)
   ON CONFLICT (number, insurer_uzovi, supplier_agb) DO NOTHING RETURNING id`,
);

/** $1 contract, $2 version, $3 first day, $4 last or NULL, $5 payment form, $6 emergency clause, $7 amends, $8 pen, $9 now */
export const insertVersion = statement<{ id: number }>(
  'contracts.insert-version',
  `INSERT INTO contract_version (contract_id, version, insurer_uzovi, supplier_agb, lot, status, valid, payment_form,
     emergency_clause, amends_version, pen_holder, created_at)
   SELECT c.id, $2, c.insurer_uzovi, c.supplier_agb, c.lot, 'DRAFT', daterange($3::date, $4::date, '[]'), $5, $6, $7, $8, $9
   FROM contract c WHERE c.id = $1 RETURNING id`,
);

/** What was signed of another text no longer counts. $1 id, $2 first day, $3 last, $4 payment form, $5 emergency clause */
export const updateDraft = statement<never>(
  'contracts.update-draft',
  `UPDATE contract_version SET valid = daterange($2::date, $3::date, '[]'), payment_form = $4, emergency_clause = $5,
     signed_by_insurer_at = NULL, signed_by_supplier_at = NULL WHERE id = $1`,
);

/** $1 id, $2 status, $3 who holds the pen */
export const updateTalks = statement<never>(
  'contracts.update-talks',
  `UPDATE contract_version SET status = $2, pen_holder = $3 WHERE id = $1`,
);

/** $1 id, $2 status, $3 first day it no longer holds or NULL, $4 now */
export const updateStatus = statement<never>(
  'contracts.update-status',
  `UPDATE contract_version SET status = $2, ended_on = least(ended_on, $3::date),
     closed_at = CASE WHEN $2 IN ('ENDED', 'TERMINATED') THEN coalesce(closed_at, $4::timestamptz) END
   WHERE id = $1`,
);

/** $1 id, $2 now, $3 first day it holds when it was held back, else NULL */
export const beginVersion = statement<never>(
  'contracts.begin-version',
  `UPDATE contract_version SET status = 'IN_FORCE', in_force_from = $2, begins_on = $3::date WHERE id = $1`,
);

/** Which version it is, for a message. */
interface VersionName {
  readonly contract: string;
  readonly version: number;
  readonly insurer: string;
  readonly supplier: string;
}

const versionName = `c.number AS contract, v.version, v.insurer_uzovi AS insurer, v.supplier_agb AS supplier`;

/** Tells who it is of the first time alone. $1 id, $2 now */
export const holdVersionBack = statement<VersionName>(
  'contracts.hold-version-back',
  `UPDATE contract_version v SET held_since = $2 FROM contract c
   WHERE v.id = $1 AND v.held_since IS NULL AND c.id = v.contract_id RETURNING ${versionName}`,
);

/** $1 version, $2 party, $3 actor, $4 kind, $5 line, $6 clause, $7 words, $8 now, $9 whether the other has to react */
export const insertEntry = statement<never>(
  'contracts.insert-negotiation-entry',
  `INSERT INTO contract_negotiation_entry (contract_version_id, sequence, party, actor, kind, line_number, clause_code, words,
     at, due_at, in_time)
   SELECT v.id, (SELECT coalesce(max(e.sequence), 0) + 1 FROM contract_negotiation_entry e WHERE e.contract_version_id = v.id),
     $2, $3, $4, $5, $6, $7, $8, CASE WHEN $9::boolean THEN $8::timestamptz + make_interval(days => v.reaction_days) END,
     -- The oldest term of the other party that runs since this one last reacted; a remark is no reaction.
     CASE WHEN $4 <> 'REMARK' THEN (SELECT $8::timestamptz <= min(e.due_at) FROM contract_negotiation_entry e
      WHERE e.contract_version_id = v.id AND e.party <> $2 AND e.sequence > coalesce((
        SELECT max(o.sequence) FROM contract_negotiation_entry o
        WHERE o.contract_version_id = v.id AND o.party = $2 AND o.kind <> 'REMARK'), 0)) END
   FROM contract_version v WHERE v.id = $1`,
);

/** $1 version, $2 number */
export const selectLineNumber = statement<{ lineNumber: number }>(
  'contracts.line-number',
  `SELECT line_number AS "lineNumber" FROM contract_line WHERE contract_version_id = $1 AND line_number = $2`,
);

/** $1 version, $2 side, $3 signer, $4 hash, $5 now */
export const insertSignature = statement<{ id: number }>(
  'contracts.insert-signature',
  `INSERT INTO contract_signature (contract_version_id, side, signer, content_hash, signed_at) VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT ON CONSTRAINT one_signature_per_signer DO NOTHING RETURNING id`,
);

/** Per side how many have signed this content, and how many must. $1 version, $2 hash */
export const selectSigned = statement<{ side: Side; signed: number; needed: number }>(
  'contracts.signed',
  `SELECT p.side, coalesce(p.needed, 1) AS needed,
     (SELECT count(*)::int FROM contract_signature g
      WHERE g.contract_version_id = v.id AND g.side = p.side AND g.content_hash = $2) AS signed
   FROM contract_version v
   CROSS JOIN LATERAL (VALUES ('INSURER', v.insurer_signatures_needed), ('SUPPLIER', v.supplier_signatures_needed))
     p (side, needed)
   WHERE v.id = $1`,
);

/** A side whose signatures are all there. $1 version, $2 insurer now or NULL, $3 supplier now or NULL */
export const updateSigned = statement<never>(
  'contracts.update-signed',
  `UPDATE contract_version SET signed_by_insurer_at = coalesce(signed_by_insurer_at, $2),
     signed_by_supplier_at = coalesce(signed_by_supplier_at, $3) WHERE id = $1`,
);

/** $1 contract, $2 day, $3 party, $4 actor, $5 reason, $6 now */
export const insertTermination = statement<never>(
  'contracts.insert-termination',
  `INSERT INTO contract_termination (contract_id, terminated_on, party, actor, reason, recorded_at)
   VALUES ($1, $2, $3, $4, $5, $6)`,
);

/** Tells who it is of. It ends on its first day, and so never held. $1 id, $2 now */
export const lapseVersion = statement<VersionName>(
  'contracts.lapse-version',
  `UPDATE contract_version v SET status = 'ENDED', ended_on = lower(v.valid), closed_at = $2 FROM contract c
   WHERE v.id = $1 AND c.id = v.contract_id RETURNING ${versionName}`,
);

/** Contracts with a version whose day has come or gone. $1 today */
export const selectDue = statement<{ id: number }>(
  'contracts.due',
  `SELECT DISTINCT contract_id AS id FROM contract_version
   WHERE status = 'SIGNED' AND lower(valid) <= $1::date
      OR status = 'IN_FORCE' AND (upper(valid) <= $1::date OR ended_on <= $1::date)
   ORDER BY 1`,
);

export interface TalksRow {
  readonly number: string;
  readonly version: number;
  readonly versionId: number;
  readonly status: ContractStatus;
  readonly penHolder: Side | null;
  readonly contentHash: string;
  readonly insurerSignaturesNeeded: number | null;
  readonly supplierSignaturesNeeded: number | null;
  readonly reactionDays: number | null;
  /** When both had signed it, or it was given up; null: it is open. */
  readonly settledAt: string | null;
  readonly entries: readonly TalksEntry[];
  readonly signatures: readonly { side: Side; signer: string; signedAt: string; counts: boolean }[];
}

export interface TalksEntry {
  readonly sequence: number;
  readonly party: Side;
  readonly kind: 'REMARK' | 'PROPOSAL' | 'OFFER' | 'PEN_PASSED' | 'REVISED' | 'REACTION';
  readonly lineNumber: number | null;
  readonly clauseCode: string | null;
  readonly words: string;
  /** Of the text that it put on the table; null: it put none there. */
  readonly contentHash: string | null;
  /** Of REVISED, else null. */
  readonly changes: {
    readonly lines: readonly number[];
    readonly clauses: readonly string[];
    readonly parts: readonly string[];
  } | null;
  readonly at: string;
  readonly dueAt: string | null;
  readonly inTime: boolean | null;
}

/** Of the newest version, or the one named. $1 and $2 the caller, $3 contract, $4 version or NULL */
export const selectTalks = statement<TalksRow>(
  'contracts.talks',
  `SELECT c.number, v.version, v.id AS "versionId", v.status, v.pen_holder AS "penHolder", h.hash AS "contentHash",
     v.insurer_signatures_needed AS "insurerSignaturesNeeded", v.supplier_signatures_needed AS "supplierSignaturesNeeded",
     v.reaction_days AS "reactionDays",
     to_json(CASE WHEN num_nulls(v.signed_by_insurer_at, v.signed_by_supplier_at) = 0
       THEN greatest(v.signed_by_insurer_at, v.signed_by_supplier_at) ELSE v.closed_at END) AS "settledAt",
     (SELECT coalesce(json_agg(json_build_object('sequence', e.sequence, 'party', e.party, 'kind', e.kind,
        'lineNumber', e.line_number, 'clauseCode', e.clause_code, 'words', e.words,
        'contentHash', e.content_hash, 'changes', CASE WHEN e.kind = 'REVISED' THEN json_build_object(
          'lines', e.changed_lines, 'clauses', e.changed_clauses, 'parts', e.changed_parts) END, 'at', e.at, 'dueAt', e.due_at,
        'inTime', e.in_time) ORDER BY e.sequence), '[]')
      FROM contract_negotiation_entry e WHERE e.contract_version_id = v.id) AS entries,
     (SELECT coalesce(json_agg(json_build_object('side', g.side, 'signer', g.signer, 'signedAt', g.signed_at,
        'counts', g.content_hash = h.hash) ORDER BY g.id), '[]')
      FROM contract_signature g WHERE g.contract_version_id = v.id) AS signatures
   FROM contract c
   CROSS JOIN LATERAL (
     SELECT v.* FROM contract_version v
     WHERE v.contract_id = c.id AND ${isShown('v')} AND (${argument(4, 'int')} IS NULL OR v.version = ${argument(4, 'int')})
     ORDER BY v.version DESC LIMIT 1) v
   CROSS JOIN LATERAL (SELECT contract_content_hash(v.id) AS hash) h
   WHERE c.id = $3::int AND ${callerIsParty}`,
);
