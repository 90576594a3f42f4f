import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Every text that was put on the table is kept beside the record of the negotiation, so that what was
 * offered is still to be read after it was changed. A change of what lies on the table is a step of its own.
 */
export class TextsOnTheTable1795000000084 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE contract_text (
        contract_version_id integer NOT NULL REFERENCES contract_version,
        content_hash text NOT NULL,
        content jsonb NOT NULL,
        -- When it was first put on the table.
        put_at timestamptz NOT NULL,
        PRIMARY KEY (contract_version_id, content_hash),
        CONSTRAINT hash_of_content CHECK (content_hash = encode(sha256(convert_to(content::text, 'UTF8')), 'hex'))
      );
      CREATE TRIGGER contract_text_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON contract_text
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();
      GRANT SELECT ON contract_text TO disw_application;

      -- What lies on the table now; of what was changed before this the text is gone.
      INSERT INTO contract_text
      SELECT v.id, contract_content_hash(v.id), contract_content(v.id),
        coalesce((SELECT max(e.at) FROM contract_negotiation_entry e WHERE e.contract_version_id = v.id), v.created_at)
      FROM contract_version v WHERE v.status IN ('OFFERED', 'NEGOTIATING');

      ALTER TABLE contract_negotiation_entry
        DROP CONSTRAINT contract_negotiation_entry_kind_check,
        ADD CONSTRAINT contract_negotiation_entry_kind_check
          CHECK (kind IN ('REMARK', 'PROPOSAL', 'OFFER', 'PEN_PASSED', 'REVISED', 'REACTION')),
        -- The text that it puts on the table; NULL: it puts none there.
        ADD COLUMN content_hash text,
        -- Of REVISED: numbers of lines, codes of clauses, and names of other parts of the content.
        ADD COLUMN changed_lines integer[],
        ADD COLUMN changed_clauses text[],
        ADD COLUMN changed_parts text[],
        ADD FOREIGN KEY (contract_version_id, content_hash) REFERENCES contract_text,
        ADD CONSTRAINT revision_says_what_changed CHECK (CASE WHEN kind = 'REVISED'
          THEN num_nulls(changed_lines, changed_clauses, changed_parts) = 0
            AND cardinality(changed_lines) + cardinality(changed_clauses) + cardinality(changed_parts) > 0
          ELSE num_nonnulls(changed_lines, changed_clauses, changed_parts) = 0 END);

      CREATE FUNCTION contract_text_on_table(of_version integer) RETURNS text
      LANGUAGE sql STABLE SET search_path = public AS $$
        SELECT t.content_hash FROM contract_text t
        -- Without a step: put there before texts were kept.
        LEFT JOIN contract_negotiation_entry e USING (contract_version_id, content_hash)
        WHERE t.contract_version_id = of_version ORDER BY e.sequence DESC NULLS LAST LIMIT 1
      $$;

      -- Of two lists the keys of the items that are not the same in both.
      CREATE FUNCTION differing_parts(before jsonb, after jsonb, named text) RETURNS TABLE (key text)
      LANGUAGE sql IMMUTABLE SET search_path = public AS $$
        SELECT key FROM (SELECT item ->> named AS key, item FROM jsonb_array_elements(before) item) o
        FULL JOIN (SELECT item ->> named AS key, item FROM jsonb_array_elements(after) item) n USING (key)
        WHERE o.item IS DISTINCT FROM n.item
      $$;

      -- SECURITY DEFINER: nobody else writes the texts. What a revision changed is told by the two texts.
      CREATE FUNCTION keep_text_on_table() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
      DECLARE
        after CONSTANT jsonb := contract_content(NEW.contract_version_id);
        before jsonb;
      BEGIN
        IF NEW.kind = 'REVISED' THEN
          SELECT t.content INTO before FROM contract_text t
          WHERE t.contract_version_id = NEW.contract_version_id
            AND t.content_hash = contract_text_on_table(NEW.contract_version_id);
          NEW.changed_lines := ARRAY(SELECT key::int FROM differing_parts(before -> 'lines', after -> 'lines', 'lineNumber')
            ORDER BY key::int);
          NEW.changed_clauses := ARRAY(SELECT key FROM differing_parts(before -> 'clauses', after -> 'clauses', 'code')
            ORDER BY key COLLATE "C");
          NEW.changed_parts := ARRAY(
            SELECT key FROM jsonb_each(before - '{lines,clauses}'::text[]) o
            FULL JOIN jsonb_each(after - '{lines,clauses}'::text[]) n USING (key)
            WHERE o.value IS DISTINCT FROM n.value ORDER BY key COLLATE "C");
        END IF;
        NEW.content_hash := encode(sha256(convert_to(after::text, 'UTF8')), 'hex');
        INSERT INTO contract_text VALUES (NEW.contract_version_id, NEW.content_hash, after, NEW.at) ON CONFLICT DO NOTHING;
        RETURN NEW;
      END $$;
      CREATE TRIGGER negotiation_keeps_text BEFORE INSERT ON contract_negotiation_entry
        FOR EACH ROW WHEN (NEW.kind IN ('OFFER', 'PROPOSAL', 'PEN_PASSED', 'REVISED'))
        EXECUTE FUNCTION keep_text_on_table();

      -- What is signed is what stands there, and what was put on the table last.
      CREATE OR REPLACE FUNCTION check_contract_signature() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public AS $$
      BEGIN
        IF loads_contracts(TG_RELID) THEN RETURN NEW; END IF;
        IF NEW.content_hash <> contract_content_hash(NEW.contract_version_id) OR NOT EXISTS (
             SELECT FROM contract_version v
             WHERE v.id = NEW.contract_version_id AND v.status IN ('OFFERED', 'NEGOTIATING')) THEN
          RAISE EXCEPTION 'Only what is on offer is signed, as it stands' USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.content_hash IS DISTINCT FROM contract_text_on_table(NEW.contract_version_id) THEN
          RAISE EXCEPTION 'What is signed was put on the table as it stands' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
