import { systemClock } from '../src/platform/clock';
import type { Database } from '../src/platform/database/database';
import { seedCatalogue } from './catalogue/seed-catalogue';
import { seedContracts } from './contracts/contracts';
import { seedGeography } from './geography/gazetteer';
import { seedParties } from './parties/seed-parties';
import { seedQuality } from './quality/seed-quality';
import { seedStockPoints } from './supply/stock-points';
import { seedNorms } from './timeliness/norms';

/**
 * Everything that requests refer to, in one transaction: regions and postcodes, parties, catalogue,
 * norms, stock points and contracts. The people and organisations are invented. Once it is there,
 * seeding again changes nothing.
 * @param database with the owner's role
 * @param now from when norms and contracts are reckoned, the first time
 */
export async function seedReferenceData(
  database: Database,
  now: Date = systemClock.now(),
): Promise<void> {
  await database.inTransaction(async (transaction) => {
    await seedGeography(transaction);
    await seedParties(transaction);
    await seedCatalogue(transaction);
    await seedQuality(transaction);
    await seedNorms(transaction, now);
    await seedStockPoints(transaction, now);
    await seedContracts(transaction, now);
  });
}
