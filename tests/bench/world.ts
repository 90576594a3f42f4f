import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { migrations } from '../../ormconfig';
import { seedReferenceData } from '../../seeds/reference';
import { signingKeyOf } from '../../src/access/signing-key';
import { mintToken } from '../../src/access/tokens';
import { projectFolder } from '../../src/commands/project-folder';
import { Database } from '../../src/platform/database/database';
import { startEmbeddedPostgres } from '../../src/platform/database/embedded-postgres';
import { migrate } from '../../src/platform/database/migrate';
import { createPool, NO_TIMEOUTS } from '../../src/platform/database/pool';
import { temporaryDataDirectory } from '../support/test-cluster';
import type { BenchWorld } from './bench';
import { compare, type Comparison, type Effort } from './compare';
import { drive, type Run, type Target } from './load';

const NODE_OPTIONS = ['--min-semi-space-size=32', '--max-semi-space-size=64'];
const PATIENCE_MILLISECONDS = 60_000;

export interface StartedWorld {
  readonly world: BenchWorld;
  readonly comparisons: readonly Comparison[];
  /** Tables that benches made by themselves. */
  readonly notes: readonly string[];
  stop(): Promise<void>;
}

/** Starts everything; PostgreSQL as it is shipped, so that what it acknowledges is on disk. */
export async function startWorld(
  effort: Effort,
  say: (text: string) => void,
): Promise<StartedWorld> {
  const undo: (() => unknown)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.reverse()) await step();
  };
  try {
    return { ...(await start(effort, say, undo)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  effort: Effort,
  say: (text: string) => void,
  undo: (() => unknown)[],
): Promise<Omit<StartedWorld, 'stop'>> {
  const dataDirectory = temporaryDataDirectory('bench');
  undo.push(() => rmSync(dataDirectory, { recursive: true, force: true }));
  say('Starting PostgreSQL and loading the reference data');
  const postgres = await startEmbeddedPostgres({ dataDirectory });
  undo.push(() => postgres.stop());
  const { ownerUrl, applicationUrl } = postgres;
  await migrate({ ownerUrl, migrations });
  const ownerPool = createPool(ownerUrl, { timeouts: NO_TIMEOUTS });
  const applicationPool = createPool(applicationUrl);
  undo.push(() => Promise.all([ownerPool.end(), applicationPool.end()]));
  const owner = new Database(ownerPool);
  const now = new Date();
  await seedReferenceData(owner, now);

  say('Starting the product');
  const signingKey = randomBytes(32);
  const patientKeys = {
    encryption: [{ id: 'bench', key: randomBytes(32) }],
    hash: randomBytes(32),
  };
  const startProduct = async (): Promise<StartedNode & { readonly url: string }> => {
    const port = await freePort();
    const product = startNode('src/main.js', [], {
      DATABASE_URL: ownerUrl,
      DATABASE_APPLICATION_URL: applicationUrl,
      DATA_DIRECTORY: dataDirectory,
      DEMO_DATA: 'off',
      HOST: '127.0.0.1',
      PORT: String(port),
      PATIENT_DATA_KEYS: patientKeys.encryption
        .map(({ id, key }) => `${id}:${key.toString('base64')}`)
        .join(','),
      PATIENT_HASH_KEY: patientKeys.hash.toString('base64'),
      TOKEN_SIGNING_KEY: signingKey.toString('base64'),
    });
    undo.push(() => product.child.kill('SIGKILL'));
    // The log goes nowhere, but it is written, as in a server that serves.
    product.child.stdout.resume();
    await untilReady(port, product);
    return { ...product, url: `http://127.0.0.1:${port}/graphql` };
  };
  const product = await startProduct();

  const comparisons: Comparison[] = [];
  const notes: string[] = [];
  const compareRuns = async (operation: string, floor: Run, target: Run): Promise<void> => {
    say(`Measuring: ${operation}`);
    comparisons.push(await compare(operation, floor, target, effort));
  };
  const floorProgram = async (file: string, parameters: readonly string[]): Promise<string> => {
    const floor = startNode(`tests/bench/${file}.js`, parameters, {});
    undo.push(() => floor.child.kill('SIGKILL'));
    const [line] = (await once(floor.child.stdout, 'data')) as [Buffer];
    return `http://127.0.0.1:${Number(String(line))}`;
  };
  const world: BenchWorld = {
    owner,
    database: new Database(applicationPool),
    ownerUrl,
    applicationUrl,
    url: product.url,
    now,
    patientKeys,
    effort,
    token: (claims) => mintToken(signingKeyOf(signingKey), claims, { now: new Date() }),
    operation: (name) =>
      readFileSync(join(projectFolder(), 'schema', 'operations', `${name}.graphql`), 'utf8'),
    async anotherProduct() {
      const { url, child } = await startProduct();
      return {
        url,
        async stop() {
          const ended = once(child, 'exit');
          child.kill('SIGTERM');
          await ended;
        },
      };
    },
    floor: (operations) =>
      floorProgram('floor-server', [applicationUrl, JSON.stringify(operations)]),
    floorProgram,
    async compare(operation, floor, target) {
      await checkSame(operation, floor, target);
      await compareRuns(
        operation,
        (seconds) => drive(floor, seconds),
        (seconds) => drive(target, seconds),
      );
    },
    compareRuns,
    note: (table) => notes.push(table),
    say,
  };
  return { world, comparisons, notes };
}

interface StartedNode {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  /** What it said of errors. */
  words(): string;
}

function startNode(
  file: string,
  parameters: readonly string[],
  environment: NodeJS.ProcessEnv,
): StartedNode {
  const script = join(projectFolder(), 'dist', file);
  const child = spawn(process.execPath, [...NODE_OPTIONS, script, ...parameters], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => (words += String(chunk)));
  return { child, words: () => words };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function untilReady(port: number, { child, words }: StartedNode): Promise<void> {
  const until = Date.now() + PATIENCE_MILLISECONDS;
  while (Date.now() < until && child.exitCode === null) {
    const response = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
    if (response?.ok) return;
    await sleep(100);
  }
  throw new Error(`The product did not get ready. ${words()}`);
}

/** A floor that gave less would be no floor. */
async function checkSame(operation: string, floor: Target, product: Target): Promise<void> {
  const [less, more] = await Promise.all([firstAnswers(floor), firstAnswers(product)]);
  if (!isDeepStrictEqual(less, more)) {
    throw new Error(
      `${operation}: not the same JSON.\n${JSON.stringify(less[0]).slice(0, 2000)}\n` +
        JSON.stringify(more[0]).slice(0, 2000),
    );
  }
}

function firstAnswers({ url, requests }: Target): Promise<unknown[]> {
  return Promise.all(
    requests.slice(0, 10).map(async ({ path, ...request }) => {
      const response = await fetch(new URL(path, url), request);
      return response.json();
    }),
  );
}
