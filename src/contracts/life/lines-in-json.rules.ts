import { wrongFile } from './contract-import-error';

/** A line as it stands in the file. */
export interface LineText {
  readonly text: string;
  /** On which line of the file it begins, from 1. */
  readonly row: number;
}

const LONGEST_LINE = 20_000;
const LONGEST_REST = 4 * 1024 * 1024;

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const BACKSLASH = 92;
const OPENING = new Set([91, 123]);
const CLOSING = new Set([93, 125]);

/**
 * Takes the lines out of the JSON of a contract as it comes, so that no more than one of them is held. What is
 * not JSON is found by whoever reads the parts.
 */
export class LinesInJson {
  /** All but the lines, with an empty list in their place. */
  rest = '';
  /** Where they were in it, and over how many lines of the file. */
  cut = { at: Infinity, rows: 0 };
  private line = '';
  private lineRow = 0;
  private row = 1;
  private depth = 0;
  private inString = false;
  private isEscaped = false;
  private word = '';
  private key = '';
  private inLines = false;
  private hasMore = false;

  /**
   * @returns the lines that are whole now
   * @throws ContractImportError when a line, or the rest, is too long to be one
   */
  push(chunk: string): LineText[] {
    const found: LineText[] = [];
    let from = 0;
    const put = (to: number): void => {
      if (this.inLines) this.line += chunk.slice(from, to);
      else this.rest += chunk.slice(from, to);
      from = to;
    };
    const end = (): void => {
      found.push({ text: this.line, row: this.lineRow === 0 ? this.row : this.lineRow });
      this.line = '';
      this.lineRow = 0;
    };
    for (let at = 0; at < chunk.length; at += 1) {
      const code = chunk.charCodeAt(at);
      if (code === 10) this.row += 1;
      if (this.inString) {
        this.readString(code, chunk, at);
        continue;
      }
      if (this.inLines && this.lineRow === 0 && code > 32 && code !== COMMA)
        this.lineRow = this.row;
      if (code === QUOTE) {
        this.inString = true;
        this.word = '';
      } else if (OPENING.has(code)) {
        this.depth += 1;
        if (code === 91 && this.depth === 2 && this.key === 'lines' && !this.inLines) {
          put(at + 1);
          this.begin();
        }
      } else if (CLOSING.has(code)) {
        this.depth -= 1;
        if (this.inLines && this.depth === 1) {
          put(at);
          if (this.hasMore || this.line.trim() !== '') end();
          this.line = '';
          this.inLines = false;
          this.cut.rows = this.row - this.cut.rows;
        }
      } else if (code === COMMA && this.inLines && this.depth === 2) {
        put(at);
        end();
        this.hasMore = true;
        from = at + 1;
      } else if (code === COMMA && this.depth === 1) {
        this.key = '';
      } else if (code === COLON && this.depth === 1) {
        this.key = named(this.word);
      }
    }
    put(chunk.length);
    if (this.line.length > LONGEST_LINE) {
      throw wrongFile(`A line of the contract has ${LONGEST_LINE} characters at most.`);
    }
    if (this.rest.length > LONGEST_REST) {
      throw wrongFile(`All but the lines of a contract has ${LONGEST_REST} characters at most.`);
    }
    return found;
  }

  private begin(): void {
    if (this.cut.at !== Infinity) throw wrongFile('contract.lines stands there twice');
    this.inLines = true;
    this.cut = { at: this.rest.length, rows: this.row };
  }

  private readString(code: number, chunk: string, at: number): void {
    if (this.isEscaped) this.isEscaped = false;
    else if (code === BACKSLASH) this.isEscaped = true;
    else if (code === QUOTE) {
      this.inString = false;
      return;
    }
    if (this.depth === 1 && this.word.length < 100) this.word += chunk.charAt(at);
  }
}

/** A name as JSON means it: its letters may be written as escapes. */
function named(word: string): string {
  if (!word.includes('\\')) return word;
  try {
    return String(JSON.parse(`"${word}"`));
  } catch {
    return word;
  }
}
