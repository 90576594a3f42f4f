import { Database } from '../../src/platform/database/database';
import { createPool } from '../../src/platform/database/pool';
import { inDatabase, publishedCluster } from './published-cluster';
import type { PublishedCluster } from './published-cluster';
import { createDatabase, dropDatabase } from './databases';

/** A migrated PostgreSQL database of one test file alone. */
export interface TestDatabase {
  readonly name: string;
  /** With the application's role: what the product runs with. */
  readonly database: Database;
  /** With the owner's role: to arrange what the application may not. */
  readonly owner: Database;
  readonly applicationUrl: string;
  readonly ownerUrl: string;
  /** Closes the connections, so that it can be cloned. */
  close(): Promise<void>;
  /** Closes the connections and drops the database. */
  dispose(): Promise<void>;
}

export interface TestDatabaseOptions {
  /** Not even migrated. */
  readonly empty?: boolean;
  /** With the reference data (seeds/reference.ts); default false: without a row of ours. */
  readonly withReferenceData?: boolean;
  /** A clone of this one, which must be closed. */
  readonly copyOf?: TestDatabase;
  /** Connections of `database` at most, default 10. */
  readonly poolSize?: number;
}

let made = 0;

/** Clones the template of this run; in `beforeAll`, with `dispose` in `afterAll`. */
export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const cluster = publishedCluster();
  made += 1;
  const name = `disw_test_${process.pid}_${process.env['JEST_WORKER_ID'] ?? '0'}_${Date.now().toString(36)}_${made}`;
  await createDatabase(cluster, name, templateFor(options, cluster));
  const applicationUrl = inDatabase(cluster.applicationUrl, name);
  const ownerUrl = inDatabase(cluster.ownerUrl, name);
  const applicationPool = createPool(applicationUrl, { size: options.poolSize ?? 10 });
  const ownerPool = createPool(ownerUrl, { size: 4 });
  let closed: Promise<unknown> | undefined;
  const close = async (): Promise<void> => {
    closed ??= Promise.all([applicationPool.end(), ownerPool.end()]);
    await closed;
  };
  return {
    name,
    database: new Database(applicationPool),
    owner: new Database(ownerPool),
    applicationUrl,
    ownerUrl,
    close,
    async dispose() {
      await close();
      await dropDatabase(cluster.adminUrl, name);
    },
  };
}

function templateFor(options: TestDatabaseOptions, cluster: PublishedCluster): string {
  if (options.copyOf !== undefined) return options.copyOf.name;
  if (options.empty) return 'template0';
  return options.withReferenceData ? cluster.referenceTemplate : cluster.template;
}
