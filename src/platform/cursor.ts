import { isLocalDate, parseInstant } from './date-time.rules';
import { InvalidInput } from './invalid-input';

/**
 * What a part of a cursor is, so that a made-up cursor is refused before it reaches SQL:
 * instant: ISO 8601 with offset, to the microsecond as PostgreSQL has it (a `Date` would lose rows);
 * date: YYYY-MM-DD; integer: up to 18 digits; uuid; text: at most 300 characters.
 */
export type CursorPart = 'instant' | 'date' | 'integer' | 'uuid' | 'text';

type Texts<Parts extends readonly CursorPart[]> = { [Index in keyof Parts]: string };

/** Turns the sort key of a row into an opaque text, and back. */
export interface CursorFormat<Parts extends readonly CursorPart[]> {
  encode(key: Texts<Parts>): string;
  /** @throws InvalidInput naming `after` when it is not a cursor of this list */
  decode(cursor: string): Texts<Parts>;
}

/** What is asked of a list. */
export interface PageRequest<Key = readonly string[]> {
  /** Rows wanted; fetch one more, to know whether there are more. */
  readonly first: number;
  /** Sort key of the last row of the page before. */
  readonly after: Key | undefined;
}

/** Of a new version when the sort order of a list changes, so that old cursors are refused. */
const VERSION = 1;
const LARGEST_PAGE = 100;

const CHECKS: Readonly<Record<CursorPart, (text: string) => boolean>> = {
  instant: (text) => text.length <= 40 && parseInstant(text) !== undefined,
  date: isLocalDate,
  integer: (text) => /^-?\d{1,18}$/.test(text),
  uuid: (text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text),
  text: (text) => text.length <= 300 && !text.includes('\0'),
};

/**
 * @param list the name of the list, so that a cursor of another list is refused
 * @param parts the sort key, unique as a whole; its last part is normally the row's id
 */
export function cursorFormat<const Parts extends readonly CursorPart[]>(
  list: string,
  parts: Parts,
): CursorFormat<Parts> {
  return {
    encode: (key) =>
      Buffer.from(JSON.stringify([VERSION, list, ...key]), 'utf8').toString('base64url'),
    decode(cursor) {
      const key = contentOf(cursor);
      const [version, name, ...values] = key;
      const fits =
        version === VERSION &&
        name === list &&
        values.length === parts.length &&
        parts.every((part, index) => {
          const value = values[index];
          return typeof value === 'string' && CHECKS[part](value);
        });
      if (!fits) {
        throw new InvalidInput([
          { path: 'after', message: 'must be a cursor that this list gave' },
        ]);
      }
      return values as Texts<Parts>;
    },
  };
}

/**
 * Checks and reads the arguments of a list.
 * @throws InvalidInput naming `first` or `after`
 */
export function pageRequest<Parts extends readonly CursorPart[]>(
  { first, after }: { readonly first: number; readonly after?: string | null },
  format: CursorFormat<Parts>,
): PageRequest<Texts<Parts>> {
  if (!Number.isInteger(first) || first < 1 || first > LARGEST_PAGE) {
    throw new InvalidInput([{ path: 'first', message: `must be from 1 to ${LARGEST_PAGE}` }]);
  }
  return { first, after: after == null ? undefined : format.decode(after) };
}

function contentOf(cursor: string): unknown[] {
  if (cursor.length > 2000) return [];
  try {
    const content: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(content) ? content : [];
  } catch {
    return [];
  }
}

export interface Edge<Node> {
  readonly node: Node;
  readonly cursor: string;
}

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

/** One page of a list. Cursors are made only when asked for. */
export class Page<Node> {
  constructor(
    readonly nodes: readonly Node[],
    private readonly hasNextPage: boolean,
    private readonly hasPreviousPage: boolean,
    private readonly cursorOf: (node: Node) => string,
  ) {}

  get edges(): Edge<Node>[] {
    return this.nodes.map((node) => ({ node, cursor: this.cursorOf(node) }));
  }

  get pageInfo(): PageInfo {
    const [start, end] = [this.nodes[0], this.nodes.at(-1)];
    return {
      hasNextPage: this.hasNextPage,
      hasPreviousPage: this.hasPreviousPage,
      startCursor: start === undefined ? null : this.cursorOf(start),
      endCursor: end === undefined ? null : this.cursorOf(end),
    };
  }
}

/**
 * @param rows at most `request.first + 1` of them, in order: the one too many says that there is more
 */
export function pageOf<Row>(
  rows: readonly Row[],
  request: PageRequest<unknown>,
  cursorOf: (row: Row) => string,
): Page<Row> {
  const { first, after } = request;
  const hasNextPage = rows.length > first;
  const nodes = hasNextPage ? rows.slice(0, first) : rows;
  return new Page(nodes, hasNextPage, after !== undefined, cursorOf);
}
