import type { Caller } from '../../src/access/caller';
import { catalogueSnapshot } from '../../src/catalogue/catalogue.snapshot';
import { obstacles } from '../../src/contracts/assessment/assessment.rules';
import { AssessmentService } from '../../src/contracts/assessment/assessment.service';
import { insertWaiver } from '../../src/contracts/assessment/waiver.sql';
import { postcodesSnapshot } from '../../src/geography/postcodes.snapshot';
import { partiesSnapshot } from '../../src/parties/parties.snapshot';
import type { Database } from '../../src/platform/database/database';
import { statement } from '../../src/platform/database/statement';
import { RequestContext } from '../../src/platform/request-context';
import { qualitySnapshot } from '../../src/quality/quality.snapshot';
import { stockPointsSnapshot } from '../../src/supply/stock-points.snapshot';

interface InForce {
  readonly id: number;
  readonly number: string;
  readonly version: number;
  readonly insurerUzovi: string;
  readonly since: Date;
  /** YYYY-MM-DD */
  readonly lastDay: string;
}

const selectInForce = statement<InForce>(
  'seeds.versions-in-force',
  `SELECT v.id, c.number, v.version, v.insurer_uzovi AS "insurerUzovi", v.in_force_from AS since,
     (upper(v.valid) - 1)::text AS "lastDay"
   FROM contract_version v JOIN contract c ON c.id = v.contract_id
   WHERE v.status = 'IN_FORCE' AND upper(v.valid) IS NOT NULL ORDER BY c.number`,
);

const DAY_MILLISECONDS = 86_400_000;
/** So long before the present its contracts were judged the first time. */
const JUDGED_BEFORE_DAYS = 30;

/**
 * Judges the contracts in force, as the platform does, a month ago and now. For what they lack and may
 * not, a waiver is recorded: by the platform's own rule they would not be in force without one.
 */
export async function seedAssessments(owner: Database, now: Date): Promise<void> {
  const inForce = await owner.query(selectInForce);
  const before = new Date(now.getTime() - JUDGED_BEFORE_DAYS * DAY_MILLISECONDS);
  for (const moment of [before, now]) {
    const assessments = assessmentsAt(owner, moment);
    const supervisor: Caller = { role: 'AUTHORITY', subject: 'demo-nza' };
    const context = new RequestContext(supervisor, '0'.repeat(32), moment);
    for (const contract of inForce) {
      if (contract.since > moment) continue;
      const { number, version } = contract;
      const assessed = await assessments.contract(number, version, context);
      if (assessed === undefined || moment !== now) continue;
      for (const { moduleCode, finding } of obstacles(assessed.modules, [], assessed.on)) {
        await waive(owner, contract, moduleCode, finding.requirement.code);
      }
    }
  }
}

function assessmentsAt(owner: Database, moment: Date): AssessmentService {
  const snapshots = {
    catalogue: catalogueSnapshot(owner),
    postcodes: postcodesSnapshot(owner),
    stockPoints: stockPointsSnapshot(owner),
    parties: partiesSnapshot(owner),
    quality: qualitySnapshot(owner),
  };
  return new AssessmentService(owner, snapshots, { now: () => moment });
}

async function waive(
  owner: Database,
  { id, insurerUzovi, since, lastDay }: InForce,
  moduleCode: string,
  requirementCode: string,
): Promise<void> {
  await owner.query(insertWaiver, [
    id,
    moduleCode,
    requirementCode,
    'Left out by mistake; both parties keep to it all the same, and the next version has it (verzonnen).',
    lastDay,
    `demo-insurer-${insurerUzovi}`,
    since,
  ]);
}
