import type { Clock } from '../platform/clock';
import type { Database } from '../platform/database/database';
import { assign, passOver } from './fulfilment.service';
import { moveRequest, selectUnaccepted, selectUnassigned } from './fulfilment.sql';
import { isLive } from './request-state.rules';
import { lockAct, PLATFORM, type Rerouting } from './rerouting';

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
 * that another one is acting on is left to that one.
 */
export class Sweeps {
  constructor(
    private readonly database: Database,
    private readonly rerouting: Rerouting,
    private readonly clock: Clock,
    private readonly settings: SweepSettings = defaultSweepSettings,
  ) {}

  /** Parts that were not accepted in time move on to another stock point. @returns how many did */
  async passOverUnaccepted(): Promise<number> {
    const due = await this.database.query(selectUnaccepted, [this.clock.now(), BATCH]);
    let moved = 0;
    for (const { requestId, partId } of due) {
      moved += await this.database.inTransaction(async (transaction) => {
        const now = this.clock.now();
        const locked = await lockAct(transaction, requestId, PLATFORM, now, true);
        const part = locked?.request.parts.find(({ id }) => id === partId);
        if (locked === undefined || part?.state !== 'RESERVED') return 0;
        if (new Date(part.acceptBy) >= now) return 0;
        await passOver(
          this.rerouting,
          locked,
          part,
          'NOT_ACCEPTED_IN_TIME',
          'NOT_ACCEPTED_IN_TIME',
        );
        return 1;
      });
    }
    return moved;
  }

  /** Tries again to find stock points for requests that have none. @returns how many got one */
  async retryUnassigned(): Promise<number> {
    let helped = 0;
    let after = '0';
    for (;;) {
      const waiting = await this.database.query(selectUnassigned, [after, BATCH]);
      for (const { id } of waiting) {
        helped += (await this.retry(id)) ? 1 : 0;
        after = id;
      }
      if (waiting.length < BATCH) return helped;
    }
  }

  private async retry(id: string): Promise<boolean> {
    return this.database.inTransaction(async (transaction) => {
      const now = this.clock.now();
      const locked = await lockAct(transaction, id, PLATFORM, now, true);
      if (locked?.request.state !== 'UNASSIGNED') return false;
      const { request } = locked;
      const assigned = await assign(this.rerouting, locked, request.parts, 'TRIED_AGAIN');
      if (assigned) return true;
      const overdue = now.getTime() - request.deadlineAt.getTime();
      const waits = request.parts.some(({ state }) => isLive(state));
      if (overdue < this.settings.closeAfterDeadlineMilliseconds || waits) return false;
      await locked.resumeClock();
      await transaction.query(moveRequest, [id, 'CLOSED_UNFULFILLED', null, now, 'NO_STOCK_POINT']);
      await locked.event('CLOSED_UNFULFILLED', {}, 'emergency-request.closed-unfulfilled');
      return false;
    });
  }
}

/** Runs the sweeps again and again. @returns a function that stops them and waits for the one running */
export function startSweeping(
  sweeps: Sweeps,
  intervalMilliseconds: number,
  onError: (error: unknown) => void,
): () => Promise<void> {
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(async () => {
      if (stopped) return;
      try {
        await sweeps.passOverUnaccepted();
        await sweeps.retryUnassigned();
      } catch (error) {
        onError(error);
      }
    });
  }, intervalMilliseconds);
  timer.unref();
  return async () => {
    stopped = true;
    clearInterval(timer);
    await running;
  };
}
