import { judgeClause, says, unsaid } from '../clauses.rules';
import { evaluator } from '../evaluator';

const STEPS = {
  individual: 'that the two parties first try it themselves, up to their boards',
  branch: 'that the branches of both come next',
  board: 'that a breach of a module goes to the board of ZN and the branches',
  otherPartyHeard: 'that the other party is told and heard at each step',
  outcomeFedBack: 'that the outcome is always fed back',
} as const;

/** The three steps that insurers and suppliers agreed on for their differences, fair at each. */
export const escalationClause = evaluator({
  kind: 'ESCALATION_CLAUSE',
  description:
    'A clause has the three steps of the escalation procedure, with hearing and feedback at each.',
  shape: {},
  evaluate: (_, { terms }) =>
    judgeClause(terms, 'ESCALATION', (clause) =>
      Object.entries(STEPS)
        .filter(([step]) => !says(clause, step))
        .map(([, what]) => unsaid('ESCALATION', what)),
    ),
});
