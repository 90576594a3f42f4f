import type { Clock } from '../platform/clock';
import type { Database } from '../platform/database/database';
import { Failures } from '../platform/jobs/failures';
import { bringForward, NothingInTime } from './bring-forward';
import { assign, passOver } from './fulfilment.service';
import { moveRequest, selectUnaccepted, selectWaiting, type LockedRequest } from './fulfilment.sql';
import { lockAct, PLATFORM } from './locked-act';
import { isLive } from './request-state.rules';
import type { Rerouting } from './rerouting';
import { effectiveDeadlineOf } from './suspension.rules';

export interface SweepSettings {
  /** An unassigned request ends as unfulfilled this long after its deadline. */
  readonly closeAfterDeadlineMilliseconds: number;
}

/** Three days: whoever waited longer was helped otherwise. Proposal of this project. */
export const defaultSweepSettings: SweepSettings = {
  closeAfterDeadlineMilliseconds: 3 * 86_400_000,
};

const BATCH = 50;

/**
 * What the platform does of itself as time passes. Any number of servers may sweep at once: a request
 * that another one is acting on is left to that one. A request that fails keeps none of the others back.
 */
export class Sweeps {
  constructor(
    private readonly database: Database,
    private readonly rerouting: Rerouting,
    private readonly clock: Clock,
    private readonly settings: SweepSettings = defaultSweepSettings,
  ) {}

  /**
   * Parts that were not accepted in time move on to another stock point.
   * @returns how many did
   * @throws when some of them failed, once the others have been seen to
   */
  async passOverUnaccepted(): Promise<number> {
    const failures = new Failures();
    let moved = 0;
    const due = await this.database.query(selectUnaccepted, [this.clock.now()]);
    for (const { requestId, partId } of due) {
      moved += (await failures.collect(() => this.passOverPart(requestId, partId))) ? 1 : 0;
    }
    failures.throwIfAny();
    return moved;
  }

  /**
   * Tries again to find stock points for requests that have none, or only one that is too late, and ends
   * those that waited too long.
   * @returns how many got one
   * @throws when some of them failed, once the others have been seen to
   */
  async retryWaiting(): Promise<number> {
    const failures = new Failures();
    let helped = 0;
    let after = '0';
    for (;;) {
      const waiting = await this.database.query(selectWaiting, [after, BATCH, this.clock.now()]);
      for (const { id, unassigned, late } of waiting) {
        after = id;
        const found = unassigned && (await failures.collect(() => this.retry(id))) === true;
        const sooner = late && (await failures.collect(() => this.bringForward(id))) === true;
        helped += found || sooner ? 1 : 0;
      }
      if (waiting.length < BATCH) break;
    }
    failures.throwIfAny();
    return helped;
  }

  private async passOverPart(requestId: string, partId: string): Promise<boolean> {
    const reference = await this.rerouting.reference();
    return this.database.inTransaction(async (transaction) => {
      const locked = await lockAct(transaction, requestId, PLATFORM, this.clock, true);
      const part = locked?.request.parts.find(({ id }) => id === partId);
      if (locked === undefined || part?.state !== 'RESERVED') return false;
      if (new Date(part.acceptBy) >= locked.now) return false;
      const reason = 'NOT_ACCEPTED_IN_TIME';
      await passOver(this.rerouting, reference, locked, part, reason, reason);
      return true;
    });
  }

  private async retry(id: string): Promise<boolean> {
    const reference = await this.rerouting.reference();
    return this.database.inTransaction(async (transaction) => {
      const locked = await lockAct(transaction, id, PLATFORM, this.clock, true);
      if (locked?.request.state !== 'UNASSIGNED') return false;
      const { request, now } = locked;
      if (!this.waitedTooLong(request, now)) {
        return assign(this.rerouting, reference, locked, request.parts, 'TRIED_AGAIN');
      }
      await locked.resumeClock();
      const { stoppedAt } = request;
      const end = ['CLOSED_UNFULFILLED', stoppedAt, now, 'NO_STOCK_POINT'];
      await transaction.query(moveRequest, [id, ...end]);
      await locked.event('CLOSED_UNFULFILLED', {}, 'emergency-request.closed-unfulfilled');
      return false;
    });
  }

  private async bringForward(id: string): Promise<boolean> {
    const reference = await this.rerouting.reference();
    try {
      return await this.database.inTransaction(async (transaction) => {
        const locked = await lockAct(transaction, id, PLATFORM, this.clock, true);
        return locked !== undefined && bringForward(this.rerouting, reference, locked);
      });
    } catch (error) {
      if (error instanceof NothingInTime) return false;
      throw error;
    }
  }

  /** Whether it is long past its deadline and no stock point still has to hand anything over. */
  private waitedTooLong(request: LockedRequest, now: Date): boolean {
    const overdue = now.getTime() - effectiveDeadlineOf(request, now).getTime();
    return (
      overdue >= this.settings.closeAfterDeadlineMilliseconds &&
      !request.parts.some(({ state }) => isLive(state) && state !== 'HANDED_OVER')
    );
  }
}

/** Runs the sweeps again and again. @returns a function that stops them and waits for the one running */
export function startSweeping(
  sweeps: Sweeps,
  intervalMilliseconds: number,
  onError: (error: unknown) => void,
): () => Promise<void> {
  let running: Promise<void> | undefined;
  const sweep = async (): Promise<void> => {
    await sweeps.passOverUnaccepted().catch(onError);
    await sweeps.retryWaiting().catch(onError);
  };
  const timer = setInterval(() => {
    running ??= sweep().finally(() => {
      running = undefined;
    });
  }, intervalMilliseconds);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
