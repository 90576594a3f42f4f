import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An activity that is paid by a tariff has one. What was signed before without one stays as it was signed,
 * so the check is of what is written from now on; it counts as not paid.
 *
 * What an activity lacks is left out of the content, so that the hash of what was signed stays the same.
 */
export class ActivitiesWithATariff1795000000073 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE contract_activity
        -- In the currency of the contract, per unit.
        ADD COLUMN tariff numeric(12,4) CHECK (tariff >= 0),
        ADD COLUMN unit text CHECK (length(unit) BETWEEN 1 AND 40),
        ADD CONSTRAINT tariff_exactly_when_priced CHECK ((tariff IS NOT NULL) = (funding = 'PRICED')
          AND (unit IS NULL) = (tariff IS NULL)) NOT VALID;

      CREATE FUNCTION contract_activities(of_version integer) RETURNS jsonb
      LANGUAGE sql STABLE SET search_path = public AS $$
        SELECT coalesce(jsonb_agg(jsonb_build_object('code', t.code, 'productGroupPrefix', t.product_group_prefix,
            'funding', t.funding, 'byQualification', t.by_qualification)
          || jsonb_strip_nulls(jsonb_build_object('tariff', t.tariff::text, 'unit', t.unit)) ORDER BY t.place), '[]')
        FROM contract_activity t WHERE t.contract_version_id = of_version
      $$;

      CREATE OR REPLACE FUNCTION contract_agreed(of_version integer) RETURNS jsonb
      LANGUAGE sql STABLE SET search_path = public AS $$
        SELECT jsonb_build_object(
          'number', c.number, 'insurer', c.insurer_uzovi, 'supplier', c.supplier_agb, 'lot', c.lot, 'currency', c.currency,
          'validFrom', lower(v.valid), 'validUntil', upper(v.valid) - 1,
          'paymentForm', v.payment_form, 'emergencyClause', v.emergency_clause,
          'activities', contract_activities(v.id),
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

      -- The lines column by column.
      CREATE FUNCTION contract_term_lines(of_version integer) RETURNS json
      LANGUAGE sql STABLE SET search_path = public AS $$
        SELECT json_build_object(
          'count', count(*),
          -- Null: they are numbered from 1 without a gap.
          'lineNumber', CASE WHEN max(l.line_number) > count(*) THEN json_agg(l.line_number) END,
          'productGroupCode', ${column('product_group_code')},
          'articleId', ${column('article_id')},
          'regionCode', ${column('region_code')},
          'tariffKind', ${column('tariff_kind')},
          'deliveryHours', ${column('delivery_hours')},
          'emergencyMinutes', ${column('emergency_delivery_minutes')},
          'limitMaximum', ${column('quantity_limit_maximum')},
          'limitPer', ${column('quantity_limit_per')},
          'limitDeviation', ${column('motivated_deviation', 'int')},
          'patientProfile', ${column('patient_profile')},
          'replacementGrounds', ${column('replacement_grounds')},
          'usageTermMonths', ${column('usage_term_months')},
          'cheaperFirst', ${column('cheaper_first', 'int')})
        FROM (SELECT * FROM contract_line l WHERE l.contract_version_id = of_version ORDER BY l.line_number) l
      $$;

      CREATE OR REPLACE FUNCTION contract_terms(of_version integer) RETURNS json
      LANGUAGE sql STABLE SET search_path = public AS $$
        SELECT json_build_object(
          'modulePins', (SELECT coalesce(json_agg(json_build_object('moduleCode', t.module_code, 'version', t.module_version)
              ORDER BY t.module_code COLLATE "C"), '[]')
            FROM contract_module_pin t WHERE t.contract_version_id = of_version),
          'lines', contract_term_lines(of_version),
          'activities', (SELECT coalesce(json_agg(json_build_object('code', t.code, 'productGroupPrefix', t.product_group_prefix,
              'funding', t.funding, 'byQualification', t.by_qualification, 'hasTariff', t.tariff IS NOT NULL) ORDER BY t.place), '[]')
            FROM contract_activity t WHERE t.contract_version_id = of_version),
          'clauses', (SELECT coalesce(json_agg(json_build_object('code', t.code, 'parameters', t.parameters, 'text', t.text)
              ORDER BY t.code COLLATE "C"), '[]')
            FROM contract_clause t WHERE t.contract_version_id = of_version),
          'authorisationList', (SELECT coalesce(json_agg(t.product_group_code ORDER BY t.product_group_code COLLATE "C"), '[]')
            FROM contract_authorisation_item t WHERE t.contract_version_id = of_version),
          'certificates', (SELECT coalesce(json_agg(json_build_object('kind', t.kind, 'validFrom', t.valid_from,
              'validUntil', t.valid_until) ORDER BY t.kind COLLATE "C", t.valid_from), '[]')
            FROM contract_certificate t WHERE t.contract_version_id = of_version),
          'subcontractors', (SELECT coalesce(json_agg(json_build_object('agb', t.agb, 'reportedOn', t.reported_on,
              'approved', t.approved) ORDER BY t.agb), '[]')
            FROM contract_subcontractor t WHERE t.contract_version_id = of_version))
      $$;
      UPDATE contract_signed_terms SET terms = contract_terms(contract_version_id);
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}

/**
 * A column of the lines: null where none has any, a list of one where all have the same, else a list in the
 * order of the lines.
 * @param comparedAs a type that has an order, when it has none of its own
 */
function column(name: string, comparedAs?: string): string {
  const compared = comparedAs === undefined ? `l.${name}` : `l.${name}::${comparedAs}`;
  return `CASE WHEN count(l.${name}) = 0 THEN NULL
                WHEN count(l.${name}) = count(*) AND min(${compared}) = max(${compared})
                  THEN json_build_array(json_agg(l.${name}) -> 0)
                ELSE json_agg(l.${name}) END`;
}
