import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { startOutboxDelivery } from '../../../src/platform/outbox/outbox-delivery';
import type {
  OutboxDelivery,
  OutboxDeliveryOptions,
} from '../../../src/platform/outbox/outbox-delivery';
import { statement, type Queryable } from '../../../src/platform/database/statement';
import { claimDue } from '../../../src/platform/outbox/outbox.sql';
import { createTestDatabase } from '../../support/test-database';
import type { TestDatabase } from '../../support/test-database';
import { startTypescript } from '../../support/typescript-process';
import { isSignedWith, startReceiver } from './receiver';
import type { Receiver } from './receiver';

const SECRET = 'a secret of the test, of no use elsewhere';
const START = new Date('2026-11-02T02:00:00Z');
const TIMEOUT = 5_000;
const CLAIM = 60_000 + 2 * TIMEOUT;

const write = statement<{ id: string }>(
  'test.write-events',
  `INSERT INTO outbox (occurred_at, topic, payload)
   SELECT $1, 'test.happened', jsonb_build_object('number', n) FROM generate_series(1, $2::int) n
   RETURNING id::text AS id`,
);
const selectState = statement<{ attempts: number; delivered: string | null; next: string }>(
  'test.outbox-state',
  `SELECT attempts, to_char(delivered_at, 'HH24:MI:SS.MS') AS delivered,
     CASE WHEN isfinite(next_attempt_at) THEN to_char(next_attempt_at, 'HH24:MI:SS.MS')
       ELSE next_attempt_at::text END AS next
   FROM outbox ORDER BY id`,
);
const empty = statement('test.empty-outbox', 'DELETE FROM outbox');

let test: TestDatabase;
let receiver: Receiver;
let now: Date;
let errors: unknown[];
let running: OutboxDelivery[];

beforeAll(async () => {
  test = await createTestDatabase({ poolSize: 12 });
});
afterAll(() => test.dispose());

beforeEach(async () => {
  await test.owner.query(empty);
  receiver = await startReceiver();
  now = START;
  errors = [];
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((delivery) => delivery.stop()));
  await receiver.close();
});

function deliver(options: Partial<OutboxDeliveryOptions> = {}): OutboxDelivery {
  const delivery = startOutboxDelivery(test.database, {
    webhookUrl: receiver.url,
    secret: SECRET,
    clock: { now: () => now },
    intervalMilliseconds: 5,
    batch: 10,
    timeoutMilliseconds: TIMEOUT,
    onError: (error) => errors.push(error),
    random: () => 0,
    ...options,
  });
  running.push(delivery);
  return delivery;
}

async function written(count: number): Promise<string[]> {
  return (await test.database.query(write, [START, count])).map(({ id }) => id);
}

const state = () => test.database.query(selectState);
const deliveredCount = async (): Promise<number> =>
  (await state()).filter(({ delivered }) => delivered !== null).length;
const ids = (): string[] => receiver.received.map(({ id }) => id);
const messages = (): string[] => errors.map((error) => (error as Error).message);

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const giveUp = Date.now() + 20_000; !(await holds());) {
    if (Date.now() > giveUp) throw new Error('It did not come to that in 20 seconds');
    await pass(5);
  }
}
const pass = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
const later = (milliseconds: number): Date => new Date(now.getTime() + milliseconds);

describe('given a receiver that says yes', () => {
  it('every event is sent once, in the order of the ids, as signed JSON', async () => {
    const expected = await written(25);
    deliver();
    await until(async () => (await deliveredCount()) === 25);
    await pass(50);

    expect(ids()).toEqual(expected);
    expect(receiver.received.map(({ body }) => JSON.parse(body) as unknown)).toEqual(
      expected.map((id, index) => ({
        id,
        topic: 'test.happened',
        occurredAt: START.toISOString(),
        payload: { number: index + 1 },
      })),
    );
    expect(receiver.received.every((one) => isSignedWith(SECRET, one))).toBe(true);
    expect(receiver.received.some((one) => isSignedWith('another', one))).toBe(false);
    expect(receiver.received[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-disw-event-id': expected[0],
    });
    expect(receiver.received[0]?.headers['x-disw-signature']).toMatch(/^t=1793584800,v1=/);
    expect(receiver.connections()).toBe(1);
    expect(await state()).toEqual(
      Array.from({ length: 25 }, () => ({
        attempts: 1,
        delivered: '02:00:00.000',
        next: '02:01:10.000',
      })),
    );
    expect(errors).toEqual([]);
  });

  it('an event that is written later is sent too, one that is not committed is not', async () => {
    deliver();
    await pass(30);
    let seen: number | undefined;
    await test.database.inTransaction(async (transaction) => {
      await transaction.query(write, [START, 1]);
      await pass(60);
      seen = receiver.received.length;
    });
    await until(async () => (await deliveredCount()) === 1);

    expect([seen, receiver.received.length]).toEqual([0, 1]);
  });

  it.each([
    ['never ends', 10_000, 50_000],
    ['does not come', 0, 300],
  ])(
    'an answer whose body %s is cut off, and counts',
    async (_words, bytes, timeoutMilliseconds) => {
      await written(2);
      let cutOff = 0;
      receiver.answer((_, response) => {
        response.writeHead(200).flushHeaders();
        const timer = setInterval(() => bytes > 0 && response.write(Buffer.alloc(bytes)), 1);
        response.on('close', () => {
          clearInterval(timer);
          cutOff += 1;
        });
      });
      deliver({ timeoutMilliseconds });
      await until(async () => (await deliveredCount()) === 2);
      await until(() => cutOff === 2);

      expect([receiver.received.length, errors]).toEqual([2, []]);
    },
  );

  it('a user and a password in the address are sent as basic authentication', async () => {
    await written(1);
    deliver({ webhookUrl: receiver.url.replace('http://', 'http://disw:s%26cret@') });
    await until(() => receiver.received.length === 1);

    const expected = `Basic ${Buffer.from('disw:s&cret').toString('base64')}`;
    expect(receiver.received[0]?.headers.authorization).toBe(expected);
  });
});

describe('given two servers at once', () => {
  it('each event is sent exactly once, and both do their part', async () => {
    const expected = await written(200);
    const senders = new Map<string, number>();
    receiver.answer(({ headers }) => {
      const sender = String(headers.authorization);
      senders.set(sender, (senders.get(sender) ?? 0) + 1);
      return 200;
    });
    const address = (name: string): string => receiver.url.replace('http://', `http://${name}:x@`);
    deliver({ webhookUrl: address('one'), batch: 7 });
    deliver({ webhookUrl: address('other'), batch: 7 });
    await until(async () => (await deliveredCount()) === 200);
    await pass(50);

    expect(ids().sort((a, b) => Number(a) - Number(b))).toEqual(expected);
    expect(senders.size).toBe(2);
    expect(new Set((await state()).map(({ attempts }) => attempts))).toEqual(new Set([1]));
    expect(errors).toEqual([]);
  });
});

describe('a claim', () => {
  const claim = (queryable: Queryable, count: number): Promise<string[]> =>
    queryable.query(claimDue, [now, count, later(CLAIM)]).then((rows) => rows.map(({ id }) => id));

  it('leaves what another server is claiming to that one, without waiting for it', async () => {
    const expected = await written(6);
    const claims: string[][] = [];
    await test.database.inTransaction(async (one) => {
      claims.push(await claim(one, 2));
      await test.database.inTransaction(async (other) => {
        claims.push(await claim(other, 3));
      });
      claims.push(await claim(test.database, 10));
    });
    claims.push(await claim(test.database, 10));

    expect(claims).toEqual([expected.slice(0, 2), expected.slice(2, 5), expected.slice(5), []]);
  });

  it('is due again when it has run out, after what was never tried', async () => {
    const [first, second] = await written(2);
    await claim(test.database, 2);
    now = later(CLAIM - 1);
    const [third] = await written(1);
    const before = await claim(test.database, 10);
    now = later(1);
    const [fourth] = await written(1);
    const after = await claim(test.database, 2);

    expect([before, after]).toEqual([[third], [first, fourth]]);
    expect(await claim(test.database, 10)).toEqual([second]);
  });
});

describe('given a receiver that fails twice and then says yes', () => {
  it('the event is tried again after a pause that doubles, with the same id and another signature', async () => {
    const [id] = await written(1);
    let answers = 0;
    receiver.answer(() => ((answers += 1) <= 2 ? 503 : 200));
    deliver();
    await until(() => errors.length === 1);
    await until(async () => (await state())[0]?.next === '02:00:01.000');
    now = later(999);
    await pass(50);
    expect(receiver.received).toHaveLength(1);

    now = later(1);
    await until(async () => (await state())[0]?.next === '02:00:03.000');
    now = later(1_999);
    await pass(50);
    expect(receiver.received).toHaveLength(2);

    now = later(1);
    await until(async () => (await deliveredCount()) === 1);
    await pass(50);

    expect(ids()).toEqual([id, id, id]);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
    expect(receiver.received.every((one) => isSignedWith(SECRET, one))).toBe(true);
    const signatures = receiver.received.map(({ headers }) => headers['x-disw-signature']);
    expect(new Set(signatures).size).toBe(3);
    expect(await state()).toEqual([
      { attempts: 3, delivered: '02:00:03.000', next: '02:01:13.000' },
    ]);
    expect(messages()).toEqual([
      `Event ${id} was not delivered in attempt 1: the receiver answered 503`,
      `Event ${id} was not delivered in attempt 2: the receiver answered 503`,
    ]);
  });
});

describe('given a receiver that refuses one event', () => {
  it('the others go on, and that one comes again', async () => {
    const [first, second, third] = await written(3);
    let refusing = true;
    receiver.answer(({ id }) => (id === second && refusing ? 422 : 200));
    deliver();
    await until(async () => (await deliveredCount()) === 2);
    expect(ids()).toEqual([first, second, third]);

    refusing = false;
    now = later(1_000);
    await until(async () => (await deliveredCount()) === 3);

    expect(ids()).toEqual([first, second, third, second]);
    expect((await state()).map(({ attempts }) => attempts)).toEqual([1, 2, 1]);
  });
});

describe('given a receiver that is away', () => {
  it('one event finds out, the others stay as they were, and all arrive when it is back', async () => {
    const expected = await written(20);
    receiver.answer(() => 500);
    deliver();
    await until(() => errors.length === 1);
    await until(async () => (await state())[1]?.next === '-infinity');
    await pass(50);

    expect(receiver.received).toHaveLength(1);
    expect(await state()).toEqual([
      { attempts: 1, delivered: null, next: '02:00:01.000' },
      ...Array.from({ length: 19 }, () => ({ attempts: 0, delivered: null, next: '-infinity' })),
    ]);

    receiver.answer(() => 200);
    now = later(1_000);
    await until(async () => (await deliveredCount()) === 20);
    expect(ids().sort((a, b) => Number(a) - Number(b))).toEqual([expected[0], ...expected]);
  });

  it('nobody listening, a redirect and silence are failures, told without the address', async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
    const elsewhere = await startReceiver();
    const closed = await startReceiver();
    await closed.close();
    receiver.answer(
      (_, response) => void response.writeHead(307, { location: elsewhere.url }).end(),
    );
    try {
      const reasons = [];
      const { port } = silent.address() as AddressInfo;
      const addresses = [closed.url, receiver.url, `http://user:hidden@127.0.0.1:${port}/`];
      for (const webhookUrl of addresses) {
        await test.owner.query(empty);
        await written(1);
        const delivery = deliver({ webhookUrl, timeoutMilliseconds: 200 });
        await until(() => errors.length === 1);
        await delivery.stop();
        reasons.push(messages()[0]?.replace(/^Event \d+ /, ''));
        errors = [];
        expect(await deliveredCount()).toBe(0);
      }

      expect(reasons).toEqual([
        'was not delivered in attempt 1: no answer: ECONNREFUSED',
        'was not delivered in attempt 1: the receiver answered 307',
        'was not delivered in attempt 1: no answer in time',
      ]);
      expect(elsewhere.received).toEqual([]);
    } finally {
      await elsewhere.close();
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => silent.close(resolve));
    }
  });
});

describe('when it is stopped', () => {
  it('the event on its way arrives, and the other claimed ones are free at once', async () => {
    const [first, ...others] = await written(5);
    let finish: () => void = () => undefined;
    receiver.answer((_, response) => {
      finish = () => response.writeHead(200).end();
    });
    const delivery = deliver();
    await until(() => receiver.received.length === 1);
    const stopped = delivery.stop();
    finish();
    await stopped;

    expect(ids()).toEqual([first]);
    expect(await state()).toEqual([
      { attempts: 1, delivered: '02:00:00.000', next: '02:01:10.000' },
      ...others.map(() => ({ attempts: 0, delivered: null, next: '-infinity' })),
    ]);
    receiver.answer(() => 200);
    deliver();
    await until(async () => (await deliveredCount()) === 5);
    expect(ids()).toEqual([first, ...others]);
  });

  it('nothing is sent any more', async () => {
    await deliver().stop();
    await written(1);
    await pass(50);

    expect([receiver.received.length, await deliveredCount()]).toEqual([0, 0]);
  });
});

describe('given a claim that runs out while events are being sent', () => {
  it('no event is begun that might still be on its way when another server may claim it', async () => {
    const expected = await written(3);
    receiver.answer(({ id }) => {
      if (id === expected[0]) now = later(CLAIM - TIMEOUT);
      return 200;
    });
    deliver({ batch: 3 });
    await until(async () => (await deliveredCount()) === 3);

    expect(ids()).toEqual(expected);
    // Claimed anew from the later moment on, so the first claim was given back.
    expect((await state()).map(({ attempts, next }) => [attempts, next])).toEqual([
      [1, '02:01:10.000'],
      [1, '02:02:15.000'],
      [1, '02:02:15.000'],
    ]);
  });

  it('a late failure does not touch the claim of the server that has it now', async () => {
    await written(1);
    const waiting: (() => void)[] = [];
    receiver.answer((_, response) => void waiting.push(() => response.writeHead(500).end()));
    const frozen = deliver();
    await until(() => waiting.length === 1);
    now = later(CLAIM);
    const second = deliver();
    await until(() => waiting.length === 2);
    waiting[0]?.();
    await frozen.stop();

    const claimed = { attempts: 2, delivered: null, next: '02:02:20.000' };
    expect(await state()).toEqual([claimed]);
    waiting[1]?.();
    await second.stop();
    expect(await state()).toEqual([{ ...claimed, next: '02:01:12.000' }]);
  });
});

describe('given a server that is killed with an event on its way', () => {
  it('another one takes its events over when the claim has run out, and not before', async () => {
    const expected = await written(4);
    receiver.answer(() => undefined);
    const killed = startTypescript('tests/platform/outbox/outbox-deliverer.ts', [
      test.applicationUrl,
      receiver.url,
      SECRET,
    ]);
    await until(() => receiver.received.length === 1);
    await killed.kill();
    const killedAt = new Date();
    expect(killed.errorText()).toBe('');
    expect((await state()).map(({ attempts }) => attempts)).toEqual([1, 1, 1, 1]);

    receiver.answer(() => 200);
    now = later(killedAt.getTime() - now.getTime());
    deliver();
    await pass(100);
    expect(receiver.received).toHaveLength(1);

    now = later(CLAIM);
    await until(async () => (await deliveredCount()) === 4);
    expect(ids()).toEqual([expected[0], ...expected]);
    expect((await state()).map(({ attempts }) => attempts)).toEqual([2, 2, 2, 2]);
    expect(errors).toEqual([]);
  });
});

describe('given an error of the database', () => {
  it('it is told, and delivery goes on when the database is well again', async () => {
    await written(1);
    await test.owner.query(
      statement(
        'test.take-the-right',
        'REVOKE UPDATE (attempts, delivered_at, next_attempt_at) ON outbox FROM disw_application',
      ),
    );
    deliver();
    await until(() => errors.length >= 2);
    expect(messages()[0]).toBe('permission denied for table outbox');
    expect(receiver.received).toEqual([]);

    await test.owner.query(
      statement(
        'test.give-the-right',
        'GRANT UPDATE (attempts, delivered_at, next_attempt_at) ON outbox TO disw_application',
      ),
    );
    await until(async () => (await deliveredCount()) === 1);
    expect(receiver.received).toHaveLength(1);
  });
});
