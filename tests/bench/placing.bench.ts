import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallContext } from '../../src/access/call-context';
import { callerFromClaims, type CallerClaims } from '../../src/access/caller';
import { statement } from '../../src/platform/database/statement';
import { RequestContext } from '../../src/platform/request-context';
import { graphqlRequest, type Bench, type BenchWorld } from './bench';
import { drive, type Run, type Target } from './load';
import { findPgbench, pgbenchRun, TRACED_KEY } from './pgbench';
import { KEY_PLACE, preparePlacings, type Prescriber } from './placing-requests';
import { tracePlacings, type TracedStatement } from './placing-trace';

const CONNECTIONS = 16;

/** Placing emergency requests, beside the same statements with nobody thinking between them. */
export const placingBench: Bench = {
  name: 'placing',
  async run(world) {
    const { product, floor, floorName } = await preparePlacing(world);
    await world.compareRuns(`placing (floor: ${floorName})`, floor, product);
  },
};

export interface PreparedPlacingBench {
  readonly product: Run;
  readonly floor: Run;
  readonly floorName: string;
}

export async function preparePlacing(world: BenchWorld): Promise<PreparedPlacingBench> {
  const placings = await preparePlacings(world, CONNECTIONS);
  const traces = await tracePlacings(
    world,
    placings.map(({ prescriber, input }, index) => ({
      context: contextOf(prescriber, world),
      input: { ...input, requestKey: `${TRACED_KEY}${index}` },
    })),
  );
  await world.owner.query({ name: 'bench.analyze', text: 'ANALYZE' });
  const document = world.operation('placeEmergencyRequest');
  const requests = await Promise.all(
    placings.map(async ({ prescriber, input }) =>
      graphqlRequest(await world.token(claimsOf(prescriber)), document, {
        input: { ...input, requestKey: `bench-${KEY_PLACE}` },
      }),
    ),
  );
  const target = { url: world.url, requests, connections: CONNECTIONS, distinct: true };
  await checkPlaced(target);
  const { floor, floorName } = await floorOf(world, traces);
  return {
    product: placing(world, (seconds) => drive(target, seconds)),
    floor: placing(world, floor),
    floorName,
  };
}

const countRequests = statement<{ requests: number }>(
  'bench.count-requests',
  'SELECT count(*)::int AS requests FROM emergency_request',
);

/** pgbench leaves the time to connect out of its rate: a second, of a run of two that warms up. */
const LEAST_KEPT = 0.4;

/** A refusal, a repetition or an insert of nothing would be quick: what is said to be placed must be kept. */
function placing({ owner }: BenchWorld, run: Run): Run {
  const count = async (): Promise<number> =>
    (await owner.query(countRequests)).reduce((sum, { requests }) => sum + requests, 0);
  return async (seconds) => {
    const before = await count();
    const measure = await run(seconds);
    const kept = (await count()) - before;
    const said = measure.requestsPerSecond * seconds;
    if (kept < LEAST_KEPT * said) {
      throw new Error(`${said.toFixed(0)} placed, of which ${kept} are kept`);
    }
    return measure;
  };
}

/** As the product would make it of a prescriber's token. */
export function contextOf(prescriber: Prescriber, { now }: BenchWorld): CallContext {
  return new RequestContext(callerFromClaims({ ...claimsOf(prescriber) }), '0'.repeat(32), now);
}

function claimsOf({ practitionerAgb, organisationAgb }: Prescriber): CallerClaims {
  return {
    sub: `bench-${practitionerAgb}`,
    role: 'PRESCRIBER',
    agb: organisationAgb,
    practitioner_agb: practitionerAgb,
  };
}

async function floorOf(
  world: BenchWorld,
  traces: readonly (readonly TracedStatement[])[],
): Promise<{ floor: Run; floorName: string }> {
  const pgbench = findPgbench();
  if (pgbench !== undefined) {
    return { floor: pgbenchRun(pgbench, world.applicationUrl, traces), floorName: 'pgbench' };
  }
  const folder = mkdtempSync(join(tmpdir(), 'disw-replay-'));
  const file = join(folder, 'traces.json');
  writeFileSync(file, JSON.stringify(traces));
  const url = await world.floorProgram('replay-server', [world.applicationUrl, file]);
  rmSync(folder, { recursive: true });
  const requests = traces.map((_, index) => ({
    method: 'POST' as const,
    path: `/${index}`,
    body: KEY_PLACE,
  }));
  const target = { url, requests, connections: CONNECTIONS, distinct: true };
  return { floor: (seconds) => drive(target, seconds), floorName: 'node:http + pg' };
}

/** A refusal is quick, and is a success to HTTP. */
async function checkPlaced({ url, requests }: Target): Promise<void> {
  for (const [index, { path, ...request }] of requests.entries()) {
    const body = request.body?.replace(KEY_PLACE, `check-${index}`) ?? '';
    const response = await fetch(new URL(path, url), { ...request, body });
    const answer = await response.text();
    if (!answer.includes('"state":"RESERVED"')) throw new Error(`Not placed: ${answer}`);
  }
}
