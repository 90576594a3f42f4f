import { callerOf, type CallContext } from '../access/call-context';
import type { Caller } from '../access/caller';
import type { AccessLog } from '../access/access-log.service';
import { pc4Of } from '../geography/postcode.rules';
import type { PostcodeArea } from '../geography/postcodes.snapshot';
import { mayPrescribe } from '../parties/prescriber-authority.rules';
import { localDate } from '../platform/amsterdam-time';
import type { Clock } from '../platform/clock';
import type { Database } from '../platform/database/database';
import { constraintOf } from '../platform/database/retry.rules';
import { demandPerLot, reserve } from '../supply/reservation';
import type { StockPoints } from '../supply/stock-points.snapshot';
import { deadline } from '../timeliness/clock.rules';
import { selectStrictestNormRule, type NormRule } from '../timeliness/norm.rules';
import type { InsuranceCheck, InsuranceCheckOutcome } from './insurance-check';
import { knownLines, routable, type KnownLine } from './lines';
import type { PatientCipher } from './patient-cipher';
import {
  canonicalContent,
  checkPlaceInput,
  type PlaceContent,
  type PlaceInput,
} from './place-input.rules';
import {
  insertRequest,
  selectFirstAnswer,
  selectPlacingContext,
  type PlacingContextRow,
} from './place.sql';
import { allocationRows, answeredParts, consideredRows, type PlacedAnswer } from './placed-answer';
import type { Refusal } from '../platform/refusal';
import type { Route, Router } from './router';
import type { EmergencySnapshots } from './snapshots';

export interface Placed {
  readonly id: string;
  readonly answer: PlacedAnswer;
}

export type PlaceResult = { readonly placed: Placed } | { readonly refusals: readonly Refusal[] };

/** Everything about the request that holds whichever stock point is chosen. */
interface Intake {
  readonly content: PlaceContent;
  readonly caller: Caller;
  readonly area: PostcodeArea;
  readonly lines: readonly KnownLine[];
  readonly insurance: InsuranceCheckOutcome;
  readonly rule: NormRule;
  readonly category: string;
  readonly now: Date;
  readonly deadlineAt: Date;
  readonly contentHash: Buffer;
}

/** Stock that was seen may be gone when it is taken; then another look is taken, this often at most. */
const MOST_LOOKS = 25;

/** Places emergency requests: one form, whatever the insurer; goods reserved before the answer is given. */
export class PlaceService {
  constructor(
    private readonly database: Database,
    private readonly snapshots: EmergencySnapshots,
    private readonly router: Router,
    private readonly insurance: InsuranceCheck,
    private readonly cipher: PatientCipher,
    private readonly clock: Clock,
    private readonly accessLog: AccessLog,
  ) {}

  /**
   * The same key of the same organisation with the same content gives the first answer again, however
   * many come at once and after a crash; with other content it is refused.
   * @throws InvalidInput naming every field that is wrong in itself
   */
  async place(input: PlaceInput, context: CallContext): Promise<PlaceResult> {
    const caller = callerOf(context);
    const now = this.clock.now();
    const content = checkPlaceInput(input, now);
    const prescriberAgb = caller.practitionerAgb ?? '';
    const contentHash = this.cipher.fingerprint(canonicalContent(content, prescriberAgb));
    const [known, insurance] = await Promise.all([
      this.readContext(caller, content.requestKey, contentHash),
      this.insurance.insurerOf(content.patient.bsn, localDate(now)),
    ]);
    if (known.existing !== null) return this.again(known.existing);
    const taken = await this.takeIn(known, content, caller, insurance, contentHash, now);
    if ('refusals' in taken) return taken;
    const points = await this.snapshots.stockPoints.atVersion(known.versions);
    try {
      return { placed: await this.routeAndStore(taken, points, context) };
    } catch (error) {
      if (constraintOf(error) !== 'one_request_one_key') throw error;
      // Another one with this key was quicker; it has been committed, or this insert would still wait.
      const { existing } = await this.readContext(caller, content.requestKey, contentHash);
      if (existing === null) throw error;
      return this.again(existing);
    }
  }

  private async readContext(
    caller: Caller,
    requestKey: string,
    contentHash: Buffer,
  ): Promise<PlacingContextRow> {
    const [row] = await this.database.query(selectPlacingContext, [
      caller.practitionerAgb,
      caller.organisationAgb,
      requestKey,
      contentHash,
    ]);
    if (row === undefined) throw new Error('The placing context gave no row');
    return row;
  }

  private async again(existing: { id: string; sameContent: boolean }): Promise<PlaceResult> {
    if (!existing.sameContent) {
      const message =
        'This requestKey was used before for a request with other content. ' +
        'Use a new key for a new request, or send exactly the same request to get its answer again.';
      return { refusals: [{ code: 'KEY_REUSED', message, path: 'input.requestKey' }] };
    }
    const [event] = await this.database.query(selectFirstAnswer, [existing.id]);
    if (event === undefined) throw new Error('A request without its first event');
    return { placed: { id: existing.id, answer: event.details as PlacedAnswer } };
  }

  /** Who may ask this, for what, where, and by when; all refusals at once. */
  private async takeIn(
    { versions, prescriber }: PlacingContextRow,
    content: PlaceContent,
    caller: Caller,
    insurance: InsuranceCheckOutcome,
    contentHash: Buffer,
    now: Date,
  ): Promise<Intake | { refusals: readonly Refusal[] }> {
    const [catalogue, postcodes, parties, norms] = await Promise.all([
      this.snapshots.catalogue.atVersion(versions),
      this.snapshots.postcodes.atVersion(versions),
      this.snapshots.parties.atVersion(versions),
      this.snapshots.norms.atVersion(versions),
    ]);
    const area = postcodes.byPc4.get(pc4Of(content.postcode));
    const refusals: Refusal[] = [];
    if (area === undefined) {
      const message =
        'input.address.postcode must be a postcode in use: its four digits are not known';
      refusals.push({ code: 'UNKNOWN_POSTCODE', message, path: 'input.address.postcode' });
    }
    const { known, refusals: unknown } = knownLines(content.lines, catalogue);
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
        ...authorityRefusals(known, prescriber.professionCode, content, parties.authority),
      );
    }
    const uzovi = insurance.outcome === 'FOUND' ? insurance.uzovi : undefined;
    const norm = selectStrictestNormRule(norms.versions, {
      at: now,
      urgency: content.urgency,
      regionCode: area?.regionCode,
      uzovi,
      lines: known.map(({ category, device }) => ({
        category,
        productGroup: device.productGroupCode,
      })),
    });
    if (norm === undefined && known.length > 0) {
      const message = `No timeliness norm is in force for urgency ${content.urgency}.`;
      refusals.push({ code: 'NO_NORM_IN_FORCE', message, path: 'input.urgency' });
    }
    if (refusals.length > 0 || area === undefined || norm === undefined) return { refusals };
    return {
      content,
      caller,
      area,
      lines: known,
      insurance,
      rule: norm.rule,
      category: norm.rule.category ?? known[0]?.category ?? 'INCONTINENCE',
      now,
      deadlineAt: deadline(now, norm.rule.maximumMinutes),
      contentHash,
    };
  }

  private async routeAndStore(
    intake: Intake,
    points: StockPoints,
    context: CallContext,
  ): Promise<Placed> {
    for (let look = 1; look <= MOST_LOOKS; look += 1) {
      const route = await this.router.route(this.database, points, {
        now: intake.now,
        deadlineAt: intake.deadlineAt,
        lines: intake.lines.map(routable),
        destination: intake.area,
        handover: intake.content.handover,
        regionCode: intake.area.regionCode,
        uzovi: uzoviOf(intake),
        passedOver: new Set(),
      });
      const placed = await this.store(intake, route, context);
      if (placed !== undefined) return placed;
    }
    throw new Error(`Stock was gone again at each of ${MOST_LOOKS} looks`);
  }

  /** @returns undefined when some of the stock is no longer there; then nothing was kept */
  private async store(
    intake: Intake,
    route: Route,
    context: CallContext,
  ): Promise<Placed | undefined> {
    const { content, caller, now } = intake;
    const uzovi = uzoviOf(intake);
    const answer: PlacedAnswer = {
      state: route.unassigned.length > 0 ? 'UNASSIGNED' : 'RESERVED',
      placedAt: now.toISOString(),
      deadlineAt: intake.deadlineAt.toISOString(),
      normRuleId: Number(intake.rule.id),
      insurerUzovi: uzovi ?? null,
      parts: answeredParts(route, intake.lines, now, 1, uzovi),
      unassigned: route.unassigned,
    };
    const { allocations, lots } = allocationRows(answer.parts, route);
    const demand = lots.map(({ lot, pieces }) => ({ lotId: lot, pieces }));
    const patient = this.cipher.seal({
      bsn: content.patient.bsn,
      birthDate: content.patient.birthDate,
    });
    const contact = this.cipher.seal({
      name: content.patient.name,
      postcode: content.postcode,
      houseNumber: content.houseNumber,
      note: content.note,
      callBackNumber: content.callBackNumber,
    });
    const id = await this.database.inTransaction(async (transaction) => {
      if (!(await reserve(transaction, demand))) return undefined;
      const [row] = await transaction.query(insertRequest, [
        this.cipher.hashBsn(content.patient.bsn),
        patient.sealed,
        patient.keyId,
        JSON.stringify({
          organisationAgb: caller.organisationAgb,
          requestKey: content.requestKey,
          prescriberAgb: caller.practitionerAgb,
          insurerUzovi: uzovi,
          insuranceCheck: intake.insurance.outcome,
          urgency: content.urgency,
          urgencyReason: content.urgencyReason,
          prescription: content.prescription,
          category: intake.category,
          handover: content.handover,
          pc4: intake.area.pc4,
          regionCode: intake.area.regionCode,
          contactKeyId: contact.keyId,
          state: answer.state,
          placedAt: now,
          normRuleId: answer.normRuleId,
          deadlineAt: intake.deadlineAt,
          actor: `agb:${caller.practitionerAgb}`,
          actorRole: caller.role,
        }),
        intake.contentHash,
        contact.sealed,
        JSON.stringify(lineRows(intake.lines)),
        JSON.stringify(answer.parts),
        JSON.stringify(allocations),
        JSON.stringify(lots),
        JSON.stringify(demandPerLot(demand).map(({ lotId, pieces }) => ({ lot: lotId, pieces }))),
        JSON.stringify(consideredRows(route)),
        JSON.stringify(answer),
      ]);
      if (row === undefined) throw new Error('The request was not stored');
      await this.accessLog.record(transaction, context, {
        operation: 'placeEmergencyRequest',
        action: 'CREATE',
        outcome: 'GRANTED',
        objectType: 'EmergencyRequest',
        objectIds: [row.id],
      });
      return row.id;
    });
    return id === undefined ? undefined : { id, answer };
  }
}

function uzoviOf({ insurance }: Intake): string | undefined {
  return insurance.outcome === 'FOUND' ? insurance.uzovi : undefined;
}

function lineRows(lines: readonly KnownLine[]): object[] {
  return lines.map(({ lineNumber, pieces, device }) => ({
    lineNumber,
    pieces,
    productGroupCode: device.productGroupCode,
    articleId: device.articleId,
    required: device.requiredCharacteristics,
    substitution: device.substitution,
  }));
}

function authorityRefusals(
  lines: readonly KnownLine[],
  professionCode: string,
  { prescription, urgency }: PlaceContent,
  matrix: Parameters<typeof mayPrescribe>[0],
): Refusal[] {
  const refusals: Refusal[] = [];
  for (const { lineNumber, category } of lines) {
    const verdict = mayPrescribe(matrix, { professionCode, category, prescription, urgency });
    if (verdict.allowed) continue;
    const path = `input.lines.${lineNumber - 1}`;
    refusals.push({ code: 'MAY_NOT_PRESCRIBE', message: verdict.reason, path });
  }
  return refusals;
}
