import { callerOf, type CallContext } from '../access/call-context';
import type { Caller } from '../access/caller';
import type { AccessLog } from '../access/access-log.service';
import { localDate } from '../platform/amsterdam-time';
import type { Clock } from '../platform/clock';
import type { Database } from '../platform/database/database';
import { constraintOf, isCrowdedOut } from '../platform/database/retry.rules';
import type { Queryable } from '../platform/database/statement';
import type { Refusal } from '../platform/refusal';
import { demandPerLot, lockStock } from '../supply/reservation';
import type { StockPoints } from '../supply/stock-points.snapshot';
import { firstAskAgain } from './insurance-again';
import type { InsuranceCheck } from './insurance-check';
import { takeIn, type Intake } from './intake';
import { routable, type KnownLine } from './lines';
import type { PatientCipher } from '../parties/patient-cipher';
import { canonicalContent, checkPlaceInput, type PlaceInput } from './place-input.rules';
import {
  insertRequest,
  selectFirstAnswer,
  selectPlacingContext,
  type PlacingContextRow,
} from './place.sql';
import { allocationRows, answeredParts, consideredRows, type PlacedAnswer } from './placed-answer';
import { acceptableArticleIds, type Route, type RouteQuestion, type Router } from './router';
import type { EmergencySnapshots } from './snapshots';

export interface Placed {
  readonly id: string;
  readonly answer: PlacedAnswer;
}

export type PlaceResult = { readonly placed: Placed } | { readonly refusals: readonly Refusal[] };

const KEY_REUSED: Refusal = {
  code: 'KEY_REUSED',
  message:
    'This requestKey was used before for a request with other content. ' +
    'Use a new key for a new request, or send exactly the same request to get its answer again.',
  path: 'input.requestKey',
};

/**
 * Stock that was seen may be gone when it is taken; then another look is taken. Where that happened this
 * often, the next look first locks the lots it looks at, so that what it sees it can have.
 */
const LOOKS_WITHOUT_LOCK = 4;
const MOST_LOOKS = 12;

/** Places emergency requests: one form, whatever the insurer; goods reserved before the answer is given. */
export class PlaceService {
  /** @param onUnserved told when a request was kept though stock may be there, so that it is tried again at once */
  constructor(
    private readonly database: Database,
    private readonly snapshots: EmergencySnapshots,
    private readonly router: Router,
    private readonly insurance: InsuranceCheck,
    private readonly cipher: PatientCipher,
    private readonly clock: Clock,
    private readonly accessLog: AccessLog,
    private readonly onUnserved: () => void,
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
    const insurance = this.insurance.insurerOf(content.patient.bsn, localDate(now));
    const known = await this.readContext(caller, content.requestKey, contentHash);
    if (known.existing?.sameContent) return this.firstAnswer(known.existing.id);
    const asked = { content, caller, now, contentHash };
    const taken = await takeIn(this.snapshots, known, asked, await insurance);
    if (known.existing !== null) {
      return { refusals: [KEY_REUSED, ...('refusals' in taken ? taken.refusals : [])] };
    }
    if ('refusals' in taken) return taken;
    const points = await this.snapshots.stockPoints.atVersion(known.versions);
    try {
      return { placed: await this.routeAndStore(taken, points, context) };
    } catch (error) {
      if (constraintOf(error) !== 'one_request_one_key') throw error;
      // Another one with this key was quicker; it has been committed, or this insert would still wait.
      const { existing } = await this.readContext(caller, content.requestKey, contentHash);
      if (existing === null) throw error;
      return existing.sameContent ? this.firstAnswer(existing.id) : { refusals: [KEY_REUSED] };
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

  private async firstAnswer(id: string): Promise<PlaceResult> {
    const [event] = await this.database.query(selectFirstAnswer, [id]);
    if (event === undefined) throw new Error('A request without its first event');
    return { placed: { id, answer: event.details as PlacedAnswer } };
  }

  private async routeAndStore(
    intake: Intake,
    points: StockPoints,
    context: CallContext,
  ): Promise<Placed> {
    try {
      for (let look = 1; look <= MOST_LOOKS; look += 1) {
        const placed =
          look <= LOOKS_WITHOUT_LOCK
            ? await this.storeAsSeen(intake, points, context)
            : await this.storeAsLocked(intake, points, context);
        if (placed !== undefined) return placed;
      }
    } catch (error) {
      if (!isCrowdedOut(error)) throw error;
    }
    return this.storeUnserved(intake, context);
  }

  /** Others were quicker each time, or held the stock for too long: the request is kept all the same. */
  private async storeUnserved(intake: Intake, context: CallContext): Promise<Placed> {
    const route: Route = {
      parts: [],
      unassigned: intake.lines.map(({ lineNumber }) => lineNumber),
      considered: [],
      contractedLine: () => undefined,
    };
    const placed = await this.store(this.alone(), intake, route, context);
    if (placed === undefined) throw new Error('A request that reserves nothing was not kept');
    this.onUnserved();
    return placed;
  }

  /** The statement that stores a request is all of its transaction. */
  private alone(): Queryable {
    const { database } = this;
    return { query: (statement, values) => database.asTransaction(statement, values) };
  }

  private async storeAsSeen(
    intake: Intake,
    points: StockPoints,
    context: CallContext,
  ): Promise<Placed | undefined> {
    const route = await this.router.route(this.database, points, questionOf(intake));
    try {
      return await this.store(this.alone(), intake, route, context);
    } catch (error) {
      // The guard of the database found it gone where the statement still saw it.
      if (constraintOf(error) !== 'never_sell_what_is_not_there') throw error;
      return undefined;
    }
  }

  private async storeAsLocked(
    intake: Intake,
    points: StockPoints,
    context: CallContext,
  ): Promise<Placed | undefined> {
    const question = questionOf(intake);
    return this.database.inTransaction(async (transaction) => {
      await lockStock(transaction, acceptableArticleIds(question.lines));
      const route = await this.router.route(transaction, points, question);
      return this.store(transaction, intake, route, context);
    });
  }

  /** @returns undefined when some of the stock is no longer there; then nothing was kept */
  private async store(
    transaction: Queryable,
    intake: Intake,
    route: Route,
    context: CallContext,
  ): Promise<Placed | undefined> {
    const { content, caller, now, uzovi } = intake;
    const answer: PlacedAnswer = {
      state: route.unassigned.length > 0 ? 'UNASSIGNED' : 'RESERVED',
      placedAt: now.toISOString(),
      deadlineAt: intake.deadlineAt.toISOString(),
      normRuleId: Number(intake.rule.id),
      insurerUzovi: uzovi ?? null,
      parts: answeredParts(route, intake.lines, 1, uzovi),
      unassigned: route.unassigned,
    };
    const { allocations, lots } = allocationRows(answer.parts, route);
    const demand = lots.map(({ lot, pieces }) => ({ lotId: lot, pieces }));
    const patient = this.cipher.seal({ bsn: content.patient.bsn });
    // What this organisation says of the patient is its own: nobody else's request shows or changes it.
    const contact = this.cipher.seal({
      birthDate: content.patient.birthDate,
      name: content.patient.name,
      postcode: content.postcode,
      houseNumber: content.houseNumber,
      note: content.note,
      callBackNumber: content.callBackNumber,
    });
    const [row] = await transaction.query(insertRequest, [
      this.cipher.hashBsn(content.patient.bsn),
      patient.sealed,
      patient.keyId,
      JSON.stringify({
        organisationAgb: caller.organisationAgb,
        requestKey: content.requestKey,
        prescriberAgb: caller.practitionerAgb,
        insurerUzovi: uzovi,
        insuranceCheck: intake.insuranceCheck,
        insuranceAskAt: intake.insuranceCheck === 'UNAVAILABLE' ? firstAskAgain(now) : null,
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
      JSON.stringify(
        this.accessLog.rowOf(context, {
          operation: 'placeEmergencyRequest',
          action: 'CREATE',
          outcome: 'GRANTED',
          objectType: 'EmergencyRequest',
        }),
      ),
    ]);
    return row === undefined ? undefined : { id: row.id, answer };
  }
}

/** What the router is asked for a request that is new. */
function questionOf(intake: Intake): RouteQuestion {
  return {
    now: intake.now,
    deadlineAt: intake.deadlineAt,
    lines: intake.lines.map(routable),
    destination: intake.area,
    handover: intake.content.handover,
    regionCode: intake.area.regionCode,
    uzovi: intake.uzovi,
    passedOver: new Set(),
  };
}

function lineRows(lines: readonly KnownLine[]): object[] {
  return lines.map(({ lineNumber, pieces, device, startAssortmentOnly }) => ({
    lineNumber,
    pieces,
    startAssortmentOnly,
    productGroupCode: device.productGroupCode,
    articleId: device.articleId,
    required: device.requiredCharacteristics,
    substitution: device.substitution,
  }));
}
