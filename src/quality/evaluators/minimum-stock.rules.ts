import { figureIn, judgeClause, says, unsaid, type Lack } from '../clauses.rules';
import { evaluator } from '../evaluator';
import { wholeNumber, withDefault, yesOrNo } from '../parameters';
import { counted } from '../words';

/** The supplier holds stock for some weeks, or names what stands in when it runs out; and says so when it does. */
export const minimumStock = evaluator({
  kind: 'MINIMUM_STOCK',
  description:
    'A clause has the supplier hold so many weeks of stock or name an alternative, and report what runs out.',
  shape: { weeks: wholeNumber(1, 52), shortagesReported: withDefault(yesOrNo, true) },
  evaluate: ({ weeks, shortagesReported }, { terms }) =>
    judgeClause(terms, 'MINIMUM_STOCK', (clause) => {
      const lacks: Lack[] = [];
      const held = figureIn(clause, 'weeks') ?? 0;
      if (held < weeks && !says(clause, 'alternativeNamed')) {
        lacks.push({
          missing: `${held === 0 ? 'No stock is agreed' : `Stock for ${counted(held, 'week')} is agreed`}, where ${counted(weeks, 'week')} ${weeks === 1 ? 'is' : 'are'} asked, and no alternative is named.`,
          mend: `Agree stock for ${counted(weeks, 'week')}, or name what stands in when it runs out.`,
        });
      }
      if (shortagesReported && !says(clause, 'shortagesReported')) {
        lacks.push(unsaid('MINIMUM_STOCK', 'that what runs out is reported'));
      }
      return lacks;
    }),
});
