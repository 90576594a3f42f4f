import { localDate } from '../../platform/amsterdam-time';
import type { QualityNorm } from '../../quality/contract-terms';
import type { QualityRegion } from '../../quality/terms-index';
import { selectNormRule } from '../../timeliness/norm.rules';
import type { Norms, PublishedNormVersion } from '../../timeliness/norms.snapshot';

const made = new WeakMap<Norms, WeakMap<readonly QualityRegion[], readonly QualityNorm[]>>();

/** The norms as the quality rules see them: always the same for the same norms and regions. */
export function qualityNormsOf(
  norms: Norms,
  regions: readonly QualityRegion[],
): readonly QualityNorm[] {
  const byRegions = made.get(norms) ?? new WeakMap<readonly QualityRegion[], QualityNorm[]>();
  made.set(norms, byRegions);
  const known = byRegions.get(regions) ?? norms.versions.map((one) => qualityNorm(one, regions));
  byRegions.set(regions, known);
  return known;
}

function qualityNorm(
  version: PublishedNormVersion,
  regions: readonly QualityRegion[],
): QualityNorm {
  // Every line of every contract asks, and few differ: by insurer and product group, then by region.
  const known = new Map<string, Map<string | null, number>>();
  let last = { group: '', insurer: '', minutes: new Map<string | null, number>() };
  const minutesOf = (group: string, insurer: string): Map<string | null, number> => {
    // Those of one group come one after the other.
    if (last.group === group && last.insurer === insurer) return last.minutes;
    const key = `${insurer} ${group}`;
    const minutes = known.get(key) ?? new Map<string | null, number>();
    known.set(key, minutes);
    last = { group, insurer, minutes };
    return minutes;
  };
  return {
    name: `${version.normCode}/${version.version}`,
    adopted: version.status === 'ADOPTED',
    validFrom: localDate(version.validFrom),
    validUntil:
      version.validUntil == null ? null : localDate(new Date(version.validUntil.getTime() - 1)),
    emergencyMinutes(group, regionCode, insurerUzovi) {
      const minutes = minutesOf(group.code, insurerUzovi);
      let fewest = minutes.get(regionCode);
      if (fewest === undefined) {
        const where = regionCode === null ? regions.map(({ code }) => code) : [regionCode];
        const found = where.flatMap((code) => minutesIn(version, group, code, insurerUzovi) ?? []);
        fewest = Math.min(...found);
        minutes.set(regionCode, fewest);
      }
      return fewest === Infinity ? undefined : fewest;
    },
  };
}

/** What the version says when it holds, whether it does or not: that is looked at apart. */
function minutesIn(
  version: PublishedNormVersion,
  group: Parameters<QualityNorm['emergencyMinutes']>[0],
  regionCode: string,
  insurerUzovi: string,
): number | undefined {
  const question = {
    at: version.validFrom,
    urgency: 'EMERGENCY',
    category: group.category,
    productGroup: group.code,
    regionCode,
    uzovi: insurerUzovi,
  } as const;
  return selectNormRule([{ ...version, status: 'ADOPTED' }], question)?.rule.maximumMinutes;
}
