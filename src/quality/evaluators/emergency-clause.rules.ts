import { judgeClause, says, textIn, unsaid, type Lack } from '../clauses.rules';
import type { TermClause } from '../contract-terms';
import { evaluator } from '../evaluator';

/** Emergencies are served day and night, by one form of request whatever the insurer, under a stated norm. */
export const emergencyClause = evaluator({
  kind: 'EMERGENCY_CLAUSE',
  description:
    'A clause has emergencies served day and night, by one form of request for every insurer, under a stated norm.',
  shape: {},
  evaluate: (_, { terms }) => judgeClause(terms, 'EMERGENCY', lacksOf),
});

function lacksOf(clause: TermClause): Lack[] {
  const lacks: Lack[] = [];
  if (textIn(clause, 'normVersion') === '') {
    lacks.push({
      missing: 'The emergency clause (spoedclausule) names no timeliness norm and version.',
      mend: 'Name the timeliness norm and its version in the emergency clause.',
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
