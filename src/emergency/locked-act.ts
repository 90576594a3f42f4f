import type { Clock } from '../platform/clock';
import type { Transaction } from '../platform/database/database';
import {
  demandPerLot,
  release,
  writeOff,
  type LedgerContext,
  type LotPieces,
} from '../supply/reservation';
import type { AdjustmentReason } from '../supply/adjustment.rules';
import type { RequestEventKind } from '../timeliness/event-kind';
import {
  endAllocations,
  endSuspension,
  insertEvent,
  lockRequest,
  lockRequestIfFree,
  moveRequest,
  selectLocked,
  type LockedPart,
  type LockedRequest,
} from './fulfilment.sql';
import {
  clockStops,
  ENDED_REQUEST_STATES,
  requestStateOf,
  type PartState,
  type RequestState,
} from './request-state.rules';

/** Who acts, as events and ledger keep it. */
export interface Actor {
  readonly role: string;
  readonly name: string;
}

/** The platform itself, where time passed or stock came in. */
export const PLATFORM: Actor = { role: 'PLATFORM', name: 'platform' };

/** Pieces of a lot that were reserved, and are gone. */
export interface WrittenOffLot {
  readonly articleId: number;
  readonly lotNumber: string;
  readonly pieces: number;
  readonly reason: AdjustmentReason;
}

/** One act on a request whose row is locked: what is known of it, and the events it has had so far. */
export class LockedAct {
  private sequence: number;
  private freed = false;
  private readonly gone: WrittenOffLot[] = [];
  private resumed = false;
  private stoppedAt: Date | null;

  constructor(
    readonly transaction: Transaction,
    readonly request: LockedRequest,
    readonly actor: Actor,
    readonly now: Date,
  ) {
    this.sequence = request.lastSequence;
    this.stoppedAt = request.stoppedAt;
  }

  /** Whether pieces that were reserved are to be had again. */
  get hasFreed(): boolean {
    return this.freed;
  }

  /** What the act wrote off. */
  get writtenOff(): readonly WrittenOffLot[] {
    return this.gone;
  }

  private get ledgerContext(): LedgerContext {
    return { at: this.now, actor: this.actor.name, requestId: this.request.id };
  }

  /** Writes the next event of the chain, and the message to the outside with it. */
  async event(kind: RequestEventKind, details: object, topic: string): Promise<void> {
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

  /** A part lets go of what was reserved for it. @param writtenOff as what it is gone; else it is free again */
  async letGo(part: LockedPart, writtenOff?: AdjustmentReason): Promise<void> {
    if (writtenOff === undefined) {
      await release(this.transaction, lotsOf(part), this.ledgerContext);
      this.freed = true;
    } else {
      await writeOff(this.transaction, lotsOf(part), writtenOff, this.ledgerContext);
      this.gone.push(...writtenOffLots(part, writtenOff));
    }
    await this.transaction.query(endAllocations, [part.id]);
  }

  /** What lay ready, and stopped the clock by that, did not reach the patient: it runs on as if it never had. */
  runOn(): void {
    this.stoppedAt = null;
  }

  /** Ends the suspension that is running, if one still is. */
  async resumeClock(): Promise<void> {
    const { suspension } = this.request;
    if (suspension === null || this.resumed) return;
    this.resumed = true;
    await this.transaction.query(endSuspension, [suspension.id, this.now]);
    const details = { reason: suspension.reason };
    await this.event('CLOCK_RESUMED', details, 'emergency-request.clock-resumed');
  }

  /** Writes the state that the request has with its parts as they are now. */
  async settleState(parts: readonly PartState[], allAssigned: boolean): Promise<RequestState> {
    const state = requestStateOf(parts, allAssigned);
    const stopped = clockStops(parts, allAssigned, this.request.handover, this.request.stopEvent);
    if (stopped) {
      this.stoppedAt ??= this.now;
      await this.resumeClock();
    }
    const ended = ENDED_REQUEST_STATES.has(state);
    await this.transaction.query(moveRequest, [
      this.request.id,
      state,
      this.stoppedAt,
      ended ? this.now : null,
      null,
    ]);
    return state;
  }
}

function lotsOf({ allocations }: LockedPart): LotPieces[] {
  return allocations.flatMap(({ lots }) => lots);
}

function writtenOffLots(part: LockedPart, reason: AdjustmentReason): WrittenOffLot[] {
  const known = new Map(
    part.allocations.flatMap(({ articleId, lots }) =>
      lots.map(({ lotId, lotNumber }) => [lotId, { articleId, lotNumber }] as const),
    ),
  );
  return demandPerLot(lotsOf(part)).flatMap(({ lotId, pieces }) => {
    const lot = known.get(lotId);
    return lot === undefined ? [] : [{ ...lot, pieces, reason }];
  });
}

/**
 * Locks the request and reads it. Its time is taken once it has the lock, and is never before that of the
 * last event: who waited for another act comes after it, whatever the clocks of several servers say.
 * @returns undefined when there is none, or (`ifFree`) it is in use
 */
export async function lockAct(
  transaction: Transaction,
  requestId: string,
  actor: Actor,
  clock: Clock,
  ifFree = false,
): Promise<LockedAct | undefined> {
  const locked = await transaction.query(ifFree ? lockRequestIfFree : lockRequest, [requestId]);
  if (locked.length === 0) return undefined;
  const [request] = await transaction.query(selectLocked, [requestId]);
  if (request === undefined) return undefined;
  const now = new Date(Math.max(clock.now().getTime(), request.lastEventAt.getTime()));
  return new LockedAct(transaction, request, actor, now);
}
