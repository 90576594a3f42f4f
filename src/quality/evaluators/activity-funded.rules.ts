import { activitiesFor } from '../activities.rules';
import type { IndexedGroup } from '../catalogue-index';
import { ACTIVITY_CODES, type ActivityCode, type TermActivity } from '../contract-terms';
import { evaluator } from '../evaluator';
import { EvidenceBook, found } from '../findings.rules';
import { agbQualification, listOf, oneOf, optional, withDefault, yesOrNo } from '../parameters';
import { activityWords, eitherOf, groupsWords, professionWords, sentence } from '../words';

const FUNDINGS = ['PRICED', 'INCLUDED', 'ELSEWHERE'] as const;

/** What a module has people do is paid: somebody who does it unpaid will stop doing it. */
export const activityFunded = evaluator({
  kind: 'ACTIVITY_FUNDED',
  description:
    'Each of the activities is paid for, in one of the ways allowed, for every product group contracted.',
  shape: {
    activities: listOf(oneOf(ACTIVITY_CODES)),
    /** How it may be paid: by a tariff, within the price, or elsewhere in care. */
    funding: withDefault(listOf(oneOf(FUNDINGS)), ['PRICED', 'INCLUDED']),
    /** It must be paid when one of these does it. */
    by: optional(listOf(agbQualification)),
    /** True: who does it must be named. */
    whoNamed: withDefault(yesOrNo, false),
  },
  evaluate({ activities, funding, by, whoNamed }, { terms, groups }) {
    const evidence = new EvidenceBook();
    const missing: string[] = [];
    const mend: string[] = [];
    let good = 0;
    let bad = 0;
    for (const code of activities) {
      const lacking = new Map<string, IndexedGroup[]>();
      for (const group of terms.contracted(groups)) {
        const agreed = activitiesFor(code, group, terms);
        const paid = agreed.filter(
          ({ activity }) =>
            isPaid(activity, funding) &&
            (by === undefined ||
              (activity.byQualification !== null && by.includes(activity.byQualification))) &&
            (!whoNamed || activity.byQualification !== null),
        );
        if (paid.length > 0) {
          good += 1;
          for (const one of paid) evidence.clause(one.terms, code);
          continue;
        }
        bad += 1;
        const why = whyNot(
          code,
          agreed.map(({ activity }) => activity),
          funding,
          by,
          whoNamed,
        );
        lacking.set(why, [...(lacking.get(why) ?? []), group]);
      }
      for (const [why, lackingGroups] of lacking) {
        const groupWords = groupsWords(lackingGroups);
        missing.push(`${sentence(why)} for ${groupWords}.`);
        mend.push(
          `Agree ${eitherOf(funding.map((one) => howPaid[one]))} for ${activityWords[code]}` +
            `${by === undefined ? '' : ` by ${whoWords(by)}`}${whoNamed ? ', and name who does it,' : ''} for ${groupWords}.`,
        );
      }
    }
    return found(good, bad, evidence, missing, mend);
  },
});

const howPaid: Readonly<Record<(typeof FUNDINGS)[number], string>> = {
  PRICED: 'a tariff',
  INCLUDED: 'payment within the price',
  ELSEWHERE: 'payment elsewhere',
};

function whoWords(by: readonly string[]): string {
  return eitherOf(by.map(professionWords));
}

/** A tariff without an amount pays nobody. */
function isPaid({ funding, hasTariff }: TermActivity, allowed: readonly string[]): boolean {
  return allowed.includes(funding) && (funding !== 'PRICED' || hasTariff);
}

function whyNot(
  code: ActivityCode,
  agreed: readonly TermActivity[],
  funding: readonly string[],
  by: readonly string[] | undefined,
  whoNamed: boolean,
): string {
  const what = activityWords[code];
  if (agreed.length === 0) return `nothing is agreed about ${what}`;
  const paid = agreed.filter((one) => isPaid(one, funding));
  if (paid.length > 0 && by !== undefined)
    return `${what} is not paid when done by ${whoWords(by)}`;
  if (paid.length > 0 && whoNamed) return `it is not named who does ${what}`;
  const fundings = new Set(agreed.map((one) => one.funding));
  if (fundings.has('PRICED') && funding.includes('PRICED')) {
    return `no amount is agreed as the tariff of ${what}`;
  }
  if (fundings.has('INCLUDED')) return `${what} has no tariff of its own`;
  if (fundings.has('ELSEWHERE')) return `${what} is left to be paid elsewhere`;
  return `${what} is not paid`;
}
