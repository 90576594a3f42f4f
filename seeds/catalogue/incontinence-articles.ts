import {
  articlesOf,
  DUINROOS,
  GANZENVEER,
  HEIDEVLAM,
  type SeedArticle,
  type Variant,
} from './article-seed';

/** Long-term: silicone, free of latex, up to 12 weeks. Short-term: coated latex, up to 4 weeks. */
const balloon = (
  ch: number,
  term: 'LONG' | 'SHORT',
  wearer: 'EITHER' | 'WOMAN' = 'EITHER',
  balloonMl = 10,
): Variant => {
  const length = wearer === 'WOMAN' ? 25 : 41;
  const material = term === 'LONG' ? 'siliconen langdurig' : 'latex kortdurend';
  return {
    name: `ballonkatheter CH ${ch}, ${length} cm, ballon ${balloonMl} ml, ${material}`,
    characteristics: {
      CHARRIERE: ch,
      LENGTH_CM: length,
      BALLOON_ML: balloonMl,
      TERM_OF_USE: term,
      LATEX_FREE: term === 'LONG',
      WEARER: wearer,
    },
    piecesPerPack: 1,
    cents: term === 'LONG' ? 1195 : 385,
  };
};

/** Free of latex and yet for short use only: for who may have no latex and changes often. */
const balloonShortWithoutLatex = (ch: number): Variant => ({
  name: `ballonkatheter CH ${ch}, 41 cm, ballon 10 ml, latexvrij kortdurend`,
  characteristics: {
    CHARRIERE: ch,
    LENGTH_CM: 41,
    BALLOON_ML: 10,
    TERM_OF_USE: 'SHORT',
    LATEX_FREE: true,
    WEARER: 'EITHER',
  },
  piecesPerPack: 1,
  cents: 560,
});

const intermittent = (ch: number, wearer: 'MAN' | 'WOMAN', withBag = false): Variant => {
  const length = wearer === 'MAN' ? 40 : 18;
  return {
    name: `eenmalige katheter CH ${ch}, ${length} cm${withBag ? ' met opvangzak' : ''}, 30 stuks`,
    characteristics: { CHARRIERE: ch, LENGTH_CM: length, WEARER: wearer, INTEGRATED_BAG: withBag },
    piecesPerPack: 30,
    cents: withBag ? 13500 : 7900,
  };
};

const bag = (
  worn: 'LEG' | 'BED',
  ml: number,
  outlet: 'DRAINABLE' | 'CLOSED',
  sterile: boolean,
): Variant => ({
  name: `${worn === 'LEG' ? 'beenzak' : 'nachtzak'} ${ml} ml ${outlet === 'CLOSED' ? 'zonder' : 'met'} kraan${sterile ? ', steriel' : ''}, 10 stuks`,
  characteristics: {
    BAG_WORN: worn,
    VOLUME_ML: ml,
    OUTLET: outlet,
    STERILE: sterile,
    TUBING_CM: worn === 'LEG' ? 30 : 90,
  },
  piecesPerPack: 10,
  cents: sterile ? 2250 : 1290,
});

const sheath = (mm: number, latexFree: boolean): Variant => ({
  name: `condoomkatheter ${mm} mm${latexFree ? ' latexvrij' : ''} zelfklevend, 30 stuks`,
  characteristics: { DIAMETER_MM: mm, LATEX_FREE: latexFree, ADHESIVE: true },
  piecesPerPack: 30,
  cents: latexFree ? 5400 : 4100,
});

const pad = (ml: number, characteristics: Variant['characteristics'] = {}): Variant => ({
  name: `inlegverband ${ml} ml, 28 stuks`,
  characteristics: { ABSORPTION_ML: ml, ...characteristics },
  piecesPerPack: 28,
  cents: 480 + Math.round(ml / 2),
});

const SIZES = ['S', 'M', 'L', 'XL'] as const;

const brief = (size: string, ml: number): Variant => ({
  name: `luierbroek maat ${size} ${ml} ml, 20 stuks`,
  characteristics: { SIZE: size, ABSORPTION_ML: ml },
  piecesPerPack: 20,
  cents: 1390 + Math.round(ml / 10),
});

const netPants = (size: string): Variant => ({
  name: `fixatiebroekje maat ${size}, 5 stuks`,
  characteristics: { SIZE: size },
  piecesPerPack: 5,
  cents: 595,
});

const bedPad = (width: number, height: number): Variant => ({
  name: `onderlegger ${width} x ${height} cm, 30 stuks`,
  characteristics: { PAD_WIDTH_CM: width, PAD_HEIGHT_CM: height, ABSORPTION_ML: width * 22 },
  piecesPerPack: 30,
  cents: 990 + width * 3,
});

const twoMakers = [DUINROOS, GANZENVEER];
const twoOtherMakers = [GANZENVEER, HEIDEVLAM];

/** Invented articles for incontinence. */
export const incontinenceArticles: readonly SeedArticle[] = [
  ...articlesOf(
    {
      productGroup: 'U010201',
      series: 40,
      makers: twoMakers,
      minimumRemainingDays: 84,
      common: { TIP: 'NELATON' },
    },
    [
      ...[12, 14, 16, 18, 20, 22].map((ch) => balloon(ch, 'LONG')),
      ...[12, 14, 16, 18].map((ch) => balloon(ch, 'SHORT')),
      ...[12, 14, 16].map((ch) => balloon(ch, 'LONG', 'WOMAN')),
      balloon(20, 'LONG', 'EITHER', 30),
    ],
  ),
  ...articlesOf(
    {
      productGroup: 'U010201',
      series: 41,
      makers: [HEIDEVLAM],
      minimumRemainingDays: 60,
      common: { TIP: 'NELATON' },
    },
    [12, 14, 16, 18].map(balloonShortWithoutLatex),
  ),
  ...articlesOf(
    {
      productGroup: 'U010206',
      series: 42,
      makers: twoMakers,
      minimumRemainingDays: 84,
      common: { TIP: 'TIEMANN' },
    },
    [...[14, 16, 18].map((ch) => balloon(ch, 'LONG')), balloon(16, 'SHORT')],
  ),
  ...articlesOf(
    {
      productGroup: 'U01010501',
      series: 43,
      makers: twoMakers,
      minimumRemainingDays: 60,
      common: { TIP: 'NELATON', LATEX_FREE: true, STERILE: true },
    },
    [
      ...[8, 10, 12, 14, 16].map((ch) => intermittent(ch, 'MAN')),
      ...[10, 12, 14].map((ch) => intermittent(ch, 'WOMAN')),
      intermittent(12, 'MAN', true),
      intermittent(14, 'MAN', true),
    ],
  ),
  ...articlesOf(
    {
      productGroup: 'U01010601',
      series: 44,
      makers: twoOtherMakers,
      minimumRemainingDays: 60,
      common: { TIP: 'TIEMANN', LATEX_FREE: true, STERILE: true },
    },
    [12, 14, 16].map((ch) => intermittent(ch, 'MAN')),
  ),
  ...articlesOf(
    { productGroup: 'A06030301', series: 45, makers: twoOtherMakers, minimumRemainingDays: 60 },
    [
      bag('LEG', 500, 'DRAINABLE', false),
      bag('LEG', 750, 'DRAINABLE', false),
      bag('LEG', 500, 'DRAINABLE', true),
      bag('BED', 2000, 'DRAINABLE', false),
      bag('BED', 2000, 'CLOSED', false),
    ],
  ),
  ...articlesOf(
    { productGroup: 'U070201', series: 46, makers: twoMakers, minimumRemainingDays: 60 },
    [...[25, 30, 35, 41].map((mm) => sheath(mm, true)), sheath(30, false), sheath(35, false)],
  ),
  ...articlesOf(
    { productGroup: 'T04010101', series: 47, makers: twoOtherMakers, minimumRemainingDays: 30 },
    [pad(500), pad(900)],
  ),
  ...articlesOf(
    { productGroup: 'T04010102', series: 48, makers: twoOtherMakers, minimumRemainingDays: 30 },
    [500, 900, 1300, 1800, 2400].map((ml) => pad(ml, { WEARER: 'EITHER' })),
  ),
  ...articlesOf(
    { productGroup: 'T04010103', series: 49, makers: twoOtherMakers, minimumRemainingDays: 30 },
    SIZES.flatMap((size) => [brief(size, 2000), brief(size, 3000)]),
  ),
  ...articlesOf(
    { productGroup: 'T04010104', series: 50, makers: twoOtherMakers, minimumRemainingDays: 0 },
    SIZES.map(netPants),
  ),
  ...articlesOf(
    { productGroup: 'T040102', series: 51, makers: twoOtherMakers, minimumRemainingDays: 0 },
    [bedPad(60, 60), bedPad(60, 90), bedPad(80, 180)],
  ),
];
