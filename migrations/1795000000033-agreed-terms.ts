import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is agreed beside the lines can be read without them; the whole, and so what is signed, stays the same. */
export class AgreedTerms1795000000033 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION contract_agreed(of_version integer) RETURNS jsonb
      LANGUAGE sql STABLE SET search_path = public AS $$
        SELECT jsonb_build_object(
          'number', c.number, 'insurer', c.insurer_uzovi, 'supplier', c.supplier_agb, 'lot', c.lot, 'currency', c.currency,
          'validFrom', lower(v.valid), 'validUntil', upper(v.valid) - 1,
          'paymentForm', v.payment_form, 'emergencyClause', v.emergency_clause,
          'activities', (SELECT coalesce(jsonb_agg(jsonb_build_object('code', t.code, 'productGroupPrefix', t.product_group_prefix,
              'funding', t.funding, 'byQualification', t.by_qualification) ORDER BY t.place), '[]')
            FROM contract_activity t WHERE t.contract_version_id = v.id),
          'clauses', (SELECT coalesce(jsonb_agg(jsonb_build_object('code', t.code, 'parameters', t.parameters, 'text', t.text)
              ORDER BY t.code COLLATE "C"), '[]') FROM contract_clause t WHERE t.contract_version_id = v.id),
          'authorisationList', (SELECT coalesce(jsonb_agg(t.product_group_code ORDER BY t.product_group_code COLLATE "C"), '[]')
            FROM contract_authorisation_item t WHERE t.contract_version_id = v.id),
          'modulePins', (SELECT coalesce(jsonb_agg(jsonb_build_object('moduleCode', t.module_code, 'version', t.module_version)
              ORDER BY t.module_code COLLATE "C"), '[]') FROM contract_module_pin t WHERE t.contract_version_id = v.id),
          'certificates', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', t.kind, 'validFrom', t.valid_from,
              'validUntil', t.valid_until) ORDER BY t.kind COLLATE "C", t.valid_from), '[]')
            FROM contract_certificate t WHERE t.contract_version_id = v.id),
          'subcontractors', (SELECT coalesce(jsonb_agg(jsonb_build_object('agb', t.agb, 'reportedOn', t.reported_on,
              'approved', t.approved) ORDER BY t.agb), '[]') FROM contract_subcontractor t WHERE t.contract_version_id = v.id),
          'kpis', (SELECT coalesce(jsonb_agg(jsonb_build_object('code', t.code, 'target', t.target::text, 'unit', t.unit,
              'text', t.text) ORDER BY t.code COLLATE "C"), '[]') FROM contract_kpi t WHERE t.contract_version_id = v.id))
        FROM contract_version v JOIN contract c ON c.id = v.contract_id WHERE v.id = of_version
      $$;

      CREATE OR REPLACE FUNCTION contract_content(of_version integer) RETURNS jsonb
      LANGUAGE sql STABLE SET search_path = public AS $$
        SELECT contract_agreed(of_version) || jsonb_build_object('lines',
          (SELECT coalesce(jsonb_agg(jsonb_build_object(
             'lineNumber', l.line_number, 'productGroup', l.product_group_code, 'gtin', a.gtin, 'region', l.region_code,
             'tariffKind', l.tariff_kind, 'tariff', l.tariff::text, 'unit', l.unit, 'deliveryHours', l.delivery_hours,
             'emergencyDeliveryMinutes', l.emergency_delivery_minutes,
             'quantityLimitMaximum', l.quantity_limit_maximum, 'quantityLimitPer', l.quantity_limit_per,
             'motivatedDeviation', l.motivated_deviation, 'patientProfile', l.patient_profile,
             'replacementGrounds', l.replacement_grounds, 'usageTermMonths', l.usage_term_months,
             'cheaperFirst', l.cheaper_first) ORDER BY l.line_number), '[]')
           FROM contract_line l LEFT JOIN article a ON a.id = l.article_id WHERE l.contract_version_id = of_version))
      $$;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
