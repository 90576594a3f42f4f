import 'reflect-metadata';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureApplicationRole } from '../../src/platform/database/application-role';
import { withConnection } from '../../src/platform/database/connection';
import { APPLICATION_ROLE, OWNER_ROLE } from '../../src/platform/database/roles';
import { publishCluster } from './published-cluster';
import type { PublishedCluster } from './published-cluster';
import { stopAfterwards } from './run-end';
import { dropDatabase } from './databases';
import { makeTemplates } from './templates';
import { fastDataDirectory, startThrowAwayPostgres, sweepAbandonedClusters } from './test-cluster';

/**
 * Starts one PostgreSQL for the whole run and makes the databases that each test file clones.
 * With TEST_DATABASE_URL or DATABASE_URL, uses that one; its user must be allowed to make databases.
 */
async function globalSetup({ testPathPatterns }: JestRun): Promise<void> {
  const outside = process.env['TEST_DATABASE_URL'] ?? process.env['DATABASE_URL'];
  // Of a run of some files only those that start the program compile it: see node-process.ts.
  const compiled = testPathPatterns.patterns.length === 0 ? compileProgram() : undefined;
  const cluster = await makeTemplates(outside ? await outsideLogin(outside) : await ownLogin());
  await compiled;
  publishCluster(cluster);
  if (outside) {
    stopAfterwards(async () => {
      for (const name of new Set([cluster.referenceTemplate, cluster.template])) {
        await dropDatabase(cluster.adminUrl, name);
      }
    });
  }
}

/** What tests start as a program is what `npm start` starts. */
async function compileProgram(): Promise<void> {
  const script = join(__dirname, '..', '..', 'src', 'build.cjs');
  const compiler = spawn(process.execPath, [script], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = (await once(compiler, 'close')) as [number | null];
  if (code !== 0) throw new Error('The program cannot be compiled');
}

/** What of Jest's configuration is looked at. */
interface JestRun {
  readonly testPathPatterns: { readonly patterns: readonly string[] };
}

type Login = Omit<PublishedCluster, 'template' | 'referenceTemplate'>;

async function ownLogin(): Promise<Login> {
  await sweepAbandonedClusters();
  const dataDirectory = fastDataDirectory('run');
  const postgres = await startThrowAwayPostgres(dataDirectory);
  stopAfterwards(async () => {
    await postgres.stop();
    rmSync(dataDirectory, { recursive: true, force: true });
  });
  return {
    adminUrl: postgres.superuserUrl,
    ownerUrl: postgres.ownerUrl,
    applicationUrl: postgres.applicationUrl,
    owner: OWNER_ROLE,
  };
}

/** Leaves the password of the application's role alone: it may be that of a program that runs there. */
async function outsideLogin(url: string): Promise<Login> {
  const owner = await withConnection(url, async (client) => {
    await ensureApplicationRole(client);
    const answer = await client.query<{ name: string }>('SELECT quote_ident(current_user) AS name');
    return answer.rows[0]?.name ?? '';
  });
  const application = new URL(url);
  application.searchParams.set('options', `-c timezone=UTC -c role=${APPLICATION_ROLE}`);
  return { adminUrl: url, ownerUrl: url, applicationUrl: application.toString(), owner };
}

export = globalSetup;
