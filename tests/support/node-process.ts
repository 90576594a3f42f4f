import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ProcessUser } from '../../src/platform/database/postgres-binaries';

/** A Node of its own that runs our code, so that it can be killed. */
export interface NodeProcess {
  readonly child: ChildProcess;
  readonly pid: number;
  /** Every line it has written to standard output so far. */
  readonly lines: readonly string[];
  /** Everything it has written to standard error so far. */
  errorText(): string;
  /** Resolves with the first line that matches; rejects when the process ends before. */
  lineMatching(pattern: RegExp): Promise<string>;
  /** kill -9, and waits until it is gone. */
  kill(): Promise<void>;
  /** Resolves with the exit code (null: by a signal). */
  readonly ended: Promise<number | null>;
}

const root = join(__dirname, '..', '..');
let isCompiled = false;

/** The file that `npm start` runs, compiled if the set-up of the run has not done so. */
export function program(): string {
  if (!isCompiled) execFileSync(process.execPath, [join(root, 'src', 'build.cjs')]);
  isCompiled = true;
  return join(root, 'dist', 'src', 'main.js');
}

/** The product as `npm start` and its sisters run it. */
export function startProgram(
  parameters: readonly string[] = [],
  environment: NodeJS.ProcessEnv = {},
  user: ProcessUser = {},
): NodeProcess {
  return startNode([program(), ...parameters], environment, user);
}

/**
 * A part of a test that runs in a process of its own.
 * @param file from the project's folder; @param options of Node
 */
export function startTypescript(
  file: string,
  parameters: readonly string[] = [],
  options: readonly string[] = [],
): NodeProcess {
  const hook = join(__dirname, 'typescript-hook.cjs');
  return startNode([...options, '-r', hook, join(root, file), ...parameters]);
}

function startNode(
  parameters: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  user: ProcessUser = {},
): NodeProcess {
  const child = spawn(process.execPath, parameters, {
    ...user,
    cwd: root,
    env: { ...withoutTestSettings(), ...environment },
    stdio: 'pipe',
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  let errors = '';
  let hasEnded = false;
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    for (const look of waiting) look();
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      hasEnded = true;
      for (const look of waiting) look();
      resolve(code);
    });
  });
  return {
    child,
    pid: child.pid ?? 0,
    lines,
    ended,
    errorText: () => errors,
    lineMatching: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const line = lines.find((text) => pattern.test(text));
          if (line === undefined && !hasEnded) return;
          waiting.delete(look);
          if (line !== undefined) resolve(line);
          else reject(new Error(`It ended before ${String(pattern)}: ${errors}`));
        };
        waiting.add(look);
        look();
      }),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** The environment without what belongs to this run of Jest or would point to another database. */
function withoutTestSettings(): NodeJS.ProcessEnv {
  const environment = { ...process.env };
  for (const name of ['DATABASE_URL', 'TEST_DATABASE_URL', 'NODE_ENV', 'JEST_WORKER_ID']) {
    delete environment[name];
  }
  return environment;
}
