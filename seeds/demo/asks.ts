import type { Article, Catalogue } from '../../src/catalogue/catalogue';
import { isDisw, type DeviceCategory } from '../../src/catalogue/device-category';
import { ofStartAssortment } from '../../src/catalogue/start-assortment.rules';
import {
  acceptableArticles,
  type ArticleMatch,
  type AskedDevice,
  type MatchingArticle,
  type SubstitutionWish,
} from '../../src/catalogue/substitution.rules';
import { SeededRandom } from '../random';
import { jsonbText } from './jsonb-text';

/** One thing that an invented request asks for, with everything that may be given for it. */
export interface Ask {
  readonly index: number;
  readonly category: DeviceCategory;
  readonly productGroupCode: string;
  readonly articleId: number | null;
  /** The same by who may prescribe of the start assortment only; absent: nothing of that may be given. */
  readonly ofStartAssortment?: Ask;
  /** Whether this is that. */
  readonly startAssortmentOnly: boolean;
  /** As PostgreSQL prints the jsonb. */
  readonly required: string;
  readonly substitution: SubstitutionWish;
  readonly leastPieces: number;
  readonly mostPieces: number;
  /** Best match first. */
  readonly acceptable: readonly AcceptableGift[];
}

export interface AcceptableGift {
  readonly article: Article;
  /** List price of a piece in ten-thousandths of a euro: what is paid without a contract. */
  readonly listTariff: number;
  readonly match: ArticleMatch;
  /** As PostgreSQL prints the jsonb. */
  readonly differences: string;
}

export interface Asks {
  readonly all: readonly Ask[];
  /** What is asked for often is in it several times. */
  readonly byCategory: ReadonlyMap<DeviceCategory, readonly Ask[]>;
  /** For articles that no stock point holds. */
  readonly unservable: readonly Ask[];
}

/** How many times as often as another article one of the start assortment is asked for. */
const ASSORTMENT_WEIGHT = 6;
const MOST_PIECES = 60;
/** Most people take what fits. */
const WISHES: readonly SubstitutionWish[] = [
  'ALLOWED',
  'ALLOWED',
  'ALLOWED',
  'ONLY_EQUIVALENT',
  'NOT_ALLOWED',
];

/** Every kind of line that invented requests have, out of what is in stock somewhere. */
export function buildAsks(catalogue: Catalogue, stocked: ReadonlySet<number>): Asks {
  const assortment = new Set(catalogue.startAssortment.map(({ article }) => article.id));
  const all: Ask[] = [];
  const byCategory = new Map<DeviceCategory, Ask[]>();
  const unservable: Ask[] = [];
  const add = (article: Article, device: AskedDevice): Ask => {
    const acceptable = acceptableArticles(device, catalogue);
    const ofStart = ofStartAssortment(acceptable, catalogue);
    const restricted =
      ofStart.length === 0 ? undefined : askOf(all.length, article, device, ofStart, true);
    if (restricted !== undefined) all.push(restricted);
    const whole = askOf(all.length, article, device, acceptable, false);
    const ask = { ...whole, ofStartAssortment: restricted };
    all.push(ask);
    return ask;
  };
  for (const article of catalogue.articles) {
    if (!article.active || !isDisw(article.group.category)) continue;
    if (!stocked.has(article.id)) {
      unservable.push(add(article, byArticle(article, 'NOT_ALLOWED')));
      continue;
    }
    const random = new SeededRandom(`ask ${article.gtin}`);
    const wish = random.pick(WISHES);
    const asks = [add(article, byArticle(article, wish))];
    if (article.group.hard.length > 0) asks.push(add(article, byCharacteristics(article)));
    const weight = assortment.has(article.id) ? ASSORTMENT_WEIGHT : 1;
    const known = byCategory.get(article.group.category) ?? [];
    for (let time = 0; time < weight; time += 1) known.push(...asks);
    byCategory.set(article.group.category, known);
  }
  return { all, byCategory, unservable };
}

function byArticle(article: Article, substitution: SubstitutionWish): AskedDevice {
  return {
    productGroupCode: article.group.code,
    articleId: article.id,
    requiredCharacteristics: {},
    substitution,
  };
}

/** "Any catheter of this size": the hard characteristics of the article, but not the article. */
function byCharacteristics({ group, characteristics }: Article): AskedDevice {
  const hard = group.hard.flatMap((code) => {
    const value = characteristics[code];
    return value === undefined ? [] : [[code, value] as const];
  });
  return {
    productGroupCode: group.code,
    articleId: null,
    requiredCharacteristics: Object.fromEntries(hard),
    substitution: 'ALLOWED',
  };
}

function askOf(
  index: number,
  article: Article,
  device: AskedDevice,
  acceptable: readonly MatchingArticle[],
  startAssortmentOnly: boolean,
): Ask {
  const mostPieces = Math.min(MOST_PIECES, Math.max(1, article.piecesPerPack));
  return {
    index,
    category: article.group.category,
    productGroupCode: device.productGroupCode,
    articleId: device.articleId,
    startAssortmentOnly,
    required: jsonbText(device.requiredCharacteristics),
    substitution: device.substitution,
    leastPieces: Math.max(1, Math.round(mostPieces / 10)),
    mostPieces,
    acceptable: acceptable.map((one) => ({
      article: one.article,
      match: one.match,
      differences: jsonbText(one.differences),
      listTariff: listTariff(one.article),
    })),
  };
}

/** Rounded half up, as PostgreSQL does. */
function listTariff({ listPrice, piecesPerPack }: Article): number {
  const pack = Math.round(Number(listPrice) * 10_000);
  return Math.round(pack / piecesPerPack);
}
