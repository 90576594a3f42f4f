import type { CatalogueSnapshot } from '../../catalogue/catalogue.snapshot';
import type { PostcodesSnapshot } from '../../geography/postcodes.snapshot';
import { selectReferenceVersions, type ReferenceVersions } from '../../platform/database/snapshot';
import type { Queryable } from '../../platform/database/statement';
import type { ContractTerms, DatedStockPoints } from '../../quality/contract-terms';
import { qualityCatalogueOf } from '../../quality/quality-catalogue';
import type { ModuleVersion } from '../../quality/quality-module';
import type { PartiesSnapshot } from '../../parties/parties.snapshot';
import type { QualitySnapshot } from '../../quality/quality.snapshot';
import { TermsIndex, type JudgingContext } from '../../quality/terms-index';
import { versionsInForce } from '../../quality/versions.rules';
import { qualificationsOn } from '../../supply/qualification.rules';
import type { StockPoint, StockPointsSnapshot } from '../../supply/stock-points.snapshot';
import type { NormsSnapshot } from '../../timeliness/norms.snapshot';
import { qualityNormsOf } from './quality-norms';

export interface JudgingSnapshots {
  readonly catalogue: CatalogueSnapshot;
  readonly postcodes: PostcodesSnapshot;
  readonly stockPoints: StockPointsSnapshot;
  readonly quality: QualitySnapshot;
  readonly norms: NormsSnapshot;
  readonly parties: PartiesSnapshot;
}

/** Everything that contracts are judged against on a day, read once. */
export interface Judging {
  /** YYYY-MM-DD. */
  readonly on: string;
  readonly versions: ReferenceVersions;
  /** Module versions in force on the day, in the order of their modules. */
  readonly inForce: readonly ModuleVersion[];
  /** What contracts are judged against, but for the day: each the same object while nothing of it changes. */
  readonly against: readonly object[];
  /** All there are, drafts too. */
  readonly known: readonly ModuleVersion[];
  context(judging: JudgingContext['judging'], regionCode: string | null): JudgingContext;
}

/** By day: a supplier may hold a qualification from or until one. */
const nightCover = new WeakMap<readonly StockPoint[], Map<string, DatedStockPoints>>();

export async function judgingOn(
  source: Queryable,
  snapshots: JudgingSnapshots,
  on: string,
): Promise<Judging> {
  const [row] = await source.query(selectReferenceVersions);
  const versions = row?.versions ?? {};
  const [catalogue, postcodes, points, quality, norms, parties] = await Promise.all([
    snapshots.catalogue.atVersion(versions),
    snapshots.postcodes.atVersion(versions),
    snapshots.stockPoints.atVersion(versions),
    snapshots.quality.atVersion(versions),
    snapshots.norms.atVersion(versions),
    snapshots.parties.atVersion(versions),
  ]);
  const stockPoints = nightCoverOn(on, points.all);
  const { registered } = quality;
  const supplierNames = new Map(parties.suppliers.map(({ agb, name }) => [agb, name]));
  return {
    on,
    versions,
    inForce: versionsInForce(registered, on),
    against: [
      postcodes.regions,
      qualityCatalogueOf(catalogue),
      stockPoints,
      registered,
      norms.versions,
    ],
    known: quality.versions,
    context: (judging, regionCode) => ({
      judging,
      on,
      regionCode,
      regions: postcodes.regions,
      catalogue: qualityCatalogueOf(catalogue),
      stockPoints,
      moduleVersions: registered,
      norms: qualityNormsOf(norms, postcodes.regions),
      supplierNames,
    }),
  };
}

export function indexOf(
  terms: readonly ContractTerms[],
  judging: Judging,
  kind: JudgingContext['judging'],
  regionCode: string | null,
): TermsIndex {
  return new TermsIndex(terms, judging.context(kind, regionCode));
}

/** Of all contracts of an insurer, for their verdicts alone. */
export function countingIndexOf(terms: readonly ContractTerms[], judging: Judging): TermsIndex {
  return new TermsIndex(terms, { ...judging.context('INSURER', null), verdictsOnly: true });
}

/** What contracts rest on, beside their own terms. */
const ROOMS = ['quality', 'catalogue', 'stock-points', 'geography', 'parties', 'norms'] as const;

/**
 * The day and the versions of all that contracts are judged against. The day counts: terms, qualifications
 * and certificates begin and end.
 */
export function judgedAgainst({ on, versions }: Judging): string {
  return [on, ...ROOMS.map((room) => `${room} ${versions[room] ?? '0'}`)].join(', ');
}

export function moduleName({ module, version }: ModuleVersion): string {
  return `${module.code}/${version}`;
}

/** Somebody is there or on call at every hour of the week. */
export function servesDayAndNight({ active, schedule }: StockPoint): boolean {
  if (!active) return false;
  if (schedule.onCallOutsideHours) return true;
  return [1, 2, 3, 4, 5, 6, 7, 8].every((weekday) =>
    schedule.weekly.some(
      (hours) => hours.weekday === weekday && hours.opens === '00:00' && hours.closes === '24:00',
    ),
  );
}

function nightCoverOn(on: string, points: readonly StockPoint[]): DatedStockPoints {
  const byDay = nightCover.get(points) ?? new Map<string, DatedStockPoints>();
  nightCover.set(points, byDay);
  const known = byDay.get(on);
  if (known !== undefined) return known;
  const nightRegions = points.filter(servesDayAndNight).map((point) => coverOf(point, on));
  const found = { nightRegions };
  byDay.set(on, found);
  return found;
}

function coverOf(point: StockPoint, on: string): DatedStockPoints['nightRegions'][number] {
  return {
    supplierAgb: point.supplierAgb,
    regionCode: point.regionCode,
    qualifications: new Set(qualificationsOn(point, on)),
  };
}
