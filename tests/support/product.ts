import { randomBytes } from 'node:crypto';
import { signingKeyOf } from '../../src/access/signing-key';
import type { CallerClaims } from '../../src/access/caller';
import { mintToken, ownTokenVerifier } from '../../src/access/tokens';
import { exampleExplorer } from '../../src/commands/example-explorer';
import { compose, type Composition } from '../../src/composition';
import type { InsuranceCheck } from '../../src/emergency/insurance-check';
import { PatientCipher } from '../../src/parties/patient-cipher';
import { apiServer } from '../../src/platform/graphql/api-server';
import { buildApiSchema } from '../../src/platform/graphql/build-schema';
import type { OperationLimits } from '../../src/platform/graphql/limits';
import { startHttpServer } from '../../src/platform/http/http-server';
import type { Database } from '../../src/platform/database/database';
import { statement, type Statement } from '../../src/platform/database/statement';
import { RequestContext } from '../../src/platform/request-context';
import { selectUnaccountedLots } from '../../src/supply/stock.sql';
import { postJson } from './post-json';
import { createTestDatabase, type TestDatabase, type TestDatabaseOptions } from './test-database';

/** A clock that stands still until it is moved. */
export class StandingClock {
  constructor(private instant: Date) {}

  now(): Date {
    return this.instant;
  }

  moveTo(instant: Date | string): void {
    this.instant = new Date(instant);
  }

  moveOn(minutes: number): void {
    this.instant = new Date(this.instant.getTime() + minutes * 60_000);
  }
}

export interface Answer<Data> {
  readonly data: Data;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions: {
      readonly code: string;
      readonly fields?: { path: string; message: string }[];
    };
  }[];
}

/** The whole product on a database of its own, behind real HTTP and real tokens. */
export interface Product {
  readonly db: TestDatabase;
  readonly clock: StandingClock;
  readonly cipher: PatientCipher;
  readonly composition: Composition;
  readonly url: string;
  token(claims: CallerClaims): Promise<string>;
  /** Sends an operation; the answer as it came, errors and all. */
  send<Data>(
    token: string | undefined,
    query: string,
    variables?: Record<string, unknown>,
  ): Promise<Answer<Data>>;
  /** Like `send`, but fails the test when there are errors. */
  ask<Data>(token: string, query: string, variables?: Record<string, unknown>): Promise<Data>;
  /** Rows of every table, to see that a refusal left no trace. */
  counts(): Promise<Record<string, number>>;
  /** Every line of the server's log, and every fault, as they would be written. */
  readonly logged: readonly unknown[];
  /** The faults so far, which the test expected: `dispose` no longer fails for them. */
  takeFaults(): unknown[];
  /** Stops; and fails the test file when any unit of stock is not accounted for. */
  dispose(): Promise<void>;
}

export interface ProductOptions extends TestDatabaseOptions {
  /** Default: Tuesday 10 November 2026, 02:00 in Amsterdam. */
  readonly now?: string;
  readonly insurance?: InsuranceCheck;
  /** Other than those of the product, for a test that asks for everything at once. */
  readonly limits?: Partial<OperationLimits>;
}

export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const db = await createTestDatabase({ poolSize: 16, ...options });
  const clock = new StandingClock(new Date(options.now ?? '2026-11-10T01:00:00Z'));
  const cipher = new PatientCipher({
    encryption: [{ id: 'test', key: randomBytes(32) }],
    hash: randomBytes(32),
  });
  const faults: unknown[] = [];
  const logged: unknown[] = [];
  const logFault = (id: string, fault: unknown): void => {
    faults.push({ id, fault });
    logged.push({ id, fault });
  };
  const composition = compose({
    database: db.database,
    cipher,
    clock,
    logFault,
    insurance: options.insurance,
  });
  const schema = buildApiSchema({ resolvers: composition.resolvers, guard: composition.guard });
  const key = signingKeyOf(randomBytes(32));
  // Tokens live in real time; the product's own clock may stand anywhere.
  const realTime = { now: () => new Date() };
  const verifier = ownTokenVerifier(key, realTime);
  const server = await startHttpServer({
    api: apiServer({ schema, logFault, limits: options.limits }),
    authenticate: (token) => verifier.verify(token),
    createContext: (caller, traceId) => new RequestContext(caller, traceId, clock.now()),
    files: composition.files,
    isReady: () => true,
    explorer: exampleExplorer(),
    log: { info: (...line: unknown[]) => logged.push(line) },
    logFault,
    port: 0,
    host: '127.0.0.1',
  });
  const url = `http://127.0.0.1:${server.port}/graphql`;

  const send: Product['send'] = async (token, query, variables = {}) => {
    return JSON.parse(await postJson(url, token, { query, variables })) as Answer<never>;
  };
  return {
    db,
    clock,
    cipher,
    composition,
    url,
    token: (claims) => mintToken(key, claims, { now: realTime.now() }),
    send,
    async ask<Data>(token: string, query: string, variables?: Record<string, unknown>) {
      const answer = await send<Data>(token, query, variables);
      if (answer.errors !== undefined) {
        throw new Error(`${JSON.stringify(answer.errors)} ${JSON.stringify(faults)}`);
      }
      return answer.data;
    },
    counts: () => countsOf(db.owner),
    logged,
    takeFaults: () => faults.splice(0),
    async dispose() {
      await server.close();
      await composition.stop();
      const unaccounted = await db.owner.query(selectUnaccountedLots);
      await db.dispose();
      if (unaccounted.length > 0) {
        throw new Error(`Lots whose ledger is not their counters: ${JSON.stringify(unaccounted)}`);
      }
      if (faults.length > 0) throw new Error(`Faults: ${JSON.stringify(faults)}`);
    },
  };
}

const counting = new WeakMap<Database, Statement<{ name: string; n: number }>>();

/** Rows of every table, in one statement, which is prepared: to plan it takes longer than to count. */
async function countsOf(owner: Database): Promise<Record<string, number>> {
  let count = counting.get(owner);
  if (count === undefined) {
    const tables = await owner.query(selectTables);
    const text = tables
      .map(({ name }) => `SELECT '${name}' AS name, count(*)::int AS n FROM "${name}"`)
      .join(' UNION ALL ');
    count = { name: 'test.counts', text };
    counting.set(owner, count);
  }
  const rows = await owner.query(count);
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
}

const selectTables = statement<{ name: string }>(
  'test.tables',
  `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
);
