import fc from 'fast-check';
import { needCharacteristics } from '../../../seeds/quality/need-characteristics';
import { functionalNeeds } from '../../../seeds/quality/functional-needs';
import {
  suitable,
  whyItFits,
} from '../../../src/contracts/suitable-articles/suitable-articles.rules';
import {
  requiredCharacteristics,
  type FunctionalNeed,
  type NeedCharacteristic,
} from '../../../src/quality/functional-needs.rules';
import { seededCatalogue } from '../../seeds/seeded-catalogue';
import { assertProperty } from '../../support/properties';

const catalogue = seededCatalogue();
const rules: readonly NeedCharacteristic[] = needCharacteristics.map((one) => ({
  needCode: one.need,
  productGroupPrefix: one.groups,
  characteristic: one.characteristic,
  oneOf: one.oneOf ?? null,
  atLeast: one.atLeast ?? null,
  atMost: one.atMost ?? null,
  reason: one.reason,
  dutchReason: one.dutchReason,
}));
const needByCode = new Map<string, FunctionalNeed>(
  functionalNeeds.map((need) => [need.code, { ...need, source: 'test', verified: false }]),
);
const codes = [...needByCode.keys()];

const anyGroup = fc.constantFrom(...catalogue.groups.keys());
const anyNeeds = fc.subarray(codes, { maxLength: 4 });

test('property: what is suitable is what is supplied and meets every need alone, by name', () => {
  assertProperty(
    fc.property(anyGroup, anyNeeds, fc.func(fc.boolean()), (group, needs, isActive) => {
      const articles = (catalogue.articlesByGroup.get(group) ?? []).map((one) => ({
        ...one,
        active: isActive(one.id),
      }));
      const found = suitable(articles, requiredCharacteristics(needs, group, rules));
      const byEachNeed = needs.map((need) =>
        suitable(articles, requiredCharacteristics([need], group, rules)).map(({ id }) => id),
      );

      expect(found.map(({ id }) => id).sort()).toEqual(
        articles
          .filter(({ id, active }) => active && byEachNeed.every((ids) => ids.includes(id)))
          .map(({ id }) => id)
          .sort(),
      );
      const names = found.map(({ name }) => name);
      expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other, 'nl')));
    }),
    { numRuns: 300 },
  );
});

test('property: why it fits is told once per need and characteristic, in words without a code', () => {
  assertProperty(
    fc.property(anyGroup, anyNeeds, (group, needs) => {
      const required = requiredCharacteristics(needs, group, rules);
      const asked = required.flatMap(({ because }) => because);
      for (const article of suitable(catalogue.articlesByGroup.get(group) ?? [], required)) {
        const why = whyItFits(article, required, needByCode);

        expect(why).toHaveLength(asked.length);
        for (const [index, { needCode, reason }] of asked.entries()) {
          expect(why[index]).toContain(` (${needCode}). ${reason}`);
          expect(why[index]).toContain(`for somebody who ${needByCode.get(needCode)?.name ?? ''}`);
          expect(why[index]).not.toMatch(/_|true|false|undefined/);
        }
      }
    }),
    { numRuns: 300 },
  );
});
