import { migrations } from '../../ormconfig';
import { seedReferenceData } from '../../seeds/reference';
import { Database } from '../../src/platform/database/database';
import { migrate } from '../../src/platform/database/migrate';
import { createPool, NO_TIMEOUTS } from '../../src/platform/database/pool';
import { createDatabase } from './databases';
import { inDatabase } from './published-cluster';
import type { PublishedCluster } from './published-cluster';
import { SEEDED_AT } from './seeded-at';

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
