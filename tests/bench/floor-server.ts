import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPool } from '../../src/platform/database/pool';

/** An operation of the floor: GET /<name>/<value>/<value> answers with the text of one column. */
export interface FloorOperation {
  readonly name: string;
  /** Gives one row with one column `answer`: the whole answer as JSON text. */
  readonly text: string;
}

/**
 * The least that can serve JSON out of PostgreSQL: bare node:http, one prepared statement, its text
 * passed on as it is. Nobody is asked who calls, and nothing is checked.
 *
 * Usage: node floor-server.js <database URL> <operations as JSON>; prints its port.
 */
function main(url: string | undefined, operations: string | undefined): void {
  if (url === undefined || operations === undefined) throw new Error('Give URL and operations');
  const known = new Map(
    (JSON.parse(operations) as FloorOperation[]).map((operation) => [operation.name, operation]),
  );
  const pool = createPool(url);
  const server = createServer((request, response) => {
    const [, name = '', ...values] = (request.url ?? '').split('/');
    const operation = known.get(name);
    if (operation === undefined) {
      response.writeHead(404).end();
      return;
    }
    pool
      .query<{ answer: string }>({ name, text: operation.text, values })
      .then(({ rows: [row] }) => {
        const body = `{"data":${row?.answer ?? 'null'}}`;
        response
          .writeHead(200, {
            'content-type': 'application/json; charset=utf-8',
            'content-length': Buffer.byteLength(body),
          })
          .end(body);
      })
      .catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
  });
}

main(process.argv[2], process.argv[3]);
