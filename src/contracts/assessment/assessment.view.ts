import { whyNotAsked } from './asked.rules';
import {
  totalsOf,
  waiverOf,
  type ModuleFindings,
  type Totals,
  type Waiver,
} from './assessment.rules';
import type { JudgingContext } from '../../quality/terms-index';
import type { AssessmentTotalsType, ModuleAssessmentType } from './assessment.types';

export function moduleView(
  { version, findings }: ModuleFindings,
  waivers: readonly Waiver[],
  { judging, on }: Pick<JudgingContext, 'judging' | 'on'>,
): ModuleAssessmentType {
  const moduleCode = version.module.code;
  return {
    moduleCode,
    moduleVersion: version.version,
    totals: totalsView(totalsOf(findings)),
    findings: findings.map(({ requirement, finding }) => ({
      ...finding,
      code: requirement.code,
      statement: requirement.statement,
      dutchStatement: requirement.dutchStatement,
      source: requirement.source,
      certainty: requirement.certainty,
      force: requirement.force,
      level: requirement.level,
      funding: requirement.funding,
      phase: requirement.phase,
      judgedBy: requirement.judgedBy,
      whyNotAsked: whyNotAsked(requirement, finding, { judging, on }),
      waiver: waiverOf(waivers, moduleCode, requirement, on) ?? null,
    })),
  };
}

export function totalsView({ byVerdict, bindingUnmet }: Totals): AssessmentTotalsType {
  return {
    met: byVerdict.MET,
    partlyMet: byVerdict.PARTLY_MET,
    notMet: byVerdict.NOT_MET,
    notApplicable: byVerdict.NOT_APPLICABLE,
    judgedByPeople: byVerdict.JUDGED_BY_PEOPLE,
    bindingUnmet,
  };
}

export function found<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('Reference data is missing');
  return value;
}
