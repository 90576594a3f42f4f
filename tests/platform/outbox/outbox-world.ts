import { statement } from '../../../src/platform/database/statement';
import {
  startOutboxDelivery,
  type OutboxDelivery,
  type OutboxDeliveryOptions,
} from '../../../src/platform/outbox/outbox-delivery';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';
import { startReceiver, type Receiver } from './receiver';

export const SECRET = 'a secret of the test, of no use elsewhere';
export const START = new Date('2026-11-02T02:00:00Z');
export const TIMEOUT = 5_000;
/** How long what a server has claimed is its own, in milliseconds. */
export const CLAIM = 60_000 + 2 * TIMEOUT;

export const writeEvents = statement<{ id: string }>(
  'test.write-events',
  `INSERT INTO outbox (occurred_at, topic, payload)
   SELECT $1, 'test.happened', jsonb_build_object('number', n) FROM generate_series(1, $2::int) n
   RETURNING id::text AS id`,
);
export const emptyOutbox = statement('test.empty-outbox', 'DELETE FROM outbox');

interface EventState {
  readonly attempts: number;
  readonly delivered: string | null;
  readonly next: string;
}

const selectState = statement<EventState>(
  'test.outbox-state',
  `SELECT attempts, to_char(delivered_at, 'HH24:MI:SS.MS') AS delivered,
     CASE WHEN isfinite(next_attempt_at) THEN to_char(next_attempt_at, 'HH24:MI:SS.MS')
       ELSE next_attempt_at::text END AS next
   FROM outbox ORDER BY id`,
);

/** An outbox, a receiver of its events, and servers that deliver them by a clock of the test. */
export class OutboxWorld {
  test!: TestDatabase;
  receiver!: Receiver;
  now = START;
  errors: unknown[] = [];
  private running: OutboxDelivery[] = [];

  async begin(): Promise<void> {
    await this.test.owner.query(emptyOutbox);
    this.receiver = await startReceiver();
    this.now = START;
    this.errors = [];
    this.running = [];
  }

  async end(): Promise<void> {
    await Promise.all(this.running.map((delivery) => delivery.stop()));
    await this.receiver.close();
  }

  deliver(options: Partial<OutboxDeliveryOptions> = {}): OutboxDelivery {
    const delivery = startOutboxDelivery(this.test.database, {
      webhookUrl: this.receiver.url,
      secret: SECRET,
      clock: { now: () => this.now },
      intervalMilliseconds: 5,
      batch: 10,
      timeoutMilliseconds: TIMEOUT,
      onError: (error) => this.errors.push(error),
      random: () => 0,
      ...options,
    });
    this.running.push(delivery);
    return delivery;
  }

  /** @returns the ids of so many new events */
  async written(count: number): Promise<string[]> {
    return (await this.test.database.query(writeEvents, [START, count])).map(({ id }) => id);
  }

  state(): Promise<EventState[]> {
    return this.test.database.query(selectState);
  }

  async deliveredCount(): Promise<number> {
    return (await this.state()).filter(({ delivered }) => delivered !== null).length;
  }

  ids(): string[] {
    return this.receiver.received.map(({ id }) => id);
  }

  messages(): string[] {
    return this.errors.map((error) => (error as Error).message);
  }

  later(milliseconds: number): Date {
    return new Date(this.now.getTime() + milliseconds);
  }
}

/** A world of its own for a test file, empty again for each test. */
export function outboxWorld(): OutboxWorld {
  const world = new OutboxWorld();
  beforeAll(async () => {
    world.test = await createTestDatabase({ poolSize: 12 });
  });
  afterAll(() => world.test.dispose());
  beforeEach(() => world.begin());
  afterEach(() => world.end());
  return world;
}

export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const giveUp = Date.now() + 20_000; !(await holds());) {
    if (Date.now() > giveUp) throw new Error('It did not come to that in 20 seconds');
    await pass(5);
  }
}

export const pass = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
