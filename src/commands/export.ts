import { PreparationError } from '../platform/database/preparation-error';
import type { Settings } from '../settings';
import { contractText } from './contract-files';
import { openDatabase } from './open-database';
import type { Progress } from './progress';

/** `npm run export -- contract <number>`: the newest version, on standard output. */
export async function exportCommand(
  settings: Settings,
  [what, number]: readonly string[],
  progress: Progress,
): Promise<void> {
  if ((what !== 'contract' && what !== 'contract-lines') || number === undefined) {
    throw new PreparationError('Say what: npm run export -- contract (or contract-lines) <number>');
  }
  const open = await openDatabase(settings, progress);
  try {
    process.stdout.write(await open.asOwner((owner) => contractText(owner, what, number)));
  } finally {
    await open.close();
  }
}
