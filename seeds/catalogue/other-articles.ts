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

/** What a prosthesis is made for, beside where it begins. */
interface Limb {
  /** Added to the name. */
  readonly kind: string;
  readonly characteristics: Variant['characteristics'];
  readonly cents: number;
}

const limb = (
  what: string,
  level: 'TRANSTIBIAL' | 'TRANSFEMORAL' | 'TRANSRADIAL',
  { kind, characteristics, cents }: Limb,
  side: 'LEFT' | 'RIGHT',
): Variant => ({
  name: `${what} ${side === 'LEFT' ? 'links' : 'rechts'} maat M, ${kind}`,
  characteristics: { PROSTHESIS_LEVEL: level, SIDE: side, SIZE: 'M', ...characteristics },
  piecesPerPack: 1,
  cents,
});

const limbs = (
  productGroup: string,
  series: number,
  what: string,
  level: 'TRANSTIBIAL' | 'TRANSFEMORAL' | 'TRANSRADIAL',
  kinds: readonly Limb[],
): SeedArticle[] =>
  articlesOf(
    { productGroup, series, makers: [NOORDERKROON, ZANDKASTEEL], minimumRemainingDays: 0 },
    kinds.flatMap((kind) =>
      (['LEFT', 'RIGHT'] as const).map((side) => limb(what, level, kind, side)),
    ),
  );

const TRANSTIBIAL: readonly Limb[] = [
  { kind: 'tijdelijk', characteristics: { MOBILITY: 'INDOORS' }, cents: 245000 },
  { kind: 'voor buitenshuis', characteristics: { MOBILITY: 'OUTDOORS' }, cents: 385000 },
  { kind: 'met veervoet', characteristics: { MOBILITY: 'WITHOUT_LIMITS' }, cents: 615000 },
];
const TRANSFEMORAL: readonly Limb[] = [
  {
    kind: 'tijdelijk',
    characteristics: { MOBILITY: 'INDOORS', KNEE_JOINT: 'LOCKED' },
    cents: 245000,
  },
  {
    kind: 'met remknie',
    characteristics: { MOBILITY: 'OUTDOORS', KNEE_JOINT: 'BRAKED' },
    cents: 690000,
  },
  {
    kind: 'met hydraulische knie',
    characteristics: { MOBILITY: 'WITHOUT_LIMITS', KNEE_JOINT: 'HYDRAULIC' },
    cents: 1150000,
  },
  {
    kind: 'met microprocessorknie',
    characteristics: { MOBILITY: 'WITHOUT_LIMITS', KNEE_JOINT: 'MICROPROCESSOR' },
    cents: 2950000,
  },
];
const TRANSRADIAL: readonly Limb[] = [
  { kind: 'tijdelijk', characteristics: { HAND_FUNCTION: 'COSMETIC' }, cents: 245000 },
  { kind: 'met grijphand', characteristics: { HAND_FUNCTION: 'GRIPS' }, cents: 980000 },
  { kind: 'met werkhaak', characteristics: { HAND_FUNCTION: 'TOOLS' }, cents: 420000 },
];

/** Invented prostheses: the first of each kind ready-made, to bridge the time until the own one is mended. */
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
  ...limbs('Y062409', 93, 'onderbeenprothese', 'TRANSTIBIAL', TRANSTIBIAL),
  ...limbs('Y062415', 94, 'bovenbeenprothese', 'TRANSFEMORAL', TRANSFEMORAL),
  ...limbs('Y061809', 95, 'onderarmprothese', 'TRANSRADIAL', TRANSRADIAL),
];
