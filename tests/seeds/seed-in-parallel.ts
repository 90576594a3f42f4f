import { seedRequests } from '../../seeds/demo/requests';
import { Database } from '../../src/platform/database/database';
import { createPool, NO_TIMEOUTS } from '../../src/platform/database/pool';
import { demoCipher } from './demo-cipher';

/** Seeds with threads, which only a program of its own can have: owner's URL, number, moment. */
async function main([url = '', requests = '', now = '']: readonly string[]): Promise<void> {
  const pool = createPool(url, { timeouts: NO_TIMEOUTS });
  const added = await seedRequests(new Database(pool), {
    requests: Number(requests),
    now: new Date(now),
    cipher: demoCipher,
    indexesOffFrom: 1,
    parallelFrom: 1,
  });
  await pool.end();
  process.stdout.write(`added ${added}\n`);
}

void main(process.argv.slice(2));
