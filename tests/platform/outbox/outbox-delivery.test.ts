import { statement } from '../../../src/platform/database/statement';
import { isSignedWith } from './receiver';
import { SECRET, START, outboxWorld, pass, until, writeEvents } from './outbox-world';

const outbox = outboxWorld();

describe('given a receiver that says yes', () => {
  it('every event is sent once, in the order of the ids, as signed JSON', async () => {
    const expected = await outbox.written(25);
    outbox.deliver();
    await until(async () => (await outbox.deliveredCount()) === 25);
    await pass(50);

    expect(outbox.ids()).toEqual(expected);
    expect(outbox.receiver.received.map(({ body }) => JSON.parse(body) as unknown)).toEqual(
      expected.map((id, index) => ({
        id,
        topic: 'test.happened',
        occurredAt: START.toISOString(),
        payload: { number: index + 1 },
      })),
    );
    expect(outbox.receiver.received.every((one) => isSignedWith(SECRET, one))).toBe(true);
    expect(outbox.receiver.received.some((one) => isSignedWith('another', one))).toBe(false);
    expect(outbox.receiver.received[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-disw-event-id': expected[0],
    });
    expect(outbox.receiver.received[0]?.headers['x-disw-signature']).toMatch(/^t=1793584800,v1=/);
    expect(outbox.receiver.connections()).toBe(1);
    expect(await outbox.state()).toEqual(
      Array.from({ length: 25 }, () => ({
        attempts: 1,
        delivered: '02:00:00.000',
        next: '02:01:10.000',
      })),
    );
    expect(outbox.errors).toEqual([]);
  });

  it('an event that is written later is sent too, one that is not committed is not', async () => {
    outbox.deliver();
    await pass(30);
    let seen: number | undefined;
    await outbox.test.database.inTransaction(async (transaction) => {
      await transaction.query(writeEvents, [START, 1]);
      await pass(60);
      seen = outbox.receiver.received.length;
    });
    await until(async () => (await outbox.deliveredCount()) === 1);

    expect([seen, outbox.receiver.received.length]).toEqual([0, 1]);
  });

  it.each([
    ['never ends', 10_000, 50_000],
    ['does not come', 0, 300],
  ])(
    'an answer whose body %s is cut off, and counts',
    async (_words, bytes, timeoutMilliseconds) => {
      await outbox.written(2);
      let cutOff = 0;
      outbox.receiver.answer((_, response) => {
        response.writeHead(200).flushHeaders();
        const timer = setInterval(() => bytes > 0 && response.write(Buffer.alloc(bytes)), 1);
        response.on('close', () => {
          clearInterval(timer);
          cutOff += 1;
        });
      });
      outbox.deliver({ timeoutMilliseconds });
      await until(async () => (await outbox.deliveredCount()) === 2);
      await until(() => cutOff === 2);

      expect([outbox.receiver.received.length, outbox.errors]).toEqual([2, []]);
    },
  );

  it('a user and a password in the address are sent as basic authentication', async () => {
    await outbox.written(1);
    outbox.deliver({ webhookUrl: outbox.receiver.url.replace('http://', 'http://disw:s%26cret@') });
    await until(() => outbox.receiver.received.length === 1);

    const expected = `Basic ${Buffer.from('disw:s&cret').toString('base64')}`;
    expect(outbox.receiver.received[0]?.headers.authorization).toBe(expected);
  });
});

describe('given two servers at once', () => {
  it('each event is sent exactly once, and both do their part', async () => {
    const expected = await outbox.written(200);
    const senders = new Map<string, number>();
    outbox.receiver.answer(({ headers }) => {
      const sender = String(headers.authorization);
      senders.set(sender, (senders.get(sender) ?? 0) + 1);
      return 200;
    });
    const address = (name: string): string =>
      outbox.receiver.url.replace('http://', `http://${name}:x@`);
    outbox.deliver({ webhookUrl: address('one'), batch: 7 });
    outbox.deliver({ webhookUrl: address('other'), batch: 7 });
    await until(async () => (await outbox.deliveredCount()) === 200);
    await pass(50);

    expect(outbox.ids().sort((a, b) => Number(a) - Number(b))).toEqual(expected);
    expect(senders.size).toBe(2);
    expect(new Set((await outbox.state()).map(({ attempts }) => attempts))).toEqual(new Set([1]));
    expect(outbox.errors).toEqual([]);
  });
});

describe('when it is stopped', () => {
  it('the event on its way arrives, and the other claimed ones are free at once', async () => {
    const [first, ...others] = await outbox.written(5);
    let finish: () => void = () => undefined;
    outbox.receiver.answer((_, response) => {
      finish = () => response.writeHead(200).end();
    });
    const delivery = outbox.deliver();
    await until(() => outbox.receiver.received.length === 1);
    const stopped = delivery.stop();
    finish();
    await stopped;

    expect(outbox.ids()).toEqual([first]);
    expect(await outbox.state()).toEqual([
      { attempts: 1, delivered: '02:00:00.000', next: '02:01:10.000' },
      ...others.map(() => ({ attempts: 0, delivered: null, next: '-infinity' })),
    ]);
    outbox.receiver.answer(() => 200);
    outbox.deliver();
    await until(async () => (await outbox.deliveredCount()) === 5);
    expect(outbox.ids()).toEqual([first, ...others]);
  });

  it('nothing is sent any more', async () => {
    await outbox.deliver().stop();
    await outbox.written(1);
    await pass(50);

    expect([outbox.receiver.received.length, await outbox.deliveredCount()]).toEqual([0, 0]);
  });
});

describe('given an error of the database', () => {
  it('it is told, and delivery goes on when the database is well again', async () => {
    await outbox.written(1);
    await outbox.test.owner.query(
      statement(
        'test.take-the-right',
        'REVOKE UPDATE (attempts, delivered_at, next_attempt_at) ON outbox FROM disw_application',
      ),
    );
    outbox.deliver();
    await until(() => outbox.errors.length >= 2);
    expect(outbox.messages()[0]).toBe('permission denied for table outbox');
    expect(outbox.receiver.received).toEqual([]);

    await outbox.test.owner.query(
      statement(
        'test.give-the-right',
        'GRANT UPDATE (attempts, delivered_at, next_attempt_at) ON outbox TO disw_application',
      ),
    );
    await until(async () => (await outbox.deliveredCount()) === 1);
    expect(outbox.receiver.received).toHaveLength(1);
  });
});
