import { statement } from '../../platform/database/statement';

export interface PartySettingsRow {
  readonly signaturesNeeded: number;
  readonly reactionDays: number | null;
  readonly source: string | null;
  readonly changedAt: Date | null;
  readonly changedBy: string | null;
}

const COLUMNS = `signatures_needed AS "signaturesNeeded", reaction_days AS "reactionDays", source,
  changed_at AS "changedAt", changed_by AS "changedBy"`;

/** $1 side, $2 UZOVI or AGB */
export const selectPartySettings = statement<PartySettingsRow>(
  'contracts.party-settings',
  `SELECT ${COLUMNS} FROM contract_party_setting WHERE side = $1 AND code = $2`,
);

/** $1 side, $2 UZOVI or AGB, $3 signatures needed, $4 reaction days or NULL, $5 source, $6 now, $7 who */
export const storePartySettings = statement<PartySettingsRow>(
  'contracts.store-party-settings',
  `INSERT INTO contract_party_setting (side, code, signatures_needed, reaction_days, source, changed_at, changed_by)
   VALUES ($1, $2, $3, $4, $5, $6, $7)
   ON CONFLICT (side, code) DO UPDATE SET signatures_needed = excluded.signatures_needed,
     reaction_days = excluded.reaction_days, source = excluded.source, verified = false,
     changed_at = excluded.changed_at, changed_by = excluded.changed_by
   RETURNING ${COLUMNS}`,
);
