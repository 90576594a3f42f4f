import { articleFilter, type ArticleFilterInput } from '../../src/catalogue/article-filter.rules';
import { InvalidInput } from '../../src/platform/invalid-input';
import { FOAMS, SILICONES, smallCatalogue } from './small-catalogue';

const LONG_14 = { CHARRIERE: 14, TERM_OF_USE: 'LONG', LATEX_FREE: true };
const catalogue = smallCatalogue([
  { id: 1, name: 'Katheter Één CH 14', maker: 'Klaver', values: LONG_14 },
  { id: 2, name: 'Katheter CH 16', maker: 'Linde', values: { ...LONG_14, CHARRIERE: 16 } },
  { id: 3, name: 'Schuim 10 cm', maker: 'Linde', group: FOAMS, values: { WIDTH_CM: 10 } },
  {
    id: 4,
    name: 'Silicoon 7,5 cm',
    maker: 'Linde',
    group: SILICONES,
    values: { WIDTH_CM: 7.5, BORDER: true },
  },
]);

const passing = (filter: ArticleFilterInput): number[] =>
  catalogue.articles.filter(articleFilter(filter, catalogue)).map(({ id }) => id);

test.each<[string, ArticleFilterInput, number[]]>([
  ['nothing asked', {}, [1, 2, 3, 4]],
  ['nulls ask nothing', { category: null, text: null, characteristics: [] }, [1, 2, 3, 4]],
  ['a category', { category: 'WOUND' }, [3, 4]],
  ['a product group', { productGroup: 'm040406' }, [3]],
  ['all below the beginning of a code', { productGroup: 'M0404' }, [3, 4]],
  ['a maker, case and spaces aside', { maker: ' linde ' }, [2, 3, 4]],
  ['not a part of a maker', { maker: 'lin' }, []],
  ['a GTIN', { gtin: '00000000000017' }, []],
  ['words of the name, in any order', { text: '14 katheter' }, [1]],
  ['accents aside', { text: 'een' }, [1]],
  ['words of the Dutch name of the group', { text: 'ballonkatheters klaver' }, [1]],
  ['no word at all', { text: '  ' }, [1, 2, 3, 4]],
  ['a number', { characteristics: [{ code: 'CHARRIERE', value: '16' }] }, [2]],
  ['a number with a comma', { characteristics: [{ code: 'width_cm', value: '7,5' }] }, [4]],
  ['true or false', { characteristics: [{ code: 'BORDER', value: 'true' }] }, [4]],
  ['not stated is not false', { characteristics: [{ code: 'BORDER', value: 'false' }] }, []],
  [
    'everything together',
    { maker: 'Linde', category: 'WOUND', characteristics: [{ code: 'WIDTH_CM', value: '10' }] },
    [3],
  ],
])('%s', (_, filter, ids) => {
  expect(passing(filter)).toEqual(ids);
});

test('everything that is wrong is named at once, without what was sent', () => {
  let refusal: unknown;
  try {
    articleFilter(
      {
        productGroup: 'secret',
        gtin: '123',
        text: 'x'.repeat(101),
        characteristics: [
          { code: 'SECRET', value: '1' },
          { code: 'TERM_OF_USE', value: 'secret' },
        ],
      },
      catalogue,
    );
  } catch (error) {
    refusal = error;
  }

  expect(refusal).toBeInstanceOf(InvalidInput);
  expect(refusal).toMatchObject({
    fields: [
      { path: 'filter.productGroup', message: 'must be an EMDN code or the beginning of one' },
      {
        path: 'filter.gtin',
        message: 'must be a GTIN: 8, 12, 13 or 14 digits, the last a check digit',
      },
      { path: 'filter.text', message: 'must be at most 100 characters' },
      {
        path: 'filter.characteristics.0.code',
        message: 'must be the code of a characteristic: see productGroups',
      },
      { path: 'filter.characteristics.1.value', message: 'must be one of SHORT, LONG' },
    ],
  });
});
