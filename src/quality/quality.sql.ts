import { statement } from '../platform/database/statement';
import type { FunctionalNeed, NeedCharacteristic } from './functional-needs.rules';
import type { ModuleVersion, QualityModule, Requirement } from './quality-module';

export interface QualityRow {
  readonly modules: readonly (QualityModule & { readonly source: string })[];
  readonly versions: readonly (Omit<ModuleVersion, 'module' | 'requirements'> & {
    readonly moduleCode: string;
    readonly requirements: readonly Requirement[];
  })[];
  readonly needs: readonly FunctionalNeed[];
  readonly needCharacteristics: readonly NeedCharacteristic[];
}

/** One statement, so that all of it is of one moment. */
export const selectQuality = statement<QualityRow>(
  'quality.everything',
  `SELECT
     (SELECT coalesce(jsonb_agg(jsonb_build_object(
        'code', code, 'name', name, 'dutchName', dutch_name, 'inRegister', in_register,
        'categories', categories, 'productGroups', product_groups, 'source', source)
        ORDER BY code COLLATE "C"), '[]')
      FROM quality_module) AS modules,
     (SELECT coalesce(jsonb_agg(jsonb_build_object(
        'id', v.id, 'moduleCode', v.module_code, 'version', v.version, 'status', v.status, 'title', v.title,
        'registeredOn', v.registered_on, 'validFrom', v.valid_from, 'source', v.source, 'verified', v.verified,
        'requirements', coalesce((
          SELECT jsonb_agg(jsonb_build_object(
            'code', r.code, 'statement', r.statement, 'dutchStatement', r.dutch_statement, 'source', r.source,
            'certainty', r.certainty, 'force', r.force, 'funding', r.funding, 'phase', r.phase,
            'level', r.level, 'judgedBy', r.judged_by, 'appliesFrom', r.applies_from,
            'rule', CASE WHEN r.rule_kind IS NOT NULL
              THEN jsonb_build_object('kind', r.rule_kind, 'parameters', r.rule_parameters) END)
            ORDER BY r.position)
          FROM quality_requirement r WHERE r.version_id = v.id), '[]'))
        ORDER BY v.module_code COLLATE "C", v.version), '[]')
      FROM quality_module_version v) AS versions,
     (SELECT coalesce(jsonb_agg(jsonb_build_object(
        'code', code, 'name', name, 'dutchName', dutch_name, 'perspective', perspective,
        'source', source, 'verified', verified) ORDER BY code COLLATE "C"), '[]')
      FROM functional_need) AS needs,
     (SELECT coalesce(jsonb_agg(jsonb_build_object(
        'needCode', need_code, 'productGroupPrefix', product_group_prefix,
        'characteristic', characteristic_code, 'oneOf', one_of, 'atLeast', at_least, 'atMost', at_most,
        'reason', reason, 'dutchReason', dutch_reason)
        ORDER BY need_code COLLATE "C", product_group_prefix COLLATE "C", characteristic_code COLLATE "C"), '[]')
      FROM need_characteristic) AS "needCharacteristics"`,
);
