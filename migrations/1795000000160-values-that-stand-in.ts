import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A catheter for anybody does for a man, one free of latex for who may have latex: said of the characteristic. */
export class ValuesThatStandIn1795000000160 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Each value is one that the characteristic can have: a number never stands in for another.
      CREATE FUNCTION stand_ins_fit(value_type text, choices text[], stand_ins jsonb) RETURNS boolean
      LANGUAGE sql IMMUTABLE SET search_path = public AS $$
        SELECT jsonb_typeof(stand_ins) = 'array' AND NOT EXISTS (
          SELECT FROM jsonb_array_elements(stand_ins) AS s (one)
          WHERE jsonb_typeof(one -> 'for') IS DISTINCT FROM 'array' OR EXISTS (
            SELECT FROM jsonb_array_elements(jsonb_build_array(one -> 'value') || (one -> 'for')) AS v (value)
            WHERE NOT coalesce(CASE value_type
              WHEN 'BOOLEAN' THEN jsonb_typeof(value) = 'boolean'
              WHEN 'CHOICE' THEN jsonb_typeof(value) = 'string' AND value #>> '{}' = ANY (choices)
            END, false)))
      $$;

      ALTER TABLE characteristic
        -- [{"value": ..., "for": [...]}, ...]: a device of that value does for who asked one of the others.
        ADD COLUMN stand_ins jsonb NOT NULL DEFAULT '[]',
        ADD CONSTRAINT stand_ins_are_values CHECK (stand_ins_fit(value_type, choices, stand_ins));
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
