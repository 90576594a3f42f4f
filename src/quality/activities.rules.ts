import type { IndexedGroup } from './catalogue-index';
import type { ActivityCode, ContractTerms, TermActivity } from './contract-terms';
import type { TermsIndex } from './terms-index';

export interface ActivityOf {
  readonly terms: ContractTerms;
  readonly activity: TermActivity;
}

/** Contracts with a line about the group, each once. */
export function contractsFor(terms: TermsIndex, group: IndexedGroup): readonly ContractTerms[] {
  const lines = terms.linesOf(group);
  const [only] = terms.contracts;
  if (terms.contracts.length === 1 && only !== undefined) return lines.length === 0 ? [] : [only];
  return [...new Set(lines.map((line) => line.terms))];
}

/** What the contracts for the group agree about an activity. */
export function activitiesFor(
  code: ActivityCode,
  group: IndexedGroup,
  terms: TermsIndex,
): ActivityOf[] {
  return contractsFor(terms, group).flatMap((contract) =>
    contract.activities
      .filter(
        (activity) =>
          activity.code === code &&
          (activity.productGroupPrefix === null ||
            group.code.startsWith(activity.productGroupPrefix)),
      )
      .map((activity) => ({ terms: contract, activity })),
  );
}
