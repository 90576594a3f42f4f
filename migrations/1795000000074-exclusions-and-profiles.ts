import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a version leaves out of the groups that its lines give, and of which groups its patient profiles
 * together are for everybody. Both are in the content only where there are any, so that the hash of what was
 * signed before stays the same.
 */
export class ExclusionsAndProfiles1795000000074 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE contract_exclusion (
        contract_version_id integer NOT NULL REFERENCES contract_version,
        place integer NOT NULL CHECK (place > 0),
        product_group_code text REFERENCES product_group,
        article_id integer REFERENCES article,
        ground text NOT NULL CHECK (length(ground) BETWEEN 1 AND 1000),
        motivated_deviation boolean NOT NULL,
        PRIMARY KEY (contract_version_id, place),
        CONSTRAINT excludes_group_or_article CHECK (num_nonnulls(product_group_code, article_id) = 1),
        CONSTRAINT excluded_once UNIQUE NULLS NOT DISTINCT (contract_version_id, product_group_code, article_id)
      );
      CREATE TABLE contract_complete_profile (
        contract_version_id integer NOT NULL REFERENCES contract_version,
        product_group_code text NOT NULL REFERENCES product_group,
        PRIMARY KEY (contract_version_id, product_group_code)
      );
      ${['contract_exclusion', 'contract_complete_profile'].map(keptTerms).join('')}

      -- What is in every content.
      ALTER FUNCTION contract_agreed(integer) RENAME TO contract_agreed_always;
      CREATE FUNCTION contract_agreed(of_version integer) RETURNS jsonb
      LANGUAGE sql STABLE SET search_path = public AS $$
        SELECT contract_agreed_always(of_version) || jsonb_strip_nulls(jsonb_build_object(
          'exclusions', (SELECT jsonb_agg(jsonb_build_object('productGroup', t.product_group_code, 'gtin', a.gtin,
              'ground', t.ground, 'motivatedDeviation', t.motivated_deviation) ORDER BY t.place)
            FROM contract_exclusion t LEFT JOIN article a ON a.id = t.article_id WHERE t.contract_version_id = of_version),
          'completeProfiles', (SELECT jsonb_agg(t.product_group_code ORDER BY t.product_group_code COLLATE "C")
            FROM contract_complete_profile t WHERE t.contract_version_id = of_version)))
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
            FROM contract_subcontractor t WHERE t.contract_version_id = of_version),
          'exclusions', (SELECT coalesce(json_agg(json_build_object('productGroupCode', t.product_group_code,
              'articleId', t.article_id, 'motivatedDeviation', t.motivated_deviation) ORDER BY t.place), '[]')
            FROM contract_exclusion t WHERE t.contract_version_id = of_version),
          'completeProfiles', (SELECT coalesce(json_agg(t.product_group_code ORDER BY t.product_group_code COLLATE "C"), '[]')
            FROM contract_complete_profile t WHERE t.contract_version_id = of_version))
      $$;
      UPDATE contract_signed_terms SET terms = contract_terms(contract_version_id);

      -- What an exclusion takes off a line in force: groups under that of the line, and articles. What may be had
      -- with a reason is not taken off. NULL: nothing.
      ALTER TABLE contract_line_in_force
        ADD COLUMN excluded_groups text[],
        ADD COLUMN excluded_articles integer[];
      DROP INDEX contract_line_in_force_by_group;
      CREATE INDEX contract_line_in_force_by_group
        ON contract_line_in_force (insurer_uzovi, product_group_code)
        INCLUDE (contract_line_id, contract_number, supplier_agb, valid, region_code, tariff_kind, tariff, unit,
          excluded_groups, excluded_articles)
        WHERE product_group_code IS NOT NULL;

      CREATE OR REPLACE FUNCTION keep_lines_in_force() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
      DECLARE
        period CONSTANT daterange := NEW.valid * daterange(NEW.begins_on, NULL) * daterange(NULL, NEW.ended_on);
        groups CONSTANT text[] := (SELECT array_agg(product_group_code ORDER BY place) FROM contract_exclusion
          WHERE contract_version_id = NEW.id AND product_group_code IS NOT NULL AND NOT motivated_deviation);
        articles CONSTANT integer[] := (SELECT array_agg(article_id ORDER BY place) FROM contract_exclusion
          WHERE contract_version_id = NEW.id AND article_id IS NOT NULL AND NOT motivated_deviation);
      BEGIN
        IF NEW.status <> 'IN_FORCE' THEN
          DELETE FROM contract_line_in_force
          WHERE contract_line_id IN (SELECT id FROM contract_line WHERE contract_version_id = NEW.id);
        ELSIF OLD.status = 'IN_FORCE' THEN
          UPDATE contract_line_in_force SET valid = period
          WHERE contract_line_id IN (SELECT id FROM contract_line WHERE contract_version_id = NEW.id);
        ELSE
          INSERT INTO contract_line_in_force
          SELECT l.id, c.number, NEW.insurer_uzovi, NEW.supplier_agb, period, l.product_group_code, l.article_id,
                 l.region_code, l.tariff_kind, l.tariff, l.unit,
                 CASE WHEN l.article_id IS NULL THEN groups END, CASE WHEN l.article_id IS NULL THEN articles END
          FROM contract_line l
          JOIN contract c ON c.id = NEW.contract_id
          LEFT JOIN article a ON a.id = l.article_id
          WHERE l.contract_version_id = NEW.id
            AND (articles IS NULL OR l.article_id IS NULL OR l.article_id <> ALL (articles))
            AND (groups IS NULL OR NOT EXISTS (SELECT FROM unnest(groups) AS excluded
              WHERE starts_with(coalesce(l.product_group_code, a.product_group_code), excluded)))
          ORDER BY l.id;
        END IF;
        RETURN NULL;
      END $$;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}

/** Terms belong to one version, and never change once that is signed. */
function keptTerms(table: string): string {
  const events = [
    ['added', 'INSERT', 'NEW'],
    ['removed', 'DELETE', 'OLD'],
    ['changed_from', 'UPDATE', 'OLD'],
    ['changed_to', 'UPDATE', 'NEW'],
  ] as const;
  return `${events
    .map(
      ([name, event, rows]) => `
      CREATE TRIGGER ${table}_${name} AFTER ${event} ON ${table} REFERENCING ${rows} TABLE AS touched
        FOR EACH STATEMENT EXECUTE FUNCTION keep_signed_terms();`,
    )
    .join('')}
      GRANT SELECT, INSERT, DELETE ON ${table} TO disw_application;`;
}
