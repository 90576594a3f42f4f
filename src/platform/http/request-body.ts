import type { IncomingMessage } from 'node:http';

/** A body that cannot be used, with the status code that says so. */
export class UnusableBody extends Error {
  override readonly name = 'UnusableBody';

  constructor(
    readonly status: 400 | 408 | 413 | 415,
    message: string,
  ) {
    super(message);
  }
}

/** A body of one operation is there within this. */
const JSON_BODY_MILLISECONDS = 20_000;

/**
 * Reads a JSON body of at most `limit` bytes.
 * @throws UnusableBody
 */
export async function jsonBody(request: IncomingMessage, limit: number): Promise<unknown> {
  requireType(request, 'application/json');
  requireSize(request, limit);
  const text = await textBody(request, limit);
  try {
    return JSON.parse(text);
  } catch {
    throw new UnusableBody(400, 'The body is not JSON.');
  }
}

/**
 * A file as it comes, at most `limit` bytes of it. What is not read of it is left where it is.
 * @param stalledMilliseconds when nothing comes for so long, the rest is not waited for
 * @throws UnusableBody when it grows too large, stalls, or breaks off
 */
export async function* fileBody(
  request: IncomingMessage,
  limit: number,
  stalledMilliseconds: number,
): AsyncGenerator<Uint8Array> {
  // The answer goes out over the same connection, also when the file is given up halfway.
  const chunks = request.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  let length = 0;
  for (;;) {
    const next = await within(chunks.next(), stalledMilliseconds);
    if (next.done === true) return;
    length += next.value.length;
    if (length > limit) throw tooLarge(limit);
    yield next.value;
  }
}

async function within<T>(next: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const stalled = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(tooSlow(milliseconds, 'Nothing of the body came for')),
      milliseconds,
    );
  });
  try {
    return await Promise.race([next, stalled]);
  } catch (error) {
    if (error instanceof UnusableBody) throw error;
    throw new UnusableBody(400, 'The body broke off.');
  } finally {
    clearTimeout(timer);
  }
}

/** @throws UnusableBody for a body of another type or encoding */
export function requireType(
  { headers }: IncomingMessage,
  wanted: 'application/json' | 'text/csv',
): void {
  const type = headers['content-type'] ?? '';
  if (type !== wanted) {
    const [essence = '', ...parameters] = type.toLowerCase().split(';');
    const charset = parameters
      .map((text) => text.trim())
      .find((text) => text.startsWith('charset='));
    const isUtf8 = charset === undefined || /^charset="?utf-?8"?$/.test(charset);
    if (essence.trim() !== wanted || !isUtf8) {
      throw new UnusableBody(415, `Send the request as content-type: ${wanted}, in UTF-8.`);
    }
  }
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw new UnusableBody(415, 'Send the body without content-encoding.');
  }
}

/** @throws UnusableBody when more bytes are announced than may come */
export function requireSize({ headers }: IncomingMessage, limit: number): void {
  if (Number(headers['content-length'] ?? 0) > limit) throw tooLarge(limit);
}

function textBody(request: IncomingMessage, limit: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    let ended = false;
    const giveUp = (error: UnusableBody): void => {
      request.pause();
      request.removeAllListeners('data');
      reject(error);
    };
    const timer = setTimeout(
      () => giveUp(tooSlow(JSON_BODY_MILLISECONDS, 'The body was not there within')),
      JSON_BODY_MILLISECONDS,
    );
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > limit) giveUp(tooLarge(limit));
      else chunks.push(chunk);
    });
    request.on('end', () => {
      ended = true;
      clearTimeout(timer);
      const [only] = chunks;
      resolve((chunks.length === 1 && only ? only : Buffer.concat(chunks)).toString('utf8'));
    });
    const brokenOff = (): void => {
      clearTimeout(timer);
      // Every request closes in the end; an error costs too much to make it for nothing.
      if (!ended) reject(new UnusableBody(400, 'The body broke off.'));
    };
    request.on('error', brokenOff);
    request.on('close', brokenOff);
  });
}

function tooLarge(limit: number): UnusableBody {
  return new UnusableBody(413, `The body is larger than ${limit} bytes.`);
}

function tooSlow(milliseconds: number, words: string): UnusableBody {
  return new UnusableBody(408, `${words} ${milliseconds / 1000} seconds: send it again.`);
}
