import { meaningOf } from '../clause-parameters';
import { figureIn, judgeClause, theClause, type Lack } from '../clauses.rules';
import { CLAUSE_CODES } from '../contract-terms';
import { evaluator } from '../evaluator';
import { listOf, oneOf, optional, record, someText, wholeNumber } from '../parameters';
import { sentence } from '../words';

/** Within what time something is done is agreed as a figure; often what counts is that it is agreed at all. */
export const clauseFigures = evaluator({
  kind: 'CLAUSE_FIGURES',
  description:
    'There is a clause of this kind, which states each of the figures named, and none above its most.',
  shape: {
    clause: oneOf(CLAUSE_CODES),
    figures: listOf(record({ name: someText, atMost: optional(wholeNumber(1, 10_000)) })),
  },
  evaluate: ({ clause: code, figures }, { terms }) =>
    judgeClause(terms, code, (clause) =>
      figures.flatMap(({ name, atMost }): Lack[] => {
        const agreed = figureIn(clause, name);
        const what = meaningOf(code, name);
        if (agreed === undefined || agreed <= 0) {
          return [
            {
              missing: `${sentence(theClause(code))} states no number of ${what}.`,
              mend: `Have ${theClause(code)} state a number of ${what}.`,
            },
          ];
        }
        if (atMost === undefined || agreed <= atMost) return [];
        return [
          {
            missing: `${sentence(theClause(code))} states ${agreed} ${what}, more than ${atMost}.`,
            mend: `Have ${theClause(code)} state at most ${atMost} ${what}.`,
          },
        ];
      }),
    ),
});
