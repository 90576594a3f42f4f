import { activitiesFor, ActivityGaps } from '../activities.rules';
import { ACTIVITY_CODES, type TermActivity } from '../contract-terms';
import { evaluator } from '../evaluator';
import { EvidenceBook, found } from '../findings.rules';
import { noteLines } from '../offers.rules';
import { agbQualification, listOf, oneOf, optional, withDefault, yesOrNo } from '../parameters';
import { areWord, eitherOf, groupsWords, listed, professionWords, sentence } from '../words';

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
    const evidence = EvidenceBook.for(terms);
    const lacks = new ActivityGaps<keyof typeof WHY>();
    let good = 0;
    let bad = 0;
    for (const code of activities) {
      if (evidence.isSettled(good, bad)) break;
      for (const group of terms.contracted(groups)) {
        const agreed = activitiesFor(code, group, terms);
        const paid = agreed.filter(
          ({ activity }) =>
            isPaid(activity, funding) &&
            (by === undefined ||
              (activity.byQualification !== null && by.includes(activity.byQualification))) &&
            (!whoNamed || activity.byQualification !== null),
        );
        const shown = paid.length > 0 ? paid : agreed;
        for (const one of shown) evidence.clause(one.terms, code);
        if (paid.length > 0) {
          good += 1;
          continue;
        }
        bad += 1;
        if (agreed.length === 0) noteLines(group, terms, evidence);
        const why = whyNot(
          agreed.map(({ activity }) => activity),
          funding,
          by,
          whoNamed,
        );
        lacks.add(why, code, group);
      }
    }
    const who = by === undefined ? '' : ` when done by ${whoWords(by)},`;
    const gaps = lacks.all;
    return found(
      good,
      bad,
      evidence,
      () =>
        gaps.map(
          ({ lack, what, groups: lacking }) =>
            `${sentence(WHY[lack](what, who))} for ${groupsWords(lacking)}.`,
        ),
      () =>
        gaps.map(({ what, groups: lacking }) => {
          const named = whoNamed ? `, and name who does ${what.length === 1 ? 'it' : 'them'},` : '';
          return `Agree ${eitherOf(funding.map((one) => howPaid[one]))} for ${listed(what)}${who}${named} for ${groupsWords(lacking)}.`;
        }),
    );
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

const WHY = {
  NOTHING: (what) => `nothing is agreed about ${listed(what)}`,
  NOT_BY: (what, who) => `it is not agreed that ${listed(what)} ${areWord(what)} paid${who}`,
  NOBODY_NAMED: (what) => `it is not named who does ${listed(what)}`,
  NO_AMOUNT: (what) => `no amount is agreed as the tariff of ${listed(what)}`,
  NO_TARIFF: (what) =>
    what.length === 1
      ? `${listed(what)} has no tariff of its own`
      : `${listed(what)} have no tariff of their own`,
  ELSEWHERE: (what) => `${listed(what)} ${areWord(what)} left to be paid elsewhere`,
  NOT: (what) => `${listed(what)} ${areWord(what)} not paid`,
} as const satisfies Record<string, (what: readonly string[], who: string) => string>;

function whyNot(
  agreed: readonly TermActivity[],
  funding: readonly string[],
  by: readonly string[] | undefined,
  whoNamed: boolean,
): keyof typeof WHY {
  if (agreed.length === 0) return 'NOTHING';
  const paid = agreed.filter((one) => isPaid(one, funding));
  if (paid.length > 0 && by !== undefined) return 'NOT_BY';
  if (paid.length > 0 && whoNamed) return 'NOBODY_NAMED';
  const fundings = new Set(agreed.map((one) => one.funding));
  if (fundings.has('PRICED') && funding.includes('PRICED')) return 'NO_AMOUNT';
  if (fundings.has('INCLUDED')) return 'NO_TARIFF';
  return fundings.has('ELSEWHERE') ? 'ELSEWHERE' : 'NOT';
}
