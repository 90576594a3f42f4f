import type { Article, Catalogue } from '../catalogue/catalogue';
import type { QualityCatalogue } from './contract-terms';
import { characteristicWords } from './words';

const made = new WeakMap<Catalogue, QualityCatalogue>();

/** The catalogue as the rules see it: always the same object for the same catalogue. */
export function qualityCatalogueOf(catalogue: Catalogue): QualityCatalogue {
  const known = made.get(catalogue);
  if (known !== undefined) return known;
  const seen: QualityCatalogue = {
    groups: [...catalogue.groups.values()].map((group) => ({
      code: group.code,
      name: group.name,
      category: group.category,
      qualifications: group.supplierQualifications,
    })),
    characteristics: [...catalogue.characteristics.values()],
    articles: catalogue.articles
      .filter(({ active }) => active)
      .map((article) => ({
        id: article.id,
        gtin: article.gtin,
        productGroupCode: article.group.code,
        maker: article.maker,
        functionKey: functionKeyOf(article),
        characteristics: article.characteristics,
      })),
  };
  made.set(catalogue, seen);
  return seen;
}

/** The hard characteristics, as they are kept in any substitution. */
function functionKeyOf({ group, characteristics }: Article): string {
  return [...group.characteristics.values()]
    .flatMap((one) => {
      const value = characteristics[one.code];
      return one.hard && value !== undefined ? [characteristicWords(one, value)] : [];
    })
    .sort()
    .join(', ');
}
