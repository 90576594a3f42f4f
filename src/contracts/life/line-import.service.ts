import type { DeviceCategory } from '../../catalogue/device-category';
import type { Clock } from '../../platform/clock';
import type { Database, Transaction } from '../../platform/database/database';
import { UnreadableLineError } from '../../platform/lines';
import type { Side } from '../side';
import { keepContentHash } from './content.sql';
import type { ContentLine } from './contract-content';
import { MOST_LINES } from './contract-content.rules';
import { readHeading, readLine, type CsvColumn } from './contract-csv.rules';
import {
  clearSignatures,
  COPY_IMPORTED_LINES,
  createImportedLines,
  deleteLines,
  insertImportedLines,
  selectDiffers,
  selectLineCodes,
  selectNewest,
  type NewestRow,
} from './import.sql';
import { lockContractById } from './life.sql';
import { ContractImportError, type FileProblem } from './contract-import-error';
import { contractNamed } from './named-contract';
import { recordImport, requireOpenFor, type ImportedFor } from './open-for-import';

const MOST_PROBLEMS = 100;
const ROWS_PER_MESSAGE = 500;

interface LineCodes {
  /** By code, what care it is about. */
  readonly groups: ReadonlyMap<string, DeviceCategory | null>;
  readonly articles: ReadonlyMap<string, DeviceCategory | null>;
  readonly regions: ReadonlyMap<string, unknown>;
  readonly articleIds: ReadonlyMap<string, number>;
  /** Of the contract; null: any. */
  readonly segment: DeviceCategory | null;
}

/**
 * Replaces the lines of the open version of a contract by those of a CSV. Read once, line by line, and
 * sent on as it is read; all of it or nothing. The same file again changes nothing.
 * @param owner with the owner's role
 * @param number of the contract, or its id where others have one of the same number
 * @param side the party whose file it is: what lies on the table is changed by who holds the pen alone
 * @throws ContractImportError naming the lines that are wrong
 */
export async function importContractLines(
  owner: Database,
  number: string,
  lines: AsyncIterable<string>,
  clock: Clock,
  side: Side | null = null,
): Promise<{ imported: number; changed: boolean }> {
  const codes = await lineCodes(owner);
  const imported = { side, now: clock.now() };
  // Read once: a file cannot be read again for another attempt, and nothing here is retried in vain.
  return owner.inTransaction(async (transaction) => {
    const version = await openVersionOf(transaction, number, imported);
    const { versionId, segment } = version;
    await transaction.query(createImportedLines);
    const problems: FileProblem[] = [];
    const count = await transaction.copyIn(
      COPY_IMPORTED_LINES,
      copyRows(rowsOf(lines, { ...codes, segment }, problems)),
    );
    if (problems.length === 0 && count === 0) {
      problems.push({ line: 1, message: 'the file ends without a line of a contract' });
    }
    if (problems.length > 0) throw new ContractImportError(problems.slice(0, MOST_PROBLEMS));
    const [found] = await transaction.query(selectDiffers, [versionId]);
    if (found?.differs !== true) return { imported: count, changed: false };
    await transaction.query(clearSignatures, [versionId]);
    await transaction.query(deleteLines, [versionId]);
    await transaction.query(insertImportedLines, [versionId]);
    await transaction.query(keepContentHash, [versionId]);
    await recordImport(transaction, version, imported);
    return { imported: count, changed: true };
  });
}

async function openVersionOf(
  transaction: Transaction,
  number: string,
  imported: ImportedFor,
): Promise<NewestRow> {
  const contract = await contractNamed(transaction, number);
  if ('problem' in contract) {
    throw new ContractImportError([{ line: 0, message: contract.problem }]);
  }
  await transaction.query(lockContractById, [contract.id]);
  const [version] = await transaction.query(selectNewest, [contract.id]);
  if (version === undefined) throw new Error('A contract has no version');
  requireOpenFor(version, imported);
  return version;
}

async function lineCodes(database: Database): Promise<Omit<LineCodes, 'segment'>> {
  const rows = await database.query(selectLineCodes);
  const of = (wanted: string): [string, DeviceCategory | null][] =>
    rows.filter(({ kind }) => kind === wanted).map(({ code, category }) => [code, category]);
  return {
    groups: new Map(of('GROUP')),
    articles: new Map(of('ARTICLE')),
    regions: new Map(of('REGION')),
    articleIds: new Map(
      rows.filter(({ kind }) => kind === 'ARTICLE').map(({ code, id }) => [code, id]),
    ),
  };
}

/** The rows of COPY. After the first problem no more of them, but the file is read on for further problems. */
async function* rowsOf(
  lines: AsyncIterable<string>,
  codes: LineCodes,
  problems: FileProblem[],
): AsyncGenerator<string> {
  let columns: readonly CsvColumn[] | undefined;
  const seen = new Map<number, number>();
  let place = 0;
  try {
    for await (const text of lines) {
      place += 1;
      if (text.trim() === '') continue;
      if (columns === undefined) {
        const heading = readHeading(text);
        if (typeof heading === 'string') {
          problems.push({ line: place, message: heading });
          return;
        }
        columns = heading;
        continue;
      }
      const line = readLine(text, columns);
      const wrong = 'lineNumber' in line ? unknownCodes(line, codes) : line;
      if ('lineNumber' in line) {
        const before = seen.get(line.lineNumber);
        if (before !== undefined) wrong.push(`has the line number of line ${before}`);
        seen.set(line.lineNumber, place);
      }
      if (seen.size > MOST_LINES) wrong.push(`is one more than ${MOST_LINES} lines`);
      problems.push(...wrong.map((message) => ({ line: place, message })));
      if (problems.length >= MOST_PROBLEMS) return;
      if (problems.length === 0 && 'lineNumber' in line) yield copyRow(line, codes);
    }
  } catch (error) {
    if (!(error instanceof UnreadableLineError)) throw error;
    problems.push({ line: error.line, message: error.problem });
  }
}

function unknownCodes(
  { productGroup, gtin, region }: ContentLine,
  { groups, articles, regions, segment }: LineCodes,
): string[] {
  const problems: string[] = [];
  if (productGroup != null && !groups.has(productGroup))
    problems.push('has an unknown product group');
  if (gtin != null && !articles.has(gtin)) problems.push('has an unknown GTIN');
  if (region != null && !regions.has(region)) problems.push('has an unknown region');
  const category = groups.get(productGroup ?? '') ?? articles.get(gtin ?? '');
  if (segment !== null && category != null && category !== segment)
    problems.push(`must be of the segment ${segment}, not of ${category}`);
  return problems;
}

function copyRow(line: ContentLine, { articleIds }: LineCodes): string {
  const grounds = line.replacementGrounds;
  return [
    line.lineNumber,
    line.productGroup,
    line.gtin == null ? null : articleIds.get(line.gtin),
    line.region,
    line.tariffKind,
    line.tariff,
    line.unit,
    line.deliveryHours,
    line.emergencyDeliveryMinutes,
    line.quantityLimitMaximum,
    line.quantityLimitPer,
    line.motivatedDeviation,
    line.patientProfile,
    grounds == null ? null : `{${grounds.join(',')}}`,
    line.usageTermMonths,
    line.cheaperFirst,
  ]
    .map((value) => (value == null ? '\\N' : String(value).replaceAll('\\', '\\\\')))
    .join('\t');
}

async function* copyRows(rows: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  let waiting: string[] = [];
  for await (const row of rows) {
    waiting.push(row);
    if (waiting.length < ROWS_PER_MESSAGE) continue;
    yield Buffer.from(`${waiting.join('\n')}\n`);
    waiting = [];
  }
  if (waiting.length > 0) yield Buffer.from(`${waiting.join('\n')}\n`);
}
