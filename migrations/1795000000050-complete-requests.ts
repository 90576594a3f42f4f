import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a request must say of a device, who may ask for the start assortment only, and that it is for DISW. */
export class CompleteRequests1795000000050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Without it a device can't be used or chosen safely. Proposal of this project, no published list.
      ALTER TABLE product_group_characteristic
        ADD COLUMN must_be_asked boolean NOT NULL DEFAULT false,
        ADD CONSTRAINT only_what_is_hard_must_be_asked CHECK (hard OR NOT must_be_asked);

      ALTER TABLE prescriber_authority
        ADD COLUMN start_assortment_only boolean NOT NULL DEFAULT false,
        ADD CONSTRAINT only_what_is_allowed_is_restricted CHECK (allowed OR NOT start_assortment_only);

      -- A trigger and no constraint: requests that are there already still take their course.
      CREATE FUNCTION refuse_what_is_not_disw() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public AS $$
      BEGIN
        RAISE EXCEPTION 'An emergency request is for devices of DISW, not for category %', NEW.category
          USING ERRCODE = 'check_violation';
      END $$;
      CREATE TRIGGER emergency_request_disw BEFORE INSERT ON emergency_request
        FOR EACH ROW WHEN (NEW.category NOT IN ('DIABETES', 'INCONTINENCE', 'STOMA', 'WOUND'))
        EXECUTE FUNCTION refuse_what_is_not_disw();
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
