import type { ModuleVersion, Requirement } from './quality-module';

/** What of a requirement differs between two versions. */
export interface RequirementChange {
  readonly before: Requirement;
  readonly after: Requirement;
  /** Names of its fields that differ, in alphabetical order. */
  readonly fields: readonly string[];
}

const ASKED = ['statement', 'dutchStatement', 'rule', 'force', 'level'] as const;

/**
 * What a requirement asks. What else is said of it (where it comes from, how sure that is, who pays, the phase,
 * from when) changes nothing of what a contract lacks.
 */
export type Asked = Pick<Requirement, (typeof ASKED)[number]>;

export interface ModuleDiff {
  readonly added: readonly Requirement[];
  readonly removed: readonly Requirement[];
  readonly changed: readonly RequirementChange[];
  readonly unchanged: number;
}

/** What changed from one version of a module to another, by the codes of the requirements. */
export function diffModuleVersions(
  from: Pick<ModuleVersion, 'requirements'>,
  to: Pick<ModuleVersion, 'requirements'>,
): ModuleDiff {
  const before = new Map(from.requirements.map((one) => [one.code, one]));
  const after = new Set(to.requirements.map(({ code }) => code));
  const added: Requirement[] = [];
  const changed: RequirementChange[] = [];
  let unchanged = 0;
  for (const requirement of to.requirements) {
    const known = before.get(requirement.code);
    if (known === undefined) {
      added.push(requirement);
      continue;
    }
    const fields = differingFields(known, requirement);
    if (fields.length === 0) unchanged += 1;
    else changed.push({ before: known, after: requirement, fields });
  }
  return {
    added,
    removed: from.requirements.filter(({ code }) => !after.has(code)),
    changed,
    unchanged,
  };
}

/** Whether a contract that lacks the one lacks the other: two versions of it that ask for the same thing. */
export function asksTheSame(one: Asked, other: Asked): boolean {
  return differing(ASKED, one, other).length === 0;
}

function differingFields(one: Requirement, other: Requirement): string[] {
  return differing(
    [
      'appliesFrom',
      'certainty',
      'dutchStatement',
      'force',
      'funding',
      'judgedBy',
      'level',
      'phase',
      'rule',
      'source',
      'statement',
    ],
    one,
    other,
  );
}

function differing<Field extends keyof Requirement>(
  fields: readonly Field[],
  one: Pick<Requirement, Field>,
  other: Pick<Requirement, Field>,
): Field[] {
  return fields.filter((field) => canonical(one[field]) !== canonical(other[field]));
}

/** The same text for equal values, whatever the order in which their keys were written down. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
