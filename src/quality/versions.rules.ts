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

/** One per module that has any, in the order given. */
export function versionsInForce(versions: readonly ModuleVersion[], on: string): ModuleVersion[] {
  const codes = new Set(versions.map(({ module }) => module.code));
  return [...codes].flatMap((code) => versionInForce(versions, code, on) ?? []);
}
