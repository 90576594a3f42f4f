/**
 * A named SQL statement. PostgreSQL prepares it once per connection under its name,
 * so two statements may never share one.
 */
export interface Statement<Row> {
  readonly name: string;
  readonly text: string;
  /** Only for the type checker: the shape of a row. */
  readonly row?: Row;
}

const textByName = new Map<string, string>();

/**
 * @param name 'room.what-it-does', at most 63 bytes (PostgreSQL cuts longer names, and then mixes statements up)
 * @throws when the name is too long or taken by another text
 */
export function statement<Row>(name: string, text: string): Statement<Row> {
  if (Buffer.byteLength(name) > 63) throw new Error(`Statement name over 63 bytes: ${name}`);
  const known = textByName.get(name);
  if (known !== undefined && known !== text) {
    throw new Error(`Two statements are named ${name}`);
  }
  textByName.set(name, text);
  return { name, text };
}

/** Anything that runs statements: the pool or one transaction. */
export interface Queryable {
  query<Row>(statement: Statement<Row>, values?: readonly unknown[]): Promise<Row[]>;
}
