import { join } from 'node:path';
import { sqlStateOf } from '../../../src/platform/database/retry.rules';
import { statement } from '../../../src/platform/database/statement';
import { expectGolden } from '../../support/golden';
import { createTestDatabase } from '../../support/test-database';
import type { TestDatabase } from '../../support/test-database';

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
});

afterAll(() => test.dispose());

const NOT_ALLOWED = '42501';

async function outcome(text: string): Promise<string | undefined> {
  try {
    await test.database.query(statement(`test.${text}`.slice(0, 60), text));
    return undefined;
  } catch (error) {
    return sqlStateOf(error);
  }
}

describe("the application's role", () => {
  it.each([
    'CREATE TABLE mine (id integer)',
    'CREATE TEMPORARY TABLE mine (id integer)',
    'CREATE SCHEMA mine',
    'CREATE FUNCTION mine() RETURNS integer LANGUAGE sql AS $$SELECT 1$$',
    'CREATE EXTENSION citext',
    'CREATE ROLE mine',
    'ALTER TABLE stock_lot DROP CONSTRAINT stock_lot_pkey',
    'ALTER TABLE emergency_request_event DISABLE TRIGGER ALL',
    'DROP TABLE stock_ledger',
    'DROP INDEX stock_lot_pkey',
    'TRUNCATE stock_ledger',
    'UPDATE stock_ledger SET id = id',
    'DELETE FROM stock_ledger',
    'UPDATE emergency_request_event SET occurred_at = now()',
    'DELETE FROM emergency_request_event',
    'UPDATE access_log SET subject = subject',
    'DELETE FROM access_log',
    'DELETE FROM emergency_request',
    'DELETE FROM stock_lot',
    'SELECT * FROM migration',
  ])('given %s, it is not allowed', async (text) => {
    expect(await outcome(text)).toBe(NOT_ALLOWED);
  });

  it('given what it may do, it does it: the refusals above are not for want of a connection', async () => {
    expect(await outcome('SELECT * FROM stock_lot')).toBeUndefined();
    expect(await outcome('SELECT * FROM emergency_request_event')).toBeUndefined();
  });

  it('given every table, it may change what the list says and nothing else', async () => {
    const grants = await test.owner.query(
      statement<{ line: string }>(
        'test.grants-of-application',
        `SELECT concat_ws(' ', t, string_agg(g, ', ' ORDER BY g)) AS line FROM (
           SELECT table_name AS t, privilege_type AS g FROM information_schema.table_privileges
           WHERE grantee = 'disw_application' AND table_schema = 'public' AND privilege_type <> 'SELECT'
           UNION ALL
           SELECT c.table_name, c.privilege_type || ' (' || string_agg(c.column_name, ', ' ORDER BY c.column_name) || ')'
           FROM information_schema.column_privileges c
           WHERE c.grantee = 'disw_application' AND c.table_schema = 'public' AND c.privilege_type <> 'SELECT'
             AND NOT EXISTS (SELECT FROM information_schema.table_privileges p
               WHERE p.grantee = c.grantee AND p.table_name = c.table_name AND p.privilege_type = c.privilege_type)
           GROUP BY c.table_name, c.privilege_type) AS x
         GROUP BY t ORDER BY t COLLATE "C"`,
      ),
    );

    expectGolden(
      join(__dirname, 'application-grants.golden.txt'),
      grants.map(({ line }) => `${line}\n`).join(''),
    );
  });

  it('given every object of the database, it owns none and may create none', async () => {
    const owned = await test.owner.query(
      statement(
        'test.owned-by-application',
        `SELECT objid FROM pg_shdepend
         WHERE refobjid = 'disw_application'::regrole AND deptype = 'o'
           AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      ),
    );
    const [may] = await test.owner.query(
      statement(
        'test.may-create',
        `SELECT has_database_privilege('disw_application', current_database(), 'CREATE') AS schemas,
                has_database_privilege('disw_application', current_database(), 'TEMPORARY') AS temporary,
                has_schema_privilege('disw_application', 'public', 'CREATE') AS tables,
                pg_has_role('disw_application', current_user, 'MEMBER') AS "isOwner",
                rolsuper, rolcreaterole, rolcreatedb, rolbypassrls
         FROM pg_roles WHERE rolname = 'disw_application'`,
      ),
    );

    expect(owned).toEqual([]);
    expect(may).toEqual({
      schemas: false,
      temporary: false,
      tables: false,
      isOwner: false,
      rolsuper: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolbypassrls: false,
    });
  });

  it('given every table, it holds no right to empty it, to watch it or to hang keys on it', async () => {
    const rights = await test.owner.query(
      statement(
        'test.rights-not-needed',
        `SELECT table_name, privilege_type FROM information_schema.role_table_grants
         WHERE grantee IN ('disw_application', 'PUBLIC') AND table_schema = 'public'
           AND privilege_type IN ('TRUNCATE', 'TRIGGER', 'REFERENCES')`,
      ),
    );

    expect(rights).toEqual([]);
  });
});
