import { statement } from '../platform/database/statement';
import type { NormRule, NormStatus } from './norm.rules';

/** A rule as PostgreSQL gives it in JSON. */
export interface NormRuleRow {
  readonly id: number;
  readonly category: string | null;
  readonly urgency: string;
  readonly product_group_prefix: string | null;
  readonly region_code: string | null;
  readonly insurer_uzovi: string | null;
  readonly maximum_minutes: number;
  readonly target_percentage: number;
  readonly start_event: string;
  readonly stop_event: NormRule['stopEvent'];
  readonly allowed_suspensions: string[];
  readonly verified: boolean;
  readonly target_verified: boolean;
  readonly source: string;
}

export interface NormVersionRow {
  readonly id: number;
  readonly code: string;
  readonly version: number;
  readonly title: string;
  readonly status: NormStatus;
  readonly valid_from: Date;
  readonly valid_until: Date | null;
  readonly adopted_by: string[];
  readonly source: string;
  readonly verified: boolean;
  readonly rules: NormRuleRow[];
}

/** All versions with their rules in one statement, so that they are of one moment. */
export const selectNormVersions = statement<NormVersionRow>(
  'timeliness.norm-versions',
  `SELECT v.id, v.code, v.version, v.title, v.status, v.valid_from, v.valid_until, v.adopted_by, v.source, v.verified,
          coalesce((SELECT jsonb_agg(to_jsonb(r) - 'version_id' ORDER BY r.id)
                    FROM timeliness_norm_rule r WHERE r.version_id = v.id), '[]') AS rules
   FROM timeliness_norm_version v
   ORDER BY v.code, v.version`,
);
