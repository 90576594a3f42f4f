import { statement, type Queryable, type Statement } from '../src/platform/database/statement';

/** A table that reference data is written to. */
export interface SeedTable {
  readonly name: string;
  /** Columns that tell a row from all others; there must be a unique constraint on them. */
  readonly key: readonly string[];
  /** PostgreSQL type of every column that is written, the key's too. */
  readonly columns: Readonly<Record<string, string>>;
}

/** One row: value by column name. Null for SQL NULL. */
export type SeedRow = Readonly<Record<string, unknown>>;

interface TableStatements {
  readonly count: Statement<{ differing: number }>;
  readonly write: Statement<never>;
}

const statementsByTable = new Map<string, TableStatements>();

/**
 * Makes the rows of a table as they are given: adds those that are missing, in the order given, and
 * changes those that differ; others stay. When nothing differs nothing at all is written, so that no
 * trigger runs and no version moves.
 * @returns how many rows were added or changed
 */
export async function upsertRows(
  database: Queryable,
  table: SeedTable,
  rows: readonly SeedRow[],
): Promise<number> {
  const { count, write } = statementsOf(table);
  const values = [JSON.stringify(rows)];
  const [found] = await database.query(count, values);
  const differing = found?.differing ?? 0;
  if (differing > 0) await database.query(write, values);
  return differing;
}

function statementsOf(table: SeedTable): TableStatements {
  const known = statementsByTable.get(table.name);
  if (known !== undefined) return known;
  const columns = Object.keys(table.columns);
  const list = columns.join(', ');
  const typed = columns.map((column) => `${column} ${table.columns[column] ?? ''}`).join(', ');
  const others = columns.filter((column) => !table.key.includes(column));
  const onConflict =
    others.length === 0
      ? 'DO NOTHING'
      : `DO UPDATE SET ${others.map((column) => `${column} = EXCLUDED.${column}`).join(', ')}
         WHERE (${others.map((column) => `t.${column}`).join(', ')})
           IS DISTINCT FROM (${others.map((column) => `EXCLUDED.${column}`).join(', ')})`;
  const made = {
    count: statement<{ differing: number }>(
      `seeds.count-${table.name}`,
      `SELECT count(*)::int AS differing
       FROM (SELECT ${list} FROM jsonb_to_recordset($1::jsonb) AS r (${typed})
             EXCEPT SELECT ${list} FROM ${table.name}) AS d`,
    ),
    write: statement<never>(
      `seeds.write-${table.name}`,
      `INSERT INTO ${table.name} AS t (${list})
       SELECT ${list}
       FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (${typed})) WITH ORDINALITY AS r (${list}, place)
       ORDER BY place
       ON CONFLICT (${table.key.join(', ')}) ${onConflict}`,
    ),
  };
  statementsByTable.set(table.name, made);
  return made;
}
