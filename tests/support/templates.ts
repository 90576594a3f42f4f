import { Client } from 'pg';
import { migrations } from '../../ormconfig';
import { seedReferenceData } from '../../seeds/reference';
import { Database } from '../../src/platform/database/database';
import { migrate, openToApplicationAlone } from '../../src/platform/database/migrate';
import { createPool, NO_TIMEOUTS } from '../../src/platform/database/pool';
import { inDatabase } from './published-cluster';
import type { PublishedCluster } from './published-cluster';

/** The moment at which the reference data of the template are seeded. */
export const SEEDED_AT = new Date('2026-11-02T09:00:00Z');

/** Makes the databases that test files clone. */
export async function makeTemplates(
  login: Omit<PublishedCluster, 'template' | 'referenceTemplate'>,
): Promise<PublishedCluster> {
  const template = `disw_template_${process.pid}`;
  await createDatabase(login, template);
  const ownerUrl = inDatabase(login.ownerUrl, template);
  await migrate({ ownerUrl, migrations });

  const referenceTemplate = `${template}_reference`;
  await createDatabase(login, referenceTemplate, template);
  const pool = createPool(inDatabase(login.ownerUrl, referenceTemplate), { timeouts: NO_TIMEOUTS });
  try {
    await seedReferenceData(new Database(pool), SEEDED_AT);
    await pool.query('ANALYZE');
  } finally {
    await pool.end();
  }
  return { ...login, template, referenceTemplate };
}

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
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER ${owner}`);
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
