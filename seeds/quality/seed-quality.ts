import { statement, type Queryable } from '../../src/platform/database/statement';
import { upsertRows } from '../upsert';
import { compression } from './compression';
import { continence } from './continence';
import { diabetes } from './diabetes';
import { functionalNeeds, NEED_SOURCE } from './functional-needs';
import { gkh } from './gkh';
import { needCharacteristics } from './need-characteristics';
import { prostheses } from './prostheses';
import type { SeedModule } from './seed-module';
import { SOURCES } from './sources';
import { stoma } from './stoma';
import { wound } from './wound';

/** The framework first, then its modules. */
export const qualityModules: readonly SeedModule[] = [
  gkh,
  diabetes,
  compression,
  prostheses,
  continence,
  stoma,
  wound,
];

const selectVersions = statement<{ key: string }>(
  'seeds.quality-module-versions',
  `SELECT module_code || '/' || version AS key FROM quality_module_version`,
);

const insertVersion = statement<{ id: number }>(
  'seeds.insert-quality-module-version',
  `INSERT INTO quality_module_version (module_code, version, status, title, valid_from, source, verified)
   VALUES ($1, $2, 'DRAFT', $3, $4, $5, false)
   RETURNING id`,
);

const insertRequirements = statement<never>(
  'seeds.insert-quality-requirements',
  `INSERT INTO quality_requirement (version_id, position, code, statement, dutch_statement, source, certainty,
     force, funding, phase, level, judged_by, applies_from, rule_kind, rule_parameters)
   SELECT $1, r.position, r.code, r.statement, r."dutchStatement", r.source, r.certainty, r.force, r.funding,
     r.phase, r.level, r."judgedBy", r."appliesFrom", r.rule ->> 'kind', coalesce(r.rule -> 'parameters', '{}')
   FROM jsonb_to_recordset($2::jsonb) AS r (position int, code text, statement text, "dutchStatement" text,
     source text, certainty text, force text, funding text, phase text, level text, "judgedBy" text,
     "appliesFrom" date, rule jsonb)`,
);

const supersedeVersion = statement<never>(
  'seeds.supersede-quality-module-version',
  `UPDATE quality_module_version SET status = 'SUPERSEDED' WHERE module_code = $1 AND status = 'REGISTERED'`,
);

const registerVersion = statement<never>(
  'seeds.register-quality-module-version',
  `UPDATE quality_module_version SET status = 'REGISTERED', registered_on = $2 WHERE id = $1`,
);

/**
 * The framework, its modules and what functional needs ask of devices. A version that is there already
 * stays as it is. Needs the catalogue's characteristics.
 */
export async function seedQuality(database: Queryable): Promise<void> {
  await seedModules(database);
  await seedNeeds(database);
}

async function seedModules(database: Queryable): Promise<void> {
  await upsertRows(
    database,
    {
      name: 'quality_module',
      key: ['code'],
      columns: {
        code: 'text',
        name: 'text',
        dutch_name: 'text',
        in_register: 'boolean',
        categories: 'text[]',
        product_groups: 'text[]',
        source: 'text',
      },
    },
    qualityModules.map((module) => ({
      code: module.code,
      name: module.name,
      dutch_name: module.dutchName,
      in_register: module.inRegister,
      categories: module.categories,
      product_groups: module.productGroups,
      source: module.source,
    })),
  );
  const known = new Set((await database.query(selectVersions)).map(({ key }) => key));
  for (const { code, versions } of qualityModules) {
    for (const {
      version,
      status,
      title,
      registeredOn,
      validFrom,
      source,
      requirements,
    } of versions) {
      if (known.has(`${code}/${version}`)) continue;
      const [row] = await database.query(insertVersion, [code, version, title, validFrom, source]);
      if (row === undefined) throw new Error(`No version came of inserting ${code} ${version}`);
      const rows = requirements.map((one, index) => ({ ...one, position: index + 1 }));
      await database.query(insertRequirements, [row.id, JSON.stringify(rows)]);
      if (status === 'DRAFT') continue;
      await database.query(supersedeVersion, [code]);
      await database.query(registerVersion, [row.id, registeredOn]);
    }
  }
}

async function seedNeeds(database: Queryable): Promise<void> {
  await upsertRows(
    database,
    {
      name: 'functional_need',
      key: ['code'],
      columns: {
        code: 'text',
        name: 'text',
        dutch_name: 'text',
        perspective: 'text',
        source: 'text',
        verified: 'boolean',
      },
    },
    functionalNeeds.map(({ code, name, dutchName, perspective }) => ({
      code,
      name,
      dutch_name: dutchName,
      perspective,
      source: NEED_SOURCE,
      verified: false,
    })),
  );
  await upsertRows(
    database,
    {
      name: 'need_characteristic',
      key: ['need_code', 'product_group_prefix', 'characteristic_code'],
      columns: {
        need_code: 'text',
        product_group_prefix: 'text',
        characteristic_code: 'text',
        one_of: 'jsonb',
        at_least: 'numeric',
        at_most: 'numeric',
        reason: 'text',
        dutch_reason: 'text',
        source: 'text',
        verified: 'boolean',
      },
    },
    needCharacteristics.map((one) => ({
      need_code: one.need,
      product_group_prefix: one.groups,
      characteristic_code: one.characteristic,
      one_of: one.oneOf ?? null,
      at_least: one.atLeast ?? null,
      at_most: one.atMost ?? null,
      reason: one.reason,
      dutch_reason: one.dutchReason,
      source: SOURCES.OURS,
      verified: false,
    })),
  );
}
