import { activitiesFor, ActivityGaps } from '../activities.rules';
import { ACTIVITY_CODES } from '../contract-terms';
import { evaluator } from '../evaluator';
import { EvidenceBook, found } from '../findings.rules';
import { noteLines } from '../offers.rules';
import { isPaidAs, TARIFF_KINDS } from '../paid-as.rules';
import { listOf, oneOf, optional } from '../parameters';
import { areWord, groupsWords, listed } from '../words';

/** It is said of every activity whether it is paid here, elsewhere, or not at all; what counts is that it is said. */
export const activityStated = evaluator({
  kind: 'ACTIVITY_STATED',
  description:
    'It is stated of each of the activities how it is paid, or that it is not, for every product group contracted.',
  shape: {
    activities: listOf(oneOf(ACTIVITY_CODES)),
    /** Only for groups of which some line is paid in one of these ways. */
    wherePaidAs: optional(listOf(oneOf(TARIFF_KINDS))),
  },
  evaluate({ activities, wherePaidAs }, { terms, groups }) {
    const evidence = EvidenceBook.for(terms);
    const lacks = new ActivityGaps<'UNSTATED'>();
    let good = 0;
    let bad = 0;
    const contracted = terms
      .contracted(groups)
      .filter((group) => wherePaidAs === undefined || isPaidAs(wherePaidAs, group, terms));
    for (const code of activities) {
      const unstated = contracted.filter((group) => {
        const stated = activitiesFor(code, group, terms);
        for (const one of stated) evidence.clause(one.terms, code);
        if (stated.length === 0) {
          lacks.add('UNSTATED', code, group);
          noteLines(group, terms, evidence);
        }
        return stated.length === 0;
      });
      good += contracted.length - unstated.length;
      bad += unstated.length;
    }
    const gaps = lacks.all;
    return found(
      good,
      bad,
      evidence,
      gaps.map(
        ({ what, groups: of }) =>
          `It is not stated how ${listed(what)} ${areWord(what)} paid for ${groupsWords(of)}.`,
      ),
      gaps.map(
        ({ what, groups: of }) =>
          `State whether ${listed(what)} ${what.length === 1 ? 'is' : 'are each'} paid for ${groupsWords(of)} ` +
          'here, elsewhere or not at all.',
      ),
    );
  },
});
