import type { Queryable } from '../../src/platform/database/statement';
import { statement } from '../../src/platform/database/statement';

const selectTables = statement<{ name: string; columns: string[] }>(
  'test.tables-and-columns',
  `SELECT c.relname AS name,
     array_agg(a.attname::text ORDER BY a.attnum) AS columns
   FROM pg_class c
   JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
   WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
   GROUP BY c.relname
   ORDER BY c.relname`,
);

/**
 * A checksum over all rows of each table, and how many they are.
 * @param without columns that are left out, because they differ each time by design
 */
export async function checksums(
  database: Queryable,
  without: readonly string[] = [],
): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const { name, columns } of await database.query(selectTables)) {
    const kept = columns.filter((column) => !without.includes(column)).map((one) => `"${one}"`);
    const [row] = await database.query<{ sum: string }>({
      name: '',
      text: `SELECT count(*) || ' ' || coalesce(md5(string_agg(r::text, '|' ORDER BY r::text COLLATE "C")), '') AS sum
             FROM (SELECT ${kept.join(', ')} FROM "${name}") AS r`,
    });
    found[name] = row?.sum ?? '';
  }
  return found;
}

/** How many rows a statement finds that must find none. */
export async function countOf(database: Queryable, text: string): Promise<number> {
  const [row] = await database.query<{ count: number }>({
    name: '',
    text: `SELECT count(*)::int AS count FROM (${text}) AS wrong`,
  });
  return row?.count ?? -1;
}
