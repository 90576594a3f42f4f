import { judgeClause, says, unsaid } from '../clauses.rules';
import { evaluator } from '../evaluator';
import { NOT_APPLICABLE } from '../finding';

/** Who fails is fined in proportion, and not for what nobody could help. Without penalties there is nothing to judge. */
export const penaltyProportional = evaluator({
  kind: 'PENALTY_PROPORTIONAL',
  description:
    'A penalty, where there is one, is in proportion to the turnover, and a list says what is force majeure.',
  shape: {},
  evaluate(_, { terms }) {
    const penalties = terms.clausesOf('PENALTY');
    if (penalties.length === 0) return NOT_APPLICABLE;
    // Every penalty must be fair, not one of them.
    const unfair = (parameter: string): boolean =>
      penalties.some(({ clause }) => !says(clause, parameter));
    const lacks = [
      ...(unfair('proportional')
        ? [unsaid('PENALTY', 'that a penalty is in proportion to the turnover')]
        : []),
      ...(unfair('forceMajeure') ? [unsaid('PENALTY', 'what is force majeure')] : []),
    ];
    return judgeClause(terms, 'PENALTY', () => lacks);
  },
});
