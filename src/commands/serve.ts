import { compose, type Composition } from '../composition';
import type { PatientCipher } from '../parties/patient-cipher';
import { systemClock } from '../platform/clock';
import type { Database } from '../platform/database/database';
import { statement } from '../platform/database/statement';
import { apiServer } from '../platform/graphql/api-server';
import { buildApiSchema } from '../platform/graphql/build-schema';
import { startHttpServer, type RunningServer } from '../platform/http/http-server';
import { createLog, type Log } from '../platform/log';
import { RequestContext } from '../platform/request-context';
import type { Settings } from '../settings';
import { startBackground } from './background';
import { exampleExplorer } from './example-explorer';
import { tokenVerifierOf } from './keys';
import { lifetime } from './lifetime';
import { openPatientDatabase } from './open-database';
import { checkPort, portError } from './port';
import type { Progress } from './progress';
import { seedForServing } from './seed';

/**
 * Prepares the database, fills it when it is empty, and serves the API until the end of the program.
 * @returns where people reach it: http://localhost:4000/graphql
 * @throws PreparationError in words for a person
 */
export async function serve(settings: Settings, progress: Progress): Promise<string> {
  await checkPort(settings.port, settings.host);
  const open = await openPatientDatabase(settings, progress);
  if (settings.demoData) await seedForServing(open, progress);
  return serveFrom(await open.asApplication(), open.cipher, settings);
}

async function serveFrom(
  database: Database,
  cipher: PatientCipher,
  settings: Settings,
): Promise<string> {
  const log = createLog(settings.logLevel);
  const clock = systemClock;
  const composition = compose({ database, cipher, clock, logFault: log.logFault });
  const { resolvers, guard } = composition;
  const schema = buildApiSchema({ resolvers, guard });
  const server = await listen({ database, settings, log, schema, files: composition.files });
  lifetime.onEnd(startBackground({ database, composition, clock, log, settings }));
  lifetime.onEnd(composition.stop);
  lifetime.onEnd(() => server.close());
  return `http://${shownHost(settings.host)}:${server.port}/graphql`;
}

const selectOne = statement<{ one: number }>('main.is-ready', 'SELECT 1 AS one');

interface Listening {
  readonly database: Database;
  readonly settings: Settings;
  readonly log: Log;
  readonly schema: ReturnType<typeof buildApiSchema>;
  readonly files: Composition['files'];
}

async function listen({
  database,
  settings,
  log,
  schema,
  files,
}: Listening): Promise<RunningServer> {
  const { batch, ...limits } = settings.limits;
  const verifier = tokenVerifierOf(settings, systemClock);
  try {
    return await startHttpServer({
      api: apiServer({ schema, limits, logFault: log.logFault, logger: log.logger }),
      authenticate: (token) => verifier.verify(token),
      createContext: (caller, traceId) => new RequestContext(caller, traceId, systemClock.now()),
      files,
      isReady: async () => (await database.query(selectOne)).length === 1,
      explorer: exampleExplorer(),
      log: log.logger,
      logFault: log.logFault,
      port: settings.port,
      host: settings.host,
      batchLimit: batch,
      // The other connections are for everything else.
      filesAtOnce: Math.max(1, Math.min(4, Math.floor(settings.database.poolSize / 2))),
    });
  } catch (error) {
    throw error instanceof Error ? portError(error, settings.port, settings.host) : error;
  }
}

/** An address that can be typed into a browser. */
function shownHost(host: string): string {
  if (['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host)) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
