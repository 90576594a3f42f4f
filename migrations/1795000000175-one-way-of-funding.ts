import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A contract says one thing of how an activity is paid, for one product group and performer. What was signed
 * before stays as it was signed; there, what is not paid is not paid.
 */
export class OneWayOfFunding1795000000175 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION check_activity_funding() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public AS $$
      BEGIN
        IF EXISTS (SELECT FROM contract_activity t
          WHERE t.contract_version_id = NEW.contract_version_id AND t.code = NEW.code AND t.funding <> NEW.funding
            AND t.product_group_prefix IS NOT DISTINCT FROM NEW.product_group_prefix
            AND t.by_qualification IS NOT DISTINCT FROM NEW.by_qualification) THEN
          RAISE EXCEPTION 'An activity is paid in one way for a product group and performer'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'one_way_of_funding';
        END IF;
        RETURN NEW;
      END $$;
      -- After the row is there: of two in one statement each sees the other.
      CREATE TRIGGER contract_activity_paid_in_one_way AFTER INSERT ON contract_activity
        FOR EACH ROW EXECUTE FUNCTION check_activity_funding();
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
