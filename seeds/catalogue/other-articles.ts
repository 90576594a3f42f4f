import {
  articlesOf,
  KLAVERKADE,
  NOORDERKROON,
  VEENBES,
  ZANDKASTEEL,
  type SeedArticle,
  type Variant,
} from './article-seed';

const stocking = (
  pressureClass: number,
  knit: 'ROUND' | 'FLAT',
  size: string,
  length: 'KNEE' | 'THIGH' = 'KNEE',
): Variant => ({
  name: `elastische kous klasse ${pressureClass} ${knit === 'ROUND' ? 'rondbrei' : 'vlakbrei'} ${length === 'KNEE' ? 'AD' : 'AG'} ${size === 'MADE_TO_MEASURE' ? 'maatwerk' : `maat ${size}`}, paar`,
  characteristics: {
    PRESSURE_CLASS: `CLASS_${pressureClass}`,
    KNIT: knit,
    SIZE: size,
    STOCKING_LENGTH: length,
    TOE: 'OPEN',
  },
  piecesPerPack: 1,
  cents: knit === 'FLAT' ? 18900 : 7900,
});

const bandage = (width: number, stretch: 'SHORT' | 'LONG'): Variant => ({
  name: `compressiezwachtel ${stretch === 'SHORT' ? 'korte' : 'lange'} rek ${width} cm, 5 m`,
  characteristics: { BANDAGE_WIDTH_CM: width, STRETCH: stretch, LENGTH_M: 5 },
  piecesPerPack: 1,
  cents: 620 + width * 25,
});

/** Invented articles for compression. */
export const compressionArticles: readonly SeedArticle[] = [
  ...articlesOf(
    {
      productGroup: 'M030405',
      series: 90,
      makers: [ZANDKASTEEL, VEENBES],
      minimumRemainingDays: 0,
    },
    [
      ...['S', 'M', 'L', 'XL'].map((size) => stocking(2, 'ROUND', size)),
      ...['S', 'M', 'L'].map((size) => stocking(3, 'ROUND', size)),
      stocking(3, 'FLAT', 'M'),
      stocking(3, 'FLAT', 'L'),
      stocking(2, 'ROUND', 'M', 'THIGH'),
      stocking(2, 'ROUND', 'L', 'THIGH'),
      ...['M', 'L'].map((size) => stocking(1, 'ROUND', size)),
      ...[2, 3, 4].map((pressureClass) => stocking(pressureClass, 'FLAT', 'MADE_TO_MEASURE')),
    ],
  ),
  ...articlesOf(
    {
      productGroup: 'M030401',
      series: 91,
      makers: [KLAVERKADE, VEENBES],
      minimumRemainingDays: 0,
    },
    [bandage(8, 'SHORT'), bandage(10, 'SHORT'), bandage(8, 'LONG'), bandage(10, 'LONG')],
  ),
];

const breast = (size: number): Variant => ({
  name: `borstprothese maat ${size}, symmetrisch`,
  characteristics: { BREAST_SIZE: size, SIDE: 'EITHER' },
  piecesPerPack: 1,
  cents: 16500,
});

const limb = (
  what: string,
  level: 'TRANSTIBIAL' | 'TRANSFEMORAL' | 'TRANSRADIAL',
  side: 'LEFT' | 'RIGHT',
  size: string,
): Variant => ({
  name: `${what} ${side === 'LEFT' ? 'links' : 'rechts'} maat ${size}, tijdelijk`,
  characteristics: { PROSTHESIS_LEVEL: level, SIDE: side, SIZE: size },
  piecesPerPack: 1,
  cents: 245000,
});

const limbs = (
  productGroup: string,
  series: number,
  what: string,
  level: 'TRANSTIBIAL' | 'TRANSFEMORAL' | 'TRANSRADIAL',
): SeedArticle[] =>
  articlesOf(
    { productGroup, series, makers: [NOORDERKROON, ZANDKASTEEL], minimumRemainingDays: 0 },
    (['LEFT', 'RIGHT'] as const).map((side) => limb(what, level, side, 'M')),
  );

/** Invented prostheses: ready-made, to bridge the time until the own one is mended. */
export const prosthesisArticles: readonly SeedArticle[] = [
  ...articlesOf(
    {
      productGroup: 'Y063018',
      series: 92,
      makers: [NOORDERKROON, VEENBES],
      minimumRemainingDays: 0,
    },
    [4, 6, 8].map(breast),
  ),
  ...limbs('Y062409', 93, 'onderbeenprothese', 'TRANSTIBIAL'),
  ...limbs('Y062415', 94, 'bovenbeenprothese', 'TRANSFEMORAL'),
  ...limbs('Y061809', 95, 'onderarmprothese', 'TRANSRADIAL'),
];
