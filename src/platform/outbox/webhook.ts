import type { Clock } from '../clock';
import { attemptFromStatus, eventBody, signatureOf } from './outbox.rules';
import type { Attempt, OutgoingEvent } from './outbox.rules';

export interface WebhookOptions {
  /** May hold a user and a password: they are sent as basic authentication. */
  readonly webhookUrl: string;
  /** Shared with the receiver, who checks the signature with it. */
  readonly secret: Buffer | string;
  readonly clock: Clock;
  /** Longest wait for the answer; a body that takes longer is cut off. */
  readonly timeoutMilliseconds: number;
}

/** More than this of an answer is not read; nothing of it is used. */
const LONGEST_ANSWER_BYTES = 64 * 1024;

/** Sends one event after another to the receiver. A reason never repeats the address: it may hold a password. */
export class Webhook {
  private readonly address: URL;
  private readonly headers: Readonly<Record<string, string>>;

  constructor(private readonly options: WebhookOptions) {
    this.address = new URL(options.webhookUrl);
    const { username, password } = this.address;
    this.address.username = '';
    this.address.password = '';
    this.headers = {
      'content-type': 'application/json',
      ...(username === '' ? {} : { authorization: basicAuthentication(username, password) }),
    };
  }

  async send(event: OutgoingEvent): Promise<Attempt> {
    const body = eventBody(event);
    try {
      const answer = await fetch(this.address, {
        method: 'POST',
        headers: {
          ...this.headers,
          'x-disw-event-id': event.id,
          'x-disw-signature': signatureOf(this.options.secret, this.options.clock.now(), body),
        },
        body,
        // What is signed for one receiver is not for whoever it points to.
        redirect: 'manual',
        signal: AbortSignal.timeout(this.options.timeoutMilliseconds),
      });
      await readToEnd(answer).catch(() => undefined); // the status stands
      return attemptFromStatus(answer.status);
    } catch (error) {
      return { outcome: 'NO_RECEIVER', reason: whyNoAnswer(error) };
    }
  }
}

/** A connection whose answer was read whole can be used again. */
async function readToEnd(answer: Response): Promise<void> {
  if (answer.body === null) return;
  let bytes = 0;
  for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > LONGEST_ANSWER_BYTES) return;
  }
}

function basicAuthentication(username: string, password: string): string {
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

function whyNoAnswer(error: unknown): string {
  const { name, cause } = error as { readonly name?: unknown; readonly cause?: unknown };
  if (name === 'TimeoutError') return 'no answer in time';
  const hasCode = typeof cause === 'object' && cause !== null && 'code' in cause;
  return hasCode ? `no answer: ${String(cause.code)}` : 'no answer';
}
