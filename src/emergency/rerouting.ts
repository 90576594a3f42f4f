import { demandPerLot, lockStock, recordReserved, reserve } from '../supply/reservation';
import type { Catalogue } from '../catalogue/catalogue';
import type { Postcodes } from '../geography/postcodes.snapshot';
import { selectReferenceVersions } from '../platform/database/snapshot';
import type { Queryable } from '../platform/database/statement';
import type { StockPoints } from '../supply/stock-points.snapshot';
import { insertParts, type LockedPart, type LockedRequest } from './fulfilment.sql';
import { knownLine, routable } from './lines';
import type { LockedAct } from './locked-act';
import { allocationRows, answeredParts, consideredRows, type AnsweredPart } from './placed-answer';
import { isLive, type PartState } from './request-state.rules';
import { acceptableArticleIds, type Route, type Router } from './router';
import type { EmergencySnapshots } from './snapshots';

export type PassOverOccasion = 'DECLINED' | 'NOT_ACCEPTED_IN_TIME' | 'NOT_HANDED_OVER';
export type RoutingOccasion = PassOverOccasion | 'TRIED_AGAIN';

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
   * @param parts the request's parts as they are now, in this transaction
   * @returns the states of all parts afterwards, and whether each line has a stock point
   */
  async assignOpenLines(
    act: LockedAct,
    parts: readonly LockedPart[],
    occasion: RoutingOccasion,
    { catalogue, postcodes, points }: RoutingReference,
  ): Promise<{ states: PartState[]; allAssigned: boolean; assigned: readonly AnsweredPart[] }> {
    const { request, transaction, now } = act;
    const open = openLines(request, parts);
    const states = parts.map(({ state }) => state);
    if (open.length === 0) return { states, allAssigned: true, assigned: [] };
    const area = postcodes.byPc4.get(request.pc4);
    if (area === undefined) throw new Error(`Postcode area ${request.pc4} has left the gazetteer`);
    const lines = open.map((line) =>
      knownLine(
        line.lineNumber,
        line.pieces,
        {
          productGroupCode: line.productGroupCode,
          articleId: line.articleId,
          requiredCharacteristics: line.required,
          substitution: line.substitution,
        },
        catalogue,
      ),
    );
    const uzovi = request.insurerUzovi ?? undefined;
    const question = {
      now,
      deadlineAt: request.deadlineAt,
      lines: lines.map(routable),
      destination: area,
      handover: request.handover,
      regionCode: request.regionCode,
      uzovi,
      passedOver: passedOverPoints(parts, occasion),
    };
    for (let look = 1; look <= MOST_LOOKS; look += 1) {
      if (look > LOOKS_WITHOUT_LOCK) {
        await lockStock(transaction, acceptableArticleIds(question.lines));
      }
      const route = await this.router.route(transaction, points, question);
      const nothing = route.parts.length === 0;
      // Trying again in vain is no news: the last decision still stands.
      if (nothing && occasion === 'TRIED_AGAIN')
        return { states, allAssigned: false, assigned: [] };
      const answered = answeredParts(route, lines, now, parts.length + 1, uzovi);
      if (!(await this.store(act, route, answered, occasion))) continue;
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
      occasion,
      JSON.stringify(consideredRows(route)),
    ]);
    return true;
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

/**
 * Who declined is not asked again. Who merely did not answer in time, or could not hand it over, is, once
 * the request is tried again for want of anyone else.
 */
function passedOverPoints(
  parts: readonly LockedPart[],
  occasion: RoutingOccasion,
): ReadonlySet<number> {
  return new Set(
    parts
      .filter(({ state }) => state === 'PASSED_OVER')
      .filter(({ passOverReason }) => occasion !== 'TRIED_AGAIN' || passOverReason === 'DECLINED')
      .map(({ stockPointId }) => stockPointId),
  );
}
