import { Client } from 'pg';
import { openToApplicationAlone } from '../../src/platform/database/application-role';
import { inDatabase } from './published-cluster';
import type { PublishedCluster } from './published-cluster';

/** Copies of one template wait for each other: PostgreSQL refuses one that somebody is connected to. */
const CLONING_LOCK = 748_203_917;

export async function createDatabase(
  { adminUrl, owner }: Pick<PublishedCluster, 'adminUrl' | 'owner'>,
  name: string,
  template = 'template0',
): Promise<void> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query('SELECT pg_advisory_lock($1)', [CLONING_LOCK]);
    // Block by block through the log, as PostgreSQL does it unless told, is three times the work.
    await admin.query(
      `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy OWNER ${owner}`,
    );
  } finally {
    await admin.end();
  }
  // A clone has the rows and the grants of its template, but not the rights on the database itself.
  const made = new Client({ connectionString: inDatabase(adminUrl, name) });
  await made.connect();
  try {
    const role = await made.query(`SELECT FROM pg_roles WHERE rolname = 'disw_application'`);
    if (role.rowCount !== 0) await openToApplicationAlone(made);
  } finally {
    await made.end();
  }
}

export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  } finally {
    await admin.end();
  }
}
