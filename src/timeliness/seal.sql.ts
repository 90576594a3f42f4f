import { statement, type Statement } from '../platform/database/statement';

/** The logs that are only ever added to, and are sealed. */
export const SEALED_LOGS = ['emergency_request_event', 'stock_ledger', 'access_log'] as const;
export type SealedLog = (typeof SEALED_LOGS)[number];

export interface SealRow {
  readonly id: string;
  readonly log: SealedLog;
  readonly sealedAt: Date;
  readonly fromId: string;
  readonly toId: string;
  readonly rows: string;
  /** In hexadecimal. */
  readonly hash: string;
}

/** The highest id there is, null in an empty log. */
export const selectHighestId: Readonly<Record<SealedLog, Statement<{ id: string | null }>>> = {
  emergency_request_event: highestId('emergency_request_event'),
  stock_ledger: highestId('stock_ledger'),
  access_log: highestId('access_log'),
};

function highestId(log: SealedLog): Statement<{ id: string | null }> {
  return statement(`timeliness.highest-${log}`, `SELECT max(id)::text AS id FROM ${log}`);
}

/** $1 log, $2 highest id there was at $4, $3 most rows. No row: nothing to seal. */
export const sealEvidence = statement<SealRow>(
  'timeliness.seal-evidence',
  `SELECT id::text AS id, log, sealed_at AS "sealedAt", from_id::text AS "fromId", to_id::text AS "toId",
     row_count::text AS rows, encode(hash, 'hex') AS hash
   FROM seal_evidence($1, $2, $3, $4)`,
);
