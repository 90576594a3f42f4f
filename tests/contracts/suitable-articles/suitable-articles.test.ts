import { articles } from '../../../seeds/catalogue/articles';
import { startProduct, type Product } from '../../support/product';
import { insertContract } from '../market';

/**
 * A woman with little grip needs a remover that is a spray. Her insurer, made up for this, contracted the
 * spray of one maker in Utrecht alone, and once contracted everything of it from a supplier in Amsterdam.
 */

const spray = (maker: string): { gtin: string; name: string } => {
  const found = articles.find(
    (one) =>
      one.productGroupCode === 'A108005' &&
      one.characteristics.FORM === 'SPRAY' &&
      one.maker.endsWith(maker),
  );
  if (found === undefined) throw new Error(`No spray of ${maker}`);
  return found;
};
const KLAVERKADE = spray('Klaverkade');
const NOORDERKROON = spray('Noorderkroon');
const WHY = [
  'Form: spray, for somebody who has a weak or unsteady grip (d440). A spray needs no grip: wiping does.',
];
const [UTRECHT, AMSTERDAM] = ['ZK23', 'ZK02'];

let product: Product;
let nurse: string;

beforeAll(async () => {
  product = await startProduct({ withReferenceData: true, now: '2026-11-10T09:00:00Z' });
  const { owner } = product.db;
  await owner.query({
    name: '',
    text: `INSERT INTO insurer (uzovi, name, verified, source) VALUES ('9901', 'Insurer', false, 'test')`,
  });
  await insertContract(owner, {
    number: 'S-1',
    insurer: '9901',
    supplier: '76990007',
    versions: [{ lines: [{ gtin: NOORDERKROON.gtin, region: UTRECHT }] }],
  });
  await insertContract(owner, {
    number: 'S-2',
    insurer: '9901',
    supplier: '76990008',
    versions: [
      {
        valid: '[2025-01-01,2026-01-01)',
        lines: [{ group: 'A108005', region: AMSTERDAM }],
      },
    ],
  });
  nurse = await product.token({
    sub: 'nurse',
    role: 'PRESCRIBER',
    agb: '01000001',
    practitioner_agb: '91000001',
  });
});
afterAll(() => product.dispose());

interface Suitable {
  readonly region: { readonly code: string } | null;
  readonly needsAskingNothing: readonly string[];
  readonly articles: readonly {
    readonly article: { readonly gtin: string };
    readonly why: readonly string[];
    readonly inNoContract: boolean | null;
    readonly contracted: readonly unknown[] | null;
  }[];
}

const ASK = `query ($needs: [String!]!, $productGroup: String!, $insurer: String, $postcode: String) {
  suitableArticles(needs: $needs, productGroup: $productGroup, insurer: $insurer, postcode: $postcode) {
    region { code } needsAskingNothing
    articles { article { gtin } why inNoContract contracted { supplier { agb } regions { code } } } } }`;

async function suitable(given: Record<string, unknown> = {}): Promise<Suitable> {
  const { suitableArticles } = await product.ask<{ suitableArticles: Suitable }>(nurse, ASK, {
    needs: ['d440'],
    productGroup: 'A108005',
    ...given,
  });
  return suitableArticles;
}

const contracted = (agb: string, ...regions: string[]): unknown => ({
  supplier: { agb },
  regions: regions.map((code) => ({ code })),
});

test('without an insurer: the sprays and no wipes, by name, why in words, and nothing of contracts', async () => {
  const none = { why: WHY, inNoContract: null, contracted: null };

  expect(await suitable()).toEqual({
    region: null,
    needsAskingNothing: [],
    articles: [
      { article: { gtin: KLAVERKADE.gtin }, ...none },
      { article: { gtin: NOORDERKROON.gtin }, ...none },
    ],
  });
});

test('with an insurer: what it contracted comes first, with whom and where; the rest is marked', async () => {
  expect((await suitable({ insurer: '9901' })).articles).toEqual([
    {
      article: { gtin: NOORDERKROON.gtin },
      why: WHY,
      inNoContract: false,
      contracted: [contracted('76990007', UTRECHT)],
    },
    { article: { gtin: KLAVERKADE.gtin }, why: WHY, inNoContract: true, contracted: [] },
  ]);
});

test('with a postcode: only what is contracted there counts', async () => {
  const inUtrecht = await suitable({ insurer: '9901', postcode: '3511 LX' });
  const inAmsterdam = await suitable({ insurer: '9901', postcode: '1012' });

  expect([inUtrecht.region?.code, inAmsterdam.region?.code]).toEqual([UTRECHT, AMSTERDAM]);
  expect(inUtrecht.articles.map(({ inNoContract }) => inNoContract)).toEqual([false, true]);
  expect(inAmsterdam.articles.map(({ inNoContract }) => inNoContract)).toEqual([true, true]);
});

test('on a day of the older contract, its supplier gives the whole group in its own region', async () => {
  product.clock.moveTo('2025-11-10T09:00:00Z');
  const then = await suitable({ insurer: '9901' });
  product.clock.moveTo('2026-11-10T09:00:00Z');

  expect(then.articles.map((one) => [one.article.gtin, one.contracted])).toEqual([
    [KLAVERKADE.gtin, [contracted('76990008', AMSTERDAM)]],
    [NOORDERKROON.gtin, [contracted('76990008', AMSTERDAM)]],
  ]);
});

test('needs together ask more; one that asks nothing of the group is told', async () => {
  const both = await suitable({ needs: ['d440.2', 'b810', 'd450'] });

  expect(both.needsAskingNothing).toEqual(['d450']);
  expect(both.articles.map(({ why }) => why)).toEqual([
    [...WHY, ALCOHOL_FREE],
    [...WHY, ALCOHOL_FREE],
  ]);
});

const ALCOHOL_FREE =
  'Free of alcohol, for somebody who has tender skin (b810). Alcohol stings on tender skin.';

test('everything wrong with the question is said at once', async () => {
  const { errors } = await product.send(nurse, ASK, {
    needs: ['d440', 'x1', 'd999'],
    productGroup: 'Z',
    insurer: '9999',
    postcode: '0000',
  });

  expect(errors?.[0]?.extensions.fields?.map(({ path }) => path)).toEqual([
    'needs.1',
    'needs.2',
    'productGroup',
    'insurer',
    'postcode',
  ]);
});
