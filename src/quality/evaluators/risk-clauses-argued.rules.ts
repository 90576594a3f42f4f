import { judgeClause, textIn, theClause, type Lack } from '../clauses.rules';
import type { TermClause } from '../contract-terms';
import { evaluator } from '../evaluator';
import { allOf } from '../findings.rules';
import { listOf, oneOf } from '../parameters';
import { sentence } from '../words';

const RISKS = ['INSURER_CHANGE_OR_DEATH', 'DOUBLE_SUPPLIER'] as const;
const BEARERS: readonly string[] = ['INSURER', 'SUPPLIER', 'SHARED'];

/** Who bears a financial risk is agreed, and why. How it is divided is for the two parties. */
export const riskClausesArgued = evaluator({
  kind: 'RISK_CLAUSES_ARGUED',
  description: 'Each of these risks has a clause that says who bears it and why.',
  shape: { risks: listOf(oneOf(RISKS)) },
  evaluate: ({ risks }, { terms }) =>
    allOf(risks.map((risk) => judgeClause(terms, risk, (clause) => lacksOf(clause)))),
});

function lacksOf(clause: TermClause): Lack[] {
  const name = theClause(clause.code);
  const lacks: Lack[] = [];
  if (!BEARERS.includes(textIn(clause, 'bearer'))) {
    lacks.push({
      missing: `${sentence(name)} does not say who bears the risk.`,
      mend: `Have ${name} say who bears the risk.`,
    });
  }
  if (textIn(clause, 'argument') === '') {
    lacks.push({
      missing: `${sentence(name)} does not say why the risk is divided so.`,
      mend: `Have ${name} give the reason for it.`,
    });
  }
  return lacks;
}
