import type { DeviceCategory } from '../catalogue/device-category';
import type { CharacteristicValue } from '../catalogue/catalogue';
import type {
  QualityArticle,
  QualityCatalogue,
  QualityCharacteristic,
  QualityGroup,
} from './contract-terms';
import { selectsGroup, type GroupSelection } from './group-selection.rules';
import { characteristicWords } from './words';

/** A product group with what there is to choose from in it. */
export interface IndexedGroup extends QualityGroup {
  /** Its place among the groups, for arrays by group. */
  readonly position: number;
  /** All groups of its category, in order. */
  readonly inCategory: readonly QualityGroup[];
  readonly articles: readonly QualityArticle[];
  /** Articles by the function they serve. */
  readonly functions: ReadonlyMap<string, readonly QualityArticle[]>;
}

/** The catalogue as rules look things up in it; made once per catalogue. */
export class CatalogueIndex {
  readonly groups: readonly IndexedGroup[];
  private readonly groupByArticle = new Map<number, IndexedGroup>();
  private readonly articleByGtin: ReadonlyMap<string, QualityArticle>;
  private readonly characteristicByCode: ReadonlyMap<string, QualityCharacteristic>;
  private readonly under = new Map<string, readonly IndexedGroup[]>();
  private readonly selected = new Map<string, readonly IndexedGroup[]>();
  private readonly both = new Map<string, readonly IndexedGroup[]>();

  private constructor(catalogue: QualityCatalogue) {
    this.characteristicByCode = new Map(catalogue.characteristics.map((one) => [one.code, one]));
    this.articleByGtin = new Map(catalogue.articles.map((one) => [one.gtin, one]));
    const articles = new Map<string, QualityArticle[]>();
    for (const article of catalogue.articles) {
      const known = articles.get(article.productGroupCode);
      if (known === undefined) articles.set(article.productGroupCode, [article]);
      else known.push(article);
    }
    const byCategory = new Map<DeviceCategory, QualityGroup[]>();
    for (const group of catalogue.groups) {
      const same = byCategory.get(group.category);
      if (same === undefined) byCategory.set(group.category, [group]);
      else same.push(group);
    }
    this.groups = catalogue.groups.map((group, position) => {
      const own = articles.get(group.code) ?? [];
      const inCategory = byCategory.get(group.category) ?? [];
      const functions = byFunction(own);
      const indexed = { ...group, position, inCategory, articles: own, functions };
      for (const { id } of own) this.groupByArticle.set(id, indexed);
      return indexed;
    });
  }

  private static readonly made = new WeakMap<QualityCatalogue, CatalogueIndex>();

  static of(catalogue: QualityCatalogue): CatalogueIndex {
    const known = CatalogueIndex.made.get(catalogue);
    if (known !== undefined) return known;
    const index = new CatalogueIndex(catalogue);
    CatalogueIndex.made.set(catalogue, index);
    return index;
  }

  /** The group of this code and all under it. */
  groupsUnder(prefix: string): readonly IndexedGroup[] {
    const known = this.under.get(prefix);
    if (known !== undefined) return known;
    const found = this.groups.filter(({ code }) => code.startsWith(prefix));
    this.under.set(prefix, found);
    return found;
  }

  groupOfArticle(id: number): IndexedGroup | undefined {
    return this.groupByArticle.get(id);
  }

  articleOfGtin(gtin: string): QualityArticle | undefined {
    return this.articleByGtin.get(gtin);
  }

  /** 'pressure class 2', 'convex', 'not convex'. */
  wordsOf(characteristic: string, value: CharacteristicValue): string {
    const known = this.characteristicByCode.get(characteristic);
    return characteristicWords(known ?? { name: characteristic, unit: null }, value);
  }

  /** The same list every time for the same selection, so that others can keep things by it. */
  select(selection: GroupSelection): readonly IndexedGroup[] {
    const key = `${selection.categories.join(' ')}|${selection.productGroups.join(' ')}`;
    const known = this.selected.get(key);
    if (known !== undefined) return known;
    const found = this.groups.filter((group) => selectsGroup(selection, group));
    this.selected.set(key, found);
    return found;
  }

  /** Those of both selections; also the same list every time. */
  selectBoth(one: GroupSelection, other: GroupSelection): readonly IndexedGroup[] {
    const [first, second] = [this.select(one), this.select(other)];
    if (second.length === this.groups.length) return first;
    const within = first.length === this.groups.length ? second : intersection(first, second);
    const key = within.map(({ position }) => position).join(' ');
    const known = this.both.get(key);
    if (known !== undefined) return known;
    this.both.set(key, within);
    return within;
  }
}

function byFunction(articles: readonly QualityArticle[]): Map<string, QualityArticle[]> {
  const functions = new Map<string, QualityArticle[]>();
  for (const article of articles) {
    const same = functions.get(article.functionKey);
    if (same === undefined) functions.set(article.functionKey, [article]);
    else same.push(article);
  }
  return functions;
}

function intersection(
  one: readonly IndexedGroup[],
  other: readonly IndexedGroup[],
): readonly IndexedGroup[] {
  return one.filter((group) => other.includes(group));
}
