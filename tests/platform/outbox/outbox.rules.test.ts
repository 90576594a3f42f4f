import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import {
  attemptFromStatus,
  claimMilliseconds,
  eventBody,
  nextAttemptDelayMilliseconds,
  restMilliseconds,
  signatureOf,
} from '../../../src/platform/outbox/outbox.rules';
import { assertProperty } from '../../support/properties';

const MINUTE = 60_000;
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('the delay before the next attempt', () => {
  test.each([
    [1, 0, 1_000],
    [1, 0.5, 1_500],
    [2, 0, 2_000],
    [3, 0.75, 7_000],
    [9, 0, 256_000],
    [10, 0, 7.5 * MINUTE],
    [10, 0.5, 11.25 * MINUTE],
    [2_000_000_000, 0, 7.5 * MINUTE],
  ])('after attempt %d and chance %d is %d ms', (attempts, chance, expected) => {
    expect(nextAttemptDelayMilliseconds(attempts, chance)).toBe(expected);
  });

  it('is from half a bound to the bound, and never over a quarter of an hour', () => {
    assertProperty(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 - 1 }), random, (attempts, chance) => {
        const bound = Math.min(15 * MINUTE, 2_000 * 2 ** (attempts - 1));
        const delay = nextAttemptDelayMilliseconds(attempts, chance);
        expect(delay).toBeGreaterThanOrEqual(bound / 2);
        expect(delay).toBeLessThanOrEqual(bound);
      }),
    );
  });
});

describe('the rest of a receiver that is away', () => {
  test.each([
    [1, 0, 1_000],
    [5, 0, 16_000],
    [6, 0, MINUTE / 2],
    [5_000, 0.5, 0.75 * MINUTE],
  ])('after %d failures in a row and chance %d is %d ms', (failures, chance, expected) => {
    expect(restMilliseconds(failures, chance)).toBe(expected);
  });
});

test('a claim outlasts the event on its way', () => {
  expect([claimMilliseconds(0), claimMilliseconds(10_000)]).toEqual([MINUTE, MINUTE + 20_000]);
});

describe('the body', () => {
  it('is one JSON object, the payload as PostgreSQL wrote it', () => {
    const body = eventBody({
      id: '9007199254740993',
      topic: 'a "topic"',
      occurredAt: new Date('2026-03-29T01:00:00.120Z'),
      payload: '{"pieces": 12345678901234567890, "tariff": 1.10}',
    });

    expect(body).toBe(
      '{"id":"9007199254740993","topic":"a \\"topic\\"","occurredAt":"2026-03-29T01:00:00.120Z",' +
        '"payload":{"pieces": 12345678901234567890, "tariff": 1.10}}',
    );
  });

  it('gives every payload back', () => {
    assertProperty(
      fc.property(fc.string(), fc.jsonValue(), (topic, payload) => {
        const occurredAt = new Date(0);
        const body = eventBody({ id: '1', topic, occurredAt, payload: JSON.stringify(payload) });
        expect(JSON.stringify(JSON.parse(body))).toBe(
          JSON.stringify({ id: '1', topic, occurredAt, payload }),
        );
      }),
    );
  });
});

describe('the signature', () => {
  const at = new Date('2026-11-02T09:00:00.999Z');

  it('is over the whole seconds and the body', () => {
    const expected = createHmac('sha256', 'secret').update('1793610000.{"id":"1"}').digest('hex');

    expect(signatureOf('secret', at, '{"id":"1"}')).toBe(`t=1793610000,v1=${expected}`);
    expect(signatureOf(Buffer.from('secret'), at, '{"id":"1"}')).toBe(
      `t=1793610000,v1=${expected}`,
    );
  });

  it('is another for another secret, second or body', () => {
    const all = [
      signatureOf('secret', at, 'body'),
      signatureOf('Secret', at, 'body'),
      signatureOf('secret', new Date(at.getTime() + 1), 'body'),
      signatureOf('secret', at, 'body '),
    ];
    expect(new Set(all.map((signature) => signature.split('v1=')[1])).size).toBe(4);
  });
});

test.each([
  [200, 'DELIVERED'],
  [204, 'DELIVERED'],
  [299, 'DELIVERED'],
  [199, 'NO_RECEIVER'],
  [301, 'NO_RECEIVER'],
  [400, 'EVENT_REFUSED'],
  [401, 'NO_RECEIVER'],
  [404, 'NO_RECEIVER'],
  [409, 'EVENT_REFUSED'],
  [410, 'NO_RECEIVER'],
  [413, 'EVENT_REFUSED'],
  [422, 'EVENT_REFUSED'],
  [429, 'NO_RECEIVER'],
  [500, 'NO_RECEIVER'],
  [503, 'NO_RECEIVER'],
] as const)('an answer %d means %s', (status, outcome) => {
  expect(attemptFromStatus(status).outcome).toBe(outcome);
});
