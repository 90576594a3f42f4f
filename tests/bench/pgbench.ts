import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { Run } from './load';
import type { TracedStatement } from './placing-trace';

const PACKAGED = '/usr/lib/postgresql';

/** The pgbench of this machine, the newest there is; undefined when there is none. */
export function findPgbench(): string | undefined {
  const versions = existsSync(PACKAGED) ? readdirSync(PACKAGED) : [];
  const folders = [
    ...versions.sort((a, b) => Number(b) - Number(a)).map((one) => join(PACKAGED, one, 'bin')),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ];
  return folders.map((folder) => join(folder, 'pgbench')).find((file) => existsSync(file));
}

/**
 * Replays traces, each over a connection and in a pgbench of its own: values are given as variables and
 * sent as parameters, so that a statement is planned once per connection, as in the product.
 */
export function pgbenchRun(
  pgbench: string,
  url: string,
  traces: readonly (readonly TracedStatement[])[],
): Run {
  return async (seconds) => {
    const folder = mkdtempSync(join(tmpdir(), 'disw-pgbench-'));
    try {
      const rates = await Promise.all(
        traces.map((trace, index) =>
          onePgbench(pgbench, url, trace, join(folder, `${index}.sql`), seconds),
        ),
      );
      return { requestsPerSecond: rates.reduce((sum, rate) => sum + rate, 0), latencies: [] };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

async function onePgbench(
  pgbench: string,
  url: string,
  trace: readonly TracedStatement[],
  file: string,
  seconds: number,
): Promise<number> {
  const { script, variables } = scriptOf(trace);
  writeFileSync(file, script);
  const { stdout } = await promisify(execFile)(
    pgbench,
    [
      ...['--no-vacuum', '--protocol=prepared', '--client=1', `--time=${seconds}`],
      ...[`--file=${file}`, ...variables.map((variable) => `--define=${variable}`)],
      url,
    ],
    // A floor that plans anew would be none.
    { env: { ...process.env, PGOPTIONS: '-c plan_cache_mode=force_generic_plan -c timezone=UTC' } },
  );
  const [, rate] = /^tps = ([\d.]+) \(without/m.exec(stdout) ?? [];
  if (rate === undefined) throw new Error(`pgbench gave no figure: ${stdout}`);
  return Number(rate);
}

function scriptOf(trace: readonly TracedStatement[]): { script: string; variables: string[] } {
  const variables: string[] = [];
  const statements = trace.map(({ text, values }, place) => {
    const names = values.map((value, index) => {
      if (value === null || value === undefined) return 'NULL';
      if (isKey(value)) return ':key';
      variables.push(`v${place}_${index}=${parameterText(value)}`);
      return `:v${place}_${index}`;
    });
    const filled = text
      .replaceAll(/--.*$/gm, '')
      .replaceAll(/\$(\d+)/g, (_, number) => names[Number(number) - 1] ?? 'NULL')
      .replaceAll(/\s+/g, ' ');
    return `${withOwnKey(filled, values)};`;
  });
  return { script: `\\set key random(1, 9000000000000000)\n${statements.join('\n')}\n`, variables };
}

/** The keys of the traced requests, in place of which each replay has one of its own. */
export const TRACED_KEY = 'traced-';

const isKey = (value: unknown): boolean =>
  typeof value === 'string' && value.startsWith(TRACED_KEY);

/** The statement that keeps the request has its key inside a JSON object. */
function withOwnKey(text: string, values: readonly unknown[]): string {
  const hasKey = values.some(
    (value) => typeof value === 'string' && value.includes(`"requestKey":"${TRACED_KEY}`),
  );
  if (!hasKey) return text;
  const own = text.replace('q."requestKey",', ':key::text,');
  if (own === text) throw new Error('The request key is somewhere else now');
  return own;
}

/** As PostgreSQL reads it. */
function parameterText(value: unknown): string {
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `{${value.map((one) => `"${parameterText(one)}"`).join(',')}}`;
  return String(value);
}
