import { statement } from '../../src/platform/database/statement';
import type { Transaction } from '../../src/platform/database/database';

/** What is taken off tables for a big load and put back after it, in the words of PostgreSQL. */
interface Removable {
  readonly table: string;
  readonly name: string;
  readonly kind: 'FOREIGN_KEY' | 'CONSTRAINT' | 'INDEX';
  readonly definition: string;
}

/** Foreign keys first, since others rest on the indexes below them. */
const selectRemovable = statement<Removable>(
  'seeds.removable-indexes',
  `SELECT c.conrelid::regclass::text AS "table", c.conname AS name,
     CASE c.contype WHEN 'f' THEN 'FOREIGN_KEY' ELSE 'CONSTRAINT' END AS kind,
     pg_get_constraintdef(c.oid) AS definition
   FROM pg_constraint c
   WHERE c.conrelid = ANY ($1::regclass[])
     AND (c.contype = 'f' OR c.contype IN ('p', 'u') AND NOT EXISTS (
       SELECT FROM pg_constraint f
       WHERE f.contype = 'f' AND f.conindid = c.conindid AND NOT f.conrelid = ANY ($1::regclass[])))
   UNION ALL
   SELECT i.indrelid::regclass::text, i.indexrelid::regclass::text, 'INDEX', pg_get_indexdef(i.indexrelid)
   FROM pg_index i
   WHERE i.indrelid = ANY ($1::regclass[])
     AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
   ORDER BY kind DESC, 1, 2`,
);

/**
 * Takes foreign keys, primary and unique keys and indexes off the tables, for the rest of the transaction.
 * A key that another table refers to stays.
 * Building an index once over all rows costs a fraction of growing it row by row; the same goes for
 * checking references.
 * @returns what puts all of it back, checked anew; until then nobody else can use the tables
 */
export async function withoutIndexes(
  transaction: Transaction,
  tables: readonly string[],
): Promise<() => Promise<void>> {
  const removed = await transaction.query(selectRemovable, [tables]);
  for (const { table, name, kind } of inOrder(removed, ['FOREIGN_KEY', 'CONSTRAINT', 'INDEX'])) {
    await run(
      transaction,
      kind === 'INDEX'
        ? `DROP INDEX ${name}`
        : `ALTER TABLE ${table} DROP CONSTRAINT ${quoted(name)}`,
    );
  }
  return async () => {
    for (const one of inOrder(removed, ['INDEX', 'CONSTRAINT', 'FOREIGN_KEY'])) {
      const { table, name, kind, definition } = one;
      await run(
        transaction,
        kind === 'INDEX'
          ? definition
          : `ALTER TABLE ${table} ADD CONSTRAINT ${quoted(name)} ${definition}`,
      );
    }
  };
}

/** Those that the tables refer to: a reference goes off both ends. */
const selectReferred = statement<{ table: string }>(
  'seeds.tables-referred-to',
  `SELECT DISTINCT confrelid::regclass::text AS "table" FROM pg_constraint
   WHERE contype = 'f' AND conrelid = ANY ($1::regclass[]) ORDER BY 1`,
);

/**
 * Takes the tables, and those they refer to, for this transaction alone. Whoever holds one of them and
 * waits for another that is already held here is let through: nobody gets to hear of a deadlock.
 */
export async function takeAlone(
  transaction: Transaction,
  tables: readonly string[],
): Promise<void> {
  const referred = await transaction.query(selectReferred, [tables]);
  const all = [...new Set([...tables, ...referred.map(({ table }) => table)])];
  await run(
    transaction,
    `DO $$
     DECLARE
       patience text := current_setting('lock_timeout');
     BEGIN
       -- Less than what PostgreSQL lets pass before it looks for deadlocks.
       PERFORM set_config('lock_timeout', '200ms', true);
       LOOP
         BEGIN
           LOCK TABLE ${all.join(', ')} IN ACCESS EXCLUSIVE MODE;
           EXIT;
         EXCEPTION WHEN lock_not_available THEN
           PERFORM pg_sleep(0.1);
         END;
       END LOOP;
       PERFORM set_config('lock_timeout', patience, true);
     END $$`,
  );
}

const primaryKey = statement<{ name: string }>(
  'seeds.primary-key',
  `SELECT conname AS name FROM pg_constraint WHERE conrelid = $1::regclass AND contype = 'p'`,
);

/**
 * Writes the tables anew, each into a file of its own, for the rest of the transaction. What is copied
 * into a new file can be kept out of the log and be marked as seen by all (COPY FREEZE): should the
 * transaction fail, the old file is there still. For tables with few rows: they are written over.
 */
export async function intoNewFiles(
  transaction: Transaction,
  tables: readonly string[],
): Promise<void> {
  for (const table of tables) {
    const [key] = await transaction.query(primaryKey, [table]);
    if (key === undefined) throw new Error(`${table} has no primary key to write it along`);
    await run(transaction, `CLUSTER ${table} USING ${quoted(key.name)}`);
  }
}

/** Runs words of PostgreSQL that no prepared statement can hold, such as names of tables. */
export async function run(transaction: Transaction, text: string): Promise<void> {
  await transaction.query({ name: '', text });
}

function inOrder(
  removed: readonly Removable[],
  kinds: readonly Removable['kind'][],
): readonly Removable[] {
  return kinds.flatMap((kind) => removed.filter((one) => one.kind === kind));
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
