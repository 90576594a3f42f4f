import type { CharacteristicValue, SubstitutionKind } from '../../src/catalogue/catalogue';
import type { SeedArticle } from './article-seed';
import { articles } from './articles';
import type { CharacteristicCode } from './characteristics';
import { productGroups } from './product-groups';

/** What is known of one article standing in for another, as seeded. */
export interface SeedSubstitution {
  /** GTIN of the article that is to be replaced. */
  readonly article: string;
  /** GTIN of the one that would be given. */
  readonly substitute: string;
  readonly kind: SubstitutionKind;
  readonly note: string;
}

/** Never exchanged: what differs in one of these only does the patient harm or does not fit. */
const INCOMPATIBLE: ReadonlyMap<string, string> = new Map<CharacteristicCode, string>([
  ['TERM_OF_USE', 'short and long term of use are never exchanged'],
  ['METER_FAMILY', 'strips fit the meters of their own family only'],
  ['PUMP_MODEL', 'fits its own model of pump only'],
  ['SENSOR_MODEL', 'works with its own receiver only'],
  ['LANCET_SYSTEM', 'fits its own lancing device only'],
  ['COUPLING', 'plate and bag would not hold together'],
  ['INSULIN_CONCENTRATION', 'the scale would give a wrong dose'],
  ['SIDE', 'made for the other side of the body'],
  ['SIZE', 'another size does not fit'],
]);

/** Neighbours in size: for the prescriber to decide. By how much they may differ. */
const NEIGHBOURS: ReadonlyMap<string, number> = new Map<CharacteristicCode, number>([
  ['CHARRIERE', 2],
  ['ABSORPTION_ML', 600],
  ['DIAMETER_MM', 6],
  ['CUT_TO_FIT_MAX_MM', 15],
]);

/** Groups whose articles may do the same work when everything hard is the same. */
const ALIKE: readonly (readonly [string, string])[] = [
  ['M040406', 'M040407'],
  ['T04010101', 'T04010102'],
];

const hardByGroup: ReadonlyMap<string, readonly CharacteristicCode[]> = new Map(
  productGroups.map(({ code, hard }) => [code, hard]),
);

const articlesByGroup: ReadonlyMap<string, readonly SeedArticle[]> = new Map(
  productGroups.map(({ code }) => [
    code,
    articles.filter((article) => article.productGroupCode === code),
  ]),
);

/**
 * The relations between the invented articles, reckoned from their characteristics: the same in all
 * (equivalent), in all hard ones (functional), a neighbour in size or another shape of plate (only
 * after consultation), or not to be exchanged. A proposal of this project, no published source.
 */
export const substitutions: readonly SeedSubstitution[] = [
  ...[...articlesByGroup.values()].flatMap((members) => relationsAmong(members, members)),
  ...ALIKE.flatMap(([one, other]) => {
    const first = articlesByGroup.get(one) ?? [];
    const second = articlesByGroup.get(other) ?? [];
    return [...relationsAmong(first, second), ...relationsAmong(second, first)].filter(
      ({ kind }) => kind === 'FUNCTIONAL',
    );
  }),
];

function relationsAmong(
  from: readonly SeedArticle[],
  to: readonly SeedArticle[],
): SeedSubstitution[] {
  return from.flatMap((article) =>
    to.flatMap((substitute): SeedSubstitution[] => {
      if (article === substitute) return [];
      const relation = relationOf(article, substitute);
      if (relation === undefined) return [];
      return [{ article: article.gtin, substitute: substitute.gtin, ...relation }];
    }),
  );
}

function relationOf(
  article: SeedArticle,
  substitute: SeedArticle,
): { kind: SubstitutionKind; note: string } | undefined {
  const hard = new Set([
    ...(hardByGroup.get(article.productGroupCode) ?? []),
    ...(hardByGroup.get(substitute.productGroupCode) ?? []),
  ]);
  const differing = differingCodes(article, substitute);
  const differingHard = differing.filter((code) => hard.has(code));
  if (differingHard.length === 0) {
    if (article.productGroupCode !== substitute.productGroupCode) {
      return { kind: 'FUNCTIONAL', note: 'another material of the same size' };
    }
    return differing.length === 0
      ? { kind: 'EQUIVALENT', note: 'the same in every characteristic' }
      : { kind: 'FUNCTIONAL', note: `does the same; differs in ${differing.join(', ')}` };
  }
  const [first, second] = differingHard;
  if (first === undefined) return undefined;
  const forbidden = differingHard.map((code) => INCOMPATIBLE.get(code));
  // What makes articles incompatible counts even where latex differs as well: those go together.
  const withoutLatex = differingHard.filter((code) => code !== 'LATEX_FREE');
  if (withoutLatex.length > 0 && withoutLatex.every((code) => INCOMPATIBLE.has(code))) {
    return {
      kind: 'INCOMPATIBLE',
      note: forbidden.filter((note) => note !== undefined).join('; '),
    };
  }
  if (second !== undefined) return undefined;
  return singleDifference(first, article, substitute);
}

function singleDifference(
  code: CharacteristicCode,
  article: SeedArticle,
  substitute: SeedArticle,
): { kind: SubstitutionKind; note: string } | undefined {
  if (code === 'LATEX_FREE') {
    return article.characteristics.LATEX_FREE === true
      ? { kind: 'INCOMPATIBLE', note: 'has latex' }
      : { kind: 'AFTER_CONSULTATION', note: 'free of latex: another material' };
  }
  if (code === 'CONVEX') {
    return { kind: 'AFTER_CONSULTATION', note: 'convex and flat seal differently' };
  }
  const [asked, given] = [article.characteristics[code], substitute.characteristics[code]];
  const most = NEIGHBOURS.get(code);
  if (most === undefined || !isNumber(asked) || !isNumber(given)) return undefined;
  if (Math.abs(asked - given) > most) return undefined;
  return { kind: 'AFTER_CONSULTATION', note: `a neighbour in ${code}` };
}

function differingCodes(one: SeedArticle, other: SeedArticle): CharacteristicCode[] {
  const codes = new Set([
    ...Object.keys(one.characteristics),
    ...Object.keys(other.characteristics),
  ]);
  return ([...codes] as CharacteristicCode[])
    .filter((code) => one.characteristics[code] !== other.characteristics[code])
    .sort();
}

function isNumber(value: CharacteristicValue | undefined): value is number {
  return typeof value === 'number';
}
