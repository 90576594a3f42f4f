import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The terms of a contract version as one document, as the rules of the quality modules read them.
 *
 * What is signed never changes, so its document is made once, at the signature, and read ever after.
 * Putting 200,000 lines of 2,000 contracts together takes PostgreSQL a second and more each time; reading
 * their documents, some twenty milliseconds. Nothing writes the table but the trigger.
 */
export class SignedTerms1795000000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION contract_terms(of_version integer) RETURNS json
      LANGUAGE sql STABLE SET search_path = public AS $$
        SELECT json_build_object(
          'modulePins', (SELECT coalesce(json_agg(json_build_object('moduleCode', t.module_code, 'version', t.module_version)
              ORDER BY t.module_code COLLATE "C"), '[]')
            FROM contract_module_pin t WHERE t.contract_version_id = of_version),
          'lines', (SELECT json_build_object(
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
            FROM (SELECT * FROM contract_line l WHERE l.contract_version_id = of_version ORDER BY l.line_number) l),
          'activities', (SELECT coalesce(json_agg(json_build_object('code', t.code, 'productGroupPrefix', t.product_group_prefix,
              'funding', t.funding, 'byQualification', t.by_qualification) ORDER BY t.place), '[]')
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

      CREATE TABLE contract_signed_terms (
        contract_version_id integer PRIMARY KEY REFERENCES contract_version,
        terms json NOT NULL
      );
      INSERT INTO contract_signed_terms
      SELECT v.id, contract_terms(v.id) FROM contract_version v
      WHERE v.status IN ('SIGNED', 'IN_FORCE', 'ENDED', 'TERMINATED');

      -- SECURITY DEFINER: whoever may sign need not be able to write this table.
      CREATE FUNCTION keep_terms_as_signed() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
      BEGIN
        INSERT INTO contract_signed_terms VALUES (NEW.id, contract_terms(NEW.id)) ON CONFLICT DO NOTHING;
        RETURN NULL;
      END $$;
      CREATE TRIGGER contract_terms_signed AFTER UPDATE OF status ON contract_version
        FOR EACH ROW WHEN (OLD.status <> NEW.status AND NEW.status IN ('SIGNED', 'IN_FORCE', 'ENDED', 'TERMINATED'))
        EXECUTE FUNCTION keep_terms_as_signed();
      CREATE TRIGGER contract_terms_loaded_signed AFTER INSERT ON contract_version
        FOR EACH ROW WHEN (NEW.status IN ('SIGNED', 'IN_FORCE', 'ENDED', 'TERMINATED'))
        EXECUTE FUNCTION keep_terms_as_signed();

      GRANT SELECT ON contract_signed_terms TO disw_application;
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
