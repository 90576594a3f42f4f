import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { isSignedWith, startReceiver } from './receiver';
import { SECRET, emptyOutbox, outboxWorld, pass, until } from './outbox-world';

const outbox = outboxWorld();

describe('given a receiver that fails twice and then says yes', () => {
  it('the event is tried again after a pause that doubles, with the same id and another signature', async () => {
    const [id] = await outbox.written(1);
    let answers = 0;
    outbox.receiver.answer(() => ((answers += 1) <= 2 ? 503 : 200));
    outbox.deliver();
    await until(() => outbox.errors.length === 1);
    await until(async () => (await outbox.state())[0]?.next === '02:00:01.000');
    outbox.now = outbox.later(999);
    await pass(50);
    expect(outbox.receiver.received).toHaveLength(1);

    outbox.now = outbox.later(1);
    await until(async () => (await outbox.state())[0]?.next === '02:00:03.000');
    outbox.now = outbox.later(1_999);
    await pass(50);
    expect(outbox.receiver.received).toHaveLength(2);

    outbox.now = outbox.later(1);
    await until(async () => (await outbox.deliveredCount()) === 1);
    await pass(50);

    expect(outbox.ids()).toEqual([id, id, id]);
    expect(new Set(outbox.receiver.received.map(({ body }) => body)).size).toBe(1);
    expect(outbox.receiver.received.every((one) => isSignedWith(SECRET, one))).toBe(true);
    const signatures = outbox.receiver.received.map(({ headers }) => headers['x-disw-signature']);
    expect(new Set(signatures).size).toBe(3);
    expect(await outbox.state()).toEqual([
      { attempts: 3, delivered: '02:00:03.000', next: '02:01:13.000' },
    ]);
    expect(outbox.messages()).toEqual([
      `Event ${id} was not delivered in attempt 1: the receiver answered 503`,
      `Event ${id} was not delivered in attempt 2: the receiver answered 503`,
    ]);
  });
});

describe('given a receiver that refuses one event', () => {
  it('the others go on, and that one comes again', async () => {
    const [first, second, third] = await outbox.written(3);
    let refusing = true;
    outbox.receiver.answer(({ id }) => (id === second && refusing ? 422 : 200));
    outbox.deliver();
    await until(async () => (await outbox.deliveredCount()) === 2);
    expect(outbox.ids()).toEqual([first, second, third]);

    refusing = false;
    outbox.now = outbox.later(1_000);
    await until(async () => (await outbox.deliveredCount()) === 3);

    expect(outbox.ids()).toEqual([first, second, third, second]);
    expect((await outbox.state()).map(({ attempts }) => attempts)).toEqual([1, 2, 1]);
  });
});

describe('given a receiver that is away', () => {
  it('one event finds out, the others stay as they were, and all arrive when it is back', async () => {
    const expected = await outbox.written(20);
    outbox.receiver.answer(() => 500);
    outbox.deliver();
    await until(() => outbox.errors.length === 1);
    await until(async () => (await outbox.state())[1]?.next === '-infinity');
    await pass(50);

    expect(outbox.receiver.received).toHaveLength(1);
    expect(await outbox.state()).toEqual([
      { attempts: 1, delivered: null, next: '02:00:01.000' },
      ...Array.from({ length: 19 }, () => ({ attempts: 0, delivered: null, next: '-infinity' })),
    ]);

    outbox.receiver.answer(() => 200);
    outbox.now = outbox.later(1_000);
    await until(async () => (await outbox.deliveredCount()) === 20);
    expect(outbox.ids().sort((a, b) => Number(a) - Number(b))).toEqual([expected[0], ...expected]);
  });

  it('nobody listening, a redirect and silence are failures, told without the address', async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
    const elsewhere = await startReceiver();
    const closed = await startReceiver();
    await closed.close();
    outbox.receiver.answer(
      (_, response) => void response.writeHead(307, { location: elsewhere.url }).end(),
    );
    try {
      const reasons = [];
      const { port } = silent.address() as AddressInfo;
      const addresses = [closed.url, outbox.receiver.url, `http://user:hidden@127.0.0.1:${port}/`];
      for (const webhookUrl of addresses) {
        await outbox.test.owner.query(emptyOutbox);
        await outbox.written(1);
        const delivery = outbox.deliver({ webhookUrl, timeoutMilliseconds: 200 });
        await until(() => outbox.errors.length === 1);
        await delivery.stop();
        reasons.push(outbox.messages()[0]?.replace(/^Event \d+ /, ''));
        outbox.errors = [];
        expect(await outbox.deliveredCount()).toBe(0);
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
