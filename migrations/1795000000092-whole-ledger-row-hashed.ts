import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Version 2 of the hash of a ledger row is over everything in the row, also the key of the act it came of and
 * what the lot held after it, and texts are quoted in it, so that no two rows have one text. Rows that are
 * there keep version 1, and are checked by it: a hash that was sealed never changes.
 */
export class WholeLedgerRowHashed1795000000092 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE stock_ledger ADD COLUMN hash_version smallint NOT NULL DEFAULT 1 CHECK (hash_version IN (1, 2));
      ALTER TABLE stock_ledger ALTER COLUMN hash_version DROP DEFAULT;

      CREATE OR REPLACE FUNCTION stock_ledger_hash(previous bytea, l stock_ledger) RETURNS bytea
      LANGUAGE sql IMMUTABLE SET search_path = public AS $$
        SELECT sha256(coalesce(previous, ''::bytea) || convert_to(CASE l.hash_version
          WHEN 1 THEN concat_ws('|',
            l.stock_lot_id, (extract(epoch FROM l.occurred_at) * 1000000)::bigint, l.kind,
            l.on_hand_delta, l.reserved_delta, coalesce(l.reason, ''), l.actor,
            coalesce(l.request_id::text, ''),
            to_char(l.expires_on_before, 'YYYY-MM-DD'), to_char(l.expires_on_after, 'YYYY-MM-DD'))
          ELSE concat_ws('|',
            l.hash_version, l.stock_lot_id, (extract(epoch FROM l.occurred_at) * 1000000)::bigint, l.kind,
            l.on_hand_delta, l.reserved_delta, l.on_hand_after, l.reserved_after,
            coalesce(to_json(l.reason)::text, 'null'), to_json(l.actor), coalesce(l.request_id::text, 'null'),
            coalesce(to_json(l.act_key)::text, 'null'), coalesce(to_char(l.expires_on_before, 'YYYY-MM-DD'), 'null'),
            coalesce(to_char(l.expires_on_after, 'YYYY-MM-DD'), 'null')) END, 'UTF8'))
      $$;

      CREATE OR REPLACE FUNCTION chain_stock_ledger() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public AS $$
      DECLARE
        before record;
      BEGIN
        SELECT hash, on_hand_after, reserved_after INTO before FROM stock_ledger
        WHERE stock_lot_id = NEW.stock_lot_id ORDER BY id DESC LIMIT 1;
        NEW.previous_hash := before.hash;
        NEW.on_hand_after := coalesce(before.on_hand_after, 0) + NEW.on_hand_delta;
        NEW.reserved_after := coalesce(before.reserved_after, 0) + NEW.reserved_delta;
        NEW.hash_version := 2;
        NEW.hash := stock_ledger_hash(NEW.previous_hash, NEW);
        RETURN NEW;
      END $$;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
