import {
  articlesOf,
  GANZENVEER,
  KLAVERKADE,
  NOORDERKROON,
  ZANDKASTEEL,
  type SeedArticle,
  type Variant,
} from './article-seed';

type Outlet = 'CLOSED' | 'DRAINABLE' | 'TAP';

const onePiece = (outlet: Outlet, convex: boolean, cutTo: number): Variant => ({
  name: `eendelig stomazakje ${convex ? 'convex' : 'vlak'}, te knippen tot ${cutTo} mm, 30 stuks`,
  characteristics: {
    PIECES: 'ONE_PIECE',
    OUTLET: outlet,
    CONVEX: convex,
    CUT_TO_FIT_MAX_MM: cutTo,
    ...(outlet === 'TAP' ? {} : { FILTER: true }),
  },
  piecesPerPack: 30,
  cents: convex ? 16900 : 9900,
});

const plate = (coupling: string, flange: number, convex: boolean): Variant => ({
  name: `huidplaat ${coupling.toLowerCase()} ${flange} mm ${convex ? 'convex' : 'vlak'}, 5 stuks`,
  characteristics: {
    PIECES: 'TWO_PIECE',
    COUPLING: coupling,
    FLANGE_MM: flange,
    CONVEX: convex,
    CUT_TO_FIT_MAX_MM: flange - (convex ? 17 : 10),
  },
  piecesPerPack: 5,
  cents: convex ? 4350 : 2650,
});

const twoPieceBag = (coupling: string, outlet: Outlet, flange: number): Variant => ({
  name: `tweedelig stomazakje ${coupling.toLowerCase()} ${flange} mm, 30 stuks`,
  characteristics: {
    PIECES: 'TWO_PIECE',
    OUTLET: outlet,
    COUPLING: coupling,
    FLANGE_MM: flange,
    ...(outlet === 'TAP' ? {} : { FILTER: true }),
  },
  piecesPerPack: 30,
  cents: 7300,
});

const ring = (diameter: number, thickness: number): Variant => ({
  name: `huidbeschermende ring ${diameter} mm, ${thickness} mm dik, 30 stuks`,
  characteristics: { DIAMETER_MM: diameter, THICKNESS_MM: thickness },
  piecesPerPack: 30,
  cents: 9600,
});

const film = (what: string, form: 'SPRAY' | 'WIPE'): Variant => ({
  name: `${what} ${form === 'SPRAY' ? 'spray 50 ml' : 'doekjes, 30 stuks'}`,
  characteristics: {
    FORM: form,
    ALCOHOL_FREE: true,
    ...(form === 'SPRAY' ? { CONTENT_ML: 50 } : {}),
  },
  piecesPerPack: form === 'SPRAY' ? 1 : 30,
  cents: form === 'SPRAY' ? 1650 : 2100,
});

const powder: Variant = {
  name: 'stomapoeder 25 g',
  characteristics: { FORM: 'POWDER', CONTENT_G: 25 },
  piecesPerPack: 1,
  cents: 980,
};

const cream: Variant = {
  name: 'stomacrème 60 g',
  characteristics: { FORM: 'CREAM', CONTENT_G: 60 },
  piecesPerPack: 1,
  cents: 1150,
};

const irrigationSet = (litres: number): Variant => ({
  name: `spoelset met waterzak ${litres} l, afvoerhuls en conus`,
  characteristics: { VOLUME_ML: litres * 1000, OUTLET: 'TAP' },
  piecesPerPack: 1,
  cents: 6900 + litres * 450,
});

const cone = (diameter: number): Variant => ({
  name: `spoelconus ${diameter} mm, siliconen`,
  characteristics: { DIAMETER_MM: diameter, LATEX_FREE: true },
  piecesPerPack: 1,
  cents: 1890,
});

const belt = (coupling: string, size: string): Variant => ({
  name: `stomagordel ${coupling.toLowerCase()} maat ${size}`,
  characteristics: { COUPLING: coupling, SIZE: size },
  piecesPerPack: 1,
  cents: 1450,
});

/** Plates and bags of one coupling fit each other, whoever made them; those of two never do. */
const KLIKRAND_MAKERS = [NOORDERKROON, ZANDKASTEEL];
const ZACHTRING_MAKERS = [GANZENVEER];

const onePieces = (outlet: Outlet, flatTo: readonly number[]): Variant[] => [
  ...flatTo.map((cutTo) => onePiece(outlet, false, cutTo)),
  onePiece(outlet, true, 35),
  onePiece(outlet, true, 43),
];

const bags = (productGroup: string, series: number, outlet: Outlet): SeedArticle[] => [
  ...articlesOf(
    { productGroup, series, makers: KLIKRAND_MAKERS, minimumRemainingDays: 60 },
    [40, 50, 60].map((flange) => twoPieceBag('KLIKRAND', outlet, flange)),
  ),
  ...articlesOf(
    { productGroup, series: series + 1, makers: ZACHTRING_MAKERS, minimumRemainingDays: 60 },
    [50, 60].map((flange) => twoPieceBag('ZACHTRING', outlet, flange)),
  ),
];

const accessory = (
  productGroup: string,
  series: number,
  variants: readonly Variant[],
): SeedArticle[] =>
  articlesOf(
    { productGroup, series, makers: [NOORDERKROON, KLAVERKADE], minimumRemainingDays: 60 },
    variants,
  );

/** Invented articles for a stoma. */
export const stomaArticles: readonly SeedArticle[] = [
  ...articlesOf(
    { productGroup: 'A100101', series: 60, makers: KLIKRAND_MAKERS, minimumRemainingDays: 60 },
    onePieces('CLOSED', [55, 70]),
  ),
  ...articlesOf(
    { productGroup: 'A100102', series: 61, makers: KLIKRAND_MAKERS, minimumRemainingDays: 60 },
    onePieces('DRAINABLE', [55, 70]),
  ),
  ...articlesOf(
    { productGroup: 'A100103', series: 62, makers: KLIKRAND_MAKERS, minimumRemainingDays: 60 },
    onePieces('TAP', [45]),
  ),
  ...articlesOf(
    { productGroup: 'A100201', series: 63, makers: KLIKRAND_MAKERS, minimumRemainingDays: 60 },
    [
      ...[40, 50, 60, 70].map((flange) => plate('KLIKRAND', flange, false)),
      ...[50, 60].map((flange) => plate('KLIKRAND', flange, true)),
    ],
  ),
  ...articlesOf(
    { productGroup: 'A100201', series: 64, makers: ZACHTRING_MAKERS, minimumRemainingDays: 60 },
    [plate('ZACHTRING', 50, false), plate('ZACHTRING', 60, false), plate('ZACHTRING', 50, true)],
  ),
  ...bags('A100202', 65, 'CLOSED'),
  ...bags('A100203', 67, 'DRAINABLE'),
  ...bags('A100204', 69, 'TAP'),
  ...accessory('A108001', 71, [ring(48, 2), ring(48, 4), ring(98, 4)]),
  ...accessory('A108003', 72, [powder]),
  ...accessory('A108004', 73, [
    film('huidbeschermende film', 'SPRAY'),
    film('huidbeschermende film', 'WIPE'),
  ]),
  ...accessory('A108005', 74, [
    film('lijmverwijderaar', 'SPRAY'),
    film('lijmverwijderaar', 'WIPE'),
  ]),
  ...articlesOf(
    { productGroup: 'A108006', series: 75, makers: KLIKRAND_MAKERS, minimumRemainingDays: 0 },
    [belt('KLIKRAND', 'M'), belt('KLIKRAND', 'XL')],
  ),
  ...accessory('A1003', 76, [irrigationSet(1), irrigationSet(2)]),
  ...accessory('A108002', 77, [cream]),
  ...accessory('A108007', 78, [cone(20), cone(23)]),
];
