import { existsSync, lstatSync, mkdirSync, readlinkSync, statSync, type Stats } from 'node:fs';
import { dirname, sep } from 'node:path';
import { PreparationError } from './database/preparation-error';

/**
 * Makes a folder and those above it that are not there. One by one: asked for all of them at once, Node 20
 * never comes back where the system has no folders to be made in, as under /proc.
 */
export function makeFolder(path: string): void {
  const above = dirname(path);
  if (above !== path && !existsSync(above)) makeFolder(above);
  try {
    mkdirSync(path);
  } catch (error) {
    // There already, or made by another program just now.
    if (!isFolder(path)) throw error;
  }
}

/**
 * Runs `work` on the data folder and the files in it.
 * @throws PreparationError when the system refuses: what stands in the way, whose it is, and what to do
 */
export function inDataFolder<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isOfSystem(error)) throw error;
    throw new PreparationError(refusalInWords(folder, error), { cause: error });
  }
}

function isOfSystem(error: unknown): error is NodeJS.ErrnoException {
  return typeof error === 'object' && error !== null && 'syscall' in error;
}

function refusalInWords(folder: string, { code, path = folder }: NodeJS.ErrnoException): string {
  const link = deadLink(path);
  if (link !== undefined) {
    return (
      `The data folder ${folder} cannot be made (${code}): ${link} points to ${readlinkSync(link)}, ` +
      'which is not there: make it, or set DATA_DIRECTORY to another folder.'
    );
  }
  const found = nearest(path);
  if (!found.stats.isDirectory() && isAtOrAbove(found.path, folder)) {
    return (
      `The data folder ${folder} cannot be made (${code}): ${found.path} is a file, not a folder: ` +
      'set DATA_DIRECTORY to another folder.'
    );
  }
  if (found.path === path && !found.stats.isDirectory() && path !== folder) {
    return (
      `The file ${path} cannot be read (${code}): ${whose(found, path)}` +
      'give it to this user, or set DATA_DIRECTORY to another folder.'
    );
  }
  return (
    `The data folder ${folder} cannot be written (${code}): ${whose(found, folder)}` +
    'make it writable, or set DATA_DIRECTORY to another folder.'
  );
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function isAtOrAbove(path: string, folder: string): boolean {
  return path === folder || folder.startsWith(path.endsWith(sep) ? path : `${path}${sep}`);
}

/** A symbolic link on the way to the path that leads nowhere. */
function deadLink(path: string): string | undefined {
  for (let place = path; place !== dirname(place); place = dirname(place)) {
    if (isLink(place) && !existsSync(place)) return place;
  }
  return undefined;
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false; // not there, or below a file
  }
}

interface Found {
  readonly path: string;
  readonly stats: Stats;
}

/** What is not there yet, or not to be seen, is kept from us by a folder above it. */
function nearest(path: string): Found {
  for (let place = path; ; place = dirname(place)) {
    try {
      return { path: place, stats: statSync(place) };
    } catch (error) {
      if (place === dirname(place)) throw error;
    }
  }
}

function whose({ path, stats }: Found, named: string): string {
  const us = process.geteuid?.();
  if (us === undefined) return ''; // Windows does not tell
  const mode = (stats.mode & 0o777).toString(8).padStart(3, '0');
  const what = path === named ? 'it' : path;
  return `${what} belongs to ${user(stats.uid)} (mode ${mode}), and this is ${user(us)}: `;
}

function user(id: number): string {
  return id === 0 ? 'root' : `user ${id}`;
}
