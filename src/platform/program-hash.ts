import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

let known: Promise<string> | undefined;

/**
 * Over the program itself, as it runs: what another program worked out is never taken for its own. Read
 * once, file by file, so that whoever asks at the start hinders nothing.
 */
export function programHash(): Promise<string> {
  known ??= hashOf(dirname(__dirname));
  return known;
}

async function hashOf(folder: string): Promise<string> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names
    .filter((entry) => entry.isFile() && /\.[jt]s$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const hash = createHash('sha256');
  for (const file of files) hash.update(file.slice(folder.length)).update(await readFile(file));
  return hash.digest('hex');
}
