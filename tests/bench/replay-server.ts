import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPool } from '../../src/platform/database/pool';
import { TRACED_KEY } from './pgbench';
import type { TracedStatement } from './placing-trace';

/**
 * Replays traced placings: POST /<number of the trace>, with a key of its own as the body. A floor for
 * machines without pgbench: bare node:http and pg, no thinking between the statements.
 *
 * Usage: node replay-server.js <database URL> <file with the traces as JSON>; prints its port.
 */
function main(url: string | undefined, file: string | undefined): void {
  if (url === undefined || file === undefined) throw new Error('Give URL and traces');
  const traces = JSON.parse(readFileSync(file, 'utf8'), revived) as TracedStatement[][];
  const pool = createPool(url);
  const replay = async (trace: readonly TracedStatement[], key: string): Promise<void> => {
    const client = await pool.connect();
    try {
      for (const { name, text, values } of trace) {
        if (name === '') await client.query(text);
        else await client.query({ name, text, values: values.map((one) => withKey(one, key)) });
      }
    } finally {
      client.release();
    }
  };
  const server = createServer((request, response) => {
    const trace = traces[Number((request.url ?? '').slice(1))];
    let key = '';
    request.on('data', (chunk: Buffer) => (key += String(chunk)));
    request.on('end', () => {
      replay(trace ?? [], key)
        .then(() => response.writeHead(200).end('{}'))
        .catch((error: unknown) => response.writeHead(500).end(String(error)));
    });
  });
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
  });
}

const KEYS = new RegExp(`${TRACED_KEY}\\d+`);

function withKey(value: unknown, key: string): unknown {
  return typeof value === 'string' ? value.replace(KEYS, key) : value;
}

/** Buffers come out of JSON as {type, data}. */
function revived(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { type, data } = value as { type?: unknown; data?: unknown };
  return type === 'Buffer' && Array.isArray(data) ? Buffer.from(data as number[]) : value;
}

main(process.argv[2], process.argv[3]);
