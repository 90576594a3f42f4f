import { statement } from '../../platform/database/statement';

export interface WaitingSettings {
  readonly id: string;
  readonly signaturesNeeded: number;
  readonly reactionDays: number | null;
  readonly source: string;
  readonly changedAt: string;
  readonly changedBy: string;
}

export interface PartySettingsRow {
  readonly signaturesNeeded: number;
  readonly reactionDays: number | null;
  readonly source: string | null;
  readonly changedAt: Date | null;
  readonly changedBy: string | null;
  /** What holds only once a second person has confirmed it; null: nothing waits. */
  readonly waiting: WaitingSettings | null;
}

/** What holds, and what waits; of who has said nothing: one signature, no term. $1 side, $2 UZOVI or AGB */
export const selectPartySettings = statement<PartySettingsRow>(
  'contracts.party-settings',
  `SELECT coalesce(s.signatures_needed, 1) AS "signaturesNeeded", s.reaction_days AS "reactionDays", s.source,
     s.changed_at AS "changedAt", s.changed_by AS "changedBy",
     (SELECT CASE WHEN w.waits AND k.change_id IS NULL THEN json_build_object('id', w.id::text,
        'signaturesNeeded', w.signatures_needed, 'reactionDays', w.reaction_days, 'source', w.source,
        'changedAt', w.changed_at, 'changedBy', w.changed_by) END
      FROM contract_party_setting_change w
      LEFT JOIN contract_party_setting_confirmation k ON k.change_id = w.id
      WHERE w.side = p.side AND w.code = p.code ORDER BY w.id DESC LIMIT 1) AS waiting
   FROM (SELECT $1::text AS side, $2::text AS code) p
   LEFT JOIN contract_party_setting s ON s.side = p.side AND s.code = p.code`,
);

/** Of one party one change at a time. $1 side, $2 UZOVI or AGB */
export const lockPartySettings = statement<never>(
  'contracts.lock-party-settings',
  `SELECT lock_party_settings($1, $2)`,
);

/** $1 side, $2 UZOVI or AGB, $3 signatures needed, $4 reaction days or NULL, $5 source, $6 now, $7 who */
export const insertSettingsChange = statement<{ waits: boolean }>(
  'contracts.insert-party-settings-change',
  `INSERT INTO contract_party_setting_change (side, code, signatures_needed, reaction_days, source, changed_at, changed_by)
   VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING waits`,
);

/** $1 change, $2 now, $3 who */
export const insertConfirmation = statement<never>(
  'contracts.confirm-party-settings',
  `INSERT INTO contract_party_setting_confirmation (change_id, confirmed_at, confirmed_by) VALUES ($1::int, $2, $3)`,
);
