import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a running PostgreSQL wrote into its data folder. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/** A number no system gives to a process, so that PostgreSQL sees at once that the file is of a dead one. */
const NO_PROCESS = 2147483646;

/** @returns undefined when there is no such file, or it is not whole yet */
export function readPostmaster(cluster: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return Number.isInteger(pid) && pid > 0 && port > 0 ? { pid, port } : undefined;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * After a crash of the machine, another process may have got the number in `postmaster.pid`, and PostgreSQL
 * would refuse to start for ever. The file is not removed (it also names the shared memory that PostgreSQL
 * checks for live children): only its number is replaced, and only when that process surely is another program.
 */
export function disownForeignProcess(cluster: string): void {
  const postmaster = readPostmaster(cluster);
  if (!postmaster || !isAlive(postmaster.pid)) return;
  const name = programOf(postmaster.pid);
  if (name === undefined || name.includes('postgres')) return;
  const file = join(cluster, 'postmaster.pid');
  const rest = readFileSync(file, 'utf8').replace(/^[^\n]*/, '');
  writeFileSync(file, `${NO_PROCESS}${rest}`);
}

/** @returns undefined when it cannot be told */
function programOf(pid: number): string | undefined {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() || undefined;
    } catch {
      return undefined;
    }
  }
  const asked =
    process.platform === 'win32'
      ? spawnSync('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'], { encoding: 'utf8' })
      : spawnSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' });
  if (asked.error !== undefined || asked.status !== 0) return undefined;
  const answer = asked.stdout.trim();
  // tasklist answers in the user's language when there is no such process; a row has quotes.
  if (process.platform === 'win32' && !answer.startsWith('"')) return undefined;
  return answer === '' ? undefined : answer;
}
