import type { ModuleVersion } from './quality-module';

/**
 * The version of a module that holds on a day: the newest that was registered and is valid by then. One
 * that was superseded still holds for the days before its successor.
 */
export function versionInForce(
  versions: readonly ModuleVersion[],
  moduleCode: string,
  on: string,
): ModuleVersion | undefined {
  let found: ModuleVersion | undefined;
  for (const version of versions) {
    if (version.module.code !== moduleCode || version.status === 'DRAFT') continue;
    if (version.validFrom > on) continue;
    if (found === undefined || version.version > found.version) found = version;
  }
  return found;
}

/** Every contract asks, and most begin on the first of January. */
const known = new WeakMap<readonly ModuleVersion[], Map<string, readonly ModuleVersion[]>>();

/** One per module that has any, in the order given. */
export function versionsInForce(
  versions: readonly ModuleVersion[],
  on: string,
): readonly ModuleVersion[] {
  const byDay = known.get(versions) ?? new Map<string, readonly ModuleVersion[]>();
  known.set(versions, byDay);
  const found = byDay.get(on) ?? inForceOn(versions, on);
  byDay.set(on, found);
  return found;
}

function inForceOn(versions: readonly ModuleVersion[], on: string): ModuleVersion[] {
  const codes = new Set(versions.map(({ module }) => module.code));
  return [...codes].flatMap((code) => versionInForce(versions, code, on) ?? []);
}
