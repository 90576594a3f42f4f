import type { IndexedGroup } from '../catalogue-index';
import { judgeClause, says, textIn, unsaid, type Lack } from '../clauses.rules';
import type { TermClause } from '../contract-terms';
import { evaluator } from '../evaluator';
import { FaultBook, FaultyLines } from '../faulty-lines.rules';
import { EvidenceBook } from '../findings.rules';
import { isForSome } from '../offers.rules';
import { listOf, someText, withDefault } from '../parameters';
import { counted, groupsWords } from '../words';

const STAGES = {
  start: 'when a device is started',
  continuation: 'when it is continued',
  stop: 'when it is stopped',
} as const;
/** Criteria that contracts are known to add, in words and in the order in which they are told. */
const ADDED: Readonly<Record<string, (value: string | number | boolean) => string>> = {
  hba1cAbove: (value) => `HbA1c above ${String(value)} mmol/mol`,
  quarters: (value) => `for ${counted(Number(value), 'quarter')}`,
};
const OWN: readonly string[] = [...Object.keys(STAGES), 'asInModule', 'productGroups'];

/**
 * Who gets a device is decided by the criteria of the module; a contract adds no stricter one, in a clause or
 * by giving the device to the patients of a profile alone.
 */
export const startStopCriteria = evaluator({
  kind: 'START_STOP_CRITERIA',
  description:
    'A clause has the criteria to start, continue and stop as the module has them, for every kind of device ' +
    'contracted, and neither a clause nor a patient profile of a line adds another.',
  shape: {
    /** Names of further criteria that the module itself has. */
    allowed: withDefault(listOf(someText), []),
  },
  evaluate({ allowed }, { terms, groups }) {
    const contracted = terms.contracted(groups);
    const finding = judgeClause(terms, 'START_STOP_CRITERIA', (clause) => [
      ...stagesUnsaid(clause),
      ...kindsLeftOut(clause, contracted),
    ]);
    const evidence = EvidenceBook.for(terms);
    const added = new Set<string>();
    for (const { terms: contract, clause } of terms.clausesOf('START_STOP_CRITERIA')) {
      const criteria = addedBy(clause, allowed);
      if (criteria.length === 0) continue;
      added.add(criteria.join(', '));
      evidence.clause(contract, 'START_STOP_CRITERIA');
    }
    const profiles = new FaultBook();
    const narrowed = new FaultyLines();
    for (const group of groups) {
      for (const covering of terms.linesOf(group)) {
        if (!isForSome(covering, group)) continue;
        const { terms: contract, line } = covering;
        profiles.note(
          `the device to the patients of a profile alone: ${line.patientProfile ?? ''}`,
          contract,
          line.lineNumber,
        );
        narrowed.add(contract, line.lineNumber);
        evidence.line(contract, line.lineNumber);
      }
    }
    if (added.size === 0 && narrowed.none) return finding;
    return {
      // A device withheld on a ground that the module does not have contradicts it.
      verdict: 'NOT_MET',
      evidence: evidence.all,
      missing: [
        ...[...added].map(
          (words) => `A criterion is added that the module does not have: ${words}.`,
        ),
        ...profiles.sentences(terms, 'gives', 'give'),
        ...finding.missing,
      ],
      mend: [
        ...[...added].map((words) => `Take this criterion out of the clause: ${words}.`),
        ...(narrowed.none
          ? []
          : [
              `Take the profile out of ${narrowed.words(terms)}, or have profiles that together are for everybody.`,
            ]),
        ...finding.mend,
      ],
    };
  },
});

function stagesUnsaid(clause: TermClause): Lack[] {
  const lacks: Lack[] = Object.entries(STAGES)
    .filter(([stage]) => !says(clause, stage))
    .map(([, what]) => unsaid('START_STOP_CRITERIA', what));
  if (!says(clause, 'asInModule')) {
    lacks.push(unsaid('START_STOP_CRITERIA', 'that the criteria are those of the module'));
  }
  return lacks;
}

/** Kinds of device for which the clause has no criteria. */
function kindsLeftOut(clause: TermClause, contracted: readonly IndexedGroup[]): Lack[] {
  const prefixes = textIn(clause, 'productGroups').split(/\s+/).filter(Boolean);
  const leftOut = contracted.filter(
    ({ code }) => prefixes.length > 0 && !prefixes.some((prefix) => code.startsWith(prefix)),
  );
  return leftOut.length === 0
    ? []
    : [
        unsaid(
          'START_STOP_CRITERIA',
          `when ${groupsWords(leftOut)} are started, continued and stopped`,
        ),
      ];
}

function addedBy({ parameters }: TermClause, allowed: readonly string[]): string[] {
  const names = Object.keys(parameters).filter((name) => !(name in ADDED));
  return [...Object.keys(ADDED), ...names.sort()].flatMap((name) => {
    const value = parameters[name];
    if (value === undefined || value === false || OWN.includes(name) || allowed.includes(name)) {
      return [];
    }
    return [ADDED[name]?.(value) ?? `${name}: ${String(value)}`];
  });
}
