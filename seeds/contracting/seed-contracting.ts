import type { PatientCipher } from '../../src/parties/patient-cipher';
import type { Database } from '../../src/platform/database/database';
import { statement } from '../../src/platform/database/statement';
import { seedAssessments } from './assessments';
import { seedAuthorisations } from './authorisations';
import { seedDisputes } from './disputes';
import { seedNegotiations } from './negotiations';
import { seedSeasonMilestones } from './season-milestones';

/** Nobody else adds to them meanwhile, so that what is found empty is empty. */
const lock = statement<never>(
  'seeds.lock-contracting',
  `LOCK TABLE season_milestone, contract_negotiation_entry, dispute, authorisation IN SHARE ROW EXCLUSIVE MODE`,
);
const selectIsThere = statement<{ isThere: boolean }>(
  'seeds.contracting-is-there',
  `SELECT EXISTS (SELECT FROM season_milestone) OR EXISTS (SELECT FROM contract_negotiation_entry)
     OR EXISTS (SELECT FROM dispute) OR EXISTS (SELECT FROM authorisation) AS "isThere"`,
);

/**
 * What goes on around the demo's contracts: the calendar of their year, talks, disputes, requests for
 * permission, assessments and waivers. All of it is invented. It comes in two transactions, and where there
 * is anything of one already, that one adds nothing: broken off, it is whole after the next time.
 * @param owner with the owner's role; the contracts are there
 */
export async function seedContracting(
  owner: Database,
  { now, cipher }: { readonly now: Date; readonly cipher: PatientCipher },
): Promise<void> {
  await owner.inTransaction(async (transaction) => {
    await transaction.query(lock);
    const [found] = await transaction.query(selectIsThere);
    if (found?.isThere === true) return;
    await seedSeasonMilestones(transaction, now);
    await seedNegotiations(transaction, now);
    await seedDisputes(transaction, now);
    await seedAuthorisations(transaction, cipher, now);
  });
  await seedAssessments(owner, now);
}
