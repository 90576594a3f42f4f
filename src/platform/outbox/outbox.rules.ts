import { createHmac } from 'node:crypto';

/** An event as the receiver gets it. */
export interface OutgoingEvent {
  /** Grows with the order in which events were written; the same for every attempt. */
  readonly id: string;
  readonly topic: string;
  readonly occurredAt: Date;
  /** JSON as PostgreSQL wrote it, so that no number is rounded on the way. */
  readonly payload: string;
}

/**
 * What came of one attempt. `EVENT_REFUSED`: the receiver does not want this event as it is, others
 * may do. `NO_RECEIVER`: it is away or does not let us in, so no event will do now.
 */
export type Attempt =
  | { readonly outcome: 'DELIVERED' }
  | { readonly outcome: 'EVENT_REFUSED' | 'NO_RECEIVER'; readonly reason: string };

const FIRST_BOUND_MILLISECONDS = 2_000;
const LONGEST_DELAY_MILLISECONDS = 15 * 60_000;
const LONGEST_REST_MILLISECONDS = 60_000;
const CLAIM_MILLISECONDS = 60_000;

/**
 * How long after a failed attempt an event is tried again: from half a bound to the whole of it, the
 * bound doubling from 2 seconds to 15 minutes.
 * @param attempts made so far, 1 or more
 * @param random in [0, 1)
 */
export function nextAttemptDelayMilliseconds(attempts: number, random: number): number {
  return jittered(LONGEST_DELAY_MILLISECONDS, attempts, random);
}

/**
 * How long a server leaves a receiver alone that is away. Shorter than the delay of one event: a
 * receiver that is back must not wait a quarter of an hour for events that were never tried.
 * @param failures in a row, 1 or more
 * @param random in [0, 1)
 */
export function restMilliseconds(failures: number, random: number): number {
  return jittered(LONGEST_REST_MILLISECONDS, failures, random);
}

/** How long a claim holds. When a server dies, its claimed events wait as long as this. */
export function claimMilliseconds(timeoutMilliseconds: number): number {
  return CLAIM_MILLISECONDS + 2 * timeoutMilliseconds;
}

/** What is sent, byte for byte; the signature is over these bytes. */
export function eventBody({ id, topic, occurredAt, payload }: OutgoingEvent): string {
  const head = JSON.stringify({ id, topic, occurredAt: occurredAt.toISOString() });
  return `${head.slice(0, -1)},"payload":${payload}}`;
}

/**
 * `t=<seconds since 1970>,v1=<HMAC-SHA-256 in hex>` over `<seconds>.<body>`. The time is under the
 * signature, so that a receiver can turn down what somebody recorded and sends again much later.
 */
export function signatureOf(secret: Buffer | string, at: Date, body: string): string {
  const seconds = Math.floor(at.getTime() / 1000);
  const digest = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${digest}`;
}

/** Answers that are about the content of one event; all others are about the receiver or the way to it. */
const ABOUT_THE_EVENT = new Set([400, 409, 413, 422]);

export function attemptFromStatus(status: number): Attempt {
  if (status >= 200 && status < 300) return { outcome: 'DELIVERED' };
  const outcome = ABOUT_THE_EVENT.has(status) ? 'EVENT_REFUSED' : 'NO_RECEIVER';
  return { outcome, reason: `the receiver answered ${status}` };
}

function jittered(longest: number, attempts: number, random: number): number {
  const bound = Math.min(longest, FIRST_BOUND_MILLISECONDS * 2 ** (attempts - 1));
  return Math.floor(bound / 2 + (random * bound) / 2);
}
