import { Snapshot } from '../platform/database/snapshot';
import type { Queryable } from '../platform/database/statement';
import type { FunctionalNeed, NeedCharacteristic } from './functional-needs.rules';
import type { ModuleVersion, QualityModule } from './quality-module';
import { selectQuality } from './quality.sql';

/** The modules with all their versions, and what functional needs ask of devices. */
export interface Quality {
  /** In the order of their codes. */
  readonly modules: readonly (QualityModule & { readonly source: string })[];
  readonly moduleByCode: ReadonlyMap<string, QualityModule & { readonly source: string }>;
  /** Drafts too; by module, then version. */
  readonly versions: readonly ModuleVersion[];
  /** Those that are or were registered: what contracts are judged against and may pin. */
  readonly registered: readonly ModuleVersion[];
  readonly needByCode: ReadonlyMap<string, FunctionalNeed>;
  readonly needCharacteristics: readonly NeedCharacteristic[];
}

export type QualitySnapshot = Snapshot<Quality>;

/** The quality modules in memory; make one per server. */
export function qualitySnapshot(database: Queryable): QualitySnapshot {
  return new Snapshot(database, 'quality', loadQuality);
}

export async function loadQuality(database: Queryable): Promise<Quality> {
  const [rows] = await database.query(selectQuality);
  if (rows === undefined) throw new Error('The quality modules could not be read');
  const moduleByCode = new Map(rows.modules.map((module) => [module.code, module]));
  const versions = rows.versions.map(({ moduleCode, ...version }): ModuleVersion => {
    const module = moduleByCode.get(moduleCode);
    if (module === undefined) throw new Error(`There is no quality module ${moduleCode}`);
    return { ...version, module };
  });
  return {
    modules: rows.modules,
    moduleByCode,
    versions,
    registered: versions.filter(({ status }) => status !== 'DRAFT'),
    needByCode: new Map(rows.needs.map((need) => [need.code, need])),
    needCharacteristics: rows.needCharacteristics,
  };
}
