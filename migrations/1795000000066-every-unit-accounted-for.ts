import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A lot, its pieces and its expiry date, changes only together with the row of the ledger that says so:
 * PostgreSQL refuses the transaction otherwise. The ledger keeps what a lot holds after each row, so that this is seen without adding all up.
 */
export class EveryUnitAccountedFor1795000000066 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE stock_ledger
        ADD COLUMN on_hand_after integer,
        ADD COLUMN reserved_after integer,
        -- Of a correction of the lot's expiry date: what it was and what it is.
        ADD COLUMN expires_on_before date,
        ADD COLUMN expires_on_after date;

      ALTER TABLE stock_ledger DISABLE TRIGGER stock_ledger_append_only;
      UPDATE stock_ledger l SET on_hand_after = s.on_hand, reserved_after = s.reserved
      FROM (SELECT id, sum(on_hand_delta) OVER lot AS on_hand, sum(reserved_delta) OVER lot AS reserved
            FROM stock_ledger WINDOW lot AS (PARTITION BY stock_lot_id ORDER BY id)) s
      WHERE s.id = l.id;
      ALTER TABLE stock_ledger ENABLE TRIGGER stock_ledger_append_only;

      ALTER TABLE stock_ledger
        ALTER COLUMN on_hand_after SET NOT NULL,
        ALTER COLUMN reserved_after SET NOT NULL,
        DROP CONSTRAINT stock_ledger_kind_check,
        DROP CONSTRAINT stock_ledger_check,
        DROP CONSTRAINT stock_ledger_check1,
        ADD CONSTRAINT stock_ledger_kind_check CHECK (kind IN
          ('RECEIVED', 'ADJUSTED', 'RESERVED', 'RELEASED', 'HANDED_OVER', 'EXPIRY_CORRECTED')),
        ADD CONSTRAINT ledger_row_changes_something CHECK (
          CASE kind WHEN 'EXPIRY_CORRECTED'
            THEN on_hand_delta = 0 AND reserved_delta = 0
              AND expires_on_before IS NOT NULL AND expires_on_after IS NOT NULL AND expires_on_before <> expires_on_after
            ELSE (on_hand_delta <> 0 OR reserved_delta <> 0)
              AND expires_on_before IS NULL AND expires_on_after IS NULL END),
        ADD CONSTRAINT correction_has_reason CHECK (kind NOT IN ('ADJUSTED', 'EXPIRY_CORRECTED') OR reason IS NOT NULL);

      -- What is NULL counts for nothing, so rows of other kinds keep the hash they have.
      CREATE OR REPLACE FUNCTION stock_ledger_hash(previous bytea, l stock_ledger) RETURNS bytea
      LANGUAGE sql IMMUTABLE SET search_path = public AS $$
        SELECT sha256(coalesce(previous, ''::bytea) || convert_to(concat_ws('|',
          l.stock_lot_id, (extract(epoch FROM l.occurred_at) * 1000000)::bigint, l.kind,
          l.on_hand_delta, l.reserved_delta, coalesce(l.reason, ''), l.actor,
          coalesce(l.request_id::text, ''),
          to_char(l.expires_on_before, 'YYYY-MM-DD'), to_char(l.expires_on_after, 'YYYY-MM-DD')), 'UTF8'))
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
        NEW.hash := stock_ledger_hash(NEW.previous_hash, NEW);
        RETURN NEW;
      END $$;

      -- Looks at the end of the transaction, when both the lot and its ledger are as they will be.
      CREATE FUNCTION require_lot_accounted_for() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public AS $$
      DECLARE
        lot_id integer;
      BEGIN
        IF TG_TABLE_NAME = 'stock_lot' THEN lot_id := NEW.id; ELSE lot_id := NEW.stock_lot_id; END IF;
        PERFORM FROM stock_lot l
        LEFT JOIN LATERAL (SELECT g.on_hand_after, g.reserved_after FROM stock_ledger g
                           WHERE g.stock_lot_id = l.id ORDER BY g.id DESC LIMIT 1) g ON true
        WHERE l.id = lot_id
          AND (l.on_hand <> coalesce(g.on_hand_after, 0) OR l.reserved <> coalesce(g.reserved_after, 0));
        IF FOUND THEN
          RAISE EXCEPTION 'Lot % holds other pieces than its ledger accounts for', lot_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'every_unit_accounted_for', TABLE = 'stock_lot';
        END IF;
        RETURN NULL;
      END $$;
      CREATE CONSTRAINT TRIGGER stock_lot_begins_accounted_for AFTER INSERT ON stock_lot
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
        WHEN (NEW.on_hand <> 0 OR NEW.reserved <> 0) EXECUTE FUNCTION require_lot_accounted_for();
      CREATE CONSTRAINT TRIGGER stock_lot_accounted_for AFTER UPDATE OF on_hand, reserved ON stock_lot
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
        WHEN (OLD.on_hand <> NEW.on_hand OR OLD.reserved <> NEW.reserved)
        EXECUTE FUNCTION require_lot_accounted_for();
      CREATE CONSTRAINT TRIGGER stock_ledger_accounts_for_lot AFTER INSERT ON stock_ledger
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_lot_accounted_for();

      -- One correction of a lot's date in a transaction.
      CREATE FUNCTION require_expiry_accounted_for() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public AS $$
      BEGIN
        PERFORM FROM (SELECT g.expires_on_before, g.expires_on_after FROM stock_ledger g
                      WHERE g.stock_lot_id = NEW.id AND g.kind = 'EXPIRY_CORRECTED' ORDER BY g.id DESC LIMIT 1) g
        WHERE g.expires_on_before = OLD.expires_on AND g.expires_on_after = NEW.expires_on;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'The ledger says nothing of another expiry date of lot %', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'every_expiry_accounted_for', TABLE = 'stock_lot';
        END IF;
        RETURN NULL;
      END $$;
      CREATE CONSTRAINT TRIGGER stock_lot_expiry_accounted_for AFTER UPDATE OF expires_on ON stock_lot
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
        WHEN (OLD.expires_on <> NEW.expires_on) EXECUTE FUNCTION require_expiry_accounted_for();

      CREATE FUNCTION require_lot_of_expiry() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public AS $$
      BEGIN
        PERFORM FROM stock_lot l WHERE l.id = NEW.stock_lot_id AND l.expires_on = NEW.expires_on_after;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'Lot % does not expire when its ledger says', NEW.stock_lot_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'every_expiry_accounted_for', TABLE = 'stock_ledger';
        END IF;
        RETURN NULL;
      END $$;
      CREATE CONSTRAINT TRIGGER stock_ledger_accounts_for_expiry AFTER INSERT ON stock_ledger
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
        WHEN (NEW.kind = 'EXPIRY_CORRECTED') EXECUTE FUNCTION require_lot_of_expiry();

      GRANT UPDATE (expires_on) ON stock_lot TO disw_application;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
