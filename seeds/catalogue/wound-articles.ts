import {
  articlesOf,
  DUINROOS,
  HEIDEVLAM,
  KLAVERKADE,
  LINDEVLIET,
  type SeedArticle,
  type Variant,
} from './article-seed';

type Shape = 'SQUARE' | 'SACRAL' | 'HEEL' | 'ROPE';

interface Dressing {
  readonly what: string;
  readonly shape?: Shape;
  readonly adhesive?: boolean;
  readonly pieces?: number;
  readonly extra?: Variant['characteristics'];
  /** Invented, in cents per square centimetre and piece. */
  readonly rate: number;
}

const SHAPE_WORDS: Readonly<Record<Shape, string>> = {
  SQUARE: '',
  SACRAL: ' stuit',
  HEEL: ' hiel',
  ROPE: ' streng',
};

const dressing = (
  width: number,
  height: number,
  { what, shape = 'SQUARE', adhesive = false, pieces = 10, extra = {}, rate }: Dressing,
): Variant => ({
  name: `${what}${SHAPE_WORDS[shape]} ${width} x ${height} cm${adhesive ? ' met kleefrand' : ''}, ${pieces} stuks`,
  characteristics: {
    DRESSING_WIDTH_CM: width,
    DRESSING_HEIGHT_CM: height,
    SHAPE: shape,
    ADHESIVE: adhesive,
    STERILE: true,
    ...extra,
  },
  piecesPerPack: pieces,
  cents: Math.round(width * height * rate * pieces),
});

const gauze = (width: number, height: number, sterile: boolean): Variant => ({
  name: `gaas ${width} x ${height} cm${sterile ? ' steriel, 50' : ', 100'} stuks`,
  characteristics: { DRESSING_WIDTH_CM: width, DRESSING_HEIGHT_CM: height, STERILE: sterile },
  piecesPerPack: sterile ? 50 : 100,
  cents: 250 + width * height * 4,
});

const fixing = (width: number, adhesive: boolean): Variant => ({
  name: `fixatieverband ${width} cm${adhesive ? ' zelfklevend' : ''}, ${adhesive ? 10 : 4} m`,
  characteristics: { BANDAGE_WIDTH_CM: width, ADHESIVE: adhesive, LENGTH_M: adhesive ? 10 : 4 },
  piecesPerPack: 1,
  cents: adhesive ? width * 70 : width * 18,
});

const gel = (grams: number): Variant => ({
  name: `hydrogel tube ${grams} g, 10 stuks`,
  characteristics: { CONTENT_G: grams, STERILE: true },
  piecesPerPack: 10,
  cents: 2600 + grams * 60,
});

const alginate: Dressing = { what: 'alginaatverband', rate: 3.2, extra: { SILVER: false } };
const hydrocolloid: Dressing = {
  what: 'hydrocolloïdverband',
  rate: 2.6,
  adhesive: true,
  extra: { THICKNESS_MM: 2 },
};
const foam: Dressing = { what: 'schuimverband', rate: 3.4, extra: { THICKNESS_MM: 5 } };
const silicone: Dressing = {
  what: 'siliconen schuimverband',
  rate: 4.2,
  extra: { THICKNESS_MM: 4 },
};
const silver: Dressing = { what: 'zilververband', rate: 6.1, extra: { SILVER: true } };
const charcoal: Dressing = { what: 'koolstofverband', rate: 3.9 };
const antiseptic: Dressing = { what: 'antiseptisch verband', rate: 4.6 };

const list = (
  productGroup: string,
  series: number,
  variants: readonly Variant[],
  makers = [HEIDEVLAM, LINDEVLIET],
): SeedArticle[] =>
  articlesOf({ productGroup, series, makers, minimumRemainingDays: 30 }, variants);

/** Invented articles for wounds. */
export const woundArticles: readonly SeedArticle[] = [
  ...list(
    'M02',
    80,
    [gauze(5, 5, true), gauze(10, 10, true), gauze(10, 10, false), gauze(10, 20, true)],
    [KLAVERKADE, DUINROOS],
  ),
  ...list(
    'M0303',
    81,
    [fixing(4, false), fixing(6, false), fixing(8, false), fixing(10, true), fixing(15, true)],
    [KLAVERKADE, DUINROOS],
  ),
  ...list('M040402', 82, [
    dressing(5, 5, alginate),
    dressing(10, 10, alginate),
    dressing(2, 30, { ...alginate, shape: 'ROPE', pieces: 5 }),
  ]),
  ...list('M040403', 83, [
    dressing(10, 10, hydrocolloid),
    dressing(15, 15, { ...hydrocolloid, pieces: 5 }),
    dressing(15, 18, { ...hydrocolloid, shape: 'SACRAL', pieces: 5 }),
  ]),
  ...list('M040405', 84, [gel(8), gel(15)]),
  ...list('M040406', 85, [
    dressing(10, 10, foam),
    dressing(10, 10, { ...foam, adhesive: true }),
    dressing(15, 15, { ...foam, adhesive: true, pieces: 5 }),
    dressing(18, 18, { ...foam, adhesive: true, shape: 'SACRAL', pieces: 5 }),
    dressing(12, 20, { ...foam, shape: 'HEEL', pieces: 5 }),
  ]),
  ...list('M040407', 86, [
    dressing(10, 10, { ...silicone, adhesive: true }),
    dressing(15, 15, { ...silicone, adhesive: true, pieces: 5 }),
    dressing(18, 18, { ...silicone, adhesive: true, shape: 'SACRAL', pieces: 5 }),
    dressing(7.5, 7.5, { ...silicone, adhesive: true }),
  ]),
  ...list('M040408', 87, [
    dressing(10, 10, silver),
    dressing(15, 15, { ...silver, pieces: 5 }),
    dressing(2, 30, { ...silver, shape: 'ROPE', pieces: 5 }),
  ]),
  ...list('M040409', 88, [
    dressing(10, 10, charcoal),
    dressing(10, 20, { ...charcoal, pieces: 5 }),
  ]),
  ...list('M040412', 89, [dressing(5, 5, antiseptic), dressing(10, 10, antiseptic)]),
];
