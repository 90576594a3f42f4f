import { articles } from '../../seeds/catalogue/articles';
import { productGroups } from '../../seeds/catalogue/product-groups';
import { CatalogueResolver } from '../../src/catalogue/catalogue.resolver';
import { catalogueSnapshot } from '../../src/catalogue/catalogue.snapshot';
import { statement, type Queryable } from '../../src/platform/database/statement';
import { startProduct, type Product } from '../support/product';

let product: Product;
let token: string;
beforeAll(async () => {
  product = await startProduct({ withReferenceData: true });
  token = await product.token({ sub: 'inspector', role: 'AUTHORITY' });
});
afterAll(() => product.dispose());

interface ArticlesAnswer {
  readonly articles: {
    readonly nodes: readonly { readonly gtin: string; readonly name: string }[];
    readonly edges: readonly { readonly cursor: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const LIST = `query ($filter: ArticleFilter, $first: Int!, $after: String) {
  articles(filter: $filter, first: $first, after: $after) {
    nodes { gtin name }
    edges { cursor }
    pageInfo { hasNextPage endCursor }
  }
}`;

test('nobody who is not signed in sees anything', async () => {
  for (const query of [
    '{ categories { code } }',
    '{ productGroups { code } }',
    '{ articles { nodes { gtin } } }',
  ]) {
    const answer = await product.send(undefined, query);
    expect(answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  }
});

test('one article with all that is known of it', async () => {
  const query = `query ($filter: ArticleFilter) { articles(filter: $filter) { nodes {
    gtin name maker piecesPerPack minimumRemainingDays listPrice active
    productGroup { code dutchName category gph supplierQualification supplierQualifications verified }
    characteristics { code dutchName value unit hard }
    substitutes { kind note article { gtin } }
  } } }`;
  const name = 'ballonkatheter CH 14, 41 cm, ballon 10 ml, siliconen langdurig';

  const answer = await product.ask<{ articles: { nodes: Record<string, unknown>[] } }>(
    token,
    query,
    { filter: { text: `duinroos ${name}`, productGroup: 'U010201' } },
  );

  expect(answer.articles.nodes).toHaveLength(1);
  expect(answer.articles.nodes[0]).toMatchObject({
    gtin: '08799903400018',
    name: `Voorbeeldmerk Duinroos ${name}`,
    maker: 'Voorbeeldmerk Duinroos',
    piecesPerPack: 1,
    minimumRemainingDays: 84,
    listPrice: '12.6700',
    active: true,
    productGroup: {
      code: 'U010201',
      dutchName: 'ballonkatheters, nelatontip',
      category: 'INCONTINENCE',
      gph: null,
      supplierQualification: '7624',
      supplierQualifications: ['7624'],
      verified: true,
    },
    characteristics: [
      { code: 'BALLOON_ML', dutchName: 'balloninhoud', value: '10', unit: 'ml', hard: true },
      { code: 'CHARRIERE', dutchName: 'charrière', value: '14', unit: 'CH', hard: true },
      { code: 'LATEX_FREE', dutchName: 'latexvrij', value: 'true', unit: null, hard: true },
      { code: 'LENGTH_CM', dutchName: 'lengte', value: '41', unit: 'cm', hard: true },
      {
        code: 'TERM_OF_USE',
        dutchName: 'gebruiksduur (kort of lang)',
        value: 'LONG',
        unit: null,
        hard: true,
      },
      { code: 'TIP', dutchName: 'kathetertip', value: 'NELATON', unit: null, hard: true },
      { code: 'WEARER', dutchName: 'voor wie', value: 'EITHER', unit: null, hard: true },
    ],
  });
  const substitutes = answer.articles.nodes[0]?.['substitutes'] as { kind: string }[];
  const kinds = substitutes.map(({ kind }) => kind);
  expect(kinds[0]).toBe('EQUIVALENT');
  expect(new Set(kinds)).toEqual(new Set(['EQUIVALENT', 'AFTER_CONSULTATION', 'INCOMPATIBLE']));
});

test('page after page gives every article once, always in the same order', async () => {
  const seen: string[] = [];
  let after: string | null = null;
  for (;;) {
    const { articles: page }: ArticlesAnswer = await product.ask(token, LIST, {
      first: 100,
      after,
    });
    seen.push(...page.nodes.map(({ gtin }) => gtin));
    expect(page.edges.at(-1)?.cursor).toBe(page.pageInfo.endCursor);
    if (!page.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor;
  }

  expect(seen).toEqual(articles.map(({ gtin }) => gtin));
});

test('a filter holds from page to page', async () => {
  const filter = {
    category: 'INCONTINENCE',
    characteristics: [{ code: 'TERM_OF_USE', value: 'LONG' }],
  };
  const whole: ArticlesAnswer = await product.ask(token, LIST, { first: 100, filter });
  const first: ArticlesAnswer = await product.ask(token, LIST, { first: 5, filter });
  const second: ArticlesAnswer = await product.ask(token, LIST, {
    first: 5,
    filter,
    after: first.articles.pageInfo.endCursor,
  });

  expect(whole.articles.nodes).toHaveLength(26);
  expect([...first.articles.nodes, ...second.articles.nodes]).toEqual(
    whole.articles.nodes.slice(0, 10),
  );
});

test('a filter that is wrong, a cursor or a page size that is none: refused, each with its field', async () => {
  const fieldsOf = async (variables: Record<string, unknown>): Promise<unknown> => {
    const { errors } = await product.send(token, LIST, { first: 5, ...variables });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    return errors?.[0]?.extensions.fields?.map(({ path }) => path);
  };

  expect(await fieldsOf({ filter: { gtin: '12', productGroup: '?' } })).toEqual([
    'filter.productGroup',
    'filter.gtin',
  ]);
  expect(await fieldsOf({ after: 'nonsense' })).toEqual(['after']);
  expect(await fieldsOf({ first: 101 })).toEqual(['first']);
});

test('product groups of one category, and of all', async () => {
  const query = `query ($category: DeviceCategory) { productGroups(category: $category) {
    code characteristics { code valueType unit choices hard }
  } }`;
  type Answer = { productGroups: { code: string; characteristics: { code: string }[] }[] };

  const all = await product.ask<Answer>(token, query);
  const stoma = await product.ask<Answer>(token, query, { category: 'STOMA' });

  expect(all.productGroups.map(({ code }) => code)).toEqual(
    productGroups.map(({ code }) => code).sort(),
  );
  expect(stoma.productGroups).toHaveLength(15);
  expect(stoma.productGroups[0]).toEqual({
    code: 'A100101',
    characteristics: [
      { code: 'CONVEX', valueType: 'BOOLEAN', unit: null, choices: null, hard: true },
      { code: 'CUT_TO_FIT_MAX_MM', valueType: 'NUMBER', unit: 'mm', choices: null, hard: true },
      {
        code: 'OUTLET',
        valueType: 'CHOICE',
        unit: null,
        choices: ['CLOSED', 'DRAINABLE', 'TAP'],
        hard: true,
      },
      {
        code: 'PIECES',
        valueType: 'CHOICE',
        unit: null,
        choices: ['ONE_PIECE', 'TWO_PIECE'],
        hard: true,
      },
      { code: 'FILTER', valueType: 'BOOLEAN', unit: null, choices: null, hard: false },
    ],
  });
});

test('the categories, with what a stock point should have', async () => {
  const query = `{ categories { code disw productGroupCount startAssortment {
    minimumPieces article { gtin productGroup { category } }
  } } }`;
  const { categories } = await product.ask<{
    categories: {
      code: string;
      disw: boolean;
      productGroupCount: number;
      startAssortment: { article: { productGroup: { category: string } } }[];
    }[];
  }>(token, query);

  expect(categories.map(({ code, disw }) => [code, disw])).toEqual([
    ['DIABETES', true],
    ['INCONTINENCE', true],
    ['STOMA', true],
    ['WOUND', true],
    ['COMPRESSION', false],
    ['PROSTHESIS', false],
  ]);
  for (const { code, disw, startAssortment } of categories) {
    expect(startAssortment.length > 0).toBe(disw);
    expect(startAssortment.every(({ article }) => article.productGroup.category === code)).toBe(
      true,
    );
  }
});

test('an article that is no longer supplied is not listed, within the second', async () => {
  const setActive = statement('test.set-active', `UPDATE article SET active = $2 WHERE gtin = $1`);
  const gtin = articles[0]?.gtin;
  const listed = async (): Promise<number> => {
    const answer: ArticlesAnswer = await product.ask(token, LIST, { first: 1, filter: { gtin } });
    return answer.articles.nodes.length;
  };
  expect(await listed()).toBe(1);

  await product.db.owner.query(setActive, [gtin, false]);
  await new Promise((resolve) => setTimeout(resolve, 1100));
  const whileInactive = await listed();
  await product.db.owner.query(setActive, [gtin, true]);

  expect(whileInactive).toBe(0);
});

test('however many articles are asked for, the database is asked as often', async () => {
  let statements = 0;
  const counting: Queryable = {
    query: (asked, values) => {
      statements += 1;
      return product.db.database.query(asked, values);
    },
  };
  const counts: number[] = [];
  for (const first of [1, 10, 100]) {
    statements = 0;
    const resolver = new CatalogueResolver(catalogueSnapshot(counting));
    const page = await resolver.articles({ first }, null);
    expect(page.nodes.map(({ substitutes }) => substitutes)).toHaveLength(first);
    counts.push(statements);
  }

  // The versions, and the catalogue once.
  expect(counts).toEqual([2, 2, 2]);
});
