import type { Transaction } from '../platform/database/database';
import { selectReferenceVersions } from '../platform/database/snapshot';
import { demandPerLot, recordReserved, release, reserve } from '../supply/reservation';
import {
  endAllocations,
  endSuspension,
  insertEvent,
  insertParts,
  lockRequest,
  lockRequestIfFree,
  moveRequest,
  selectLocked,
  type LockedPart,
  type LockedRequest,
} from './fulfilment.sql';
import { knownLine, routable } from './lines';
import { allocationRows, answeredParts, consideredRows, type AnsweredPart } from './placed-answer';
import {
  clockStops,
  ENDED_REQUEST_STATES,
  isLive,
  requestStateOf,
  type PartState,
  type RequestState,
} from './request-state.rules';
import type { Route, Router } from './router';
import type { EmergencySnapshots } from './snapshots';
import { suspensionCounts } from './suspension.rules';

/** Who acts, as events and ledger keep it. */
export interface Actor {
  readonly role: string;
  readonly name: string;
}

/** The platform itself, where time passed or stock came in. */
export const PLATFORM: Actor = { role: 'PLATFORM', name: 'platform' };

export type RoutingOccasion = 'DECLINED' | 'NOT_ACCEPTED_IN_TIME' | 'TRIED_AGAIN';

const MOST_LOOKS = 25;

/** One act on a request whose row is locked: what is known of it, and the events it has had so far. */
export class LockedAct {
  private sequence: number;

  constructor(
    readonly transaction: Transaction,
    readonly request: LockedRequest,
    readonly actor: Actor,
    readonly now: Date,
  ) {
    this.sequence = request.lastSequence;
  }

  /** Writes the next event of the chain, and the message to the outside with it. */
  async event(kind: string, details: object, topic: string): Promise<void> {
    this.sequence += 1;
    await this.transaction.query(insertEvent, [
      this.request.id,
      this.sequence,
      this.now,
      kind,
      this.actor.role,
      this.actor.name,
      JSON.stringify(details),
      topic,
    ]);
  }

  /** Frees what was reserved for a part, and lets go of its allocations. */
  async free(part: LockedPart): Promise<void> {
    await release(
      this.transaction,
      part.allocations.flatMap(({ lots }) => lots),
      { at: this.now, actor: this.actor.name, requestId: this.request.id },
    );
    await this.transaction.query(endAllocations, [part.id]);
  }

  /** Ends the suspension that is running, if one is, and adds what of it counts to the request. */
  async resumeClock(): Promise<void> {
    const { suspension, deadlineAt, suspendedMilliseconds, id } = this.request;
    if (suspension === null) return;
    const counts = suspensionCounts({
      deadlineAt,
      suspendedBefore: Number(suspendedMilliseconds),
      from: new Date(suspension.at),
      until: this.now,
    });
    await this.transaction.query(endSuspension, [id, this.now, counts]);
    const details = { reason: suspension.reason };
    await this.event('CLOCK_RESUMED', details, 'emergency-request.clock-resumed');
  }

  /** Writes the state that the request has with its parts as they are now. */
  async settleState(parts: readonly PartState[], allAssigned: boolean): Promise<RequestState> {
    const state = requestStateOf(parts, allAssigned);
    const stopped = clockStops(parts, allAssigned, this.request.handover);
    const stoppedAt = stopped ? (this.request.stoppedAt ?? this.now) : null;
    if (stopped) await this.resumeClock();
    const ended = ENDED_REQUEST_STATES.has(state);
    await this.transaction.query(moveRequest, [
      this.request.id,
      state,
      stoppedAt,
      ended ? this.now : null,
      null,
    ]);
    return state;
  }
}

/** Locks the request and reads it. @returns undefined when there is none, or (`ifFree`) it is in use */
export async function lockAct(
  transaction: Transaction,
  requestId: string,
  actor: Actor,
  now: Date,
  ifFree = false,
): Promise<LockedAct | undefined> {
  const locked = await transaction.query(ifFree ? lockRequestIfFree : lockRequest, [requestId]);
  if (locked.length === 0) return undefined;
  const [request] = await transaction.query(selectLocked, [requestId]);
  return request === undefined ? undefined : new LockedAct(transaction, request, actor, now);
}

/** Finds other stock points for the lines that have none, in the transaction that took them away. */
export class Rerouting {
  constructor(
    private readonly snapshots: EmergencySnapshots,
    private readonly router: Router,
  ) {}

  /**
   * @param parts the request's parts as they are now, in this transaction
   * @returns the states of all parts afterwards, and whether each line has a stock point
   */
  async assignOpenLines(
    act: LockedAct,
    parts: readonly LockedPart[],
    occasion: RoutingOccasion,
  ): Promise<{ states: PartState[]; allAssigned: boolean; assigned: readonly AnsweredPart[] }> {
    const { request, transaction, now } = act;
    const open = openLines(request, parts);
    const states = parts.map(({ state }) => state);
    if (open.length === 0) return { states, allAssigned: true, assigned: [] };
    const [row] = await transaction.query(selectReferenceVersions);
    const versions = row?.versions ?? {};
    const [catalogue, postcodes, points] = await Promise.all([
      this.snapshots.catalogue.atVersion(versions),
      this.snapshots.postcodes.atVersion(versions),
      this.snapshots.stockPoints.atVersion(versions),
    ]);
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
    for (let look = 1; look <= MOST_LOOKS; look += 1) {
      const route = await this.router.route(transaction, points, {
        now,
        deadlineAt: request.deadlineAt,
        lines: lines.map(routable),
        destination: area,
        handover: request.handover,
        regionCode: request.regionCode,
        uzovi,
        passedOver: passedOverPoints(parts, occasion),
      });
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
 * Who declined is not asked again. Who merely did not answer in time is, once the request is tried
 * again for want of anyone else.
 */
function passedOverPoints(
  parts: readonly LockedPart[],
  occasion: RoutingOccasion,
): ReadonlySet<number> {
  return new Set(
    parts
      .filter(({ state }) => state === 'PASSED_OVER')
      .filter(
        ({ passOverReason }) =>
          occasion !== 'TRIED_AGAIN' || passOverReason !== 'NOT_ACCEPTED_IN_TIME',
      )
      .map(({ stockPointId }) => stockPointId),
  );
}
