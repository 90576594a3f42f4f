import type { Writable } from 'node:stream';

/** A file that is sent as an answer. */
export interface SentFile {
  readonly contentType: string;
  readonly fileName: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** One thing that is wrong, as an answer tells it. */
export interface FileError {
  /** Words a person can act on. */
  readonly message: string;
  readonly code: string;
  /** Where in the file or the request, where there is a place. */
  readonly place?: Readonly<Record<string, string | number>>;
}

export type FileAnswer =
  | { readonly status: 200 | 201; readonly body: object }
  | {
      readonly status: 404 | 409 | 422;
      readonly errors: readonly FileError[];
      /** How many there are, when not all of them are told. */
      readonly total?: number;
    };

/** One request for a file, or with one. */
export interface FileCall<Context> {
  readonly context: Context;
  /** What stands in the path for ':id'. */
  readonly id: string;
  /** Of the query. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The body as it comes. @throws UnusableBody when it is too large, stalls or breaks off */
  readonly body: () => AsyncIterable<Uint8Array>;
  /** Begins an answer that is a file. */
  readonly send: (file: SentFile) => Writable;
}

/** A path under which files come and go. */
export interface FileRoute<Context> {
  /** In the log, where neither path nor query is. */
  readonly name: string;
  readonly method: 'GET' | 'PUT' | 'POST';
  /** Such as '/contracts/:id/lines.csv'. */
  readonly path: string;
  /** The type of the body; absent: there is none. */
  readonly accepts?: 'application/json' | 'text/csv';
  /** The parameters of the query that there are. */
  readonly parameters?: readonly string[];
  /** The error to answer with, or undefined when the call may go on. */
  readonly refusal: (context: Context) => Error | undefined;
  /** Gives the answer, or nothing when it sent a file. */
  readonly handle: (call: FileCall<Context>) => Promise<FileAnswer | undefined>;
}
