import type { AccessLog } from '../access/access-log.service';
import { callerOf, type CallContext } from '../access/call-context';
import type { Clock } from '../platform/clock';
import type { Database } from '../platform/database/database';
import { orRefusals, refuse, type Refusal } from '../platform/refusal';
import type { StockPoint, StockPointsSnapshot } from '../supply/stock-points.snapshot';
import type { LockedRequest } from './fulfilment.sql';
import { lockAct, type LockedAct, type WrittenOffLot } from './locked-act';
import { requestIdOf, requestNumber } from './request-number';
import { ENDED_REQUEST_STATES } from './request-state.rules';

export type ActResult =
  | { readonly requestId: string; readonly writtenOff: readonly WrittenOffLot[] }
  | { readonly refusals: readonly Refusal[] };

export interface RequestAct {
  /** The mutation, for the access log. */
  readonly operation: string;
  /** What a person calls the request by. */
  readonly number: string;
  /** Whether the request is the caller's to act on; `point` is the caller's stock point. */
  readonly isMine: (request: LockedRequest, point: StockPoint | undefined) => boolean;
  readonly work: (locked: LockedAct, point: StockPoint | undefined) => Promise<void>;
}

/** Runs what callers do to a request: its row locked, all of it or nothing, and written to the access log. */
export class RequestActs {
  /** @param onMoreStock told after an act freed stock, so that waiting requests are tried again */
  constructor(
    private readonly database: Database,
    private readonly stockPoints: StockPointsSnapshot,
    private readonly clock: Clock,
    private readonly accessLog: AccessLog,
    private readonly onMoreStock: () => void,
  ) {}

  /** What is not the caller's can't be told from what is not there; the attempt is written down. */
  async run(
    { operation, number, isMine, work }: RequestAct,
    context: CallContext,
  ): Promise<ActResult> {
    const caller = callerOf(context);
    const actor = { role: caller.role, name: caller.subject };
    const id = requestIdOf(number);
    const point = (await this.stockPoints.current()).byCode.get(caller.stockPointCode ?? '');
    const entry = { operation, action: 'UPDATE', objectType: 'EmergencyRequest' } as const;
    const outcome = await orRefusals(() =>
      this.database.inTransaction(async (transaction) => {
        const locked =
          id === undefined ? undefined : await lockAct(transaction, id, actor, this.clock);
        if (locked === undefined || !isMine(locked.request, point)) return undefined;
        await work(locked, point);
        if (locked.hasFreed) transaction.afterCommit(this.onMoreStock);
        const objectIds = [locked.request.id];
        await this.accessLog.record(transaction, context, {
          ...entry,
          outcome: 'GRANTED',
          objectIds,
        });
        return { requestId: locked.request.id, writtenOff: locked.writtenOff };
      }),
    );
    if ('refusals' in outcome) return outcome;
    if (outcome.done !== undefined) return outcome.done;
    if (id !== undefined) {
      await this.accessLog.record(this.database, context, {
        ...entry,
        outcome: 'DENIED',
        objectIds: [id],
      });
    }
    return { refusals: [NOT_FOUND] };
  }
}

const NOT_FOUND: Refusal = {
  code: 'NOT_FOUND',
  message: `There is no request with this number (such as ${requestNumber('1')}) that is yours to act on.`,
  path: 'id',
};

/** Refuses to act on a request that has ended. */
export function refuseEnded({ request }: LockedAct): void {
  if (!ENDED_REQUEST_STATES.has(request.state)) return;
  refuse('ALREADY_ENDED', `The request has ended: it is ${request.state}.`);
}
