import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the escalation procedure and a motivated rejection ask, asked by the database too. A check that
 * comes to NULL lets a row through, so that words that were left out were not missed.
 */
export class HeardAndMotivated1795000000044 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(REJECTIONS);
    await runner.query(DISPUTES);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}

const REJECTIONS = `
  ALTER TABLE authorisation_step
    DROP CONSTRAINT rejection_is_motivated,
    -- No rejection without its reason: a code, words, and the requirement that it rests on.
    ADD CONSTRAINT rejection_is_motivated CHECK (
      CASE WHEN kind = 'REJECTED'
        THEN num_nulls(reason_code, requirement_id, words) = 0 AND length(btrim(words)) >= 20
        ELSE num_nonnulls(reason_code, requirement_id) = 0 END),
    DROP CONSTRAINT question_has_words,
    ADD CONSTRAINT question_has_words CHECK (
      kind NOT IN ('INFORMATION_ASKED', 'INFORMATION_GIVEN') OR words IS NOT NULL AND length(btrim(words)) >= 5);`;

const DISPUTES = `
  ALTER TABLE dispute_step
    DROP CONSTRAINT dispute_step_check2,
    ADD CONSTRAINT party_has_words CHECK (party = 'PLATFORM' OR words IS NOT NULL AND length(btrim(words)) >= 5),
    ADD CONSTRAINT platform_tells CHECK (
      (party = 'PLATFORM') = (kind IN ('OTHER_PARTY_TOLD', 'NOT_ANSWERED_IN_TIME')));

  -- Only what a registered version of a module agrees on can be said to be broken.
  CREATE FUNCTION check_dispute_subject() RETURNS trigger
  LANGUAGE plpgsql SET search_path = public AS $$
  BEGIN
    IF NEW.requirement_code IS NOT NULL AND NOT EXISTS (
         SELECT FROM quality_requirement q JOIN quality_module_version v ON v.id = q.version_id
         WHERE v.module_code = NEW.module_code AND q.code = NEW.requirement_code AND v.status <> 'DRAFT') THEN
      RAISE EXCEPTION 'No registered module agrees on this' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER dispute_subject_checked BEFORE INSERT ON dispute
    FOR EACH ROW EXECUTE FUNCTION check_dispute_subject();

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
           (SELECT FROM dispute d WHERE d.id = NEW.dispute_id AND d.requirement_code IS NOT NULL)
        THEN 'Only a breach of module agreements goes to the board'
      WHEN NEW.kind = 'ENDED' AND NEW.ending <> 'COURT' AND NOT EXISTS (
           SELECT FROM dispute_step s WHERE s.dispute_id = NEW.dispute_id AND s.level = before.level
             AND s.kind = 'END_PROPOSED' AND s.ending = NEW.ending AND s.party <> NEW.party)
        THEN 'Both parties agree on this end'
      END;
    IF problem IS NOT NULL THEN RAISE EXCEPTION '%', problem USING ERRCODE = 'check_violation'; END IF;
    RETURN NEW;
  END $$;`;
