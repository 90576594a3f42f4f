import fc from 'fast-check';
import type { Article, CharacteristicValues } from '../../src/catalogue/catalogue';
import {
  acceptableArticles,
  type MatchingArticle,
  SUBSTITUTION_WISHES,
  type SubstitutionWish,
} from '../../src/catalogue/substitution.rules';
import {
  CATHETERS,
  FOAMS,
  type Relation,
  SILICONES,
  type SmallArticle,
  smallCatalogue,
} from './small-catalogue';
import { assertProperty } from '../support/properties';

const LONG_14 = { CHARRIERE: 14, TERM_OF_USE: 'LONG', LATEX_FREE: true };
const SHORT_14 = { ...LONG_14, TERM_OF_USE: 'SHORT' };

const short = (matching: readonly MatchingArticle[]): [number, string][] =>
  matching.map(({ article, match }) => [article.id, match]);

const ofGroup = (
  requiredCharacteristics: CharacteristicValues,
  substitution: SubstitutionWish = 'ALLOWED',
  productGroupCode = CATHETERS,
) => ({ productGroupCode, requiredCharacteristics, articleId: null, substitution });

const ofArticle = (articleId: number, substitution: SubstitutionWish = 'ALLOWED') => ({
  productGroupCode: CATHETERS,
  requiredCharacteristics: {},
  articleId,
  substitution,
});

describe('a product group with what it must be like', () => {
  const catalogue = smallCatalogue([
    { id: 1, values: { ...LONG_14, WEARER: 'MAN', LENGTH_CM: 41 } },
    { id: 2, values: { ...LONG_14, WEARER: 'WOMAN', LENGTH_CM: 25 } },
    { id: 3, values: { ...LONG_14, CHARRIERE: 16, WEARER: 'MAN' } },
    { id: 4, values: { ...SHORT_14, WEARER: 'MAN' } },
    { id: 5, values: { ...LONG_14, WEARER: 'MAN' } },
    { id: 6, values: { ...LONG_14, WEARER: 'MAN', LENGTH_CM: 41 }, active: false },
  ]);

  test('all that is required: exact, for every wish; what is not required does not matter', () => {
    for (const wish of SUBSTITUTION_WISHES) {
      expect(short(acceptableArticles(ofGroup(LONG_14, wish), catalogue))).toEqual([
        [1, 'EXACT'],
        [2, 'EXACT'],
        [5, 'EXACT'],
      ]);
    }
  });

  test('another value of a soft characteristic: functional, with what differs, fewest first', () => {
    const asked = ofGroup({ ...LONG_14, WEARER: 'MAN', LENGTH_CM: 41 });

    expect(
      acceptableArticles(asked, catalogue).map(({ article, match, differences }) => ({
        id: article.id,
        match,
        differences,
      })),
    ).toEqual([
      { id: 1, match: 'EXACT', differences: [] },
      {
        id: 5,
        match: 'FUNCTIONAL',
        differences: [{ characteristic: 'LENGTH_CM', asked: 41, given: null }],
      },
      {
        id: 2,
        match: 'FUNCTIONAL',
        differences: [
          { characteristic: 'WEARER', asked: 'MAN', given: 'WOMAN' },
          { characteristic: 'LENGTH_CM', asked: 41, given: 25 },
        ],
      },
    ]);
  });

  test.each<SubstitutionWish>(['ONLY_EQUIVALENT', 'NOT_ALLOWED'])(
    'nothing that differs when substitution is %s',
    (wish) => {
      const asked = ofGroup({ ...LONG_14, WEARER: 'WOMAN' }, wish);

      expect(short(acceptableArticles(asked, catalogue))).toEqual([[2, 'EXACT']]);
    },
  );

  test('what is hard and was not asked is shown with what is given, and makes nothing less exact', () => {
    const asked = ofGroup({ CHARRIERE: 16, WEARER: 'MAN' });
    const unasked = [
      { characteristic: 'TERM_OF_USE', asked: null, given: 'LONG' },
      { characteristic: 'LATEX_FREE', asked: null, given: true },
    ];

    expect(acceptableArticles(asked, catalogue)).toMatchObject([
      { article: { id: 3 }, match: 'EXACT', differences: unasked },
    ]);
    expect(
      acceptableArticles(ofGroup({ CHARRIERE: 16, WEARER: 'WOMAN' }), catalogue),
    ).toMatchObject([
      {
        article: { id: 3 },
        match: 'FUNCTIONAL',
        differences: [{ characteristic: 'WEARER', asked: 'WOMAN', given: 'MAN' }, ...unasked],
      },
    ]);
  });

  test('another size or term of use is never given', () => {
    expect(short(acceptableArticles(ofGroup({ CHARRIERE: 18 }), catalogue))).toEqual([]);
    expect(short(acceptableArticles(ofGroup(SHORT_14), catalogue))).toEqual([[4, 'EXACT']]);
  });

  test('nothing for a characteristic that the group does not have, or a group that is not there', () => {
    expect(acceptableArticles(ofGroup({ WIDTH_CM: 10 }), catalogue)).toEqual([]);
    expect(acceptableArticles(ofGroup({ constructor: 'x' }), catalogue)).toEqual([]);
    expect(acceptableArticles(ofGroup({}, 'ALLOWED', 'Z99'), catalogue)).toEqual([]);
  });
});

describe('a value that stands in for another', () => {
  const catalogue = smallCatalogue([
    { id: 1, values: { ...LONG_14, WEARER: 'EITHER' } },
    { id: 2, values: { ...LONG_14, WEARER: 'MAN' } },
    { id: 3, values: { ...LONG_14, WEARER: 'WOMAN' } },
    { id: 4, values: { ...LONG_14, LATEX_FREE: false, WEARER: 'MAN' } },
  ]);

  test.each(SUBSTITUTION_WISHES)(
    'is exact after the one that was asked, with what differs, when substitution is %s',
    (wish) => {
      const given = acceptableArticles(ofGroup({ ...LONG_14, WEARER: 'MAN' }, wish), catalogue);

      expect(given.slice(0, 2)).toMatchObject([
        { article: { id: 2 }, match: 'EXACT', differences: [] },
        {
          article: { id: 1 },
          match: 'EXACT',
          differences: [{ characteristic: 'WEARER', asked: 'MAN', given: 'EITHER' }],
        },
      ]);
    },
  );

  test('does not go the other way: who asks what is for anybody gets nothing else', () => {
    const asked = ofGroup({ ...LONG_14, WEARER: 'EITHER' }, 'NOT_ALLOWED');

    expect(short(acceptableArticles(asked, catalogue))).toEqual([[1, 'EXACT']]);
  });

  test('free of latex, asked, never gives latex; not needed, it gives either, latex first', () => {
    const asked = (LATEX_FREE: boolean) =>
      ofGroup({ ...LONG_14, WEARER: 'MAN', LATEX_FREE }, 'ALLOWED');

    expect(short(acceptableArticles(asked(true), catalogue))).toEqual([
      [2, 'EXACT'],
      [1, 'EXACT'],
      [3, 'FUNCTIONAL'],
    ]);
    expect(short(acceptableArticles(asked(false), catalogue))).toEqual([
      [4, 'EXACT'],
      [2, 'EXACT'],
      [1, 'EXACT'],
      [3, 'FUNCTIONAL'],
    ]);
  });

  test('does not count where an article is asked: that one has been chosen as it is', () => {
    const withLatex = smallCatalogue(
      [
        { id: 1, values: { ...LONG_14, LATEX_FREE: false } },
        { id: 2, values: LONG_14 },
      ],
      [[1, 2, 'EQUIVALENT']],
    );

    expect(short(acceptableArticles(ofArticle(1), withLatex))).toEqual([[1, 'EXACT']]);
  });
});

describe('one article', () => {
  const articles: SmallArticle[] = [
    { id: 1, values: { ...LONG_14, WEARER: 'MAN' } },
    { id: 2, values: { ...LONG_14, WEARER: 'MAN' }, maker: 'Other' },
    { id: 3, values: { ...LONG_14, WEARER: 'EITHER' } },
    { id: 4, values: { ...LONG_14, CHARRIERE: 16, WEARER: 'MAN' } },
    { id: 5, values: SHORT_14 },
    { id: 6, values: { ...LONG_14, LATEX_FREE: false } },
    { id: 7, values: { ...LONG_14, WEARER: 'MAN' }, active: false },
    { id: 8, values: LONG_14 },
  ];

  test('equivalent, then functional; after consultation, incompatible and inactive ones never', () => {
    const catalogue = smallCatalogue(articles, [
      [1, 3, 'FUNCTIONAL'],
      [1, 2, 'EQUIVALENT'],
      [1, 4, 'AFTER_CONSULTATION'],
      [1, 5, 'INCOMPATIBLE'],
      [1, 7, 'EQUIVALENT'],
      [1, 8, 'AFTER_CONSULTATION'],
    ]);

    expect(short(acceptableArticles(ofArticle(1), catalogue))).toEqual([
      [1, 'EXACT'],
      [2, 'EQUIVALENT'],
      [3, 'FUNCTIONAL'],
    ]);
    expect(short(acceptableArticles(ofArticle(1, 'ONLY_EQUIVALENT'), catalogue))).toEqual([
      [1, 'EXACT'],
      [2, 'EQUIVALENT'],
    ]);
    expect(short(acceptableArticles(ofArticle(1, 'NOT_ALLOWED'), catalogue))).toEqual([
      [1, 'EXACT'],
    ]);
    expect(acceptableArticles(ofArticle(1), catalogue)[2]?.differences).toEqual([
      { characteristic: 'WEARER', asked: 'MAN', given: 'EITHER' },
    ]);
  });

  test.each([
    [4, 'another size'],
    [5, 'short term for long term'],
    [6, 'latex for free of latex'],
  ])('whatever the relation says, %i is never given: %s', (substitute) => {
    const catalogue = smallCatalogue(articles, [[1, substitute, 'EQUIVALENT']]);

    expect(short(acceptableArticles(ofArticle(1), catalogue))).toEqual([[1, 'EXACT']]);
  });

  test('a relation holds in its own direction only', () => {
    const catalogue = smallCatalogue(articles, [[1, 2, 'EQUIVALENT']]);

    expect(short(acceptableArticles(ofArticle(2), catalogue))).toEqual([[2, 'EXACT']]);
  });

  test('of an inactive article only its substitutes; of an unknown one nothing', () => {
    const catalogue = smallCatalogue(articles, [[7, 2, 'EQUIVALENT']]);

    expect(short(acceptableArticles(ofArticle(7), catalogue))).toEqual([[2, 'EQUIVALENT']]);
    expect(short(acceptableArticles(ofArticle(7, 'NOT_ALLOWED'), catalogue))).toEqual([]);
    expect(acceptableArticles(ofArticle(99), catalogue)).toEqual([]);
  });

  test('of another group only with the same in what is hard for either', () => {
    const catalogue = smallCatalogue(
      [
        { id: 1, group: FOAMS, values: { WIDTH_CM: 10 } },
        { id: 2, group: SILICONES, values: { WIDTH_CM: 10, BORDER: true } },
        { id: 3, group: FOAMS, values: { WIDTH_CM: 10, THICKNESS_MM: 4 } },
      ],
      [
        [1, 2, 'FUNCTIONAL'],
        [1, 3, 'FUNCTIONAL'],
      ],
    );

    // A foam says nothing of a border, and for silicones that is hard.
    expect(short(acceptableArticles(ofArticle(1), catalogue))).toEqual([
      [1, 'EXACT'],
      [3, 'FUNCTIONAL'],
    ]);
  });
});

describe('for any catalogue', () => {
  const values = fc.record(
    {
      CHARRIERE: fc.constantFrom(12, 14),
      TERM_OF_USE: fc.constantFrom('SHORT', 'LONG'),
      LATEX_FREE: fc.boolean(),
      WEARER: fc.constantFrom('MAN', 'WOMAN', 'EITHER'),
      LENGTH_CM: fc.constantFrom(25, 41),
    },
    { requiredKeys: ['CHARRIERE', 'TERM_OF_USE', 'LATEX_FREE'] },
  ) as fc.Arbitrary<CharacteristicValues>;
  const size = 6;
  const catalogues = fc
    .record({
      articles: fc.array(fc.record({ values, active: fc.boolean() }), {
        minLength: size,
        maxLength: size,
      }),
      relations: fc.uniqueArray(
        fc.tuple(
          fc.integer({ min: 1, max: size }),
          fc.integer({ min: 1, max: size }),
          fc.constantFrom<Relation[2][]>(
            'EQUIVALENT',
            'FUNCTIONAL',
            'AFTER_CONSULTATION',
            'INCOMPATIBLE',
          ),
        ),
        { selector: ([one, other]) => `${one} ${other}`, maxLength: 20 },
      ),
    })
    .map(({ articles, relations }) =>
      smallCatalogue(
        articles.map((article, index) => ({ id: index + 1, ...article })),
        relations.filter(([one, other]) => one !== other),
      ),
    );
  const HARD = ['CHARRIERE', 'TERM_OF_USE', 'LATEX_FREE'];

  test('what is given for an article has its hard characteristics, is active, and each comes once', () => {
    assertProperty(
      fc.property(
        catalogues,
        fc.integer({ min: 1, max: size }),
        fc.constantFrom(...SUBSTITUTION_WISHES),
        (catalogue, id, wish) => {
          const asked = catalogue.articleById.get(id);
          const given = acceptableArticles(ofArticle(id, wish), catalogue);
          expect(new Set(given.map(({ article }) => article.id)).size).toBe(given.length);
          for (const { article, match } of given) {
            expect(article.active).toBe(true);
            expect(match === 'EXACT').toBe(article.id === id);
            for (const code of HARD) {
              expect(article.characteristics[code]).toBe(asked?.characteristics[code]);
            }
          }
        },
      ),
    );
  });

  test('allowing more never takes anything away, and the best comes first', () => {
    const rank = ['EXACT', 'EQUIVALENT', 'FUNCTIONAL'];
    assertProperty(
      fc.property(
        catalogues,
        values,
        fc.integer({ min: 0, max: size }),
        (catalogue, required, id) => {
          const lists = (['NOT_ALLOWED', 'ONLY_EQUIVALENT', 'ALLOWED'] as const).map((wish) =>
            acceptableArticles(id === 0 ? ofGroup(required, wish) : ofArticle(id, wish), catalogue),
          );
          const ids = lists.map((list) => list.map(({ article }) => article.id));
          expect(ids[1]).toEqual(expect.arrayContaining(ids[0] ?? []));
          expect(ids[2]).toEqual(expect.arrayContaining(ids[1] ?? []));
          for (const list of lists) {
            const ranks = list.map(({ match }) => rank.indexOf(match));
            expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
          }
        },
      ),
    );
  });

  test('of a group exactly those that do in what is hard, with every difference named', () => {
    const does = (
      { characteristics }: Article,
      required: CharacteristicValues,
      code: string,
    ): boolean => {
      const given = characteristics[code];
      if (code === 'LATEX_FREE' && given === true) return true;
      return given === required[code] || (code === 'WEARER' && given === 'EITHER');
    };
    assertProperty(
      fc.property(catalogues, values, (catalogue, required) => {
        const given = acceptableArticles(ofGroup(required), catalogue);
        const fitting = catalogue.articles.filter(
          (article) => article.active && HARD.every((code) => does(article, required, code)),
        );
        expect(new Set(given.map(({ article }) => article))).toEqual(new Set(fitting));
        for (const { article, match, differences } of given) {
          const asked = Object.keys(required);
          const differing = asked.filter(
            (code) => article.characteristics[code] !== required[code],
          );
          const isExact = asked.every((code) => does(article, required, code));
          expect(differences.map(({ characteristic }) => characteristic)).toEqual(differing);
          expect(match).toBe(isExact ? 'EXACT' : 'FUNCTIONAL');
        }
      }),
    );
  });
});
