import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { installedMajorVersions, startInstalledPostgres } from '../support/installed-postgres';
import { startProgram, type NodeProcess } from '../support/node-process';
import { ask, served } from '../support/served-program';
import { fastDataDirectory } from '../support/test-cluster';
import { createTestDatabase } from '../support/test-database';

/** A PostgreSQL that the program did not start, with an empty database in it. */
interface OwnPostgres {
  readonly ownerUrl: string;
  /** Where its owner may not make logins. */
  readonly applicationUrl?: string;
  stop(): unknown;
}

const REQUESTS = 60;

const installed = installedMajorVersions().map(
  (version): [string, (folder: string) => Promise<OwnPostgres>] => [
    `an installed PostgreSQL ${version}`,
    (folder) => startInstalledPostgres(version, folder),
  ],
);
const postgreses: typeof installed =
  installed.length > 0 ? installed : [['the one that the tests run on', ofTheTests]];

async function ofTheTests(): Promise<OwnPostgres> {
  const { dispose, ...urls } = await createTestDatabase({ empty: true });
  return { ...urls, stop: dispose };
}

describe.each(postgreses)('given DATABASE_URL: %s', (_, begin) => {
  it('it migrates, seeds, serves and proves its evidence there, and starts no PostgreSQL of its own', async () => {
    const folder = fastDataDirectory('own-postgres');
    const postgres = await begin(folder);
    const settings = {
      DATABASE_URL: postgres.ownerUrl,
      DATABASE_APPLICATION_URL: postgres.applicationUrl ?? '',
      DATA_DIRECTORY: folder,
      PORT: '0',
    };
    const command = async (...parameters: string[]): Promise<string> => {
      const { ended, lines, errorText } = startProgram(parameters, settings);
      expect({ code: await ended, said: errorText() }).toMatchObject({ code: 0 });
      return lines.join('\n');
    };
    let server: NodeProcess | undefined;
    try {
      await command('migrate');
      await command('seed', '--requests', String(REQUESTS));
      server = startProgram([], settings);
      const url = await served(server);
      const token = await command('token', 'nza');

      const seen = await ask(url, '{ emergencyRequests(first: 100) { nodes { id } } }', token);
      const proof = `{ verifyEvidence(period: { from: "2020-01-01T00:00:00Z", until: "2099-01-01T00:00:00Z" }) { intact complete rowsChecked findings { words } } }`;
      const proven = await ask(url, proof, token);

      expect(seen).toMatchObject({ data: { emergencyRequests: { nodes: { length: REQUESTS } } } });
      expect(proven).toEqual({
        data: {
          verifyEvidence: {
            intact: true,
            complete: true,
            rowsChecked: expect.any(Number) as number,
            findings: [],
          },
        },
      });
      expect(existsSync(join(folder, 'postgres'))).toBe(false);
      server.child.kill('SIGTERM');
      expect(await server.ended).toBe(process.platform === 'win32' ? null : 0);
    } finally {
      await server?.kill();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  }, 120_000);
});
