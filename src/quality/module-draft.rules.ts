import { InputProblems } from '../platform/invalid-input';
import { checkRule } from './evaluate';
import type { Requirement, Rule } from './quality-module';

/** A requirement as somebody wrote it down, its rule's parameters still JSON. */
export interface WrittenRequirement extends Omit<
  Requirement,
  'funding' | 'phase' | 'judgedBy' | 'appliesFrom' | 'rule'
> {
  readonly funding?: Requirement['funding'];
  readonly phase?: Requirement['phase'];
  readonly judgedBy?: string | null;
  readonly appliesFrom?: string | null;
  readonly rule?: { readonly kind: string; readonly parameters: string } | null;
}

const LONGEST = { statement: 1000, dutchStatement: 1000, source: 500, judgedBy: 200 } as const;
const LONGEST_PARAMETERS = 10_000;
const CODE = /^[A-Z][A-Z0-9_]{0,19}$/;

/** Reads a requirement and notes everything that is wrong with it; not to be used when there is anything. */
export function readRequirement(
  written: WrittenRequirement,
  path: string,
  problems: InputProblems,
): Requirement {
  problems.require(
    CODE.test(written.code),
    `${path}.code`,
    'must be 1 to 20 capitals, digits and underscores, a capital first',
  );
  const text = (field: 'statement' | 'dutchStatement' | 'source'): string =>
    readText(written[field], LONGEST[field], `${path}.${field}`, problems);
  const judgedBy =
    written.judgedBy == null
      ? null
      : readText(written.judgedBy, LONGEST.judgedBy, `${path}.judgedBy`, problems);
  problems.require(
    (written.rule == null) !== (judgedBy === null),
    path,
    'must have either a rule or who judges it',
  );
  return {
    code: written.code,
    statement: text('statement'),
    dutchStatement: text('dutchStatement'),
    source: text('source'),
    certainty: written.certainty,
    force: written.force,
    funding: written.funding ?? null,
    phase: written.phase ?? null,
    level: written.level,
    judgedBy,
    appliesFrom: written.appliesFrom ?? null,
    rule: written.rule == null ? null : readRule(written.rule, `${path}.rule`, problems),
  };
}

/** The text without blanks around it; noted when it has none or too many characters. */
export function readText(
  given: string,
  longest: number,
  path: string,
  problems: InputProblems,
): string {
  const trimmed = given.trim();
  problems.require(
    trimmed.length >= 1 && trimmed.length <= longest,
    path,
    `must have 1 to ${longest} characters`,
  );
  return trimmed;
}

function readRule(
  { kind, parameters }: { readonly kind: string; readonly parameters: string },
  path: string,
  problems: InputProblems,
): Rule {
  const read = objectIn(parameters);
  if (read === undefined) {
    problems.add(`${path}.parameters`, 'must be a JSON object, such as {"hours": 24}');
    return { kind, parameters: {} };
  }
  const rule: Rule = { kind, parameters: read };
  checkRule(rule, path, problems);
  return rule;
}

function objectIn(json: string): Record<string, unknown> | undefined {
  if (json.length > LONGEST_PARAMETERS) return undefined;
  try {
    const read: unknown = JSON.parse(json);
    return typeof read === 'object' && read !== null && !Array.isArray(read)
      ? (read as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The requirements of the next version: those of the present one without the ones removed, each replaced
 * in its place by the one put for it, and the new ones at the end.
 */
export function draftedRequirements(
  present: readonly Requirement[],
  remove: readonly string[],
  put: readonly Requirement[],
  problems: InputProblems,
): Requirement[] {
  const codes = new Set(present.map(({ code }) => code));
  remove.forEach((code, index) => {
    problems.require(
      codes.has(code),
      `input.remove.${index}`,
      'must be a requirement of the registered version',
    );
  });
  const byCode = new Map<string, Requirement>();
  put.forEach((requirement, index) => {
    const twice = byCode.has(requirement.code) || remove.includes(requirement.code);
    problems.require(!twice, `input.put.${index}.code`, 'must be named once, and not be removed');
    byCode.set(requirement.code, requirement);
  });
  return [
    ...present
      .filter(({ code }) => !remove.includes(code))
      .map((requirement) => byCode.get(requirement.code) ?? requirement),
    ...put.filter(({ code }) => !codes.has(code)),
  ];
}
