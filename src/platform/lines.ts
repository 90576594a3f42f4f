import { createReadStream } from 'node:fs';

/** A line that is not text of a sensible length. */
export class UnreadableLineError extends Error {
  override readonly name = 'UnreadableLineError';
  /** @param line counted from 1 */
  constructor(
    readonly line: number,
    readonly problem: string,
  ) {
    super(`line ${line}: ${problem}`);
  }
}

const LONGEST_LINE = 20_000;

/**
 * The lines of a text in UTF-8, one at a time, without their ends (LF or CR LF) and without a byte order mark.
 * No more than a chunk and a line is held.
 * @throws UnreadableLineError for other bytes, and for a line of over 20,000 characters
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let unfinished = '';
  let number = 1;
  const decode = (chunk?: Uint8Array): string => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      throw new UnreadableLineError(number, 'the file is not UTF-8 text from about here on');
    }
  };
  for await (const chunk of chunks) {
    const lines = (unfinished + decode(chunk)).split('\n');
    unfinished = lines.pop() ?? '';
    for (const line of lines) {
      yield ended(line, number);
      number += 1;
    }
    checkLength(unfinished, number);
  }
  const last = unfinished + decode();
  if (last !== '') yield ended(last, number);
}

/** As `linesOf`. Errors of the file system are thrown as they come. */
export function linesOfFile(path: string): AsyncGenerator<string> {
  return linesOf(createReadStream(path) as AsyncIterable<Uint8Array>);
}

function ended(line: string, number: number): string {
  checkLength(line, number);
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

function checkLength(line: string, number: number): void {
  if (line.length <= LONGEST_LINE) return;
  throw new UnreadableLineError(number, `a line has ${LONGEST_LINE} characters at most`);
}
