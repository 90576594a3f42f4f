import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * At every level, whoever brought a dispute there goes to court only after the other party was heard there.
 * Source: Eindrapportage Samenwerking Hulpmiddelenzorg (2022), ch. 6 C.
 */
export class HeardBeforeCourt1795000000150 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Whether a module agrees, or once agreed, on this.
      CREATE FUNCTION is_module_agreement(of_module text, of_code text) RETURNS boolean
      LANGUAGE sql STABLE SET search_path = public AS $$
        SELECT EXISTS (
          SELECT FROM quality_requirement q JOIN quality_module_version v ON v.id = q.version_id
          WHERE v.module_code = of_module AND q.code = of_code AND v.status <> 'DRAFT')
      $$;

      -- Whatever the program does: at each level the other party is told, heard and hears the outcome before
      -- the dispute goes on; no level is skipped, and an end is an end.
      CREATE OR REPLACE FUNCTION check_dispute_step() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public AS $$
      DECLARE
        levels CONSTANT text[] := ARRAY['INDIVIDUAL', 'BRANCH', 'BOARD', 'QUALITY_COUNCIL'];
        before dispute_step;
        brought dispute_step;
        kinds text[];
        due timestamptz;
        problem text;
      BEGIN
        SELECT * INTO before FROM dispute_step WHERE dispute_id = NEW.dispute_id ORDER BY sequence DESC LIMIT 1;
        IF before.id IS NULL THEN
          IF NEW.sequence <> 1 OR NEW.kind <> 'OPENED' OR NEW.level <> 'INDIVIDUAL'
             OR NEW.party <> (SELECT d.opened_by FROM dispute d WHERE d.id = NEW.dispute_id) THEN
            RAISE EXCEPTION 'A dispute begins between the two parties' USING ERRCODE = 'check_violation';
          END IF;
          RETURN NEW;
        END IF;
        SELECT * INTO brought FROM dispute_step
        WHERE dispute_id = NEW.dispute_id AND kind IN ('OPENED', 'ESCALATED') ORDER BY sequence DESC LIMIT 1;
        SELECT array_agg(s.kind), max(s.due_at) INTO kinds, due
        FROM dispute_step s WHERE s.dispute_id = NEW.dispute_id AND s.level = before.level;
        problem := CASE
          WHEN before.kind = 'ENDED' THEN 'This dispute has ended'
          WHEN NEW.sequence > before.sequence + 1 THEN 'A step of a dispute is missing'
          WHEN NEW.kind = 'OPENED' THEN 'A dispute is opened once'
          WHEN array_position(levels, NEW.level) IS DISTINCT FROM array_position(levels, before.level)
               + (CASE WHEN NEW.kind = 'ESCALATED' THEN 1 ELSE 0 END) THEN 'No level of a dispute can be skipped'
          WHEN (before.kind IN ('OPENED', 'ESCALATED')) <> (NEW.kind = 'OTHER_PARTY_TOLD')
            THEN 'The other party is told at once, at each level'
          WHEN NEW.kind = 'HEARD' AND NEW.party = brought.party THEN 'It is the other party that is heard'
          WHEN NEW.kind = 'NOT_ANSWERED_IN_TIME' AND ('HEARD' = ANY (kinds) OR NEW.occurred_at <= due)
            THEN 'The other party still has time to answer'
          WHEN NEW.kind IN ('OUTCOME_FED_BACK', 'ESCALATED') AND NOT kinds && ARRAY['HEARD', 'NOT_ANSWERED_IN_TIME']
            THEN 'The other party is heard before a dispute goes on'
          WHEN NEW.kind = 'ESCALATED' AND NOT 'OUTCOME_FED_BACK' = ANY (kinds)
            THEN 'The outcome is fed back before a dispute goes on'
          WHEN NEW.kind = 'ESCALATED' AND NEW.level = 'BOARD' AND NOT EXISTS
               (SELECT FROM dispute d WHERE d.id = NEW.dispute_id AND is_module_agreement(d.module_code, d.requirement_code))
            THEN 'Only a breach of module agreements goes to the board'
          WHEN NEW.kind IN ('END_PROPOSED', 'ENDED') AND NEW.level = 'BOARD' AND NEW.ending <> 'SOLVED'
            THEN 'What the board does not solve is reported to the quality council first'
          WHEN NEW.kind = 'ENDED' AND NEW.ending = 'COURT' AND NEW.party = brought.party
               AND NOT kinds && ARRAY['HEARD', 'NOT_ANSWERED_IN_TIME']
            THEN 'The other party is heard before a dispute goes to court'
          WHEN NEW.kind = 'ENDED' AND NEW.ending <> 'COURT' AND NOT EXISTS (
               SELECT FROM dispute_step s WHERE s.dispute_id = NEW.dispute_id AND s.level = before.level
                 AND s.kind = 'END_PROPOSED' AND s.ending = NEW.ending AND s.party <> NEW.party)
            THEN 'Both parties agree on this end'
          END;
        IF problem IS NOT NULL THEN RAISE EXCEPTION '%', problem USING ERRCODE = 'check_violation'; END IF;
        RETURN NEW;
      END $$;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
