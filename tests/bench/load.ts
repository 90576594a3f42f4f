import autocannon from 'autocannon';

/** Requests that are sent in turn, over and over. */
export interface Target {
  readonly url: string;
  readonly requests: readonly autocannon.Request[];
}

export interface Measure {
  readonly requestsPerSecond: number;
  /** Milliseconds, of every answer. */
  readonly latencies: readonly number[];
}

/** As many as a server has connections to the database. */
const CONNECTIONS = 10;

/** @throws when any answer was not a success */
export async function drive(target: Target, seconds: number): Promise<Measure> {
  const latencies: number[] = [];
  const run = autocannon({
    url: target.url,
    requests: target.requests,
    connections: CONNECTIONS,
    duration: seconds,
  });
  void run.on('response', (_client, _status, _bytes, milliseconds) => {
    latencies.push(milliseconds);
  });
  const { duration, errors, timeouts, non2xx } = await run;
  if (errors + timeouts + non2xx > 0) {
    throw new Error(
      `${target.url}: ${errors} errors, ${timeouts} timeouts, ${non2xx} not a success`,
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
