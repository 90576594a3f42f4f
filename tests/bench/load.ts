import autocannon from 'autocannon';

/** Requests that are sent in turn, over and over. */
export interface Target {
  readonly url: string;
  readonly requests: readonly autocannon.Request[];
  /** Default: as many as a server has connections to the database. */
  readonly connections?: number;
  /** Each connection sends one of the requests over and over, with an id of its own where its body says [<id>]. */
  readonly distinct?: boolean;
}

/** Loads something for some seconds, and says how it went. */
export type Run = (seconds: number) => Promise<Measure>;

export interface Measure {
  readonly requestsPerSecond: number;
  /** Milliseconds, of every answer; none when whoever measured kept no list. */
  readonly latencies: readonly number[];
}

const CONNECTIONS = 10;

/** @throws when any answer was not a success */
export async function drive(target: Target, seconds: number): Promise<Measure> {
  const latencies: number[] = [];
  let connected = 0;
  const run = autocannon({
    url: target.url,
    requests: target.requests,
    setupClient: (client) => {
      const own = target.requests[connected++ % target.requests.length];
      if (target.distinct && own !== undefined) client.setRequests([own]);
    },
    connections: target.connections ?? CONNECTIONS,
    duration: seconds,
    idReplacement: target.distinct ?? false,
  });
  void run.on('response', (_client, _status, _bytes, milliseconds) => {
    latencies.push(milliseconds);
  });
  const { duration, errors, timeouts, non2xx } = await run;
  if (errors + timeouts + non2xx > 0 || latencies.length === 0) {
    throw new Error(
      `${target.url}: ${latencies.length} answers, ${errors} errors, ${timeouts} timeouts, ${non2xx} not a success`,
    );
  }
  return { requestsPerSecond: latencies.length / duration, latencies };
}

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

export function percentile(values: readonly number[], percentage: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const index = Math.ceil((sorted.length * percentage) / 100) - 1;
  return sorted[Math.max(0, index)] ?? Number.NaN;
}
