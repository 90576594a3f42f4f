import { Client } from 'pg';
import { THROW_AWAY_SETTINGS } from '../../support/test-cluster';
import { startEmbeddedPostgres } from '../../../src/platform/database/embedded-postgres';

/** Starts PostgreSQL on the given folder ('safe': as the product does) and commits one row after another, saying each when it is kept. */
async function main(): Promise<void> {
  const postgres = await startEmbeddedPostgres({
    dataDirectory: process.argv[2] ?? '',
    settings: process.argv[3] === 'safe' ? {} : THROW_AWAY_SETTINGS,
  });
  const client = new Client({ connectionString: postgres.ownerUrl });
  await client.connect();
  await client.query('CREATE TABLE IF NOT EXISTS kept (number integer PRIMARY KEY)');
  for (let number = 1; ; number += 1) {
    await client.query('INSERT INTO kept VALUES ($1)', [number]);
    process.stdout.write(`kept ${number}\n`);
  }
}

void main();
