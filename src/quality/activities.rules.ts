import type { IndexedGroup } from './catalogue-index';
import type { ActivityCode, ContractTerms, TermActivity } from './contract-terms';
import type { TermsIndex } from './terms-index';
import { activityWords } from './words';

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

/**
 * What the contracts for the group agree about an activity. Of one contract, what it says of a deeper product
 * group holds over what it says of one above, unless that is about another performer.
 */
export function activitiesFor(
  code: ActivityCode,
  group: IndexedGroup,
  terms: TermsIndex,
): ActivityOf[] {
  const agreed: ActivityOf[] = [];
  for (const contract of contractsFor(terms, group)) {
    const said = (byCodeIn(contract).get(code) ?? []).filter(
      ({ productGroupPrefix }) =>
        productGroupPrefix === null || group.code.startsWith(productGroupPrefix),
    );
    for (const activity of said) {
      if (said.length > 1 && said.some((other) => overrules(other, activity))) continue;
      agreed.push({ terms: contract, activity });
    }
  }
  return agreed;
}

function overrules(one: TermActivity, other: TermActivity): boolean {
  const isSame = one.byQualification === other.byQualification;
  const deeper = depthOf(one) - depthOf(other);
  if (deeper > 0) return isSame || one.byQualification === null;
  // Said twice of the same, as contracts of before may do: what is not paid is not paid.
  return deeper === 0 && isSame && one.funding === 'NOT_FUNDED' && other.funding !== 'NOT_FUNDED';
}

function depthOf({ productGroupPrefix }: TermActivity): number {
  return productGroupPrefix?.length ?? 0;
}

const known = new WeakMap<ContractTerms, ReadonlyMap<ActivityCode, readonly TermActivity[]>>();

function byCodeIn(contract: ContractTerms): ReadonlyMap<ActivityCode, readonly TermActivity[]> {
  const made = known.get(contract);
  if (made !== undefined) return made;
  const byCode = new Map<ActivityCode, TermActivity[]>();
  for (const activity of contract.activities) {
    const own = byCode.get(activity.code);
    if (own === undefined) byCode.set(activity.code, [activity]);
    else own.push(activity);
  }
  known.set(contract, byCode);
  return byCode;
}

/** Gathers what activities lack for which product groups, so that one sentence tells of all that lack it alike. */
export class ActivityGaps<Lack extends string> {
  /** By what is lacking and the activity. */
  private readonly byActivity = new Map<
    string,
    { lack: Lack; code: ActivityCode; groups: IndexedGroup[] }
  >();

  add(lack: Lack, code: ActivityCode, group: IndexedGroup): void {
    const key = `${lack} ${code}`;
    const known = this.byActivity.get(key);
    if (known === undefined) this.byActivity.set(key, { lack, code, groups: [group] });
    else known.groups.push(group);
  }

  get all(): { lack: Lack; what: readonly string[]; groups: readonly IndexedGroup[] }[] {
    const found = new Map<string, { lack: Lack; what: string[]; groups: IndexedGroup[] }>();
    for (const { lack, code, groups } of this.byActivity.values()) {
      const key = `${lack} ${groups.map(({ position }) => position).join(' ')}`;
      const known = found.get(key);
      if (known === undefined) found.set(key, { lack, what: [activityWords[code]], groups });
      else known.what.push(activityWords[code]);
    }
    return [...found.values()];
  }
}
