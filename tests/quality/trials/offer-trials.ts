import fc from 'fast-check';
import type {
  ContractTerms,
  QualityArticle,
  QualityGroup,
} from '../../../src/quality/contract-terms';
import {
  ANYTHING,
  articlesOf,
  everyOne,
  linesAbout,
  trial,
  type Given,
  type LineOf,
  type Trial,
} from './trial';

const few = fc.integer({ min: 1, max: 3 });

/** Lines that give something of a group to everybody in a region. */
function givingIn(group: QualityGroup, region: string, given: Given): LineOf[] {
  return linesAbout(group, given).filter(
    (one) =>
      (one.line.regionCode === null || one.line.regionCode === region) &&
      (one.line.patientProfile === null ||
        one.contract.completeProfiles.some((code) => group.code.startsWith(code))) &&
      articlesOf(group, given).some(({ id }) => gives(one, id, group)),
  );
}

function gives({ contract, line }: LineOf, article: number, group: QualityGroup): boolean {
  return (
    (line.articleId === null || line.articleId === article) &&
    contract.exclusions.every(
      ({ motivatedDeviation, productGroupCode, articleId }) =>
        motivatedDeviation ||
        (articleId !== article && !group.code.startsWith(productGroupCode ?? '-')),
    )
  );
}

function offeredBy(lines: readonly LineOf[], group: QualityGroup, given: Given): QualityArticle[] {
  return articlesOf(group, given).filter(({ id }) => lines.some((one) => gives(one, id, group)));
}

function offeredIn(group: QualityGroup, region: string, given: Given): QualityArticle[] {
  return offeredBy(givingIn(group, region, given), group, given);
}

function regionsOf({ context: { regions, regionCode } }: Given): string[] {
  return regions
    .map(({ code }) => code)
    .filter((code) => regionCode === null || code === regionCode);
}

const everywhere = (given: Given, holds: (region: string) => boolean): boolean =>
  regionsOf(given).every(holds);

const keysOf = (articles: readonly QualityArticle[]): string[] => [
  ...new Set(articles.map(({ functionKey }) => functionKey)),
];
const makersOf = (articles: readonly QualityArticle[]): number =>
  new Set(articles.map(({ maker }) => maker)).size;

/** Whether these serve every function that the group has on the market. */
function servesAll(
  articles: readonly QualityArticle[],
  group: QualityGroup,
  given: Given,
): boolean {
  const served = keysOf(articles);
  return keysOf(articlesOf(group, given)).every((key) => served.includes(key));
}

/** As many of these sets as have nothing in common, all choices tried. */
function mostApart(sets: readonly (readonly string[])[], taken: readonly string[] = []): number {
  return Math.max(
    0,
    ...sets.map((set, index) =>
      set.some((agb) => taken.includes(agb))
        ? 0
        : 1 + mostApart(sets.slice(index + 1), [...taken, ...set]),
    ),
  );
}

/** Every choice of contracts of one supplier. */
function whicheverOfOneSupplier(contracts: readonly ContractTerms[]): ContractTerms[][] {
  const all = [...new Set(contracts)];
  return Array.from({ length: 2 ** all.length - 1 }, (_, index) =>
    all.filter((__, at) => ((index + 1) >> at) % 2 === 1),
  ).filter((some) => new Set(some.map(({ supplierAgb }) => supplierAgb)).size === 1);
}

/** AGB codes of all that must go on for what these contracts give. */
function restingOn(contracts: readonly ContractTerms[]): string[] {
  return contracts.flatMap(({ supplierAgb, subcontractors }) => [
    supplierAgb,
    ...subcontractors.filter(({ approved }) => approved).map(({ agb }) => agb),
  ]);
}

export const OFFER_TRIALS: Readonly<Record<string, Trial>> = {
  CHOICE: trial(
    ANYTHING,
    fc.record({ products: few, makers: few, sameFunction: fc.boolean() }),
    (given, { products, makers, sameFunction }) => {
      const enough = (articles: readonly QualityArticle[]): boolean =>
        articles.length >= products && makersOf(articles) >= makers;
      const asked = given.groups.flatMap((group) => {
        const all = articlesOf(group, given);
        const kinds = sameFunction ? keysOf(all) : [''];
        return kinds
          .map((key) => ({
            group,
            isOf: (one: QualityArticle) => key === '' || one.functionKey === key,
          }))
          .filter(({ isOf }) => enough(all.filter(isOf)));
      });
      const cases = asked.flatMap(({ group, isOf }) =>
        regionsOf(given)
          // One contract leaves to others where it gives nothing of the group.
          .filter(
            (region) => given.level === 'INSURER' || givingIn(group, region, given).length > 0,
          )
          .map((region) => offeredIn(group, region, given).filter(isOf)),
      );
      return everyOne(cases, enough);
    },
  ),
  OFFERS_ALL_GROUPS: trial(ANYTHING, fc.constant({}), (given) =>
    everyOne(given.groups, (group) =>
      everywhere(given, (region) => servesAll(offeredIn(group, region, given), group, given)),
    ),
  ),
  OFFERS_EACH_USE: trial(
    ANYTHING,
    fc.record({
      uses: fc.array(
        fc.record({
          name: fc.constant('a use'),
          anyOf: fc.subarray(['A1001', 'A108005', 'U01'], { minLength: 1 }),
          having: fc.option(
            fc.record({
              characteristic: fc.constantFrom('CONVEX', 'CHARRIERE', 'UNKNOWN'),
              values: fc.subarray([true, false, 14, 16], { minLength: 1 }),
              atLeast: fc.constantFrom(undefined, 1, 2),
            }),
            { nil: undefined },
          ),
        }),
        { minLength: 1, maxLength: 2 },
      ),
    }),
    (given, { uses }) => {
      const { groups } = given.context.catalogue;
      const serving = uses.map(({ anyOf, having }) => ({
        atLeast: having?.atLeast ?? 1,
        kindOf: ({ characteristics }: QualityArticle) =>
          having === undefined ? true : characteristics[having.characteristic],
        groups: groups.filter(({ code }) => anyOf.some((prefix) => code.startsWith(prefix))),
        fits: ({ characteristics }: QualityArticle) =>
          having === undefined ||
          having.values.some((value) => characteristics[having.characteristic] === value),
      }));
      const kindsOf = (
        use: (typeof serving)[number],
        articles: (group: QualityGroup) => readonly QualityArticle[],
      ): number => new Set(use.groups.flatMap(articles).filter(use.fits).map(use.kindOf)).size;
      const onMarket = serving.filter((use) =>
        use.groups.some((group) => articlesOf(group, given).some(use.fits)),
      );
      return everyOne(onMarket, (use) =>
        everywhere(
          given,
          (region) =>
            kindsOf(use, (group) => offeredIn(group, region, given)) >=
            Math.min(
              use.atLeast,
              kindsOf(use, (group) => articlesOf(group, given)),
            ),
        ),
      );
    },
  ),
  OFFERS_EACH_VALUE: trial(
    ANYTHING,
    fc.record({
      characteristic: fc.constantFrom('CONVEX', 'KNIT'),
      values: fc.subarray([true, false, 'FLAT', 'ROUND'], { minLength: 1 }),
    }),
    (given, { characteristic, values }) => {
      const asked = given.groups.flatMap((group) =>
        values.flatMap((value) => {
          const isIt = (one: QualityArticle): boolean =>
            one.characteristics[characteristic] === value;
          return articlesOf(group, given).some(isIt) ? [{ group, isIt }] : [];
        }),
      );
      return everyOne(asked, ({ group, isIt }) =>
        everywhere(given, (region) => offeredIn(group, region, given).some(isIt)),
      );
    },
  ),
  SECOND_SOURCE: trial(ANYTHING, fc.record({ suppliers: few, makers: few }), (given, asked) =>
    everyOne(given.groups, (group) => {
      const { catalogue } = given.context;
      const alternative = (region: string): boolean =>
        given.contracts.some(
          (contract) =>
            linesAbout(group, given).some((line) => line.contract === contract) &&
            contract.clauses.some(({ code, parameters }) => {
              const named = String(parameters['productGroups'] ?? '');
              const names = String(parameters['alternative'] ?? '').split(' ');
              const supplier = givingIn(group, region, given).some(
                (other) =>
                  other.contract.supplierAgb !== contract.supplierAgb &&
                  names.includes(other.contract.supplierAgb),
              );
              const offered = catalogue.groups.flatMap((other) =>
                offeredIn(other, region, given).map((one) => ({
                  ...one,
                  ofOther: other !== group,
                })),
              );
              const isNamed = offered.some(
                (one) =>
                  names.includes(one.gtin) ||
                  (one.ofOther &&
                    names.some(
                      (name) => /^[A-Z]\d\d/.test(name) && one.productGroupCode.startsWith(name),
                    )),
              );
              return (
                code === 'SECOND_SOURCE' &&
                (supplier || isNamed) &&
                (named === '' || named.split(' ').some((prefix) => group.code.startsWith(prefix)))
              );
            }),
        );
      const makers = Math.min(asked.makers, makersOf(articlesOf(group, given)));
      const several = (region: string): boolean => {
        const lines = givingIn(group, region, given);
        const full = whicheverOfOneSupplier(lines.map(({ contract }) => contract)).filter(
          (some) => {
            const own = lines.filter(({ contract }) => some.includes(contract));
            return servesAll(offeredBy(own, group, given), group, given);
          },
        );
        return (
          mostApart(full.map(restingOn)) >= asked.suppliers &&
          makersOf(offeredBy(lines, group, given)) >= makers
        );
      };
      return everywhere(given, (region) => alternative(region) || several(region));
    }),
  ),
  // A line may bring these devices to a region that has nothing for another step.
  STEPPED_CARE: trial(
    ['clause', 'activity'],
    fc.record({ steps: fc.subarray(['A108005', 'U01'], { minLength: 1 }) }),
    (given, { steps }) => {
      const clauses = given.contracts.flatMap((one) =>
        one.clauses.filter(({ code }) => code === 'STEPPED_CARE'),
      );
      const isOffered = (groups: readonly QualityGroup[], region: string): boolean =>
        groups.some((group) => givingIn(group, region, given).length > 0);
      const others = given.context.catalogue.groups.filter(({ code }) =>
        steps.some((step) => code.startsWith(step)),
      );
      return (
        clauses.some(({ parameters }) => parameters['withoutNewContract'] === true) ||
        (clauses.length > 0 &&
          everywhere(
            given,
            (region) => !isOffered(given.groups, region) || isOffered(others, region),
          ))
      );
    },
  ),
  NIGHT_STOCK: trial(
    ['clause', 'activity'],
    fc.record({ where: fc.constantFrom('SOMEWHERE', 'EVERY_REGION') }),
    (given, { where }) => {
      const hasPoint = (group: QualityGroup, region: string): boolean =>
        givingIn(group, region, given).some(({ contract }) =>
          given.context.stockPoints.nightRegions.some(
            ({ supplierAgb, regionCode, qualifications }) =>
              regionCode === region &&
              group.qualifications.some((one) => qualifications.has(one)) &&
              (supplierAgb === contract.supplierAgb ||
                contract.subcontractors.some(
                  ({ agb, approved }) => approved && agb === supplierAgb,
                )),
          ),
        );
      const asked = given.groups
        .map((group) => ({
          group,
          regions: regionsOf(given).filter((region) => givingIn(group, region, given).length > 0),
        }))
        .filter(({ regions }) => regions.length > 0);
      return everyOne(asked, ({ group, regions }) =>
        where === 'SOMEWHERE'
          ? regions.some((region) => hasPoint(group, region))
          : regions.every((region) => hasPoint(group, region)),
      );
    },
  ),
};
