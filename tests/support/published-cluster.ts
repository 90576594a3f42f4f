/** What the workers of a run need to know of its PostgreSQL; passed on through the environment. */
export interface PublishedCluster {
  /** May make and drop databases. */
  readonly adminUrl: string;
  /** Owner of the test databases. */
  readonly ownerUrl: string;
  /** The application's login, or the owner's that puts on the application's role. */
  readonly applicationUrl: string;
  /** Name of the role that is to own the test databases. */
  readonly owner: string;
  /** Migrated, without a row of ours. */
  readonly template: string;
  /** With the reference data (seeds/reference.ts) as of `SEEDED_AT`. */
  readonly referenceTemplate: string;
}

const VARIABLE = 'DISW_TEST_CLUSTER';

/** Workers are started after the global set-up, and get its environment. */
export function publishCluster(cluster: PublishedCluster): void {
  process.env[VARIABLE] = JSON.stringify(cluster);
}

export function publishedCluster(): PublishedCluster {
  const published = process.env[VARIABLE];
  if (published === undefined) throw new Error('No test PostgreSQL: is globalSetup configured?');
  return JSON.parse(published) as PublishedCluster;
}

/** The same login in another database. */
export function inDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.toString();
}
