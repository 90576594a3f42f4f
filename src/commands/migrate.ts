import type { Settings } from '../settings';
import { openDatabase } from './open-database';
import type { Progress } from './progress';

/** `npm run migrate` */
export async function migrateCommand(settings: Settings, progress: Progress): Promise<void> {
  const open = await openDatabase(settings, progress);
  await open.close();
  progress.say('The tables are up to date.');
}
