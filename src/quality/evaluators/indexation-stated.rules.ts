import { judgeClause, textIn } from '../clauses.rules';
import { evaluator } from '../evaluator';

/** It is said whether tariffs follow inflation, and on what basis; what counts is that it is said. */
export const indexationStated = evaluator({
  kind: 'INDEXATION_STATED',
  description: 'A clause states whether tariffs follow inflation, and on what basis.',
  shape: {},
  evaluate: (_, { terms }) =>
    judgeClause(terms, 'INDEXATION', (clause) => {
      const indexed = clause.parameters['indexed'];
      if (typeof indexed !== 'boolean') {
        return [
          {
            missing: 'It is not stated whether tariffs follow inflation.',
            mend: 'State whether tariffs follow inflation, and by which figure.',
          },
        ];
      }
      if (textIn(clause, 'basis') !== '') return [];
      return [
        indexed
          ? {
              missing: 'It is not stated by which figure tariffs follow inflation.',
              mend: 'Name the figure by which tariffs follow inflation.',
            }
          : {
              missing: 'It is not stated why tariffs do not follow inflation.',
              mend: 'Give the reason why tariffs do not follow inflation.',
            },
      ];
    }),
});
