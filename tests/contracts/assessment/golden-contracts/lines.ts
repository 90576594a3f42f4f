import { articles } from '../../../../seeds/catalogue/articles';
import { productGroups } from '../../../../seeds/catalogue/product-groups';
import type { ContentActivity, ContentLine } from '../../../../src/contracts/life/contract-content';
import { REPLACEMENT_GROUNDS } from '../../../../src/quality/contract-terms';

/** Four fifths of what a piece is listed at: of the article, or of those of the group. */
function piecePrice(code: string): string {
  const priced = articles
    .filter(({ gtin, productGroupCode }) => gtin === code || productGroupCode.startsWith(code))
    .map(({ listPrice, piecesPerPack }) => Number(listPrice) / piecesPerPack);
  const mean = priced.reduce((sum, price) => sum + price, 0) / priced.length;
  return (mean * 0.8).toFixed(4);
}

/** Lines of a tariff per piece, delivered in a day and in an emergency in four hours. */
export function lines(
  what: readonly string[],
  terms: Partial<ContentLine> = {},
  firstNumber = 1,
): ContentLine[] {
  return what.map((code, index) => ({
    lineNumber: firstNumber + index,
    ...(/^\d{14}$/.test(code) ? { gtin: code } : { productGroup: code }),
    tariffKind: 'PIECE',
    tariff: piecePrice(code),
    unit: 'piece',
    deliveryHours: 24,
    emergencyDeliveryMinutes: 240,
    replacementGrounds: REPLACEMENT_GROUNDS,
    cheaperFirst: false,
    ...terms,
  }));
}

/** Every product group under one of the EMDN codes. */
export function under(...prefixes: string[]): string[] {
  return productGroups
    .map(({ code }) => code)
    .filter((code) => prefixes.some((prefix) => code.startsWith(prefix)));
}

export function paid(
  codes: readonly ContentActivity['code'][],
  terms: Partial<ContentActivity> = {},
): ContentActivity[] {
  const price = terms.funding === undefined ? { tariff: '40', unit: 'time' } : {};
  return codes.map((code) => ({ code, funding: 'PRICED', ...price, ...terms }));
}
