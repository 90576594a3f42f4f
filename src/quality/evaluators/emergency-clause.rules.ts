import { judgeClause, says, textIn, unsaid, type Lack } from '../clauses.rules';
import type { ContractTerms, QualityNorm, TermClause } from '../contract-terms';
import { evaluator } from '../evaluator';
import { holdsFor, normNamed } from '../norms.rules';

/**
 * Emergencies are served day and night, by one form of request whatever the insurer, under a norm that
 * anybody can check: one that is adopted.
 */
export const emergencyClause = evaluator({
  kind: 'EMERGENCY_CLAUSE',
  description:
    'A clause has emergencies served day and night, by one form of request for every insurer, under an adopted ' +
    'timeliness norm that it names with its version.',
  shape: {},
  evaluate: (_, { terms }) =>
    judgeClause(terms, 'EMERGENCY', (clause, contract) =>
      lacksOf(clause, contract, terms.context.norms),
    ),
});

function lacksOf(
  clause: TermClause,
  contract: ContractTerms,
  norms: readonly QualityNorm[],
): Lack[] {
  const lacks: Lack[] = [];
  const norm = normNamed(clause, norms);
  if (textIn(clause, 'normVersion') === '') {
    lacks.push({
      missing: 'The emergency clause (spoedclausule) names no timeliness norm and version.',
      mend: 'Name the timeliness norm and its version in the emergency clause.',
    });
  } else if (norm === undefined) {
    lacks.push({
      missing:
        'The emergency clause (spoedclausule) names a timeliness norm and version that is not known.',
      mend: 'Name an adopted timeliness norm with its version in the emergency clause, such as CODE/1.',
    });
  } else if (!holdsFor(norm, contract)) {
    lacks.push({
      missing: `The emergency clause (spoedclausule) names ${norm.name}, which is not adopted and in force during the contract.`,
      mend: 'Name the version of the timeliness norm that is adopted and in force in the emergency clause.',
    });
  }
  if (!says(clause, 'dayAndNight')) {
    lacks.push(unsaid('EMERGENCY', 'that emergencies are served day and night'));
  }
  if (!says(clause, 'uniformRequest')) {
    lacks.push(unsaid('EMERGENCY', 'that one form of request serves for every insurer'));
  }
  return lacks;
}
