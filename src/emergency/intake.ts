import type { Caller } from '../access/caller';
import { pc4Of } from '../geography/postcode.rules';
import type { PostcodeArea } from '../geography/postcodes.snapshot';
import type { Refusal } from '../platform/refusal';
import { deadline } from '../timeliness/clock.rules';
import type { NormRule } from '../timeliness/norm.rules';
import { judgeLine, type JudgedLine } from './authority.rules';
import { insurerKnownHere, type InsuranceCheckOutcome } from './insurance-check';
import { lookUpLines, type KnownLine } from './lines';
import { normInForce } from './norm-in-force.rules';
import type { PlaceContent } from './place-input.rules';
import type { PlacingContextRow, PrescriberRow } from './place.sql';
import type { EmergencySnapshots } from './snapshots';

/** Everything about the request that holds whichever stock point is chosen. */
export interface Intake {
  readonly content: PlaceContent;
  readonly caller: Caller;
  readonly area: PostcodeArea;
  readonly lines: readonly KnownLine[];
  readonly insuranceCheck: InsuranceCheckOutcome['outcome'];
  /** The patient's insurer, when it was found and is registered here. */
  readonly uzovi: string | undefined;
  readonly rule: NormRule;
  readonly category: string;
  readonly now: Date;
  readonly deadlineAt: Date;
  readonly contentHash: Buffer;
}

/** Who may ask this, for what, where, and by when; all refusals at once. */
export async function takeIn(
  snapshots: EmergencySnapshots,
  { versions, prescriber }: PlacingContextRow,
  asked: Pick<Intake, 'content' | 'caller' | 'now' | 'contentHash'>,
  insurance: InsuranceCheckOutcome,
): Promise<Intake | { refusals: readonly Refusal[] }> {
  const { content, caller, now } = asked;
  const [catalogue, postcodes, parties, norms] = await Promise.all([
    snapshots.catalogue.atVersion(versions),
    snapshots.postcodes.atVersion(versions),
    snapshots.parties.atVersion(versions),
    snapshots.norms.atVersion(versions),
  ]);
  const area = postcodes.byPc4.get(pc4Of(content.postcode));
  const refusals: Refusal[] = [];
  if (area === undefined) {
    const message =
      'input.address.postcode must be a postcode in use: its four digits are not known';
    refusals.push({ code: 'UNKNOWN_POSTCODE', message, path: 'input.address.postcode' });
  }
  const { found, refusals: unknown } = lookUpLines(content.lines, catalogue);
  refusals.push(...unknown);
  let judged: readonly JudgedLine[] = found;
  if (isRegistered(prescriber, caller)) {
    const { prescription, urgency } = content;
    const asking = { professionCode: prescriber.professionCode, prescription, urgency };
    judged = found.map((line) => judgeLine(line, asking, parties.authority, catalogue));
    refusals.push(...judged.flatMap(({ refusal }) => refusal ?? []));
  } else {
    const message =
      'You are not registered as an active prescriber of your organisation. Ask it to register you.';
    refusals.push({ code: 'UNKNOWN_PRESCRIBER', message });
  }
  const uzovi = insurerKnownHere(insurance, parties);
  const question = { at: now, urgency: content.urgency, regionCode: area?.regionCode, uzovi };
  const { norm, refusals: without } = normInForce(norms.versions, question, found);
  refusals.push(...without);
  if (refusals.length > 0 || area === undefined || norm === undefined) return { refusals };
  return {
    ...asked,
    area,
    lines: judged.flatMap(({ known }) => known ?? []),
    insuranceCheck:
      insurance.outcome === 'FOUND' && uzovi === undefined ? 'NOT_FOUND' : insurance.outcome,
    uzovi,
    rule: norm.rule,
    category: norm.rule.category ?? found[0]?.group.category ?? 'INCONTINENCE',
    deadlineAt: deadline(now, norm.rule.maximumMinutes),
  };
}

export function isRegistered(
  prescriber: PrescriberRow | null,
  { organisationAgb }: Caller,
): prescriber is PrescriberRow {
  return prescriber !== null && prescriber.active && prescriber.careProviderAgb === organisationAgb;
}
