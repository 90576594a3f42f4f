import { demandPerLot, lockStock, recordReserved, reserve } from '../supply/reservation';
import type { Catalogue } from '../catalogue/catalogue';
import type { Postcodes } from '../geography/postcodes.snapshot';
import { selectReferenceVersions } from '../platform/database/snapshot';
import type { Queryable } from '../platform/database/statement';
import type { StockPoints } from '../supply/stock-points.snapshot';
import {
  insertParts,
  selectRestockedParts,
  type LockedLine,
  type LockedPart,
  type LockedRequest,
} from './fulfilment.sql';
import { knownLine, routable, type KnownLine } from './lines';
import type { LockedAct } from './locked-act';
import { allocationRows, answeredParts, consideredRows, type AnsweredPart } from './placed-answer';
import type { RoutingOccasion } from './reasons';
import { isLive, type PartState } from './request-state.rules';
import {
  acceptableArticleIds,
  type RoutableLine,
  type Route,
  type RouteQuestion,
  type Router,
} from './router';
import type { EmergencySnapshots } from './snapshots';
import { effectiveDeadlineOf } from './suspension.rules';

/** As `PlaceService` does: after this many looks in vain the lots are locked before the next one. */
const LOOKS_WITHOUT_LOCK = 4;
const MOST_LOOKS = 12;

/** What routing reads that seldom changes. */
export interface RoutingReference {
  readonly catalogue: Catalogue;
  readonly postcodes: Postcodes;
  readonly points: StockPoints;
}

/** Finds other stock points for the lines that have none, in the transaction that took them away. */
export class Rerouting {
  constructor(
    private readonly database: Queryable,
    private readonly snapshots: EmergencySnapshots,
    private readonly router: Router,
  ) {}

  /**
   * The reference data of this moment. Taken before a transaction begins: loading them needs a connection
   * of its own, and where all are held by transactions that wait for it, none would ever come free.
   */
  async reference(): Promise<RoutingReference> {
    const [row] = await this.database.query(selectReferenceVersions);
    const versions = row?.versions ?? {};
    const [catalogue, postcodes, points] = await Promise.all([
      this.snapshots.catalogue.atVersion(versions),
      this.snapshots.postcodes.atVersion(versions),
      this.snapshots.stockPoints.atVersion(versions),
    ]);
    return { catalogue, postcodes, points };
  }

  /**
   * Which of the lines that are expected late could be had in time now. Looks only.
   * @param late parts that are expected after the deadline
   * @returns ids of lines
   */
  async couldBeInTime(
    act: LockedAct,
    late: readonly LockedPart[],
    reference: RoutingReference,
  ): Promise<ReadonlySet<string>> {
    const ids = new Set(late.flatMap((part) => part.allocations.map(({ lineId }) => lineId)));
    const asked = act.request.lines.filter(({ id }) => ids.has(id));
    const { parts } = act.request;
    const { question } = await this.questionOf(act, asked, parts, 'EXPECTED_LATE', reference);
    const route = await this.router.route(act.transaction, reference.points, question);
    const inTime = new Set(
      route.parts
        .filter(({ timing }) => timing.expectedAt <= question.deadlineAt)
        .flatMap(({ allocations }) => allocations.map(({ lineNumber }) => lineNumber)),
    );
    return new Set(asked.filter((line) => inTime.has(line.lineNumber)).map(({ id }) => id));
  }

  /**
   * @param parts the request's parts as they are now, in this transaction
   * @returns the states of all parts afterwards, and whether each line has a stock point
   */
  async assignOpenLines(
    act: LockedAct,
    parts: readonly LockedPart[],
    occasion: RoutingOccasion,
    reference: RoutingReference,
  ): Promise<{ states: PartState[]; allAssigned: boolean; assigned: readonly AnsweredPart[] }> {
    const { request, transaction } = act;
    const open = openLines(request, parts);
    const states = parts.map(({ state }) => state);
    if (open.length === 0) return { states, allAssigned: true, assigned: [] };
    const { lines, question } = await this.questionOf(act, open, parts, occasion, reference);
    for (let look = 1; look <= MOST_LOOKS; look += 1) {
      if (look > LOOKS_WITHOUT_LOCK) {
        await lockStock(transaction, acceptableArticleIds(question.lines));
      }
      const route = await this.router.route(transaction, reference.points, question);
      const nothing = route.parts.length === 0;
      // Trying again in vain is no news: the last decision still stands.
      if (nothing && occasion === 'TRIED_AGAIN')
        return { states, allAssigned: false, assigned: [] };
      const answered = answeredParts(route, lines, parts.length + 1, question.uzovi);
      if (!(await this.store(act, route, answered, occasion, question.deadlineAt))) continue;
      return {
        states: [...states, ...answered.map((): PartState => 'RESERVED')],
        allAssigned: route.unassigned.length === 0,
        assigned: answered,
      };
    }
    throw new Error(`Stock was gone again at each of ${MOST_LOOKS} looks`);
  }

  private async store(
    { transaction, request, now, actor }: LockedAct,
    route: Route,
    parts: readonly AnsweredPart[],
    occasion: RoutingOccasion,
    deadlineAt: Date,
  ): Promise<boolean> {
    const { allocations, lots } = allocationRows(parts, route);
    const demand = demandPerLot(lots.map(({ lot, pieces }) => ({ lotId: lot, pieces })));
    if (!(await reserve(transaction, demand))) return false;
    const context = { at: now, actor: actor.name, requestId: request.id };
    await recordReserved(transaction, demand, context);
    await transaction.query(insertParts, [
      request.id,
      JSON.stringify(parts),
      JSON.stringify(allocations),
      JSON.stringify(lots),
      now,
      occasion === 'EXPECTED_LATE' ? 'TRIED_AGAIN' : occasion,
      JSON.stringify(consideredRows(route)),
      deadlineAt,
    ]);
    return true;
  }

  /** What the router is asked for some lines of a request as it is now. */
  private async questionOf(
    { request, transaction, now }: LockedAct,
    asked: readonly LockedLine[],
    parts: readonly LockedPart[],
    occasion: RoutingOccasion,
    { catalogue, postcodes }: RoutingReference,
  ): Promise<{ lines: readonly KnownLine[]; question: RouteQuestion }> {
    const area = postcodes.byPc4.get(request.pc4);
    if (area === undefined) throw new Error(`Postcode area ${request.pc4} has left the gazetteer`);
    const lines = asked.map(({ lineNumber, pieces, startAssortmentOnly, ...line }) => {
      const device = {
        productGroupCode: line.productGroupCode,
        articleId: line.articleId,
        requiredCharacteristics: line.required,
        substitution: line.substitution,
      };
      return knownLine({ lineNumber, pieces, device, startAssortmentOnly }, catalogue);
    });
    const routed = lines.map(routable);
    const restocked = await restockedParts(transaction, request, parts, occasion, routed);
    const question = {
      now,
      deadlineAt: effectiveDeadlineOf(request, now),
      lines: routed,
      destination: area,
      handover: request.handover,
      regionCode: request.regionCode,
      uzovi: request.insurerUzovi ?? undefined,
      passedOver: passedOverPoints(parts, occasion, restocked),
    };
    return { lines, question };
  }
}

/** Lines that no live part serves. */
function openLines(request: LockedRequest, parts: readonly LockedPart[]): LockedRequest['lines'] {
  const served = new Set(
    parts
      .filter(({ state }) => isLive(state))
      .flatMap(({ allocations }) => allocations.map(({ lineId }) => lineId)),
  );
  return request.lines.filter(({ id }) => !served.has(id));
}

/** Parts declined for want of stock whose stock point got some since; only where that makes a difference. */
async function restockedParts(
  transaction: Queryable,
  { id }: LockedRequest,
  parts: readonly LockedPart[],
  occasion: RoutingOccasion,
  lines: readonly RoutableLine[],
): Promise<ReadonlySet<string>> {
  const triesAgain = occasion === 'TRIED_AGAIN' || occasion === 'EXPECTED_LATE';
  const declined = parts.some(({ passOverReason }) => passOverReason === 'DECLINED');
  if (!triesAgain || !declined) return new Set();
  const rows = await transaction.query(selectRestockedParts, [id, acceptableArticleIds(lines)]);
  return new Set(rows.map((part) => part.id));
}

/**
 * Who declined is not asked again, unless that was for want of stock and it got some since. Who merely did
 * not answer in time, or could not hand it over, is, once the request is tried again for want of anyone else.
 * Who was merely late is no worse than before.
 */
function passedOverPoints(
  parts: readonly LockedPart[],
  occasion: RoutingOccasion,
  restocked: ReadonlySet<string>,
): ReadonlySet<number> {
  const isAskedAgain = ({ id, passOverReason }: LockedPart): boolean =>
    passOverReason === 'EXPECTED_LATE' ||
    restocked.has(id) ||
    (occasion === 'TRIED_AGAIN' && passOverReason !== 'DECLINED');
  return new Set(
    parts
      .filter((part) => part.state === 'PASSED_OVER' && !isAskedAgain(part))
      .map(({ stockPointId }) => stockPointId),
  );
}
