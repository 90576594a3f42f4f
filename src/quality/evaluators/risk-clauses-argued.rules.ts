import { judgeClause, textIn, unsaid, type Lack } from '../clauses.rules';
import type { ClauseCode, TermClause } from '../contract-terms';
import { evaluator } from '../evaluator';
import { allOf } from '../findings.rules';
import { listOf, oneOf } from '../parameters';

interface Risk {
  readonly clause: ClauseCode;
  /** Names of the parameters that say who bears it, and why. */
  readonly bearer: string;
  readonly argument: string;
  readonly words: string;
}

const RISKS = ['INSURER_CHANGE', 'DEATH', 'DOUBLE_SUPPLIER'] as const;
const ABOUT: Readonly<Record<(typeof RISKS)[number], Risk>> = {
  INSURER_CHANGE: {
    clause: 'INSURER_CHANGE_OR_DEATH',
    bearer: 'bearer',
    argument: 'argument',
    words: 'a change of insurer',
  },
  DEATH: {
    clause: 'INSURER_CHANGE_OR_DEATH',
    bearer: 'bearerAtDeath',
    argument: 'argumentAtDeath',
    words: 'death',
  },
  DOUBLE_SUPPLIER: {
    clause: 'DOUBLE_SUPPLIER',
    bearer: 'bearer',
    argument: 'argument',
    words: 'orders at two suppliers',
  },
};
const BEARERS: readonly string[] = ['INSURER', 'SUPPLIER', 'SHARED'];

/** Who bears a financial risk is agreed, and why. How it is divided is for the two parties. */
export const riskClausesArgued = evaluator({
  kind: 'RISK_CLAUSES_ARGUED',
  description: 'Of each of these risks a clause says who bears it and why.',
  shape: { risks: listOf(oneOf(RISKS)) },
  evaluate: ({ risks }, { terms }) =>
    allOf(
      risks.map((risk) =>
        judgeClause(terms, ABOUT[risk].clause, (clause) => lacksOf(clause, ABOUT[risk])),
      ),
    ),
});

function lacksOf(clause: TermClause, { bearer, argument, words }: Risk): Lack[] {
  const lacks: Lack[] = [];
  if (!BEARERS.includes(textIn(clause, bearer))) {
    lacks.push(unsaid(clause.code, `who bears the risk of ${words}`));
  }
  if (textIn(clause, argument) === '') {
    lacks.push(unsaid(clause.code, `why the risk of ${words} is borne so`));
  }
  return lacks;
}
