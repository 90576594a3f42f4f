import { catalogueSnapshot } from '../../src/catalogue/catalogue.snapshot';
import {
  obstacles,
  type ModuleFindings,
  type Obstacle,
} from '../../src/contracts/assessment/assessment.rules';
import { InsurerReassessment } from '../../src/contracts/assessment/insurer-reassessment';
import { judgingOn, type JudgingSnapshots } from '../../src/contracts/assessment/judging';
import { judgeContract, keepAssessment } from '../../src/contracts/assessment/stored-assessment';
import { insertWaiver } from '../../src/contracts/assessment/waiver.sql';
import { loadTerms } from '../../src/contracts/life/terms.loader';
import { postcodesSnapshot } from '../../src/geography/postcodes.snapshot';
import { partiesSnapshot } from '../../src/parties/parties.snapshot';
import { localDate } from '../../src/platform/amsterdam-time';
import type { Database } from '../../src/platform/database/database';
import { statement, type Queryable } from '../../src/platform/database/statement';
import { qualitySnapshot } from '../../src/quality/quality.snapshot';
import { stockPointsSnapshot } from '../../src/supply/stock-points.snapshot';
import { normsSnapshot } from '../../src/timeliness/norms.snapshot';

interface InForce {
  readonly id: number;
  readonly insurerUzovi: string;
  readonly since: Date;
  /** YYYY-MM-DD */
  readonly lastDay: string;
}

const selectInForce = statement<InForce>(
  'seeds.versions-in-force',
  `SELECT v.id, v.insurer_uzovi AS "insurerUzovi", v.in_force_from AS since,
     (upper(v.valid) - 1)::text AS "lastDay"
   FROM contract_version v JOIN contract c ON c.id = v.contract_id
   WHERE v.status = 'IN_FORCE' AND upper(v.valid) IS NOT NULL ORDER BY c.number`,
);

/** Nobody else adds to them meanwhile, so that what is found empty is empty. */
const lock = statement<never>(
  'seeds.lock-assessments',
  'LOCK TABLE contract_assessment, contract_waiver IN SHARE ROW EXCLUSIVE MODE',
);
const selectIsThere = statement<{ isJudged: boolean; isWaived: boolean }>(
  'seeds.assessments-are-there',
  `SELECT EXISTS (SELECT FROM contract_assessment) AS "isJudged",
     EXISTS (SELECT FROM contract_waiver) AS "isWaived"`,
);

const DAY_MILLISECONDS = 86_400_000;
/** So long before the present its contracts were judged the first time. */
const JUDGED_BEFORE_DAYS = 30;

/**
 * Judges the contracts in force, as the platform does, a month ago and now. For what they lack and may
 * not, a waiver is recorded: by the platform's own rule they would not be in force without one. All of it
 * or nothing is kept. Where there are waivers it was done; assessments alone may be a server's.
 */
export async function seedAssessments(owner: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - JUDGED_BEFORE_DAYS * DAY_MILLISECONDS);
  const snapshots = {
    catalogue: catalogueSnapshot(owner),
    postcodes: postcodesSnapshot(owner),
    stockPoints: stockPointsSnapshot(owner),
    quality: qualitySnapshot(owner),
    norms: normsSnapshot(owner),
    parties: partiesSnapshot(owner),
  };
  const isNew = await owner.inTransaction(async (transaction) => {
    await transaction.query(lock);
    const [found] = await transaction.query(selectIsThere);
    if (found?.isWaived === true) return false;
    const inForce = await transaction.query(selectInForce);
    if (found?.isJudged !== true) await judge(transaction, snapshots, inForce, before);
    const judged = await judge(transaction, snapshots, inForce, now);
    for (const { contract, modules } of judged) {
      for (const obstacle of obstacles(modules, [], localDate(now))) {
        await waive(transaction, contract, obstacle);
      }
    }
    return true;
  });
  // By itself: what is not judged here, a server judges within minutes.
  if (isNew) await new InsurerReassessment(owner, snapshots, { now: () => now }).run();
}

interface Judged {
  readonly contract: InForce;
  readonly modules: readonly ModuleFindings[];
}

async function judge(
  transaction: Queryable,
  snapshots: JudgingSnapshots,
  inForce: readonly InForce[],
  moment: Date,
): Promise<readonly Judged[]> {
  const contracts = inForce.filter(({ since }) => since <= moment);
  const judging = await judgingOn(transaction, snapshots, localDate(moment));
  const terms = await loadTerms(transaction, { versionIds: contracts.map(({ id }) => id) });
  const termsOf = new Map(terms.map((one) => [one.versionId, one]));
  const judged: Judged[] = [];
  for (const contract of contracts) {
    const one = termsOf.get(contract.id);
    if (one === undefined) throw new Error(`Contract version ${contract.id} has no terms`);
    const assessment = judgeContract(one, judging);
    await keepAssessment(transaction, assessment, moment);
    judged.push({ contract, modules: assessment.modules });
  }
  return judged;
}

async function waive(
  transaction: Queryable,
  { id, insurerUzovi, since, lastDay }: InForce,
  { moduleCode, moduleVersionId, finding }: Obstacle,
): Promise<void> {
  await transaction.query(insertWaiver, [
    id,
    moduleCode,
    moduleVersionId,
    finding.requirement.code,
    'Left out by mistake; both parties keep to it all the same, and the next version has it (verzonnen).',
    lastDay,
    `demo-insurer-${insurerUzovi}`,
    since,
  ]);
}
