import {
  QUANTITY_PERIODS,
  REPLACEMENT_GROUNDS,
  type ReplacementGround,
} from '../../quality/contract-terms';
import { TARIFF_KINDS } from '../../quality/paid-as.rules';
import type { TariffKind } from '../contract';
import type { ContentLine } from './contract-content';
import { lineProblems, type LineProblem } from './contract-content.rules';

/** Columns of the CSV of lines, in any order; only the first four must be there. Apart by semicolons. */
export const CSV_COLUMNS = [
  'lineNumber',
  'tariffKind',
  'tariff',
  'unit',
  'productGroup',
  'gtin',
  'region',
  'deliveryHours',
  'emergencyDeliveryMinutes',
  'quantityLimitMaximum',
  'quantityLimitPer',
  'motivatedDeviation',
  'patientProfile',
  'replacementGrounds',
  'usageTermMonths',
  'cheaperFirst',
] as const;
export type CsvColumn = (typeof CSV_COLUMNS)[number];

const REQUIRED: readonly CsvColumn[] = ['lineNumber', 'tariffKind', 'tariff', 'unit'];

export const CSV_HEADING = `${CSV_COLUMNS.join(';')}\n`;

/** @returns the lines with a heading */
export function csvOf(lines: readonly ContentLine[]): string {
  return CSV_HEADING + lines.map(csvRow).join('');
}

/** @returns the line with its end; texts with quotes where they need them */
export function csvRow(line: ContentLine): string {
  return `${CSV_COLUMNS.map((column) => fieldOf(line[column])).join(';')}\n`;
}

function fieldOf(value: ContentLine[CsvColumn]): string {
  if (value == null) return '';
  const text = Array.isArray(value) ? value.join(' ') : String(value);
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** @returns which column stands at each place, or what is wrong with the heading */
export function readHeading(text: string): readonly CsvColumn[] | string {
  // A spreadsheet may begin its file with a mark of the encoding.
  const columns = fieldsOf(text.replace(/^\uFEFF/, ''))?.map((name) => name.trim()) ?? [];
  const unknown = columns.find((name) => !(CSV_COLUMNS as readonly string[]).includes(name));
  if (unknown !== undefined) {
    return `the heading has a column that is not known; there are: ${CSV_COLUMNS.join(';')}`;
  }
  if (new Set(columns).size < columns.length) return 'the heading has a column twice';
  const lacking = REQUIRED.filter((name) => !columns.includes(name));
  if (lacking.length > 0) return `the heading lacks ${lacking.join(', ')}`;
  return columns as CsvColumn[];
}

/** @returns the line, or everything that is wrong with it */
export function readLine(text: string, columns: readonly CsvColumn[]): ContentLine | LineProblem[] {
  const fields = fieldsOf(text);
  if (fields === undefined) return [{ problem: 'has a quote that is not closed' }];
  if (fields.length !== columns.length) {
    return [{ problem: `has ${fields.length} fields, and the heading ${columns.length}` }];
  }
  const given = new Map(columns.map((column, at) => [column, fields[at]?.trim() ?? '']));
  const value = (column: CsvColumn): string | null => given.get(column) || null;
  const problems: LineProblem[] = [];
  const wrong = (column: CsvColumn, problem: string): null => {
    problems.push({ column, problem });
    return null;
  };
  const number = (column: CsvColumn): number | null => {
    const found = value(column);
    if (found === null) return null;
    if (/^\d{1,9}$/.test(found)) return Number(found);
    return wrong(column, `must have a whole number as ${column}`);
  };
  const truth = (column: CsvColumn): boolean | null => {
    const found = value(column);
    if (found === null) return null;
    if (found === 'true' || found === 'false') return found === 'true';
    return wrong(column, `must have true or false as ${column}`);
  };
  const choice = <Choice extends string>(
    found: string | null,
    choices: readonly Choice[],
    column: CsvColumn,
  ): Choice | null => {
    if (found === null) return null;
    const chosen = choices.find((one) => one === found);
    return chosen ?? wrong(column, `must have one of ${choices.join(', ')} as ${column}`);
  };
  const lineNumber = number('lineNumber');
  const tariffKind = choice<TariffKind>(value('tariffKind'), TARIFF_KINDS, 'tariffKind');
  if (value('tariffKind') === null) wrong('tariffKind', 'must have a tariffKind');
  const grounds = value('replacementGrounds');
  const line: ContentLine = {
    lineNumber: lineNumber ?? 0,
    productGroup: value('productGroup'),
    gtin: value('gtin'),
    region: value('region'),
    tariffKind: tariffKind ?? 'PIECE',
    tariff: value('tariff') ?? '',
    unit: value('unit') ?? '',
    deliveryHours: number('deliveryHours'),
    emergencyDeliveryMinutes: number('emergencyDeliveryMinutes'),
    quantityLimitMaximum: number('quantityLimitMaximum'),
    quantityLimitPer: choice(value('quantityLimitPer'), QUANTITY_PERIODS, 'quantityLimitPer'),
    motivatedDeviation: truth('motivatedDeviation'),
    patientProfile: value('patientProfile'),
    replacementGrounds:
      grounds === null
        ? truth('cheaperFirst') === null
          ? null
          : []
        : grounds
            .split(/\s+/)
            .map((ground) =>
              choice<ReplacementGround>(ground, REPLACEMENT_GROUNDS, 'replacementGrounds'),
            )
            .filter((ground) => ground !== null),
    usageTermMonths: number('usageTermMonths'),
    cheaperFirst: truth('cheaperFirst'),
  };
  problems.push(...lineProblems(line));
  if (problems.length === 0) return line;
  return problems.filter(
    ({ column, problem }, at) =>
      problems.findIndex((other) => other.column === column && other.problem === problem) === at,
  );
}

/** The fields of a line, apart by semicolons; undefined when a quote is left open. */
function fieldsOf(text: string): string[] | undefined {
  if (!text.includes('"')) return text.split(';');
  const fields: string[] = [];
  let field = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (quoted && letter === '"' && text.charAt(at + 1) === '"') {
      field += '"';
      at += 1;
    } else if (letter === '"') {
      quoted = !quoted;
    } else if (letter === ';' && !quoted) {
      fields.push(field);
      field = '';
    } else {
      field += letter;
    }
  }
  return quoted ? undefined : [...fields, field];
}
