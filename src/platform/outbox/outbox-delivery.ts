import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../database/database';
import { claimMilliseconds, nextAttemptDelayMilliseconds, restMilliseconds } from './outbox.rules';
import type { Attempt } from './outbox.rules';
import { claimDue, markDelivered, postpone, release } from './outbox.sql';
import type { ClaimedRow } from './outbox.sql';
import { Webhook } from './webhook';
import type { WebhookOptions } from './webhook';

export interface OutboxDeliveryOptions extends WebhookOptions {
  /** How long to wait when nothing is due. */
  readonly intervalMilliseconds: number;
  /** Events claimed at once. */
  readonly batch: number;
  /** Told of every attempt that failed and of every error of the database; holds no payload, no secret. */
  readonly onError: (error: unknown) => void;
  /** In [0, 1), for the jitter. */
  readonly random?: () => number;
}

export interface OutboxDelivery {
  /** Lets the event that is on its way arrive or fail, and gives the other claimed ones back. */
  stop(): Promise<void>;
}

/** An event that did not get to the receiver; it is tried again. */
export class DeliveryFailedError extends Error {
  override readonly name = 'DeliveryFailedError';
  constructor(
    readonly eventId: string,
    readonly attempts: number,
    reason: string,
  ) {
    super(`Event ${eventId} was not delivered in attempt ${attempts}: ${reason}`);
  }
}

/**
 * Sends what is written to the outbox to one receiver, until stopped. Every server may run one.
 *
 * Each event arrives at least once, normally exactly once: it comes twice when a server dies, or cannot
 * reach the database, after the receiver said yes and before that was written down. Receivers therefore
 * remember the id. The events of one claim are sent in the order of their ids, one after another; a
 * failed event does not hold up later ones, so over all a receiver that cares sorts by id.
 */
export function startOutboxDelivery(
  database: Database,
  options: OutboxDeliveryOptions,
): OutboxDelivery {
  const stopping = new AbortController();
  const deliverer = new Deliverer(database, options, stopping.signal);
  const running = deliverer.run();
  return {
    stop() {
      stopping.abort();
      return running;
    },
  };
}

class Deliverer {
  private readonly webhook: Webhook;
  private readonly random: () => number;
  private failuresInARow = 0;
  private restsUntil = -Infinity;

  constructor(
    private readonly database: Database,
    private readonly options: OutboxDeliveryOptions,
    private readonly stopping: AbortSignal,
  ) {
    this.webhook = new Webhook(options);
    this.random = options.random ?? Math.random;
  }

  async run(): Promise<void> {
    while (!this.stopping.aborted) {
      const mayHaveMore = await this.round().catch((error: unknown) => {
        this.options.onError(error);
        return false;
      });
      if (!mayHaveMore) await this.pause();
    }
  }

  /** @returns whether it is worth looking again at once */
  private async round(): Promise<boolean> {
    const now = this.now();
    if (now < this.restsUntil) return false;
    const claimedUntil = now + claimMilliseconds(this.options.timeoutMilliseconds);
    const claimed = await this.database.query(claimDue, [
      new Date(now),
      this.options.batch,
      new Date(claimedUntil),
    ]);
    for (const [index, event] of claimed.entries()) {
      // Nothing is sent that might be on its way still when another server may claim it.
      const outOfTime = this.now() + this.options.timeoutMilliseconds >= claimedUntil;
      if (this.stopping.aborted || this.now() < this.restsUntil || outOfTime) {
        await this.giveBack(claimed.slice(index), claimedUntil);
        return outOfTime;
      }
      await this.deliver(event, claimedUntil);
    }
    return claimed.length === this.options.batch;
  }

  private async deliver(event: ClaimedRow, claimedUntil: number): Promise<void> {
    const attempt = await this.webhook.send(event);
    this.learn(attempt);
    if (attempt.outcome === 'DELIVERED') {
      await this.database.query(markDelivered, [event.id, new Date(this.now())]);
      return;
    }
    this.options.onError(new DeliveryFailedError(event.id, event.attempts, attempt.reason));
    const delay = nextAttemptDelayMilliseconds(event.attempts, this.random());
    await this.database.query(postpone, [
      event.id,
      new Date(claimedUntil),
      new Date(this.now() + delay),
    ]);
  }

  /** A receiver that is away is left alone for a while: one event finds out, not all of them. */
  private learn({ outcome }: Attempt): void {
    if (outcome !== 'NO_RECEIVER') {
      this.failuresInARow = 0;
      return;
    }
    this.failuresInARow += 1;
    this.restsUntil = this.now() + restMilliseconds(this.failuresInARow, this.random());
  }

  private async giveBack(events: readonly ClaimedRow[], claimedUntil: number): Promise<void> {
    const ids = events.map(({ id }) => id);
    await this.database.query(release, [ids, new Date(claimedUntil), new Date(this.now())]);
  }

  private now(): number {
    return this.options.clock.now().getTime();
  }

  private async pause(): Promise<void> {
    const { intervalMilliseconds } = this.options;
    await sleep(intervalMilliseconds, undefined, { signal: this.stopping, ref: false }).catch(
      () => undefined,
    );
  }
}
