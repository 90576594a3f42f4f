import { randomBytes } from 'node:crypto';
import { constants, copyFileSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Reads a file of secrets, or makes it, readable by this user alone. Of several programs that make it at
 * once, all get the content of the first; a crash leaves a whole file or none.
 */
export function readOrMakeSecretFile(file: string, make: () => string): string {
  const known = readIfThere(file);
  if (known !== undefined) return known;
  const unfinished = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    writeFileSync(unfinished, make(), { mode: 0o600, flush: true });
    putInPlace(unfinished, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(unfinished, { force: true });
  }
  return readFileSync(file, 'utf8');
}

/** Unlike a rename, fails with EEXIST when another was first. */
function putInPlace(unfinished: string, file: string): void {
  try {
    linkSync(unfinished, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    copyFileSync(unfinished, file, constants.COPYFILE_EXCL); // a file system without hard links
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
