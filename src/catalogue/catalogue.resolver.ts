import { Arg, Args, Query, Resolver } from 'type-graphql';
import { MayCall } from '../access/access-rule';
import { cursorFormat, pageOf, pageRequest, type Page } from '../platform/cursor';
import { PageArgs } from '../platform/graphql/connection';
import { articleFilter } from './article-filter.rules';
import type { Article, Catalogue } from './catalogue';
import type { CatalogueSnapshot } from './catalogue.snapshot';
import {
  ArticleConnection,
  ArticleFilterType,
  type ArticleType,
  CategoryType,
  ProductGroupType,
} from './catalogue.types';
import { articleView, productGroupView } from './catalogue.view';
import {
  DEVICE_CATEGORIES,
  type DeviceCategory,
  deviceCategoryWords,
  isDisw,
} from './device-category';
import { DeviceCategoryEnum } from './device-category.types';

/** Articles are listed in the order of their ids, which never changes. */
const articleOrder = cursorFormat('articles', ['integer']);

@Resolver()
export class CatalogueResolver {
  constructor(private readonly catalogue: CatalogueSnapshot) {}

  @Query(() => [CategoryType], { description: 'The categories of devices (categorieën).' })
  @MayCall('ANYONE_SIGNED_IN')
  async categories(): Promise<CategoryType[]> {
    const catalogue = await this.catalogue.current();
    return DEVICE_CATEGORIES.map((code) => categoryView(code, catalogue));
  }

  @Query(() => [ProductGroupType], {
    description: 'The product groups (productgroepen), in the order of their codes.',
  })
  @MayCall('ANYONE_SIGNED_IN')
  async productGroups(
    @Arg('category', () => DeviceCategoryEnum, {
      nullable: true,
      description: 'Of this category; absent or null: of all.',
    })
    category: DeviceCategory | null | undefined,
  ): Promise<ProductGroupType[]> {
    const { groups } = await this.catalogue.current();
    return [...groups.values()]
      .filter((group) => category == null || group.category === category)
      .map(productGroupView);
  }

  @Query(() => ArticleConnection, {
    description: 'The articles that are supplied (artikelen), always in the same order.',
  })
  @MayCall('ANYONE_SIGNED_IN')
  async articles(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => ArticleFilterType, { nullable: true, description: 'Which; null: all.' })
    filter: ArticleFilterType | null | undefined,
  ): Promise<Page<ArticleType>> {
    const request = pageRequest(page, articleOrder);
    const catalogue = await this.catalogue.current();
    const passes = articleFilter(filter ?? {}, catalogue);
    const after = request.after === undefined ? -Infinity : Number(request.after[0]);
    const found: Article[] = [];
    for (const article of catalogue.articles) {
      if (article.id <= after || !article.active || !passes(article)) continue;
      found.push(article);
      if (found.length > request.first) break;
    }
    const idOf = new Map(found.map((article) => [article.gtin, article.id]));
    return pageOf(found.map(articleView), request, ({ gtin }) =>
      articleOrder.encode([String(idOf.get(gtin))]),
    );
  }
}

function categoryView(code: DeviceCategory, catalogue: Catalogue): CategoryType {
  return {
    code,
    name: deviceCategoryWords[code],
    disw: isDisw(code),
    get productGroupCount() {
      return [...catalogue.groups.values()].filter(({ category }) => category === code).length;
    },
    get articleCount() {
      return catalogue.articles.filter(({ active, group }) => active && group.category === code)
        .length;
    },
    get startAssortment() {
      return catalogue.startAssortment
        .filter(({ category }) => category === code)
        .map(({ article, minimumPieces }) => ({ article: articleView(article), minimumPieces }));
    },
  };
}
