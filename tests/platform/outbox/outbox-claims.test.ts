import type { Queryable } from '../../../src/platform/database/statement';
import { claimDue } from '../../../src/platform/outbox/outbox.sql';
import { startTypescript } from '../../support/node-process';
import { CLAIM, SECRET, TIMEOUT, outboxWorld, pass, until } from './outbox-world';

const outbox = outboxWorld();

describe('a claim', () => {
  const claim = (queryable: Queryable, count: number): Promise<string[]> =>
    queryable
      .query(claimDue, [outbox.now, count, outbox.later(CLAIM)])
      .then((rows) => rows.map(({ id }) => id));

  it('leaves what another server is claiming to that one, without waiting for it', async () => {
    const expected = await outbox.written(6);
    const claims: string[][] = [];
    await outbox.test.database.inTransaction(async (one) => {
      claims.push(await claim(one, 2));
      await outbox.test.database.inTransaction(async (other) => {
        claims.push(await claim(other, 3));
      });
      claims.push(await claim(outbox.test.database, 10));
    });
    claims.push(await claim(outbox.test.database, 10));

    expect(claims).toEqual([expected.slice(0, 2), expected.slice(2, 5), expected.slice(5), []]);
  });

  it('is due again when it has run out, after what was never tried', async () => {
    const [first, second] = await outbox.written(2);
    await claim(outbox.test.database, 2);
    outbox.now = outbox.later(CLAIM - 1);
    const [third] = await outbox.written(1);
    const before = await claim(outbox.test.database, 10);
    outbox.now = outbox.later(1);
    const [fourth] = await outbox.written(1);
    const after = await claim(outbox.test.database, 2);

    expect([before, after]).toEqual([[third], [first, fourth]]);
    expect(await claim(outbox.test.database, 10)).toEqual([second]);
  });
});

describe('given a claim that runs out while events are being sent', () => {
  it('no event is begun that might still be on its way when another server may claim it', async () => {
    const expected = await outbox.written(3);
    outbox.receiver.answer(({ id }) => {
      if (id === expected[0]) outbox.now = outbox.later(CLAIM - TIMEOUT);
      return 200;
    });
    outbox.deliver({ batch: 3 });
    await until(async () => (await outbox.deliveredCount()) === 3);

    expect(outbox.ids()).toEqual(expected);
    // Claimed anew from the later moment on, so the first claim was given back.
    expect((await outbox.state()).map(({ attempts, next }) => [attempts, next])).toEqual([
      [1, '02:01:10.000'],
      [1, '02:02:15.000'],
      [1, '02:02:15.000'],
    ]);
  });

  it('a late failure does not touch the claim of the server that has it now', async () => {
    await outbox.written(1);
    const waiting: (() => void)[] = [];
    outbox.receiver.answer((_, response) => void waiting.push(() => response.writeHead(500).end()));
    const frozen = outbox.deliver();
    await until(() => waiting.length === 1);
    outbox.now = outbox.later(CLAIM);
    const second = outbox.deliver();
    await until(() => waiting.length === 2);
    waiting[0]?.();
    await frozen.stop();

    const claimed = { attempts: 2, delivered: null, next: '02:02:20.000' };
    expect(await outbox.state()).toEqual([claimed]);
    waiting[1]?.();
    await second.stop();
    expect(await outbox.state()).toEqual([{ ...claimed, next: '02:01:12.000' }]);
  });
});

describe('given a server that is killed with an event on its way', () => {
  it('another one takes its events over when the claim has run out, and not before', async () => {
    const expected = await outbox.written(4);
    outbox.receiver.answer(() => undefined);
    const killed = startTypescript('tests/platform/outbox/outbox-deliverer.ts', [
      outbox.test.applicationUrl,
      outbox.receiver.url,
      SECRET,
    ]);
    await until(() => outbox.receiver.received.length === 1);
    await killed.kill();
    const killedAt = new Date();
    expect(killed.errorText()).toBe('');
    expect((await outbox.state()).map(({ attempts }) => attempts)).toEqual([1, 1, 1, 1]);

    outbox.receiver.answer(() => 200);
    outbox.now = outbox.later(killedAt.getTime() - outbox.now.getTime());
    outbox.deliver();
    await pass(100);
    expect(outbox.receiver.received).toHaveLength(1);

    outbox.now = outbox.later(CLAIM);
    await until(async () => (await outbox.deliveredCount()) === 4);
    expect(outbox.ids()).toEqual([expected[0], ...expected]);
    expect((await outbox.state()).map(({ attempts }) => attempts)).toEqual([2, 2, 2, 2]);
    expect(outbox.errors).toEqual([]);
  });
});
