import type { DeviceCategory } from './device-category';

/** The value of a characteristic: a number, one of the choices, or yes or no. */
export type CharacteristicValue = number | string | boolean;

export type CharacteristicValues = Readonly<Record<string, CharacteristicValue>>;

/** A value that does for who asked another one as well: a catheter for EITHER does for a MAN. */
export interface StandIn {
  readonly value: CharacteristicValue;
  readonly for: readonly CharacteristicValue[];
}

/** A property of articles (kenmerk), such as the size of a catheter. */
export interface Characteristic {
  readonly code: string;
  readonly name: string;
  readonly dutchName: string;
  readonly valueType: 'NUMBER' | 'CHOICE' | 'BOOLEAN';
  /** Unit of a number, such as 'mm'; null: none. */
  readonly unit: string | null;
  /** The allowed values of a choice; null for other types. */
  readonly choices: readonly string[] | null;
  /** None for numbers: another size is another size. */
  readonly standIns: readonly StandIn[];
}

/** A characteristic as the articles of one product group have it. */
export interface GroupCharacteristic extends Characteristic {
  /** Kept in any substitution; every article of the group states it. */
  readonly hard: boolean;
  /** A request by product group must state it: without it no device can be chosen safely. Hard ones only. */
  readonly mustBeAsked: boolean;
}

/** Devices with one intended use (productgroep). */
export interface ProductGroup {
  /** EMDN code. */
  readonly code: string;
  readonly name: string;
  readonly dutchName: string;
  readonly category: DeviceCategory;
  /** Code of the Dutch device classification; null where not sure. */
  readonly gph: string | null;
  /** AGB qualification (76xx) that a supplier or stock point needs to hand it out: the narrowest that will do. */
  readonly supplierQualification: string;
  /** Every one that will do, that one first. */
  readonly supplierQualifications: readonly string[];
  /** False: the code is a stand-in. */
  readonly verified: boolean;
  readonly source: string;
  /** By code, hard ones first. */
  readonly characteristics: ReadonlyMap<string, GroupCharacteristic>;
  /** Codes of the hard characteristics. */
  readonly hard: readonly string[];
}

/** A device as it is packed and traded (artikel). */
export interface Article {
  readonly id: number;
  /** 14 digits. */
  readonly gtin: string;
  readonly name: string;
  readonly maker: string;
  readonly group: ProductGroup;
  readonly piecesPerPack: number;
  /** Days of shelf life that must be left at handover. */
  readonly minimumRemainingDays: number;
  /** Euros per pack, exact decimal. */
  readonly listPrice: string;
  readonly characteristics: CharacteristicValues;
  /** False: no longer supplied; never handed out. */
  readonly active: boolean;
  /** What is known of others standing in for it. */
  readonly substitutes: readonly Substitute[];
}

export type SubstitutionKind = 'EQUIVALENT' | 'FUNCTIONAL' | 'AFTER_CONSULTATION' | 'INCOMPATIBLE';

/** What is known of one article standing in for another, in that direction. */
export interface Substitute {
  readonly article: Article;
  readonly kind: SubstitutionKind;
  readonly note: string | null;
}

/** What a stock point should at least have of an article for emergencies. */
export interface StartAssortmentItem {
  readonly category: DeviceCategory;
  readonly article: Article;
  readonly minimumPieces: number;
}

/** The whole catalogue in memory. */
export interface Catalogue {
  /** By EMDN code, in its order. */
  readonly groups: ReadonlyMap<string, ProductGroup>;
  readonly characteristics: ReadonlyMap<string, Characteristic>;
  /** In the order of their ids. */
  readonly articles: readonly Article[];
  readonly articleById: ReadonlyMap<number, Article>;
  readonly articleByGtin: ReadonlyMap<string, Article>;
  /** By product group code; a group without articles has an empty list. */
  readonly articlesByGroup: ReadonlyMap<string, readonly Article[]>;
  readonly startAssortment: readonly StartAssortmentItem[];
}

/** The rows that a catalogue is made of. */
export interface CatalogueRows {
  readonly characteristics: readonly Characteristic[];
  readonly groups: readonly (Omit<ProductGroup, 'characteristics' | 'hard'> & {
    readonly characteristics: readonly Pick<GroupCharacteristic, 'code' | 'hard' | 'mustBeAsked'>[];
  })[];
  readonly articles: readonly (Omit<Article, 'group' | 'substitutes'> & {
    readonly productGroupCode: string;
  })[];
  readonly substitutions: readonly {
    readonly articleId: number;
    readonly substituteId: number;
    readonly kind: SubstitutionKind;
    readonly note: string | null;
  }[];
  readonly startAssortment: readonly {
    readonly category: DeviceCategory;
    readonly articleId: number;
    readonly minimumPieces: number;
  }[];
}

/**
 * Ties the rows together.
 * @throws when a row names another that is not there
 */
export function buildCatalogue(rows: CatalogueRows): Catalogue {
  const characteristics = new Map(rows.characteristics.map((one) => [one.code, one]));
  const groups = new Map<string, ProductGroup>();
  const articlesByGroup = new Map<string, Article[]>();
  for (const row of rows.groups) {
    const own = row.characteristics.map(({ code, hard, mustBeAsked }) => ({
      ...found(characteristics, code, 'characteristic'),
      hard,
      mustBeAsked,
    }));
    own.sort((one, other) => Number(other.hard) - Number(one.hard));
    groups.set(row.code, {
      ...row,
      characteristics: new Map(own.map((one) => [one.code, one])),
      hard: own.filter(({ hard }) => hard).map(({ code }) => code),
    });
    articlesByGroup.set(row.code, []);
  }
  const substitutesById = new Map<number, Substitute[]>();
  const articles = rows.articles.map(({ productGroupCode, ...row }): Article => {
    const substitutes: Substitute[] = [];
    substitutesById.set(row.id, substitutes);
    return { ...row, group: found(groups, productGroupCode, 'product group'), substitutes };
  });
  for (const article of articles) articlesByGroup.get(article.group.code)?.push(article);
  const articleById = new Map(articles.map((article) => [article.id, article]));
  for (const { articleId, substituteId, kind, note } of rows.substitutions) {
    const article = found(articleById, substituteId, 'article');
    found(substitutesById, articleId, 'article').push({ article, kind, note });
  }
  return {
    groups,
    characteristics,
    articles,
    articleById,
    articleByGtin: new Map(articles.map((article) => [article.gtin, article])),
    articlesByGroup,
    startAssortment: rows.startAssortment.map(({ articleId, ...item }) => ({
      ...item,
      article: found(articleById, articleId, 'article'),
    })),
  };
}

function found<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key, what: string): Value {
  const value = map.get(key);
  if (value === undefined) throw new Error(`The catalogue has no ${what} ${String(key)}`);
  return value;
}
