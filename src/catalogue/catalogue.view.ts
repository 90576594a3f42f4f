import type { Article, ProductGroup, SubstitutionKind } from './catalogue';
import type { ArticleType, ProductGroupType } from './catalogue.types';

const KIND_RANK: Readonly<Record<SubstitutionKind, number>> = {
  EQUIVALENT: 0,
  FUNCTIONAL: 1,
  AFTER_CONSULTATION: 2,
  INCOMPATIBLE: 3,
};

/** An article as the API shows it. What is reckoned is reckoned only when it is asked for. */
export function articleView(article: Article): ArticleType {
  const { group } = article;
  return {
    gtin: article.gtin,
    name: article.name,
    maker: article.maker,
    get productGroup() {
      return productGroupView(group);
    },
    piecesPerPack: article.piecesPerPack,
    minimumRemainingDays: article.minimumRemainingDays,
    listPrice: article.listPrice,
    active: article.active,
    get characteristics() {
      return [...group.characteristics.values()].flatMap(
        ({ code, name, dutchName, unit, hard }) => {
          const value = article.characteristics[code];
          return value === undefined
            ? []
            : [{ code, name, dutchName, value: String(value), unit, hard }];
        },
      );
    },
    get substitutes() {
      return article.substitutes
        .toSorted((one, other) => KIND_RANK[one.kind] - KIND_RANK[other.kind])
        .map((substitute) => ({
          kind: substitute.kind,
          note: substitute.note,
          get article() {
            return articleView(substitute.article);
          },
        }));
    },
  };
}

/** A product group as the API shows it. */
export function productGroupView(group: ProductGroup): ProductGroupType {
  return {
    code: group.code,
    name: group.name,
    dutchName: group.dutchName,
    category: group.category,
    gph: group.gph,
    supplierQualification: group.supplierQualification,
    supplierQualifications: group.supplierQualifications,
    verified: group.verified,
    source: group.source,
    get characteristics() {
      return [...group.characteristics.values()].map((characteristic) => ({
        ...characteristic,
        standIns: characteristic.standIns.map((one) => ({
          value: String(one.value),
          for: one.for.map(String),
        })),
      }));
    },
  };
}
