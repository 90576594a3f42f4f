import type { Reading } from '../../platform/database/database';
import type { ContentLine } from './contract-content';
import { CSV_HEADING, csvRow } from './contract-csv.rules';
import {
  selectAroundLines,
  selectLineTexts,
  selectLineTextsOnTable,
  type ExportHead,
} from './export.sql';

/** Which text of a version. */
export type TextOfVersion = Pick<ExportHead, 'versionId' | 'onTable'>;

const LINES_HELD = 500;

/** All terms as JSON in pieces, to the byte as they are signed. */
async function* jsonText(reading: Reading, text: TextOfVersion): AsyncGenerator<string> {
  const [around] = await reading.query(selectAroundLines, [text.versionId, text.onTable]);
  if (around === undefined) throw new Error('A version has no content');
  yield around.before;
  let apart = '';
  for await (const lines of linesOf(reading, text)) {
    yield apart + lines.join(', ');
    apart = ', ';
  }
  yield around.after;
}

/** The lines as CSV in pieces, as they are imported. */
async function* csvText(reading: Reading, text: TextOfVersion): AsyncGenerator<string> {
  yield CSV_HEADING;
  for await (const lines of linesOf(reading, text)) {
    yield lines.map((line) => csvRow(JSON.parse(line) as ContentLine)).join('');
  }
}

export const EXPORTS = { JSON: jsonText, CSV: csvText } as const;
export type ExportForm = keyof typeof EXPORTS;

async function* linesOf(
  reading: Reading,
  { versionId, onTable }: TextOfVersion,
): AsyncGenerator<string[]> {
  const batches =
    onTable === null
      ? reading.batches(selectLineTexts, [versionId], LINES_HELD)
      : reading.batches(selectLineTextsOnTable, [versionId, onTable], LINES_HELD);
  for await (const rows of batches) yield rows.map(({ line }) => line);
}
