import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Where the insurance check could not be asked, it is asked again, also after the handover. The insurer
 * that it finds is written once; what was settled meanwhile is corrected by a row of its own.
 */
export class InsuranceAskedAgain1795000000090 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(REQUESTS);
    await runner.query(SETTLEMENTS);
    await runner.query(COUNTED);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}

const REQUESTS = `
  ALTER TABLE emergency_request
    -- How often the check was asked.
    ADD COLUMN insurance_asked smallint NOT NULL DEFAULT 1 CHECK (insurance_asked > 0),
    -- When it is asked again; NULL: it has answered, or nobody asks any more.
    ADD COLUMN insurance_ask_at timestamptz,
    ADD CONSTRAINT asked_again_only_where_unavailable
      CHECK (insurance_ask_at IS NULL OR insurance_check = 'UNAVAILABLE');

  ALTER TABLE emergency_request DISABLE TRIGGER USER;
  UPDATE emergency_request SET insurance_ask_at = now() WHERE insurance_check = 'UNAVAILABLE';
  ALTER TABLE emergency_request ENABLE TRIGGER USER;
  CREATE INDEX emergency_request_insurance_due ON emergency_request (insurance_ask_at)
    WHERE insurance_ask_at IS NOT NULL;

  CREATE OR REPLACE FUNCTION keep_ended_request() RETURNS trigger
  LANGUAGE plpgsql SET search_path = public AS $$
  DECLARE
    -- Who insures the patient may be found out afterwards; nothing else changes.
    insurance CONSTANT text[] := '{insurer_uzovi,insurance_check,insurance_asked,insurance_ask_at}';
  BEGIN
    IF to_jsonb(NEW) - insurance <> to_jsonb(OLD) - insurance THEN
      RAISE EXCEPTION 'A request that has ended never changes' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$;

  CREATE FUNCTION keep_insurance_found() RETURNS trigger
  LANGUAGE plpgsql SET search_path = public AS $$
  BEGIN
    IF OLD.insurance_check <> 'UNAVAILABLE' OR (NEW.insurance_check = 'FOUND') <> (NEW.insurer_uzovi IS NOT NULL) THEN
      RAISE EXCEPTION 'What the insurance check has answered never changes' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER insurance_found_kept BEFORE UPDATE OF insurer_uzovi, insurance_check ON emergency_request
    FOR EACH ROW WHEN ((OLD.insurer_uzovi, OLD.insurance_check) IS DISTINCT FROM (NEW.insurer_uzovi, NEW.insurance_check))
    EXECUTE FUNCTION keep_insurance_found();

  ALTER TABLE emergency_request_event DROP CONSTRAINT emergency_request_event_kind_check,
    ADD CONSTRAINT emergency_request_event_kind_check CHECK (kind IN ('PLACED', 'ASSIGNED', 'UNASSIGNED', 'ACCEPTED',
      'DECLINED', 'NOT_ACCEPTED_IN_TIME', 'DISPATCHED', 'READY_FOR_PICKUP', 'NOT_HANDED_OVER', 'HANDED_OVER',
      'CLOCK_SUSPENDED', 'CLOCK_RESUMED', 'SUSPENSION_APPROVED', 'CANCELLED', 'CLOSED_UNFULFILLED',
      'INSURANCE_CHECKED'));

  GRANT UPDATE (insurer_uzovi, insurance_check, insurance_asked, insurance_ask_at) ON emergency_request
    TO disw_application;`;

const SETTLEMENTS = `
  CREATE FUNCTION keep_payer() RETURNS trigger
  LANGUAGE plpgsql SET search_path = public AS $$
  BEGIN
    IF OLD.pays <> 'INSURER_UNKNOWN' THEN
      RAISE EXCEPTION 'Who pays is found once' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER payer_kept BEFORE UPDATE OF pays, contract_line_id ON allocation
    FOR EACH ROW WHEN ((OLD.pays, OLD.contract_line_id) IS DISTINCT FROM (NEW.pays, NEW.contract_line_id))
    EXECUTE FUNCTION keep_payer();
  GRANT UPDATE (pays, contract_line_id) ON allocation TO disw_application;

  -- Who pays may be found after the handover; nothing else of what was handed over changes.
  CREATE OR REPLACE FUNCTION keep_allocation() RETURNS trigger
  LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  DECLARE
    payer CONSTANT text[] := '{pays,contract_line_id}';
  BEGIN
    IF NOT OLD.live OR to_jsonb(NEW) - payer <> to_jsonb(OLD) - payer
      AND EXISTS (SELECT FROM emergency_request_part p WHERE p.id = OLD.part_id AND p.state = 'HANDED_OVER') THEN
      RAISE EXCEPTION 'An allocation that has ended never changes' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$;

  ALTER TABLE settlement DROP CONSTRAINT settlement_allocation_id_key,
    -- The settlement that this one takes the place of.
    ADD COLUMN corrects_id bigint REFERENCES settlement,
    ADD COLUMN correction_reason text CHECK (correction_reason IN ('INSURER_FOUND')),
    ADD COLUMN corrected_by text,
    ADD COLUMN corrected_at timestamptz,
    ADD CONSTRAINT correction_is_explained
      CHECK (num_nonnulls(corrects_id, correction_reason, corrected_by, corrected_at) IN (0, 4));
  CREATE UNIQUE INDEX one_settlement_per_allocation ON settlement (allocation_id) WHERE corrects_id IS NULL;
  CREATE UNIQUE INDEX one_correction_per_settlement ON settlement (corrects_id) WHERE corrects_id IS NOT NULL;

  CREATE FUNCTION check_correction() RETURNS trigger
  LANGUAGE plpgsql SET search_path = public AS $$
  BEGIN
    IF NOT EXISTS (
      SELECT FROM settlement s WHERE s.id = NEW.corrects_id AND s.basis = 'INSURER_UNKNOWN'
        AND (s.allocation_id, s.request_id, s.supplier_agb, s.article_id, s.pieces, s.handed_over_at)
          = (NEW.allocation_id, NEW.request_id, NEW.supplier_agb, NEW.article_id, NEW.pieces, NEW.handed_over_at)) THEN
      RAISE EXCEPTION 'A correction says who pays for what was handed over, and changes nothing else'
        USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER settlement_correction BEFORE INSERT ON settlement
    FOR EACH ROW WHEN (NEW.corrects_id IS NOT NULL) EXECUTE FUNCTION check_correction();`;

const COUNTED = `
  -- An ended request was counted for no insurer; from now on it counts for the one that was found. Taken out
  -- of the rollup and noted again in one transaction, so that it counts once at any moment.
  CREATE FUNCTION recount_for_insurer() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    counted timeliness_rollup;
  BEGIN
    -- What is being rolled up is waited for.
    PERFORM pg_advisory_xact_lock(hashtext('roll_up_timeliness'));
    IF EXISTS (SELECT FROM timeliness_rollup_pending WHERE request_id = NEW.id) THEN RETURN NEW; END IF;
    SELECT k.* INTO counted FROM timeliness_facts(now()) f
    JOIN timeliness_rollup k USING (day, region_code, category, urgency, insurer_uzovi, supplier_agb, target_percentage,
      verdict, excluded_reason, minutes)
    WHERE f.request_id = NEW.id;
    IF NOT FOUND THEN RETURN NEW; END IF;
    DELETE FROM timeliness_rollup k WHERE k = counted AND counted.requests = 1;
    UPDATE timeliness_rollup k SET requests = k.requests - 1 WHERE k = counted AND counted.requests > 1;
    INSERT INTO timeliness_rollup_pending (request_id) VALUES (NEW.id);
    RETURN NEW;
  END $$;
  CREATE TRIGGER ended_request_recounted BEFORE UPDATE OF insurer_uzovi ON emergency_request
    FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL AND NEW.insurer_uzovi IS DISTINCT FROM OLD.insurer_uzovi)
    EXECUTE FUNCTION recount_for_insurer();
  REVOKE EXECUTE ON FUNCTION recount_for_insurer() FROM PUBLIC;`;
