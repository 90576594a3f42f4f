import { Agent, request } from 'node:http';

/** Connections are kept, as those of a browser; one that waits keeps no process alive. */
const agent = new Agent({ keepAlive: true });

/** The text of the answer. `fetch` does the same at several times the cost, and the tests ask a lot. */
export function postJson(url: string, token: string | undefined, body: unknown): Promise<string> {
  const text = JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const asking = request(url, {
      method: 'POST',
      agent,
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
    });
    asking.once('error', reject);
    asking.once('response', (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('error', reject);
      response.once('end', () => resolve(Buffer.concat(parts).toString()));
    });
    asking.end(text);
  });
}
