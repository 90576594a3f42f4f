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

/** A process that has ended but was not collected by its parent yet (a zombie) is not alive. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return !isZombie(pid);
}

/** In a container without an init process, nobody ever collects the dead. Only Linux tells without a command. */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/**
 * After a crash, another process may have got the number in `postmaster.pid`, or the dead one may not have been
 * collected, and PostgreSQL would refuse to start for ever. The file is not removed (it also names the shared
 * memory that PostgreSQL checks for live children): only its number is replaced, and only when it surely is
 * not that of a live PostgreSQL.
 */
export function disownDeadOrForeign(cluster: string): void {
  const postmaster = readPostmaster(cluster);
  if (!postmaster) return;
  const { pid } = postmaster;
  if (!isZombie(pid)) {
    if (!isAlive(pid)) return; // PostgreSQL sees that by itself
    const name = programOf(pid);
    if (name === undefined || name.includes('postgres')) return;
  }
  const file = join(cluster, 'postmaster.pid');
  const text = readFileSync(file, 'utf8');
  // Another start may have replaced the file while we looked.
  if (text.startsWith(`${pid}\n`)) writeFileSync(file, text.replace(/^\d+/, String(NO_PROCESS)));
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
