import { InputProblems } from '../platform/invalid-input';
import { characteristicValueOf, valueProblem } from './asked-device.rules';
import type { Article, Catalogue, CharacteristicValue } from './catalogue';
import type { DeviceCategory } from './device-category';
import { isWithinEmdn, parseEmdn } from './emdn.rules';
import { parseGtin } from './gtin.rules';

/** Which articles, as it was sent; everything given must hold. */
export interface ArticleFilterInput {
  readonly category?: DeviceCategory | null;
  /** EMDN code, or the beginning of one. */
  readonly productGroup?: string | null;
  readonly maker?: string | null;
  readonly gtin?: string | null;
  readonly text?: string | null;
  readonly characteristics?: readonly { readonly code: string; readonly value: string }[] | null;
}

export type ArticleFilter = (article: Article) => boolean;

const LONGEST_TEXT = 100;

/**
 * Makes the test that an article must pass.
 * @throws InvalidInput naming every field of the filter that is wrong
 */
export function articleFilter(input: ArticleFilterInput, catalogue: Catalogue): ArticleFilter {
  const problems = new InputProblems();
  const tests: ArticleFilter[] = [];
  const { category, productGroup, maker, gtin, text, characteristics } = input;
  if (category != null) tests.push(({ group }) => group.category === category);
  if (productGroup != null) {
    const code = parseEmdn(productGroup);
    if (code.ok) tests.push(({ group }) => isWithinEmdn(group.code, code.value));
    else problems.add('filter.productGroup', 'must be an EMDN code or the beginning of one');
  }
  if (maker != null) {
    const wanted = folded(maker);
    tests.push((article) => folded(article.maker) === wanted);
  }
  if (gtin != null) {
    const code = parseGtin(gtin);
    if (code.ok) tests.push((article) => article.gtin === code.value);
    else
      problems.add('filter.gtin', 'must be a GTIN: 8, 12, 13 or 14 digits, the last a check digit');
  }
  if (text != null) {
    problems.require(
      text.length <= LONGEST_TEXT,
      'filter.text',
      `must be at most ${LONGEST_TEXT} characters`,
    );
    const words = folded(text).split(/\s+/).filter(Boolean);
    tests.push((article) => words.every((word) => searchText(article).includes(word)));
  }
  for (const [code, value] of wantedCharacteristics(characteristics ?? [], catalogue, problems)) {
    tests.push(
      (article) =>
        Object.hasOwn(article.characteristics, code) && article.characteristics[code] === value,
    );
  }
  problems.throwIfAny();
  return (article) => tests.every((test) => test(article));
}

function wantedCharacteristics(
  given: readonly { readonly code: string; readonly value: string }[],
  { characteristics }: Catalogue,
  problems: InputProblems,
): [string, CharacteristicValue][] {
  return given.flatMap(({ code, value }, index): [string, CharacteristicValue][] => {
    const path = `filter.characteristics.${index}`;
    const characteristic = characteristics.get(code.trim().toUpperCase());
    if (characteristic === undefined) {
      problems.add(`${path}.code`, 'must be the code of a characteristic: see productGroups');
      return [];
    }
    const wanted = characteristicValueOf(characteristic, value);
    const problem = valueProblem(characteristic, wanted);
    if (problem !== undefined) {
      problems.add(`${path}.value`, problem);
      return [];
    }
    return [[characteristic.code, wanted]];
  });
}

const searchTexts = new WeakMap<Article, string>();

function searchText(article: Article): string {
  const known = searchTexts.get(article);
  if (known !== undefined) return known;
  const { name, maker, group } = article;
  const text = folded([name, maker, group.name, group.dutchName].join(' '));
  searchTexts.set(article, text);
  return text;
}

/** Without case and accents. */
function folded(text: string): string {
  return text
    .trim()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}
