import { clausesOf, judgeClause, says, unsaid } from '../clauses.rules';
import { evaluator } from '../evaluator';
import { NOT_APPLICABLE } from '../finding';

/** Who fails is fined in proportion, and not for what nobody could help. Without penalties there is nothing to judge. */
export const penaltyProportional = evaluator({
  kind: 'PENALTY_PROPORTIONAL',
  description:
    'A penalty, where there is one, is in proportion to the turnover, and a list says what is force majeure.',
  shape: {},
  evaluate(_, { terms }) {
    if (clausesOf(terms, 'PENALTY').length === 0) return NOT_APPLICABLE;
    return judgeClause(terms, 'PENALTY', (clause) => [
      ...(says(clause, 'proportional')
        ? []
        : [unsaid('PENALTY', 'that a penalty is in proportion to the turnover')]),
      ...(says(clause, 'forceMajeure') ? [] : [unsaid('PENALTY', 'what is force majeure')]),
    ]);
  },
});
