import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where package.json is: the sources and what is compiled from them lie at different depths. */
export function projectFolder(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) throw new Error('The program has lost its package.json');
  }
}
