import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came in. */
export interface Received {
  /** Of the header. */
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A real HTTP server that notes what it gets. */
export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** How many connections were made to it. */
  readonly connections: () => number;
  /** What it answers from now on: a status, or what is to be done with the response. */
  answer(how: (received: Received, response: ServerResponse) => number | void): void;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let connections = 0;
  let how: (received: Received, response: ServerResponse) => number | void = () => 200;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one = {
        id: String(request.headers['x-disw-event-id']),
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      };
      received.push(one);
      const status = how(one, response);
      if (typeof status === 'number') response.writeHead(status).end('thank you');
    });
  });
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events?from=disw`,
    received,
    connections: () => connections,
    answer(next) {
      how = next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** As a receiver checks it, written apart from the product. */
export function isSignedWith(secret: string, { headers, body }: Received): boolean {
  const [, seconds, digest] =
    /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['x-disw-signature'])) ?? [];
  const expected = createHmac('sha256', secret).update(`${seconds}.${body}`, 'utf8').digest('hex');
  return digest === expected;
}
