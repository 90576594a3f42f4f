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

/**
 * Reads a JSON body of at most `limit` bytes.
 * @throws UnusableBody
 */
export async function jsonBody(request: IncomingMessage, limit: number): Promise<unknown> {
  requireJson(request);
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge(limit);
  const text = await textBody(request, limit);
  try {
    return JSON.parse(text);
  } catch {
    throw new UnusableBody(400, 'The body is not JSON.');
  }
}

function requireJson({ headers }: IncomingMessage): void {
  const type = headers['content-type'] ?? '';
  if (type !== 'application/json') {
    const [essence = '', ...parameters] = type.toLowerCase().split(';');
    const charset = parameters
      .map((text) => text.trim())
      .find((text) => text.startsWith('charset='));
    const isUtf8 = charset === undefined || /^charset="?utf-?8"?$/.test(charset);
    if (essence.trim() !== 'application/json' || !isUtf8) {
      throw new UnusableBody(415, 'Send the request as content-type: application/json, in UTF-8.');
    }
  }
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw new UnusableBody(415, 'Send the body without content-encoding.');
  }
}

function textBody(request: IncomingMessage, limit: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    let ended = false;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > limit) {
        request.pause();
        request.removeAllListeners('data');
        reject(tooLarge(limit));
        return;
      }
      chunks.push(chunk);
    });
    request.on('end', () => {
      ended = true;
      const [only] = chunks;
      resolve((chunks.length === 1 && only ? only : Buffer.concat(chunks)).toString('utf8'));
    });
    const brokenOff = (): void => {
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
