import type { AnyEvaluator } from './evaluator';
import { activityFunded } from './evaluators/activity-funded.rules';
import { activityStated } from './evaluators/activity-stated.rules';
import { articleRegistration } from './evaluators/article-registration.rules';
import { authorisationOnlyListed } from './evaluators/authorisation-only-listed.rules';
import { certificateValid } from './evaluators/certificate-valid.rules';
import { choice } from './evaluators/choice.rules';
import { clauseFigures } from './evaluators/clause-figures.rules';
import { clausePresent } from './evaluators/clause-present.rules';
import { conversionKeeps } from './evaluators/conversion-keeps.rules';
import { deliveryWithin } from './evaluators/delivery-within.rules';
import { emergencyClause } from './evaluators/emergency-clause.rules';
import { emergencyWithinNorm } from './evaluators/emergency-within-norm.rules';
import { escalationClause } from './evaluators/escalation-clause.rules';
import { indexationStated } from './evaluators/indexation-stated.rules';
import { minimumStock } from './evaluators/minimum-stock.rules';
import { modulePinned } from './evaluators/module-pinned.rules';
import { nightStock } from './evaluators/night-stock.rules';
import { noCapBelow } from './evaluators/no-cap-below.rules';
import { noExclusion } from './evaluators/no-exclusion.rules';
import { offersAllGroups } from './evaluators/offers-all-groups.rules';
import { offersEachUse } from './evaluators/offers-each-use.rules';
import { offersEachValue } from './evaluators/offers-each-value.rules';
import { penaltyProportional } from './evaluators/penalty-proportional.rules';
import { publication } from './evaluators/publication.rules';
import { rejectionMotivated } from './evaluators/rejection-motivated.rules';
import { replacementGrounds } from './evaluators/replacement-grounds.rules';
import { riskClausesArgued } from './evaluators/risk-clauses-argued.rules';
import { secondSource } from './evaluators/second-source.rules';
import { startStopCriteria } from './evaluators/start-stop-criteria.rules';
import { steppedCare } from './evaluators/stepped-care.rules';
import { subcontractorsApproved } from './evaluators/subcontractors-approved.rules';
import { supplierQualified } from './evaluators/supplier-qualified.rules';

/** Every kind of rule. A new kind is one file in `evaluators/` and one line here. */
export const EVALUATORS: readonly AnyEvaluator[] = [
  activityFunded,
  activityStated,
  articleRegistration,
  authorisationOnlyListed,
  certificateValid,
  choice,
  clauseFigures,
  clausePresent,
  conversionKeeps,
  deliveryWithin,
  emergencyClause,
  emergencyWithinNorm,
  escalationClause,
  indexationStated,
  minimumStock,
  modulePinned,
  nightStock,
  noCapBelow,
  noExclusion,
  offersAllGroups,
  offersEachUse,
  offersEachValue,
  penaltyProportional,
  publication,
  rejectionMotivated,
  replacementGrounds,
  riskClausesArgued,
  secondSource,
  startStopCriteria,
  steppedCare,
  subcontractorsApproved,
  supplierQualified,
];

const byKind = new Map(EVALUATORS.map((one) => [one.kind, one]));

export function evaluatorOf(kind: string): AnyEvaluator | undefined {
  return byKind.get(kind);
}
