import { seedReferenceData } from '../../seeds/reference';
import type { Settings } from '../settings';
import { openDatabase, type OpenDatabase } from './open-database';
import type { Progress } from './progress';

/** Loads what is missing of the invented data; what is there stays as it is. */
export async function seedAll(open: OpenDatabase, progress: Progress): Promise<void> {
  await open.asOwner(async (owner) => {
    await progress.step('Loading the reference data', () => seedReferenceData(owner));
  });
}

/** `npm run seed [-- --requests N]` */
export async function seed(settings: Settings, progress: Progress): Promise<void> {
  const open = await openDatabase(settings, progress);
  try {
    await seedAll(open, progress);
    progress.say('The data are loaded.');
  } finally {
    await open.close();
  }
}
