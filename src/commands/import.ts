import { statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { seedGeography } from '../../seeds/geography/gazetteer';
import { importPostcodes, PostcodeImportError } from '../geography/postcode-import.service';
import { PreparationError } from '../platform/database/preparation-error';
import { linesOfFile } from '../platform/lines';
import type { Settings } from '../settings';
import { openDatabase } from './open-database';
import type { Progress } from './progress';

/** `npm run import -- postcodes <file>` */
export async function importCommand(
  settings: Settings,
  [what, given]: readonly string[],
  progress: Progress,
): Promise<void> {
  if (what !== 'postcodes' || given === undefined) {
    throw new PreparationError('Say what and from which file: npm run import -- postcodes NL.txt');
  }
  // npm runs in the folder of the project, whichever folder the file was named from.
  const file = resolve(process.env['INIT_CWD'] ?? '.', given);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw new PreparationError(`There is no file ${file}.`);
  }
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
