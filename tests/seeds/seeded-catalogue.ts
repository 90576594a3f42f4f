import { articles } from '../../seeds/catalogue/articles';
import { characteristics } from '../../seeds/catalogue/characteristics';
import { productGroups } from '../../seeds/catalogue/product-groups';
import { startAssortment } from '../../seeds/catalogue/start-assortment';
import { substitutions } from '../../seeds/catalogue/substitutions';
import { qualificationsTakenIn } from '../../seeds/parties/qualifications-taken-in';
import { buildCatalogue, type Catalogue } from '../../src/catalogue/catalogue';

/** The seeded catalogue as a server holds it, without a database. */
export function seededCatalogue(): Catalogue {
  const idByGtin = new Map(articles.map(({ gtin }, index) => [gtin, index + 1]));
  const idOf = (gtin: string): number => idByGtin.get(gtin) ?? -1;
  return buildCatalogue({
    characteristics,
    groups: productGroups.map(({ hard, soft, mustBeAsked, ...group }) => ({
      ...group,
      supplierQualifications: [
        group.supplierQualification,
        ...qualificationsTakenIn
          .filter(({ takesIn }) => takesIn === group.supplierQualification)
          .map(({ qualification }) => qualification),
      ],
      characteristics: [...hard, ...soft].map((code) => ({
        code,
        hard: hard.includes(code),
        mustBeAsked: mustBeAsked.includes(code),
      })),
    })),
    articles: articles.map((article) => ({
      ...article,
      id: idOf(article.gtin),
      characteristics: article.characteristics,
      active: true,
    })),
    substitutions: substitutions.map(({ article, substitute, ...relation }) => ({
      ...relation,
      articleId: idOf(article),
      substituteId: idOf(substitute),
    })),
    startAssortment: startAssortment.map(({ category, gtin, minimumPieces }) => ({
      category,
      articleId: idOf(gtin),
      minimumPieces,
    })),
  });
}
