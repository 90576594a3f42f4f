import fc from 'fast-check';
import {
  ACTIVITY_CODES,
  REPLACEMENT_GROUNDS,
  type TermActivity,
  type QualityGroup,
} from '../../../src/quality/contract-terms';
import {
  articlesOf,
  everyOne,
  isContracted,
  linesAbout,
  normsNamedBy,
  trial,
  type Given,
  type Trial,
} from './trial';

const PER_YEAR = { DAY: 365, MONTH: 12, QUARTER: 4, YEAR: 1 };
const maybe = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(values, { nil: undefined });

const linesOfAll = (given: Given): ReturnType<typeof linesAbout> => [
  ...new Map(
    given.groups
      .flatMap((group) => linesAbout(group, given))
      .map((one) => [`${one.contract.number} ${one.line.lineNumber}`, one]),
  ).values(),
];

const contractedIn = (given: Given): QualityGroup[] =>
  given.groups.filter((group) => isContracted(group, given));

/** What the contracts with a line about a group say of an activity for it, overruled or not. */
function saidOf(code: string, group: QualityGroup, given: Given): TermActivity[][] {
  const contracts = new Set(linesAbout(group, given).map(({ contract }) => contract));
  return [...contracts].map(({ activities }) =>
    activities.filter(
      (one) => one.code === code && group.code.startsWith(one.productGroupPrefix ?? ''),
    ),
  );
}

/** Of whoever does it, what the deepest group says, and among those that it is not paid. */
function agreedOf(code: string, group: QualityGroup, given: Given): TermActivity[] {
  return saidOf(code, group, given).flatMap((said) => {
    const depths = [...new Set(said.map((one) => one.productGroupPrefix ?? ''))].sort(
      (one, other) => other.length - one.length,
    );
    const performers = [...new Set(said.map((one) => one.byQualification))];
    return performers.flatMap((performer) => {
      for (const depth of depths) {
        const here = said.filter((one) => (one.productGroupPrefix ?? '') === depth);
        const own = here.filter((one) => one.byQualification === performer);
        const refused = own.filter((one) => one.funding === 'NOT_FUNDED');
        if (own.length > 0) return refused.length > 0 ? refused : own;
        // Of whoever does it: that is told where it stands.
        if (here.some((one) => one.byQualification === null)) return [];
      }
      return [];
    });
  });
}

const someActivities = fc.subarray([...ACTIVITY_CODES.slice(0, 3)], { minLength: 1 });
const HELPS = ['clause', 'activity'] as const;

export const LINE_TRIALS: Readonly<Record<string, Trial>> = {
  // A line may bring a product group for which the activity is not agreed, so lines are no growth here.
  // An activity that is not paid may be said of a deeper group.
  ACTIVITY_FUNDED: trial(
    ['clause'],
    fc.record({
      activities: someActivities,
      funding: fc.subarray(['PRICED', 'INCLUDED', 'ELSEWHERE'], { minLength: 1 }),
      by: maybe(fc.constant<string[]>(['9013', '9105'])),
      whoNamed: fc.boolean(),
    }),
    (given, { activities, funding, by, whoNamed }) =>
      everyOne(contractedIn(given), (group) =>
        activities.every((code) =>
          agreedOf(code, group, given).some(
            (one) =>
              funding.includes(one.funding) &&
              (one.funding !== 'PRICED' || one.hasTariff) &&
              (by === undefined || by.includes(String(one.byQualification))) &&
              (!whoNamed || one.byQualification !== null),
          ),
        ),
      ),
  ),
  ACTIVITY_STATED: trial(
    HELPS,
    fc.record({
      activities: someActivities,
      wherePaidAs: maybe(fc.constantFrom<string[]>(['DAY', 'MONTH'], ['CATEGORY_FIXED'])),
    }),
    (given, { activities, wherePaidAs }) =>
      everyOne(
        contractedIn(given).filter((group) =>
          linesAbout(group, given).some(
            ({ line }) => wherePaidAs === undefined || wherePaidAs.includes(line.tariffKind),
          ),
        ),
        (group) => activities.every((code) => agreedOf(code, group, given).length > 0),
      ),
  ),
  ARTICLE_REGISTRATION: trial(HELPS, fc.constant({}), (given) =>
    everyOne(
      contractedIn(given).filter((group) =>
        linesAbout(group, given).some(({ line }) =>
          ['DAY', 'MONTH', 'QUARTER', 'ALL_IN'].includes(line.tariffKind),
        ),
      ),
      (group) => agreedOf('REGISTRATION_PER_ARTICLE', group, given).length > 0,
    ),
  ),
  AUTHORISATION_ONLY_LISTED: trial(
    ['line', ...HELPS],
    fc.record({ allowed: fc.constantFrom(['M030405'], ['A1001', 'U01'], ['A']) }),
    ({ contracts, groups }, { allowed }) =>
      contracts
        .flatMap(({ authorisationList }) => authorisationList)
        .filter((code) => groups.some((one) => one.code.startsWith(code) || code === one.code))
        .every((code) => allowed.some((prefix) => code.startsWith(prefix))),
  ),
  DELIVERY_WITHIN: trial(
    HELPS,
    fc.record({
      hours: maybe(fc.constantFrom(1, 24)),
      emergencyMinutes: maybe(fc.constantFrom(180, 240)),
    }),
    (given, { hours = Infinity, emergencyMinutes = Infinity }) =>
      everyOne(
        linesOfAll(given),
        ({ line }) =>
          (hours === Infinity || (line.deliveryHours ?? Infinity) <= hours) &&
          (emergencyMinutes === Infinity ||
            (line.emergencyMinutes ?? Infinity) <= emergencyMinutes),
      ),
  ),
  // A clause may name a norm with fewer minutes.
  EMERGENCY_WITHIN_NORM: trial(['activity'], fc.constant({}), (given) => {
    const { norms, regions, regionCode } = given.context;
    const asked = given.contracts.flatMap((contract) => {
      const named = normsNamedBy(contract, given);
      const inForce = norms.filter(
        ({ adopted, validFrom, validUntil }) =>
          adopted &&
          validFrom <= contract.validFrom &&
          (validUntil === null || validUntil >= contract.validFrom),
      );
      const held = named.length > 0 ? named : inForce;
      const own = { ...given, contracts: [contract] };
      return given.groups.flatMap((group) =>
        linesAbout(group, own).flatMap(({ line }) =>
          held
            .flatMap((norm) =>
              regions
                .map(({ code }) => code)
                .filter((code) => code === (line.regionCode ?? regionCode ?? code))
                .map((code) => norm.emergencyMinutes(group, code, contract.insurerUzovi)),
            )
            .flatMap((minutes) => (minutes === undefined ? [] : [{ line, minutes }])),
        ),
      );
    });
    return everyOne(asked, ({ line, minutes }) => (line.emergencyMinutes ?? Infinity) <= minutes);
  }),
  NO_CAP_BELOW: trial(
    HELPS,
    fc.record({
      pieces: maybe(fc.constantFrom(2, 100)),
      per: maybe(fc.constantFrom('DAY' as const, 'MONTH' as const, 'YEAR' as const)),
    }),
    (given, { pieces = Infinity, per = 'YEAR' }) =>
      everyOne(linesOfAll(given), ({ line: { quantityLimit } }) => {
        if (quantityLimit === null || quantityLimit.motivatedDeviation) return true;
        return quantityLimit.maximum * PER_YEAR[quantityLimit.per] >= pieces * PER_YEAR[per];
      }),
  ),
  NO_EXCLUSION: trial(HELPS, fc.constant({}), (given) =>
    everyOne(
      given.groups.filter((group) => linesAbout(group, given).length > 0),
      (group) =>
        linesAbout(group, given).every(({ contract }) =>
          contract.exclusions.every(
            ({ productGroupCode, articleId, motivatedDeviation }) =>
              motivatedDeviation ||
              (!group.code.startsWith(productGroupCode ?? '-') &&
                articlesOf(group, given).every(({ id }) => id !== articleId)),
          ),
        ),
    ),
  ),
  REPLACEMENT_GROUNDS: trial(
    HELPS,
    fc.record({
      grounds: fc.subarray([...REPLACEMENT_GROUNDS], { minLength: 1, maxLength: 2 }),
      cheaperFirst: fc.boolean(),
      longestTermMonths: maybe(fc.constantFrom(60, 72)),
    }),
    (given, { grounds, cheaperFirst, longestTermMonths = Infinity }) =>
      everyOne(
        linesOfAll(given),
        ({ line: { replacement } }) =>
          replacement === null ||
          (grounds.every((ground) => replacement.grounds.includes(ground)) &&
            (cheaperFirst || !replacement.cheaperFirst) &&
            (replacement.usageTermMonths ?? 0) <= longestTermMonths),
      ),
  ),
};
