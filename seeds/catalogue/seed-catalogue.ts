import { statement, type Queryable } from '../../src/platform/database/statement';
import { upsertRows, type SeedTable } from '../upsert';
import { articles } from './articles';
import { characteristics } from './characteristics';
import { productGroups } from './product-groups';
import { startAssortment } from './start-assortment';
import { substitutions } from './substitutions';

const PRODUCT_GROUP: SeedTable = {
  name: 'product_group',
  key: ['code'],
  columns: {
    code: 'text',
    name: 'text',
    dutch_name: 'text',
    category: 'text',
    gph: 'text',
    supplier_qualification: 'text',
    verified: 'boolean',
    source: 'text',
  },
};

const CHARACTERISTIC: SeedTable = {
  name: 'characteristic',
  key: ['code'],
  columns: {
    code: 'text',
    name: 'text',
    dutch_name: 'text',
    value_type: 'text',
    unit: 'text',
    choices: 'text[]',
    stand_ins: 'jsonb',
  },
};

const PRODUCT_GROUP_CHARACTERISTIC: SeedTable = {
  name: 'product_group_characteristic',
  key: ['product_group_code', 'characteristic_code'],
  columns: {
    product_group_code: 'text',
    characteristic_code: 'text',
    hard: 'boolean',
    must_be_asked: 'boolean',
  },
};

const ARTICLE: SeedTable = {
  name: 'article',
  key: ['gtin'],
  columns: {
    gtin: 'text',
    name: 'text',
    maker: 'text',
    product_group_code: 'text',
    pieces_per_pack: 'integer',
    minimum_remaining_days: 'integer',
    list_price: 'numeric',
    characteristics: 'jsonb',
  },
};

const SUBSTITUTION: SeedTable = {
  name: 'substitution',
  key: ['article_id', 'substitute_id'],
  columns: { article_id: 'integer', substitute_id: 'integer', kind: 'text', note: 'text' },
};

const START_ASSORTMENT: SeedTable = {
  name: 'start_assortment',
  key: ['category', 'article_id'],
  columns: { category: 'text', article_id: 'integer', minimum_pieces: 'integer' },
};

const selectArticleIds = statement<{ gtin: string; id: number }>(
  'seeds.article-ids',
  `SELECT gtin, id FROM article`,
);

/** Product groups, characteristics, articles, their substitutes and the start assortment. */
export async function seedCatalogue(database: Queryable): Promise<void> {
  await upsertRows(
    database,
    PRODUCT_GROUP,
    productGroups.map((group) => ({
      code: group.code,
      name: group.name,
      dutch_name: group.dutchName,
      category: group.category,
      gph: group.gph,
      supplier_qualification: group.supplierQualification,
      verified: group.verified,
      source: group.source,
    })),
  );
  await upsertRows(
    database,
    CHARACTERISTIC,
    characteristics.map(({ dutchName, valueType, standIns, ...rest }) => ({
      ...rest,
      dutch_name: dutchName,
      value_type: valueType,
      stand_ins: standIns,
    })),
  );
  await upsertRows(
    database,
    PRODUCT_GROUP_CHARACTERISTIC,
    productGroups.flatMap(({ code, hard, soft, mustBeAsked }) =>
      [...hard, ...soft].map((characteristic) => ({
        product_group_code: code,
        characteristic_code: characteristic,
        hard: hard.includes(characteristic),
        must_be_asked: mustBeAsked.includes(characteristic),
      })),
    ),
  );
  await upsertRows(
    database,
    ARTICLE,
    articles.map((article) => ({
      gtin: article.gtin,
      name: article.name,
      maker: article.maker,
      product_group_code: article.productGroupCode,
      pieces_per_pack: article.piecesPerPack,
      minimum_remaining_days: article.minimumRemainingDays,
      list_price: article.listPrice,
      characteristics: article.characteristics,
    })),
  );
  const idByGtin = new Map(
    (await database.query(selectArticleIds)).map((row) => [row.gtin, row.id]),
  );
  await upsertRows(
    database,
    SUBSTITUTION,
    substitutions.map(({ article, substitute, kind, note }) => ({
      article_id: idByGtin.get(article),
      substitute_id: idByGtin.get(substitute),
      kind,
      note,
    })),
  );
  await upsertRows(
    database,
    START_ASSORTMENT,
    startAssortment.map(({ category, gtin, minimumPieces }) => ({
      category,
      article_id: idByGtin.get(gtin),
      minimum_pieces: minimumPieces,
    })),
  );
}
