import type { InputProblems } from '../../platform/invalid-input';
import type { ContentChanges, ContractContent } from './contract-content';
import { checkLists, checkWhole, isNoEnd } from './contract-content.rules';

/** What becomes of a content. Its lines may be many, so those that stay are not in it. */
export interface Changed {
  /** All that is agreed then, but of the lines only those that are given. */
  readonly terms: ContractContent;
  /** Numbers of the lines that do not stay as they are: given, or removed. */
  readonly touched: readonly number[];
}

/** The content with the changes made to it; nothing that was given is altered. Sound once `checkChange` says so. */
export function changed(content: ContractContent, changes: ContentChanges): Changed {
  const lines = changes.lines ?? [];
  const terms = {
    ...content,
    validFrom: changes.validFrom ?? content.validFrom,
    validUntil: changes.withoutEnd === true ? null : (changes.validUntil ?? content.validUntil),
    paymentForm: changes.paymentForm ?? content.paymentForm,
    emergencyClause: changes.emergencyClause ?? content.emergencyClause,
    lines,
    clauses: clausesAfter(content, changes),
    activities: changes.activities ?? content.activities,
    authorisationList: changes.authorisationList ?? content.authorisationList,
    modulePins: changes.modulePins ?? content.modulePins,
    certificates: changes.certificates ?? content.certificates,
    subcontractors: changes.subcontractors ?? content.subcontractors,
    kpis: changes.kpis ?? content.kpis,
    exclusions: changes.exclusions ?? content.exclusions,
    completeProfiles: changes.completeProfiles ?? content.completeProfiles,
  };
  const touched = [...(changes.removeLines ?? []), ...lines.map(({ lineNumber }) => lineNumber)];
  return { terms, touched };
}

function clausesAfter(
  { clauses }: ContractContent,
  { clauses: given, removeClauses }: ContentChanges,
): ContractContent['clauses'] {
  const removed = new Set(removeClauses);
  const byCode = new Map([...clauses, ...(given ?? [])].map((clause) => [clause.code, clause]));
  return [...byCode.values()].filter(({ code }) => !removed.has(code));
}

/** What a change is made to, as far as it is to be known. */
export interface Changeable {
  readonly content: ContractContent;
  /** Of the lines that are to be removed, the numbers of those that there are. */
  readonly removable: readonly number[];
  /** How many lines stay as they are. */
  readonly staying: number;
}

/**
 * Notes all that is wrong with a change: with what is given, with what contradicts itself, and with what comes of
 * it. What stays as it is was looked at when it came; but for activities, of which more is asked now than of those
 * that were signed before, and which the database takes no other way.
 */
export function checkChange(
  changes: ContentChanges,
  { content, removable, staying }: Changeable,
  problems: InputProblems,
): void {
  const { terms } = changed(content, changes);
  problems.require(
    !isNoEnd(changes.validUntil),
    'changes.validUntil',
    'must be before the year 9999: say withoutEnd where there is no end',
  );
  problems.require(
    changes.withoutEnd !== true || changes.validUntil == null,
    'changes.withoutEnd',
    'must be left out where validUntil is given',
  );
  checkWhole(terms, staying + terms.lines.length, 'changes', problems);
  checkLists({ ...changes, activities: terms.activities }, 'changes', problems);
  checkRemoved(
    'removeLines',
    changes.removeLines ?? [],
    removable,
    { name: 'lines', column: 'lineNumber', keys: terms.lines.map(({ lineNumber }) => lineNumber) },
    problems,
  );
  checkRemoved(
    'removeClauses',
    changes.removeClauses ?? [],
    content.clauses.map(({ code }) => code),
    { name: 'clauses', column: 'code', keys: (changes.clauses ?? []).map(({ code }) => code) },
    problems,
  );
}

function checkRemoved<Key>(
  name: string,
  removed: readonly Key[],
  there: readonly Key[],
  given: { readonly name: string; readonly column: string; readonly keys: readonly Key[] },
  problems: InputProblems,
): void {
  const known = new Set(there);
  const seen = new Set<Key>();
  removed.forEach((key, at) => {
    const path = `changes.${name}.${at}`;
    problems.require(!seen.has(key), path, 'must not be given twice');
    problems.require(known.has(key), path, `must be one of the ${given.name} that there are`);
    seen.add(key);
  });
  given.keys.forEach((key, at) => {
    const path = `changes.${given.name}.${at}.${given.column}`;
    problems.require(!seen.has(key), path, `must not be in ${name} too`);
  });
}
