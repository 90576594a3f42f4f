import type { Preparing } from './preparing';

/** What is made ready for one run of a document. */
export interface Prepared {
  /** In place of those that ship with the document. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** In place of the user of the row: whoever can act on what was made. */
  readonly user?: string;
}

/** How a document is run, and what must come of it. */
export interface Row {
  /** Demo user whom it is for; 'nobody': it is public. */
  readonly user: string;
  /** What the answer must hold, for the document to have shown something. */
  readonly shows: object;
  /** Brings about what the act of the document is done to, anew for each run. */
  readonly prepare?: (preparing: Preparing) => Promise<Prepared>;
}

export type Rows = Readonly<Record<string, Row>>;

export const something = (shown: object = {}): unknown => expect.arrayContaining([anObject(shown)]);
export const anObject = (shown: object): unknown => expect.objectContaining(shown);
