import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The lines of a version in the form in which they are signed, one by one: an export sends them as they are read,
 * and to the byte what the whole content has.
 */
export class LinesOneByOne1795000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Without a search path of its own, so that PostgreSQL reads it as part of the query around it.
      CREATE FUNCTION contract_content_lines(of_version integer) RETURNS TABLE (line_number integer, content jsonb)
      LANGUAGE sql STABLE AS $$
        SELECT l.line_number, jsonb_build_object(
          'lineNumber', l.line_number, 'productGroup', l.product_group_code, 'gtin', a.gtin, 'region', l.region_code,
          'tariffKind', l.tariff_kind, 'tariff', l.tariff::text, 'unit', l.unit, 'deliveryHours', l.delivery_hours,
          'emergencyDeliveryMinutes', l.emergency_delivery_minutes,
          'quantityLimitMaximum', l.quantity_limit_maximum, 'quantityLimitPer', l.quantity_limit_per,
          'motivatedDeviation', l.motivated_deviation, 'patientProfile', l.patient_profile,
          'replacementGrounds', l.replacement_grounds, 'usageTermMonths', l.usage_term_months,
          'cheaperFirst', l.cheaper_first)
        FROM public.contract_line l LEFT JOIN public.article a ON a.id = l.article_id
        WHERE l.contract_version_id = of_version
      $$;

      CREATE OR REPLACE FUNCTION contract_content(of_version integer) RETURNS jsonb
      LANGUAGE sql STABLE SET search_path = public AS $$
        SELECT contract_agreed(of_version) || jsonb_build_object('lines',
          (SELECT coalesce(jsonb_agg(l.content ORDER BY l.line_number), '[]') FROM contract_content_lines(of_version) l))
      $$;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
