import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { postgresUser } from './postgres-binaries';
import { PreparationError } from './preparation-error';

/** Where root keeps the data of projects that PostgreSQL's user cannot get to. */
const ROOTS_PLACE = '/var/lib/disw-platform';

/**
 * The folder for the data: the wanted one, unless this is root and PostgreSQL (which never runs as root)
 * is not let through a folder above it, as in a project under /root.
 * @param mayMove whether another place may be taken then; it is always the same one for the same folder
 * @throws PreparationError when it may not
 */
export function placeForData(wanted: string, mayMove: boolean): string {
  const { uid } = postgresUser();
  if (uid === undefined) return wanted;
  const closed = closedFolderAbove(wanted, uid);
  if (closed === undefined) return wanted;
  if (mayMove) {
    const mark = createHash('sha256').update(wanted).digest('hex').slice(0, 8);
    return join(ROOTS_PLACE, `${basename(dirname(wanted))}-${mark}`);
  }
  throw new PreparationError(
    `PostgreSQL does not run as root and is not let through ${closed}: set DATA_DIRECTORY to another ` +
      'folder, or start as an ordinary user.',
  );
}

/** @returns the nearest folder above that others may not pass through */
function closedFolderAbove(path: string, uid: number): string | undefined {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (existsSync(folder)) {
      const found = statSync(folder);
      const isClosed = (found.mode & 0o001) === 0 && found.uid !== uid;
      if (isClosed && found.isDirectory()) return folder;
    }
    if (folder === dirname(folder)) return undefined;
  }
}
