import { judgeClause, says, unsaid } from '../clauses.rules';
import { evaluator } from '../evaluator';

/** Patients may know who is contracted and how it is paid; tariffs stay between the parties. */
export const publication = evaluator({
  kind: 'PUBLICATION',
  description:
    'A clause allows it to be published that there is a contract and how it pays, and never a tariff.',
  shape: {},
  evaluate(_, { terms }) {
    // One clause that publishes tariffs is one too many, whatever the others say.
    const tariffs = terms.clausesOf('PUBLICATION').some(({ clause }) => says(clause, 'tariff'));
    return judgeClause(terms, 'PUBLICATION', (clause) => [
      ...(says(clause, 'contract')
        ? []
        : [unsaid('PUBLICATION', 'that it may be published that there is a contract')]),
      ...(says(clause, 'paymentForm')
        ? []
        : [unsaid('PUBLICATION', 'that the form of payment may be published')]),
      ...(tariffs
        ? [
            {
              missing: 'The clause on publication has tariffs published.',
              mend: 'Leave tariffs out of what is published.',
            },
          ]
        : []),
    ]);
  },
});
