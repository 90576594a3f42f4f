import { figureIn, judgeClause, says, unsaid, type Lack } from '../clauses.rules';
import { evaluator } from '../evaluator';
import { optional, wholeNumber, withDefault, yesOrNo } from '../parameters';
import { counted } from '../words';

/** Who followed the module and is refused hears why, and does not wait for it. */
export const rejectionMotivated = evaluator({
  kind: 'REJECTION_MOTIVATED',
  description:
    'A clause has rejections motivated and requests decided within a stated number of days.',
  shape: {
    /** At most so many days; absent: however many, as long as it is stated. */
    days: optional(wholeNumber(1, 365)),
    /** Whether a rejection must answer the arguments of the request. */
    answersArguments: withDefault(yesOrNo, false),
  },
  evaluate({ days, answersArguments }, { terms }) {
    return judgeClause(terms, 'REJECTION_MOTIVATED', (clause) => {
      const lacks: Lack[] = [];
      const agreed = figureIn(clause, 'decisionDays');
      if (agreed === undefined || agreed <= 0) {
        lacks.push({
          missing: 'It is not stated within how many days a request is decided.',
          mend: `State within how many days a request is decided${days === undefined ? '' : `: at most ${days}`}.`,
        });
      } else if (days !== undefined && agreed > days) {
        lacks.push({
          missing: `A request is decided within ${counted(agreed, 'day')}, more than ${days}.`,
          mend: `Decide requests within ${counted(days, 'day')}.`,
        });
      }
      if (answersArguments && !says(clause, 'answersArguments')) {
        lacks.push(
          unsaid(
            'REJECTION_MOTIVATED',
            'that a rejection answers the arguments of the prescriber and the maker',
          ),
        );
      }
      return lacks;
    });
  },
});
