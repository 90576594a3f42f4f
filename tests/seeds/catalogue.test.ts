import { articles } from '../../seeds/catalogue/articles';
import { characteristics } from '../../seeds/catalogue/characteristics';
import { GLUCOSE_SENSORS, productGroups } from '../../seeds/catalogue/product-groups';
import { startAssortment } from '../../seeds/catalogue/start-assortment';
import { substitutions } from '../../seeds/catalogue/substitutions';
import { suppliers } from '../../seeds/parties/suppliers';
import type { CharacteristicValues } from '../../src/catalogue/catalogue';
import {
  acceptableArticles,
  sameHardCharacteristics,
  SUBSTITUTION_WISHES,
} from '../../src/catalogue/substitution.rules';
import { valueProblem } from '../../src/catalogue/asked-device.rules';
import { DEVICE_CATEGORIES } from '../../src/catalogue/device-category';
import { parseEmdn } from '../../src/catalogue/emdn.rules';
import { parseGph } from '../../src/catalogue/gph.rules';
import { parseGtin } from '../../src/catalogue/gtin.rules';
import { seededCatalogue } from './seeded-catalogue';

const catalogue = seededCatalogue();
const good = (value: string): unknown => ({ ok: true, value });

test('every code is one: EMDN, GPH, GTIN of 14 digits', () => {
  for (const { code, gph } of productGroups) {
    expect(parseEmdn(code)).toEqual(good(code));
    if (gph !== null) expect(parseGph(gph)).toEqual(good(gph));
  }
  for (const { gtin } of articles) expect(parseGtin(gtin)).toEqual(good(gtin));
});

test('no code is given twice', () => {
  expect(new Set(articles.map(({ gtin }) => gtin)).size).toBe(articles.length);
  expect(new Set(productGroups.map(({ code }) => code)).size).toBe(productGroups.length);
  expect(new Set(characteristics.map(({ code }) => code)).size).toBe(characteristics.length);
});

test('only the group without a published code is not verified', () => {
  const unverified = productGroups.filter(({ verified }) => !verified);

  expect(unverified.map(({ code }) => code)).toEqual([GLUCOSE_SENSORS]);
  expect(unverified[0]?.source).toMatch(/no clear code/);
});

test('there are articles for every category and group, and some supplier for every group', () => {
  const qualifications = new Set(suppliers.flatMap((supplier) => supplier.qualifications));

  expect(articles.length).toBeGreaterThanOrEqual(240);
  for (const group of catalogue.groups.values()) {
    const makers = new Set(catalogue.articlesByGroup.get(group.code)?.map(({ maker }) => maker));
    expect({ group: group.code, makers: makers.size >= 2 }).toEqual({
      group: group.code,
      makers: true,
    });
    expect(qualifications).toContain(group.supplierQualification);
  }
  expect(new Set([...catalogue.groups.values()].map(({ category }) => category))).toEqual(
    new Set(DEVICE_CATEGORIES),
  );
});

test('every article states every hard characteristic of its group, and no other than those of it', () => {
  for (const { gtin, group, characteristics: values } of catalogue.articles) {
    const wrong = Object.entries(values).filter(([code, value]) => {
      const known = group.characteristics.get(code);
      return known === undefined || valueProblem(known, value) !== undefined;
    });
    const missing = group.hard.filter((code) => !(code in values));
    expect({ gtin, wrong, missing }).toEqual({ gtin, wrong: [], missing: [] });
  }
});

test('no two articles of one maker are alike but for the pack', () => {
  const seen = new Map<string, string>();
  for (const { gtin, maker, group, characteristics: values, piecesPerPack } of catalogue.articles) {
    const key = JSON.stringify([maker, group.code, Object.entries(values).sort(), piecesPerPack]);
    expect(seen.get(key)).toBeUndefined();
    seen.set(key, gtin);
  }
});

describe('substitution', () => {
  test('all four kinds are there, each pair once', () => {
    const pairs = substitutions.map(({ article, substitute }) => `${article} ${substitute}`);

    expect(new Set(pairs).size).toBe(pairs.length);
    expect(new Set(substitutions.map(({ kind }) => kind))).toEqual(
      new Set(['EQUIVALENT', 'FUNCTIONAL', 'AFTER_CONSULTATION', 'INCOMPATIBLE']),
    );
  });

  test('equivalent and functional ones have the same hard characteristics; the others never', () => {
    for (const article of catalogue.articles) {
      for (const { article: other, kind } of article.substitutes) {
        const same = sameHardCharacteristics(article, other);
        expect([article.gtin, other.gtin, kind, same]).toEqual([
          article.gtin,
          other.gtin,
          kind,
          kind === 'EQUIVALENT' || kind === 'FUNCTIONAL',
        ]);
      }
    }
  });

  test('equivalent goes both ways', () => {
    const equivalent = new Set(
      substitutions
        .filter(({ kind }) => kind === 'EQUIVALENT')
        .map(({ article, substitute }) => `${article} ${substitute}`),
    );

    for (const pair of equivalent) {
      const [one, other] = pair.split(' ');
      expect(equivalent).toContain(`${other} ${one}`);
    }
  });

  test('a short-term balloon catheter never stands in for a long-term one, nor latex for none', () => {
    const longTerm = catalogue.articles.filter(
      ({ characteristics: values }) => values['TERM_OF_USE'] === 'LONG',
    );

    expect(longTerm.length).toBeGreaterThan(20);
    for (const { id, group, characteristics: values } of longTerm) {
      const given = acceptableArticles(
        {
          productGroupCode: group.code,
          requiredCharacteristics: {},
          articleId: id,
          substitution: 'ALLOWED',
        },
        catalogue,
      );
      expect(given.map(({ article }) => article.characteristics)).toEqual(
        given.map(({ article }) => ({
          ...article.characteristics,
          TERM_OF_USE: 'LONG',
          LATEX_FREE: true,
          CHARRIERE: values['CHARRIERE'],
        })),
      );
    }
  });
});

describe('what must be asked', () => {
  const asked = (code: string): string[] =>
    productGroups.filter((group) => group.mustBeAsked.some((one) => one === code)).map(codeOf);
  const codeOf = ({ code }: { readonly code: string }): string => code;
  const differingIn = (code: 'WEARER' | 'LATEX_FREE'): string[] =>
    productGroups
      .filter((group) => {
        const own = articles.filter(({ productGroupCode }) => productGroupCode === group.code);
        return new Set(own.map((article) => article.characteristics[code])).size > 1;
      })
      .map(codeOf);

  test('for whom it is and whether it is free of latex, exactly where articles of both kinds are made', () => {
    expect(asked('WEARER')).toEqual(['U010201', 'U01010501']);
    expect(differingIn('WEARER')).toEqual(asked('WEARER'));
    expect(asked('LATEX_FREE')).toEqual(['U010201', 'U010206', 'U070201']);
    expect(differingIn('LATEX_FREE')).toEqual(asked('LATEX_FREE'));
  });

  test('latex is hard wherever articles tell of it, size as well, and for whom a catheter is', () => {
    const soft = productGroups.flatMap((group) => group.soft.map((one) => [group.code, one]));

    expect(soft.filter(([, one]) => one === 'LATEX_FREE' || one === 'SIZE')).toEqual([]);
    // Of pads all are for everybody.
    expect(soft.filter(([, one]) => one === 'WEARER')).toEqual([['T04010102', 'WEARER']]);
  });
});

describe('asked by what it is like, whatever else is asked or allowed', () => {
  const givenFor = (group: string, required: CharacteristicValues) =>
    SUBSTITUTION_WISHES.flatMap((substitution) =>
      acceptableArticles(
        {
          productGroupCode: group,
          requiredCharacteristics: required,
          articleId: null,
          substitution,
        },
        catalogue,
      ),
    ).map(({ article }) => article.characteristics);

  test.each(['U010201', 'U010206', 'U01010501', 'U01010601'])(
    'a man gets no %s for a woman, and yet gets one',
    (group) => {
      const given = givenFor(group, { WEARER: 'MAN' });

      expect(given.length).toBeGreaterThan(0);
      expect(given.filter((values) => values['WEARER'] === 'WOMAN')).toEqual([]);
      expect(given.filter((values) => Number(values['LENGTH_CM']) < 40)).toEqual([]);
    },
  );

  test('who must have no latex gets none; who may have it gets what there is', () => {
    for (const { code } of productGroups.filter(({ hard }) => hard.includes('LATEX_FREE'))) {
      const without = givenFor(code, { LATEX_FREE: true });
      const all = catalogue.articlesByGroup.get(code) ?? [];

      expect(without.length).toBeGreaterThan(0);
      expect(without.filter((values) => values['LATEX_FREE'] !== true)).toEqual([]);
      expect(givenFor(code, { LATEX_FREE: false }).length).toBe(all.length * 3);
    }
  });
});

test('the start assortment covers the four DISW categories with articles of their own', () => {
  const categories = new Set(startAssortment.map(({ category }) => category));
  const pairs = startAssortment.map(({ category, gtin }) => `${category} ${gtin}`);

  expect(categories).toEqual(new Set(['DIABETES', 'INCONTINENCE', 'STOMA', 'WOUND']));
  expect(new Set(pairs).size).toBe(pairs.length);
  for (const { category, gtin } of startAssortment) {
    expect(catalogue.articleByGtin.get(gtin)?.group.category).toBe(category);
  }
});
