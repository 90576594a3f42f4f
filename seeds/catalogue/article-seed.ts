import { modulo10CheckDigit } from '../../src/platform/digits.rules';
import type { CharacteristicValue } from '../../src/catalogue/catalogue';
import type { CharacteristicCode } from './characteristics';

/** An article as it is seeded; its GTIN tells it from all others. */
export interface SeedArticle {
  readonly gtin: string;
  readonly name: string;
  readonly maker: string;
  readonly productGroupCode: string;
  readonly piecesPerPack: number;
  readonly minimumRemainingDays: number;
  /** Euros per pack. */
  readonly listPrice: string;
  readonly characteristics: Readonly<Partial<Record<CharacteristicCode, CharacteristicValue>>>;
}

/** An invented maker: none of them exists. */
export interface Maker {
  readonly name: string;
  /** Seven digits with which the GTINs begin: made up, not given out by GS1 for this. */
  readonly prefix: string;
  /** What its prices are beside those of the others. */
  readonly priceFactor: number;
}

const maker = (brand: string, serial: number, priceFactor: number): Maker => ({
  name: `Voorbeeldmerk ${brand}`,
  prefix: `87999${String(serial).padStart(2, '0')}`,
  priceFactor,
});

export const LINDEVLIET = maker('Lindevliet', 1, 1);
export const KLAVERKADE = maker('Klaverkade', 2, 0.94);
export const DUINROOS = maker('Duinroos', 3, 1.06);
export const GANZENVEER = maker('Ganzenveer', 4, 0.97);
export const HEIDEVLAM = maker('Heidevlam', 5, 1.02);
export const NOORDERKROON = maker('Noorderkroon', 6, 1.08);
export const ZANDKASTEEL = maker('Zandkasteel', 7, 0.92);
export const VEENBES = maker('Veenbes', 8, 0.98);

export interface ArticleGroup {
  readonly productGroup: string;
  /** Two digits of the GTIN; every list of articles has its own. */
  readonly series: number;
  readonly makers: readonly Maker[];
  readonly minimumRemainingDays: number;
  /** Held by every article of the list. */
  readonly common?: SeedArticle['characteristics'];
}

export interface Variant {
  /** What it is, in Dutch, as on the pack. */
  readonly name: string;
  readonly characteristics: SeedArticle['characteristics'];
  readonly piecesPerPack: number;
  /** Invented, in cents per pack. */
  readonly cents: number;
}

/**
 * Every variant of every maker. The place of a variant in the list is part of its GTIN, so new ones
 * belong at the end.
 */
export function articlesOf(group: ArticleGroup, variants: readonly Variant[]): SeedArticle[] {
  return group.makers.flatMap((maker) =>
    variants.map((variant, index): SeedArticle => ({
      gtin: gtin14(maker.prefix, group.series * 1000 + index),
      name: `${maker.name} ${variant.name}`,
      maker: maker.name,
      productGroupCode: group.productGroup,
      piecesPerPack: variant.piecesPerPack,
      minimumRemainingDays: group.minimumRemainingDays,
      listPrice: (Math.round(variant.cents * maker.priceFactor) / 100).toFixed(2),
      characteristics: { ...group.common, ...variant.characteristics },
    })),
  );
}

/** @param serial at most five digits */
function gtin14(prefix: string, serial: number): string {
  const body = `0${prefix}${String(serial).padStart(5, '0')}`;
  return `${body}${modulo10CheckDigit(body)}`;
}
