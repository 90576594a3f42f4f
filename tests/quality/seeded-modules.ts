import { regions } from '../../seeds/geography/regions';
import { qualityModules } from '../../seeds/quality/seed-quality';
import type { ContractTerms, QualityNorm } from '../../src/quality/contract-terms';
import { evaluateRequirement } from '../../src/quality/evaluate';
import type { Finding } from '../../src/quality/finding';
import { qualityCatalogueOf } from '../../src/quality/quality-catalogue';
import type { ModuleVersion } from '../../src/quality/quality-module';
import { TermsIndex, type JudgingContext } from '../../src/quality/terms-index';
import { seededCatalogue } from '../seeds/seeded-catalogue';

/** Every version that is seeded as a server holds it, without a database. */
export const seededVersions: readonly ModuleVersion[] = qualityModules.flatMap(
  ({ versions, source: _, ...module }, index) =>
    versions.map((version) => ({
      ...version,
      id: index * 10 + version.version,
      module,
      verified: false,
    })),
);

export const catalogue = qualityCatalogueOf(seededCatalogue());

/** The registered version of a module. */
export function moduleVersion(code: string): ModuleVersion {
  const found = seededVersions.find(
    ({ module, status }) => module.code === code && status === 'REGISTERED',
  );
  if (found === undefined) throw new Error(`No module ${code} is seeded`);
  return found;
}

/** The only value with a source, for everything. */
const FOUR_HOURS: QualityNorm = {
  name: 'DISW-TIJDIGHEID/2',
  adopted: true,
  validFrom: '2025-01-01',
  validUntil: null,
  emergencyMinutes: () => 240,
};

/** What contracts are judged against: the seeded catalogue, modules and regions, and no stock points. */
export function seededContext(given: Partial<JudgingContext> = {}): JudgingContext {
  return {
    judging: 'CONTRACT',
    on: '2026-06-01',
    regionCode: null,
    regions,
    catalogue,
    stockPoints: { nightRegions: [] },
    moduleVersions: seededVersions.filter(({ status }) => status === 'REGISTERED'),
    norms: [FOUR_HOURS],
    supplierNames: new Map(),
    ...given,
  };
}

/** Judges contracts by one requirement of a seeded module. */
export function judgeSeeded(
  module: string,
  code: string,
  contracts: readonly ContractTerms[],
  judging: 'CONTRACT' | 'INSURER' = 'CONTRACT',
): Finding {
  const version = moduleVersion(module);
  const requirement = version.requirements.find((one) => one.code === code);
  if (requirement === undefined) throw new Error(`${module} has no requirement ${code}`);
  const terms = new TermsIndex(contracts, seededContext({ judging }));
  return evaluateRequirement(version.module, requirement, terms);
}
