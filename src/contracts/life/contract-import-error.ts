export interface FileProblem {
  /** Of the file, from 1. */
  readonly line: number;
  readonly message: string;
}

/** The file was refused; nothing was imported. */
export class ContractImportError extends Error {
  override readonly name = 'ContractImportError';
  /** @param problems in the order of their lines, the first 100 of them; line 0: of the whole file */
  constructor(readonly problems: readonly FileProblem[]) {
    super(
      problems
        .map(({ line, message }) => (line === 0 ? message : `line ${line}: ${message}`))
        .join('\n'),
    );
  }
}

/** Of the whole file. */
export function wrongFile(message: string): ContractImportError {
  return new ContractImportError([{ line: 0, message }]);
}
