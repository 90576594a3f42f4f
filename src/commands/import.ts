import { statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { seedGeography } from '../../seeds/geography/gazetteer';
import { importPostcodes, PostcodeImportError } from '../geography/postcode-import.service';
import type { Database } from '../platform/database/database';
import { PreparationError } from '../platform/database/preparation-error';
import { linesOfFile } from '../platform/lines';
import type { Settings } from '../settings';
import { importContractFile, importLinesFile } from './contract-files';
import { openDatabase } from './open-database';
import type { Progress } from './progress';

const WORDS =
  'Say what and from which file: npm run import -- postcodes NL.txt, or contract <file.json>, or ' +
  'contract-lines <contract number> <file.csv>; for a contract on offer also whose file it is, INSURER or SUPPLIER';

/** `npm run import -- postcodes <file>`, `contract <file> [party]` or `contract-lines <number> <file> [party]` */
export async function importCommand(
  settings: Settings,
  [what, ...parameters]: readonly string[],
  progress: Progress,
): Promise<void> {
  const [first, second, third] = parameters;
  const [given, party] = what === 'contract-lines' ? [second, third] : [first, second];
  if (given === undefined || first === undefined) throw new PreparationError(WORDS);
  // npm runs in the folder of the project, whichever folder the file was named from.
  const file = resolve(process.env['INIT_CWD'] ?? '.', given);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw new PreparationError(`There is no file ${file}.`);
  }
  const read = READERS[what ?? ''];
  if (read === undefined) throw new PreparationError(WORDS);
  const open = await openDatabase(settings, progress);
  try {
    progress.say(
      await open.asOwner((owner) => read(owner, file, { number: first, party, progress })),
    );
  } finally {
    await open.close();
  }
}

/** @returns what was done, in words */
type Reader = (
  owner: Database,
  file: string,
  given: {
    readonly number: string;
    readonly party: string | undefined;
    readonly progress: Progress;
  },
) => Promise<string>;

const READERS: Readonly<Record<string, Reader>> = {
  postcodes: (owner, file, { progress }) => importPostcodesFile(owner, file, progress),
  contract: (owner, file, { party }) => importContractFile(owner, file, party),
  'contract-lines': (owner, file, { number, party }) => importLinesFile(owner, number, file, party),
};

async function importPostcodesFile(
  owner: Database,
  file: string,
  progress: Progress,
): Promise<string> {
  try {
    // New areas take their region from those that are known.
    await owner.inTransaction((transaction) => seedGeography(transaction));
    const { imported } = await progress.step('Importing', () =>
      importPostcodes(owner, linesOfFile(file), basename(file)),
    );
    return `${imported} postcode areas were imported from ${basename(file)}.`;
  } catch (error) {
    if (!(error instanceof PostcodeImportError)) throw error;
    throw new PreparationError(`${error.message}\nNothing was imported.`, { cause: error });
  }
}
