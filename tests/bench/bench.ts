import type autocannon from 'autocannon';
import type { CallerClaims } from '../../src/access/caller';
import type { Database } from '../../src/platform/database/database';
import type { PatientKeys } from '../../src/parties/patient-cipher';
import type { Effort } from './compare';
import type { FloorOperation } from './floor-server';
import type { Run, Target } from './load';

/** What a module of the benchmarks measures. Adding one is a line in main.ts. */
export interface Bench {
  /** As in `npm run bench -- <name>`. */
  readonly name: string;
  /** Not part of `npm run bench` as such. */
  readonly onlyWhenNamed?: boolean;
  run(world: BenchWorld): Promise<void>;
}

/** A PostgreSQL of its own, migrated, with the reference data, and the product serving on it. */
export interface BenchWorld {
  readonly owner: Database;
  readonly database: Database;
  readonly ownerUrl: string;
  readonly applicationUrl: string;
  /** http://127.0.0.1:port/graphql of the product */
  readonly url: string;
  readonly now: Date;
  /** The product's own, so that patients can be made ready for it. */
  readonly patientKeys: PatientKeys;
  readonly effort: Effort;
  token(claims: CallerClaims): Promise<string>;
  /** The text of an operation that ships: 'contract' is schema/operations/contract.graphql. */
  operation(name: string): string;
  /** Starts another server on the same database: one that nobody has asked anything. */
  anotherProduct(): Promise<{ readonly url: string; stop(): Promise<void> }>;
  /** Starts a floor with these operations; it is stopped at the end. */
  floor(operations: readonly FloorOperation[]): Promise<string>;
  /** Starts a floor of another kind: a program of this folder that prints the port it listens on. */
  floorProgram(file: string, parameters: readonly string[]): Promise<string>;
  /** Measures and notes for the table; first makes sure that both give the same JSON. */
  compare(operation: string, floor: Target, product: Target): Promise<void>;
  /** Measures and notes what is loaded in another way, such as with pgbench. */
  compareRuns(operation: string, floor: Run, product: Run): Promise<void>;
  /** A table of its own, printed at the end. */
  note(table: string): void;
  /** Tells the one who waits. */
  say(text: string): void;
}

/** A request of the product as autocannon sends it. */
export function graphqlRequest(
  token: string,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): autocannon.Request {
  return {
    method: 'POST',
    path: '/graphql',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  };
}

/** A request of a floor as autocannon sends it. */
export function floorRequest(
  name: string,
  ...values: readonly (string | number)[]
): autocannon.Request {
  return { method: 'GET', path: `/${[name, ...values].join('/')}` };
}
