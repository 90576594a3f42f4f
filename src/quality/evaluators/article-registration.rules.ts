import { activitiesFor } from '../activities.rules';
import { evaluator } from '../evaluator';
import { EvidenceBook, found } from '../findings.rules';
import { noteLines } from '../offers.rules';
import { BY_TIME, isPaidAs } from '../paid-as.rules';
import { groupsWords } from '../words';

/**
 * A price per day, month or quarter is claimed under one code, whatever was delivered: then what was
 * delivered is registered article by article.
 */
export const articleRegistration = evaluator({
  kind: 'ARTICLE_REGISTRATION',
  description:
    'Where a price covers a stretch of time, each article delivered is registered beside it.',
  shape: {},
  evaluate(_, { terms, groups }) {
    const evidence = EvidenceBook.for(terms);
    const byTime = terms.contracted(groups).filter((group) => isPaidAs(BY_TIME, group, terms));
    const unregistered = byTime.filter((group) => {
      const agreed = activitiesFor('REGISTRATION_PER_ARTICLE', group, terms);
      for (const one of agreed) evidence.clause(one.terms, 'REGISTRATION_PER_ARTICLE');
      if (agreed.length === 0) noteLines(group, terms, evidence);
      return agreed.length === 0;
    });
    const what = groupsWords(unregistered);
    return unregistered.length === 0
      ? found(byTime.length, 0, evidence)
      : found(
          byTime.length - unregistered.length,
          unregistered.length,
          evidence,
          [`What is delivered of ${what} is paid by time, and not registered by article.`],
          [`Agree that each article delivered of ${what} is registered.`],
        );
  },
});
