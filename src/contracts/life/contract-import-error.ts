export interface FileProblem {
  /** Of the file, from 1. */
  readonly line: number;
  /** By its heading; absent: of the whole line. */
  readonly column?: string;
  /** What would be right, as the end of a sentence about the place. */
  readonly message: string;
}

/** How many problems of a file are told; the others are counted. */
export const MOST_PROBLEMS = 100;

/** The file was refused; nothing was imported. */
export class ContractImportError extends Error {
  override readonly name = 'ContractImportError';
  /**
   * @param problems in the order of their lines, the first 100 of them; line 0: of the whole file
   * @param total how many there are
   */
  constructor(
    readonly problems: readonly FileProblem[],
    readonly total = problems.length,
  ) {
    const more = total - problems.length;
    super([...problems.map(wordsOf), ...(more > 0 ? [`and ${more} more`] : [])].join('\n'));
  }
}

/** Of the whole file. */
export function wrongFile(message: string): ContractImportError {
  return new ContractImportError([{ line: 0, message }]);
}

export function wordsOf({ line, column, message }: FileProblem): string {
  if (line === 0) return message;
  return `line ${line}${column === undefined ? '' : `, column ${column}`}: ${message}`;
}

/** Remembers the first problems of a file, and how many there are. */
export class FileProblems {
  private readonly first: FileProblem[] = [];
  private total = 0;

  add(problem: FileProblem): void {
    this.total += 1;
    if (this.first.length < MOST_PROBLEMS) this.first.push(problem);
  }

  get none(): boolean {
    return this.total === 0;
  }

  /** Those of another part of the file, after these. */
  append({ first, total }: FileProblems): void {
    this.first.push(...first.slice(0, MOST_PROBLEMS - this.first.length));
    this.total += total;
  }

  /** @throws ContractImportError when there is any */
  throwIfAny(): void {
    if (!this.none) throw new ContractImportError(this.first, this.total);
  }
}
