import { statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { seedGeography } from '../../seeds/geography/gazetteer';
import { importPostcodes, PostcodeImportError } from '../geography/postcode-import.service';
import { PreparationError } from '../platform/database/preparation-error';
import { linesOfFile } from '../platform/lines';
import type { Settings } from '../settings';
import { importContractFile, importLinesFile } from './contract-files';
import { openDatabase } from './open-database';
import type { Progress } from './progress';

const WORDS =
  'Say what and from which file: npm run import -- postcodes NL.txt, or contract <file.json>, or ' +
  'contract-lines <contract number> <file.csv>';

/** `npm run import -- postcodes <file>`, `contract <file>` or `contract-lines <number> <file>` */
export async function importCommand(
  settings: Settings,
  [what, ...parameters]: readonly string[],
  progress: Progress,
): Promise<void> {
  const [first, second] = parameters;
  const given = what === 'contract-lines' ? second : first;
  if (given === undefined || first === undefined) throw new PreparationError(WORDS);
  // npm runs in the folder of the project, whichever folder the file was named from.
  const file = resolve(process.env['INIT_CWD'] ?? '.', given);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw new PreparationError(`There is no file ${file}.`);
  }
  if (what === 'contract' || what === 'contract-lines') {
    const opened = await openDatabase(settings, progress);
    try {
      const done = await opened.asOwner((owner) =>
        what === 'contract' ? importContractFile(owner, file) : importLinesFile(owner, first, file),
      );
      progress.say(done);
    } finally {
      await opened.close();
    }
    return;
  }
  if (what !== 'postcodes') throw new PreparationError(WORDS);
  const open = await openDatabase(settings, progress);
  try {
    const { imported } = await open.asOwner(async (owner) => {
      // New areas take their region from those that are known.
      await owner.inTransaction((transaction) => seedGeography(transaction));
      return progress.step('Importing', () =>
        importPostcodes(owner, linesOfFile(file), basename(file)),
      );
    });
    progress.say(`${imported} postcode areas were imported from ${basename(file)}.`);
  } catch (error) {
    if (!(error instanceof PostcodeImportError)) throw error;
    throw new PreparationError(`${error.message}\nNothing was imported.`, { cause: error });
  } finally {
    await open.close();
  }
}
