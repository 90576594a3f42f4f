import { Snapshot } from '../platform/database/snapshot';
import type { Queryable } from '../platform/database/statement';
import type { DeviceCategory } from '../catalogue/device-category';
import type { SuspensionReason } from './clock.rules';
import type { NormRule, NormVersion } from './norm.rules';
import { selectNormVersions, type NormRuleRow, type NormVersionRow } from './norms.sql';
import type { Urgency } from './urgency';

/** A rule as `selectNormRule` takes it, with where it comes from. */
export interface SourcedNormRule extends NormRule {
  readonly verified: boolean;
  readonly targetVerified: boolean;
  readonly source: string;
}

/** A version as `selectNormRule` takes it, with what else is published of it. */
export interface PublishedNormVersion extends NormVersion {
  readonly title: string;
  readonly adoptedBy: readonly string[];
  readonly source: string;
  readonly verified: boolean;
  readonly rules: readonly SourcedNormRule[];
}

export interface Norms {
  /** By code, then version. */
  readonly versions: readonly PublishedNormVersion[];
  /** By the rule's id, which a request keeps for ever. */
  readonly ruleById: ReadonlyMap<
    string,
    { readonly version: PublishedNormVersion; readonly rule: SourcedNormRule }
  >;
}

export type NormsSnapshot = Snapshot<Norms>;

/** Every norm version with its rules, held in memory until the room 'norms' changes. */
export function normsSnapshot(database: Queryable): NormsSnapshot {
  return new Snapshot(database, 'norms', loadNorms);
}

export async function loadNorms(database: Queryable): Promise<Norms> {
  const versions = (await database.query(selectNormVersions)).map(versionOf);
  const ruleById = new Map(
    versions.flatMap((version) =>
      version.rules.map((rule) => [rule.id, { version, rule }] as const),
    ),
  );
  return { versions, ruleById };
}

function versionOf(row: NormVersionRow): PublishedNormVersion {
  return {
    id: String(row.id),
    normCode: row.code,
    version: row.version,
    title: row.title,
    status: row.status,
    validFrom: row.valid_from,
    validUntil: row.valid_until ?? undefined,
    adoptedBy: row.adopted_by,
    source: row.source,
    verified: row.verified,
    rules: row.rules.map(ruleOf),
  };
}

function ruleOf(row: NormRuleRow): SourcedNormRule {
  return {
    id: String(row.id),
    // The table's check constraints hold the same lists as the types.
    category: (row.category as DeviceCategory | null) ?? undefined,
    urgency: row.urgency as Urgency,
    productGroupPrefix: row.product_group_prefix ?? undefined,
    regionCode: row.region_code ?? undefined,
    uzovi: row.insurer_uzovi ?? undefined,
    maximumMinutes: row.maximum_minutes,
    targetPercentage: row.target_percentage,
    // The table calls it by its event (PLACED): the moment the complete request was accepted.
    startEvent: 'REQUEST_ACCEPTED',
    stopEvent: row.stop_event,
    allowedSuspensions: row.allowed_suspensions as SuspensionReason[],
    verified: row.verified,
    targetVerified: row.target_verified,
    source: row.source,
  };
}
