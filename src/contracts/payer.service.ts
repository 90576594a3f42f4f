import type { Queryable, Statement } from '../platform/database/statement';
import {
  selectContractedLines,
  selectContractedLinesThen,
  type ContractedLine,
  type ContractedLineRow,
} from './payer.sql';

export interface PayerQuestion {
  readonly uzovi: string;
  /** 'YYYY-MM-DD', the date in Amsterdam. */
  readonly on: string;
  readonly articleIds: readonly number[];
  /** The region of the patient's postcode. */
  readonly regionCode: string;
  /** Only these suppliers; left out, every supplier. Fewer suppliers are a faster answer. */
  readonly supplierAgbs?: readonly string[];
}

/**
 * Which suppliers the insurer has under contract for these articles in this region on this date, and
 * under which line: at most one per article and supplier, the most specific. An article's own line
 * goes before a product group's, a deeper group before one above it, a region's before the whole
 * country's. Only versions in force count; a supplier without one is not in the answer.
 */
export function contractedLines(
  queryable: Queryable,
  question: PayerQuestion,
): Promise<ContractedLine[]> {
  return bestLines(queryable, selectContractedLines, question);
}

/** As `contractedLines`, by the versions that were in effect on the date, also those that ended since. */
export function contractedLinesThen(
  queryable: Queryable,
  question: PayerQuestion,
): Promise<ContractedLine[]> {
  return bestLines(queryable, selectContractedLinesThen, question);
}

async function bestLines(
  queryable: Queryable,
  select: Statement<ContractedLineRow>,
  { uzovi, on, articleIds, regionCode, supplierAgbs }: PayerQuestion,
): Promise<ContractedLine[]> {
  if (articleIds.length === 0 || supplierAgbs?.length === 0) return [];
  const rows = await queryable.query(select, [
    uzovi,
    on,
    articleIds,
    regionCode,
    supplierAgbs ?? null,
  ]);
  // Lines about one article come first, and keep their place against those of its group.
  const best = new Map<string, ContractedLine>();
  for (const { articleIds: covered, supplierAgb, ...line } of rows) {
    for (const articleId of covered) {
      const key = `${supplierAgb} ${articleId}`;
      if (!best.has(key)) best.set(key, { articleId, supplierAgb, ...line });
    }
  }
  return [...best.values()];
}
