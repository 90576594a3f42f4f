import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Where the lines of a file are until all of them have come and are right. The application makes no tables, not
 * even temporary ones. Rows come and go within one transaction, so nobody else ever sees one.
 */
export class LinesOnTheirWay1795000000101 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- UNLOGGED: after a crash there is nothing in it to be kept.
      CREATE UNLOGGED TABLE contract_line_import (
        import uuid NOT NULL,
        line_number integer NOT NULL,
        product_group_code text,
        article_id integer,
        region_code text,
        tariff_kind text NOT NULL,
        tariff numeric(12,4) NOT NULL,
        unit text NOT NULL,
        delivery_hours integer,
        emergency_delivery_minutes integer,
        quantity_limit_maximum integer,
        quantity_limit_per text,
        motivated_deviation boolean,
        patient_profile text,
        replacement_grounds text[],
        usage_term_months integer,
        cheaper_first boolean,
        PRIMARY KEY (import, line_number)
      );
      GRANT SELECT, INSERT, DELETE ON contract_line_import TO disw_application;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
