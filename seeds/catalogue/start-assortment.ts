import type { DeviceCategory } from '../../src/catalogue/device-category';
import type { SeedArticle } from './article-seed';
import { articles } from './articles';
import { productGroups } from './product-groups';

/** What a stock point should at least have of an article, as seeded. */
export interface SeedStartAssortment {
  readonly category: DeviceCategory;
  readonly gtin: string;
  readonly minimumPieces: number;
}

interface Choice {
  readonly productGroup: string;
  readonly minimumPieces: number;
  /** Which of the group; absent: all. */
  readonly where?: (characteristics: SeedArticle['characteristics']) => boolean;
  /** Of how many makers; absent: one. */
  readonly makers?: number;
}

const among =
  <Value>(...values: Value[]) =>
  (value: unknown): boolean =>
    (values as unknown[]).includes(value);

/** What bridges some days until the regular delivery, by product group. */
const CHOICES: readonly Choice[] = [
  { productGroup: 'A01010102', minimumPieces: 100, where: (c) => c.SAFETY === false },
  { productGroup: 'A020106', minimumPieces: 20, where: (c) => c.INSULIN_CONCENTRATION === 'U100' },
  { productGroup: 'V0104', minimumPieces: 100, where: (c) => c.LANCET_SYSTEM !== 'DRUM' },
  { productGroup: 'W0101060101', minimumPieces: 50, makers: 5 },
  { productGroup: 'W0101060110', minimumPieces: 10, makers: 5 },
  { productGroup: 'W0201060102', minimumPieces: 1, makers: 5 },
  {
    productGroup: 'A03040101',
    minimumPieces: 5,
    makers: 5,
    where: (c) => c.CANNULA_MM === 9 && c.TUBING_CM === 60,
  },
  {
    productGroup: 'U010201',
    minimumPieces: 3,
    makers: 2,
    where: (c) => c.TERM_OF_USE === 'LONG' && among(12, 14, 16, 18)(c.CHARRIERE),
  },
  {
    productGroup: 'U010201',
    minimumPieces: 3,
    where: (c) => c.TERM_OF_USE === 'SHORT' && c.LATEX_FREE === true && among(14, 16)(c.CHARRIERE),
  },
  { productGroup: 'U010206', minimumPieces: 2, where: (c) => c.TERM_OF_USE === 'LONG' },
  {
    productGroup: 'U01010501',
    minimumPieces: 30,
    where: (c) => c.INTEGRATED_BAG === false && among(10, 12, 14)(c.CHARRIERE),
  },
  { productGroup: 'U01010601', minimumPieces: 15, where: (c) => among(12, 14)(c.CHARRIERE) },
  {
    productGroup: 'A06030301',
    minimumPieces: 10,
    where: (c) => c.OUTLET === 'DRAINABLE' && c.STERILE === false,
  },
  { productGroup: 'U070201', minimumPieces: 10, where: (c) => c.LATEX_FREE === true },
  { productGroup: 'T04010102', minimumPieces: 28, where: (c) => among(900, 1800)(c.ABSORPTION_ML) },
  { productGroup: 'T04010103', minimumPieces: 20, where: (c) => c.ABSORPTION_ML === 2000 },
  { productGroup: 'T04010104', minimumPieces: 5, where: (c) => among('M', 'L')(c.SIZE) },
  { productGroup: 'T040102', minimumPieces: 10, where: (c) => c.PAD_WIDTH_CM === 60 },
  { productGroup: 'A100101', minimumPieces: 30, makers: 2 },
  { productGroup: 'A100102', minimumPieces: 30, makers: 2 },
  { productGroup: 'A100103', minimumPieces: 30 },
  { productGroup: 'A100201', minimumPieces: 5, makers: 3, where: (c) => c.CONVEX === false },
  { productGroup: 'A100202', minimumPieces: 30, makers: 3 },
  { productGroup: 'A100203', minimumPieces: 30, makers: 3 },
  { productGroup: 'A100204', minimumPieces: 30 },
  { productGroup: 'A108001', minimumPieces: 10 },
  { productGroup: 'A108004', minimumPieces: 1 },
  { productGroup: 'A108005', minimumPieces: 1 },
  { productGroup: 'A108006', minimumPieces: 1, where: (c) => c.SIZE === 'M' },
  { productGroup: 'M02', minimumPieces: 100, where: (c) => c.STERILE === true },
  { productGroup: 'M0303', minimumPieces: 2 },
  { productGroup: 'M040402', minimumPieces: 5 },
  { productGroup: 'M040403', minimumPieces: 5, where: (c) => c.SHAPE === 'SQUARE' },
  { productGroup: 'M040405', minimumPieces: 5 },
  { productGroup: 'M040406', minimumPieces: 5, makers: 2 },
  { productGroup: 'M040407', minimumPieces: 5 },
  { productGroup: 'M040408', minimumPieces: 5, where: (c) => c.SHAPE === 'SQUARE' },
  { productGroup: 'M040409', minimumPieces: 5, where: (c) => c.DRESSING_HEIGHT_CM === 10 },
  { productGroup: 'M040412', minimumPieces: 5 },
];

const categoryByGroup: ReadonlyMap<string, DeviceCategory> = new Map(
  productGroups.map(({ code, category }) => [code, category]),
);

/** The start assortment of diabetes, incontinence, stoma and wounds. Ours, no published list. */
export const startAssortment: readonly SeedStartAssortment[] = CHOICES.flatMap(
  ({ productGroup, minimumPieces, where = () => true, makers = 1 }) => {
    const fitting = articles.filter(
      (article) => article.productGroupCode === productGroup && where(article.characteristics),
    );
    const chosenMakers = [...new Set(fitting.map(({ maker }) => maker))].slice(0, makers);
    const category = categoryByGroup.get(productGroup);
    if (category === undefined) throw new Error(`No product group ${productGroup}`);
    return fitting
      .filter(({ maker }) => chosenMakers.includes(maker))
      .map(({ gtin }) => ({ category, gtin, minimumPieces }));
  },
);
