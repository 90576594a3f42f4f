import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The hash of what a version says is reckoned once and kept until a term changes: of a hundred thousand lines
 * that takes seconds, and it was taken anew for every reader and every signature.
 */
export class ContentHashKept1795000000076 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- NULL: not reckoned yet. Written by the functions below alone.
      ALTER TABLE contract_version ADD COLUMN content_hash text CHECK (content_hash ~ '^[0-9a-f]{64}$');

      ALTER FUNCTION contract_content_hash(integer) RENAME TO contract_content_hash_reckoned;
      CREATE FUNCTION contract_content_hash(of_version integer) RETURNS text
      LANGUAGE sql STABLE SET search_path = public AS $$
        SELECT coalesce(v.content_hash, contract_content_hash_reckoned(v.id)) FROM contract_version v WHERE v.id = of_version
      $$;

      -- SECURITY DEFINER: nobody else writes the column, and here nobody chooses what is written.
      CREATE FUNCTION keep_content_hash(of_version integer) RETURNS text
      LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
        UPDATE contract_version SET content_hash = coalesce(content_hash, contract_content_hash_reckoned(id))
        WHERE id = of_version RETURNING content_hash
      $$;

      -- Nobody reads or signs the hash of what stood there before.
      CREATE OR REPLACE FUNCTION keep_signed_terms() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
      DECLARE
        one text;
      BEGIN
        FOR one IN SELECT v.status FROM contract_version v
                   WHERE v.id IN (SELECT DISTINCT contract_version_id FROM touched) ORDER BY v.id FOR NO KEY UPDATE LOOP
          IF one IN ('SIGNED', 'IN_FORCE', 'ENDED', 'TERMINATED') THEN
            RAISE EXCEPTION 'The terms of a signed contract version never change' USING ERRCODE = 'check_violation';
          END IF;
        END LOOP;
        UPDATE contract_version SET content_hash = NULL
        WHERE id IN (SELECT DISTINCT contract_version_id FROM touched) AND content_hash IS NOT NULL;
        RETURN NULL;
      END $$;

      CREATE FUNCTION forget_content_hash() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public AS $$
      BEGIN
        NEW.content_hash := NULL;
        RETURN NEW;
      END $$;
      CREATE TRIGGER contract_version_hash_forgotten BEFORE UPDATE OF valid, payment_form, emergency_clause ON contract_version
        FOR EACH ROW WHEN ((OLD.valid, OLD.payment_form, OLD.emergency_clause)
          IS DISTINCT FROM (NEW.valid, NEW.payment_form, NEW.emergency_clause))
        EXECUTE FUNCTION forget_content_hash();

      -- The head, and the GTIN by which an article is named, are in the content of every version.
      CREATE FUNCTION forget_content_hashes() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
      BEGIN
        IF TG_TABLE_NAME = 'contract' THEN
          UPDATE contract_version SET content_hash = NULL WHERE contract_id = NEW.id AND content_hash IS NOT NULL
            AND status IN ('DRAFT', 'OFFERED', 'NEGOTIATING');
        ELSE
          UPDATE contract_version v SET content_hash = NULL
          WHERE v.content_hash IS NOT NULL AND v.status IN ('DRAFT', 'OFFERED', 'NEGOTIATING')
            AND (EXISTS (SELECT FROM contract_line l WHERE l.contract_version_id = v.id AND l.article_id = NEW.id)
              OR EXISTS (SELECT FROM contract_exclusion e WHERE e.contract_version_id = v.id AND e.article_id = NEW.id));
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER contract_hashes_forgotten AFTER UPDATE OF number, currency, segment ON contract
        FOR EACH ROW WHEN ((OLD.number, OLD.currency, OLD.segment) IS DISTINCT FROM (NEW.number, NEW.currency, NEW.segment))
        EXECUTE FUNCTION forget_content_hashes();
      CREATE TRIGGER article_hashes_forgotten AFTER UPDATE OF gtin ON article
        FOR EACH ROW WHEN (OLD.gtin <> NEW.gtin) EXECUTE FUNCTION forget_content_hashes();

      -- What is offered is about to be read and signed.
      CREATE FUNCTION reckon_content_hash() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public AS $$
      BEGIN
        NEW.content_hash := coalesce(NEW.content_hash, contract_content_hash_reckoned(NEW.id));
        RETURN NEW;
      END $$;
      CREATE TRIGGER contract_offered_hash_reckoned BEFORE UPDATE OF status ON contract_version
        FOR EACH ROW WHEN (NEW.status IN ('OFFERED', 'NEGOTIATING') AND NEW.status <> OLD.status)
        EXECUTE FUNCTION reckon_content_hash();

      -- What was signed keeps the hash that it was signed by.
      ALTER TABLE contract_version DISABLE TRIGGER USER;
      UPDATE contract_version SET content_hash = contract_content_hash_reckoned(id)
      WHERE status IN ('SIGNED', 'IN_FORCE', 'ENDED');
      ALTER TABLE contract_version ENABLE TRIGGER USER;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
