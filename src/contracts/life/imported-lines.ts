import type { DeviceCategory } from '../../catalogue/device-category';
import type { Transaction } from '../../platform/database/database';
import type { Queryable } from '../../platform/database/statement';
import { UnreadableLineError } from '../../platform/lines';
import type { ContentLine } from './contract-content';
import { MOST_LINES, type LineProblem } from './contract-content.rules';
import { readHeading, readLine, type CsvColumn } from './contract-csv.rules';
import { readContractLine } from './contract-file.rules';
import { wrongFile, type FileProblems } from './contract-import-error';
import { COPY_IMPORTED_LINES, selectLineCodes } from './import.sql';
import type { LinesInJson } from './lines-in-json.rules';

const ROWS_PER_MESSAGE = 500;

export interface LineCodes {
  /** By code, what care it is about. */
  readonly groups: ReadonlyMap<string, DeviceCategory | null>;
  readonly articles: ReadonlyMap<string, DeviceCategory | null>;
  readonly regions: ReadonlyMap<string, unknown>;
  readonly articleIds: ReadonlyMap<string, number>;
}

interface LinesFor {
  /** Apart from what others read in at the same time. */
  readonly importId: string;
  /** Of the contract; null: it names none, and its lines may be of all. */
  readonly segment: DeviceCategory | null;
  readonly codes: LineCodes;
  readonly problems: FileProblems;
}

/** What came with the lines of a contract as JSON. */
export interface LaidAside {
  readonly count: number;
  /** What care each is about, in their order. */
  readonly categories: readonly (DeviceCategory | null)[];
}

/**
 * Lays the lines of a contract as JSON aside, sent on as they are read.
 * @param splitter has the rest of the file afterwards
 */
export async function layJsonAside(
  transaction: Transaction,
  file: AsyncIterable<Uint8Array>,
  splitter: LinesInJson,
  target: Omit<LinesFor, 'segment'>,
): Promise<LaidAside> {
  const categories: (DeviceCategory | null)[] = [];
  const rows = jsonRowsOf(file, splitter, { ...target, segment: null }, categories);
  await transaction.copyIn(COPY_IMPORTED_LINES, copyRows(rows));
  return { count: categories.length, categories };
}

async function* jsonRowsOf(
  file: AsyncIterable<Uint8Array>,
  splitter: LinesInJson,
  target: LinesFor,
  categories: (DeviceCategory | null)[],
): AsyncGenerator<string> {
  const { problems, codes } = target;
  const seen = new Set<number>();
  for await (const text of textOf(file)) {
    for (const found of splitter.push(text)) {
      const at = categories.length;
      const line = readContractLine(found, at, problems);
      categories.push(categoryOf(line, codes));
      if (line === undefined) continue;
      for (const { column = '', problem } of unknownCodes(line, target)) {
        problems.add({ line: 0, message: `contract.lines.${at}.${column} ${problem}` });
      }
      if (seen.has(line.lineNumber)) {
        const message = `contract.lines.${at}.lineNumber must not be given twice`;
        problems.add({ line: 0, message });
      }
      seen.add(line.lineNumber);
      if (problems.none && seen.size <= MOST_LINES) yield copyRow(line, target);
    }
  }
}

async function* textOf(file: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk?: Uint8Array): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw wrongFile('The file is not UTF-8 text.');
    }
  };
  for await (const chunk of file) yield decode(chunk);
  yield decode();
}

function categoryOf(
  line: ContentLine | undefined,
  { groups, articles }: LineCodes,
): DeviceCategory | null {
  return groups.get(line?.productGroup ?? '') ?? articles.get(line?.gtin ?? '') ?? null;
}

/**
 * Lays the lines of a CSV aside, sent on as they are read.
 * @returns how many
 */
export async function layAside(
  transaction: Transaction,
  lines: AsyncIterable<string>,
  target: LinesFor,
): Promise<number> {
  const rows = copyRows(rowsOf(lines, target));
  return transaction.copyIn(COPY_IMPORTED_LINES, rows);
}

export async function lineCodes(database: Queryable): Promise<LineCodes> {
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
async function* rowsOf(lines: AsyncIterable<string>, target: LinesFor): AsyncGenerator<string> {
  const { problems } = target;
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
          problems.add({ line: place, message: heading });
          return;
        }
        columns = heading;
        continue;
      }
      const line = readLine(text, columns);
      const wrong = 'lineNumber' in line ? unknownCodes(line, target) : line;
      if ('lineNumber' in line) {
        const before = seen.get(line.lineNumber);
        if (before !== undefined) {
          const problem = `has the line number of line ${before}`;
          wrong.push({ column: 'lineNumber', problem });
        }
        seen.set(line.lineNumber, place);
      }
      if (seen.size > MOST_LINES) {
        problems.add({ line: place, message: `is one more than ${MOST_LINES} lines` });
        return;
      }
      for (const { column, problem } of wrong) {
        problems.add({ line: place, ...(column && { column }), message: problem });
      }
      if (problems.none && 'lineNumber' in line) yield copyRow(line, target);
    }
  } catch (error) {
    if (!(error instanceof UnreadableLineError)) throw error;
    problems.add({ line: error.line, message: error.problem });
  }
}

function unknownCodes(
  { productGroup, gtin, region }: ContentLine,
  { codes: { groups, articles, regions }, segment }: LinesFor,
): LineProblem[] {
  const problems: LineProblem[] = [];
  if (productGroup != null && !groups.has(productGroup))
    problems.push({ column: 'productGroup', problem: 'is not known: see productGroups' });
  if (gtin != null && !articles.has(gtin))
    problems.push({ column: 'gtin', problem: 'is not known: see articles' });
  if (region != null && !regions.has(region))
    problems.push({ column: 'region', problem: 'is not known: see regions' });
  const category = groups.get(productGroup ?? '') ?? articles.get(gtin ?? '') ?? null;
  if (segment !== null && category !== null && category !== segment)
    problems.push({
      column: productGroup == null ? 'gtin' : 'productGroup',
      problem: `must be of the segment ${segment}, not of ${category}`,
    });
  return problems;
}

function copyRow(line: ContentLine, { importId, codes: { articleIds } }: LinesFor): string {
  const grounds = line.replacementGrounds;
  return [
    importId,
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
