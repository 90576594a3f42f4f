import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The key of a stock act is one per stock point: another lot or article with it is another act. Of keys that
 * were used for several lots before, the first use holds the key; all their rows stay.
 */
export class OneActOneKey1795000000171 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE stock_act (
        stock_point_id integer NOT NULL REFERENCES stock_point,
        act_key text NOT NULL,
        stock_lot_id integer NOT NULL REFERENCES stock_lot,
        CONSTRAINT one_act_one_key PRIMARY KEY (stock_point_id, act_key)
      );
      LOCK TABLE stock_ledger IN SHARE ROW EXCLUSIVE MODE;
      INSERT INTO stock_act (stock_point_id, act_key, stock_lot_id)
      SELECT DISTINCT ON (l.stock_point_id, g.act_key) l.stock_point_id, g.act_key, l.id
      FROM stock_ledger g JOIN stock_lot l ON l.id = g.stock_lot_id
      WHERE g.act_key IS NOT NULL
      ORDER BY l.stock_point_id, g.act_key, g.id;

      -- SECURITY DEFINER: no row of the ledger with a key is without it, and nobody writes it by hand. Of two
      -- at once, the second waits here for the first and then fails.
      CREATE FUNCTION note_stock_act() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        INSERT INTO stock_act (stock_point_id, act_key, stock_lot_id)
        SELECT l.stock_point_id, NEW.act_key, l.id FROM stock_lot l WHERE l.id = NEW.stock_lot_id;
        RETURN NULL;
      END $$;
      REVOKE EXECUTE ON FUNCTION note_stock_act() FROM PUBLIC;
      CREATE TRIGGER stock_ledger_act_noted AFTER INSERT ON stock_ledger
        FOR EACH ROW WHEN (NEW.act_key IS NOT NULL) EXECUTE FUNCTION note_stock_act();
      CREATE TRIGGER stock_act_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON stock_act
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();
      GRANT SELECT ON stock_act TO disw_application;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
