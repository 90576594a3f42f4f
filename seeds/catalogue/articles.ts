import type { SeedArticle } from './article-seed';
import { diabetesArticles } from './diabetes-articles';
import { incontinenceArticles } from './incontinence-articles';
import { compressionArticles, prosthesisArticles } from './other-articles';
import { stomaArticles } from './stoma-articles';
import { woundArticles } from './wound-articles';

/** All invented articles. They get their ids in this order. */
export const articles: readonly SeedArticle[] = [
  ...diabetesArticles,
  ...incontinenceArticles,
  ...stomaArticles,
  ...woundArticles,
  ...compressionArticles,
  ...prosthesisArticles,
];
