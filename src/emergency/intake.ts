import type { Caller } from '../access/caller';
import type { Catalogue } from '../catalogue/catalogue';
import { isOfStartAssortment } from '../catalogue/start-assortment.rules';
import { pc4Of } from '../geography/postcode.rules';
import type { PostcodeArea } from '../geography/postcodes.snapshot';
import { mayPrescribe } from '../parties/prescriber-authority.rules';
import type { Refusal } from '../platform/refusal';
import { deadline } from '../timeliness/clock.rules';
import { selectStrictestNormRule, type NormRule } from '../timeliness/norm.rules';
import { insurerKnownHere, type InsuranceCheckOutcome } from './insurance-check';
import { lookUpLines, type KnownLine, type LineOfGroup } from './lines';
import type { PlaceContent } from './place-input.rules';
import type { PlacingContextRow } from './place.sql';
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
  if (
    prescriber === null ||
    !prescriber.active ||
    prescriber.careProviderAgb !== caller.organisationAgb
  ) {
    const message =
      'You are not registered as an active prescriber of your organisation. Ask it to register you.';
    refusals.push({ code: 'UNKNOWN_PRESCRIBER', message });
  } else {
    refusals.push(
      ...authorityRefusals(found, prescriber.professionCode, content, parties.authority, catalogue),
    );
  }
  const uzovi = insurerKnownHere(insurance, parties);
  const norm = selectStrictestNormRule(norms.versions, {
    at: now,
    urgency: content.urgency,
    regionCode: area?.regionCode,
    uzovi,
    lines: found.map(({ group }) => ({ category: group.category, productGroup: group.code })),
  });
  if (norm === undefined && found.length > 0) {
    const message = `No timeliness norm is in force for urgency ${content.urgency}.`;
    refusals.push({ code: 'NO_NORM_IN_FORCE', message, path: 'input.urgency' });
  }
  if (refusals.length > 0 || area === undefined || norm === undefined) return { refusals };
  return {
    ...asked,
    area,
    lines: found.flatMap(({ known }) => known ?? []),
    insuranceCheck:
      insurance.outcome === 'FOUND' && uzovi === undefined ? 'NOT_FOUND' : insurance.outcome,
    uzovi,
    rule: norm.rule,
    category: norm.rule.category ?? found[0]?.group.category ?? 'INCONTINENCE',
    deadlineAt: deadline(now, norm.rule.maximumMinutes),
  };
}

/** By profession and category for every line of which the group is known, whatever else is wrong with it. */
function authorityRefusals(
  lines: readonly LineOfGroup[],
  professionCode: string,
  { prescription, urgency }: PlaceContent,
  matrix: Parameters<typeof mayPrescribe>[0],
  catalogue: Catalogue,
): Refusal[] {
  const refusals: Refusal[] = [];
  for (const { lineNumber, group, known } of lines) {
    const verdict = mayPrescribe(matrix, {
      professionCode,
      category: group.category,
      prescription,
      urgency,
      ...(known === undefined || known.matching.length === 0
        ? {}
        : { inStartAssortment: isOfStartAssortment(known.device, known.matching, catalogue) }),
    });
    if (verdict.allowed) continue;
    const path = `input.lines.${lineNumber - 1}`;
    refusals.push({ code: 'MAY_NOT_PRESCRIBE', message: verdict.reason, path });
  }
  return refusals;
}
