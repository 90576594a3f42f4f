import { meaningOf } from '../clause-parameters';
import { judgeClause, says, unsaid } from '../clauses.rules';
import { CLAUSE_CODES } from '../contract-terms';
import { evaluator } from '../evaluator';
import { listOf, oneOf, someText, withDefault } from '../parameters';

/** There is a clause of the kind, and it says yes to what it must. */
export const clausePresent = evaluator({
  kind: 'CLAUSE_PRESENT',
  description: 'There is a clause of this kind, which says yes to each of the parameters named.',
  shape: { clause: oneOf(CLAUSE_CODES), must: withDefault(listOf(someText), []) },
  evaluate: ({ clause: code, must }, { terms }) =>
    judgeClause(terms, code, (clause) =>
      must
        .filter((name) => !says(clause, name))
        .map((name) => unsaid(code, `that ${meaningOf(code, name).replace(/^whether /, '')}`)),
    ),
});
