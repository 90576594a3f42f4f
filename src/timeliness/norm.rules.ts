import type { DeviceCategory } from '../catalogue/device-category';
import { SUSPENSION_REASONS, type SuspensionReason } from './clock.rules';
import type { Urgency } from './urgency';

/** A version is drafted, put to patients, adopted, and may be withdrawn. */
export const NORM_STATUSES = ['DRAFT', 'CONSULTED', 'ADOPTED', 'WITHDRAWN'] as const;
export type NormStatus = (typeof NORM_STATUSES)[number];

export const NORM_START_EVENTS = ['REQUEST_ACCEPTED'] as const;
export type NormStartEvent = (typeof NORM_START_EVENTS)[number];

/** The second also stops when the device is ready, if pickup was chosen. */
export const NORM_STOP_EVENTS = ['HANDED_OVER', 'HANDED_OVER_OR_READY_FOR_PICKUP'] as const;
export type NormStopEvent = (typeof NORM_STOP_EVENTS)[number];

/** One line of a norm. What is absent (or null) holds for all. */
export interface NormRule {
  readonly id: string;
  readonly urgency: Urgency;
  readonly category?: DeviceCategory | null;
  /** The beginning of an EMDN code. */
  readonly productGroupPrefix?: string | null;
  readonly regionCode?: string | null;
  /** The insurer that promises this to its insured; it can only be stricter. */
  readonly uzovi?: string | null;
  /** Calendar minutes, day and night. */
  readonly maximumMinutes: number;
  /** 0 to 100: the share of requests that must be in time. */
  readonly targetPercentage: number;
  readonly startEvent: NormStartEvent;
  readonly stopEvent: NormStopEvent;
  readonly allowedSuspensions: readonly SuspensionReason[];
}

export interface NormVersion {
  readonly id: string;
  /** Which norm this is a version of. */
  readonly normCode: string;
  readonly version: number;
  readonly status: NormStatus;
  readonly validFrom: Date;
  /** First instant at which it no longer holds; absent or null when none is set. */
  readonly validUntil?: Date | null;
  readonly rules: readonly NormRule[];
}

/** What is known of a line of a request at its start. */
export interface NormQuestion {
  /** The start event. */
  readonly at: Date;
  readonly urgency: Urgency;
  readonly category: DeviceCategory;
  /** EMDN code. */
  readonly productGroup?: string | null;
  readonly regionCode?: string | null;
  readonly uzovi?: string | null;
}

export interface SelectedNormRule {
  readonly version: NormVersion;
  readonly rule: NormRule;
}

/**
 * The rule that holds for a line of a request, for ever, by the versions in force at its start.
 *
 * Of each norm the adopted version counts that came into force last. The most specific rule wins:
 * a longer product group before a shorter, that before a category, that before any; among equals a
 * region before the whole country; among equals of that the fewest minutes.
 * A rule of the patient's insurer takes its place only if it is at least as strict.
 *
 * Undefined when no rule fits: then there is no norm.
 * Proposal of this project, no published source.
 */
export function selectNormRule(
  versions: readonly NormVersion[],
  question: NormQuestion,
): SelectedNormRule | undefined {
  let general: SelectedNormRule | undefined;
  let ofInsurer: SelectedNormRule | undefined;
  for (const version of versionsInForce(versions, question.at)) {
    for (const rule of version.rules) {
      if (!holdsFor(rule, question)) continue;
      const found = { version, rule };
      if (rule.uzovi) ofInsurer = moreSpecific(ofInsurer, found);
      else general = moreSpecific(general, found);
    }
  }
  if (general === undefined) return ofInsurer;
  return ofInsurer && isAtLeastAsStrict(ofInsurer.rule, general.rule) ? ofInsurer : general;
}

/** A request of one or more lines, as far as the norm goes. */
export interface NormQuestionOfLines extends Omit<NormQuestion, 'category' | 'productGroup'> {
  readonly lines: readonly Pick<NormQuestion, 'category' | 'productGroup'>[];
}

/**
 * The rule that holds for a request of several lines: of the rules of its lines the one with the
 * earliest deadline. Lines for which there is no norm are passed over.
 */
export function selectStrictestNormRule(
  versions: readonly NormVersion[],
  { lines, ...request }: NormQuestionOfLines,
): SelectedNormRule | undefined {
  let strictest: SelectedNormRule | undefined;
  for (const line of lines) {
    const found = selectNormRule(versions, { ...request, ...line });
    if (!found) continue;
    if (!strictest || found.rule.maximumMinutes < strictest.rule.maximumMinutes) strictest = found;
  }
  return strictest;
}

function versionsInForce(versions: readonly NormVersion[], at: Date): Iterable<NormVersion> {
  const latest = new Map<string, NormVersion>();
  for (const version of versions) {
    if (version.status !== 'ADOPTED' || version.validFrom > at) continue;
    if (version.validUntil && version.validUntil <= at) continue;
    const other = latest.get(version.normCode);
    if (other === undefined || cameIntoForceAfter(version, other)) {
      latest.set(version.normCode, version);
    }
  }
  return latest.values();
}

function cameIntoForceAfter(one: NormVersion, other: NormVersion): boolean {
  const difference = one.validFrom.getTime() - other.validFrom.getTime();
  return difference === 0 ? one.version > other.version : difference > 0;
}

function holdsFor(rule: NormRule, question: NormQuestion): boolean {
  return (
    rule.urgency === question.urgency &&
    (!rule.category || rule.category === question.category) &&
    (!rule.productGroupPrefix ||
      question.productGroup?.startsWith(rule.productGroupPrefix) === true) &&
    (!rule.regionCode || rule.regionCode === question.regionCode) &&
    (!rule.uzovi || rule.uzovi === question.uzovi)
  );
}

/** The one of two that wins; of equals the one with the smaller id, so that the order never decides. */
function moreSpecific(
  one: SelectedNormRule | undefined,
  other: SelectedNormRule,
): SelectedNormRule {
  if (one === undefined) return other;
  const difference =
    productSpecificity(other.rule) - productSpecificity(one.rule) ||
    Number(Boolean(other.rule.regionCode)) - Number(Boolean(one.rule.regionCode)) ||
    one.rule.maximumMinutes - other.rule.maximumMinutes;
  if (difference !== 0) return difference > 0 ? other : one;
  return other.rule.id < one.rule.id ? other : one;
}

/** Any product 0, a category 1, a product group more the longer it is (and one more in a category). */
function productSpecificity(rule: NormRule): number {
  return (rule.productGroupPrefix?.length ?? 0) * 2 + (rule.category ? 1 : 0);
}

function isAtLeastAsStrict(rule: NormRule, than: NormRule): boolean {
  return (
    rule.maximumMinutes <= than.maximumMinutes &&
    rule.targetPercentage >= than.targetPercentage &&
    rule.startEvent === than.startEvent &&
    (rule.stopEvent === than.stopEvent || rule.stopEvent === 'HANDED_OVER') &&
    SUSPENSION_REASONS.every(
      (reason) =>
        !rule.allowedSuspensions.includes(reason) || than.allowedSuspensions.includes(reason),
    )
  );
}
