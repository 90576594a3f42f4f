import { CLAUSE_PARAMETERS } from '../clause-parameters';
import { clausesOf, judgeClause, says, unsaid, type Lack } from '../clauses.rules';
import type { TermClause } from '../contract-terms';
import { evaluator } from '../evaluator';
import { listOf, someText, withDefault } from '../parameters';
import { listed } from '../words';

const STAGES = {
  start: 'when a device is started',
  continuation: 'when it is continued',
  stop: 'when it is stopped',
} as const;
const OWN: readonly string[] = [...Object.keys(STAGES), 'asInModule'];

/** Who gets a device is decided by the criteria of the module; a contract adds no stricter one. */
export const startStopCriteria = evaluator({
  kind: 'START_STOP_CRITERIA',
  description:
    'A clause has the criteria to start, continue and stop as the module has them, and no clause adds another.',
  shape: {
    /** Names of further criteria that the module itself has. */
    allowed: withDefault(listOf(someText), []),
  },
  evaluate({ allowed }, { terms }) {
    const finding = judgeClause(terms, 'START_STOP_CRITERIA', stagesUnsaid);
    const added = clausesOf(terms, 'START_STOP_CRITERIA').flatMap(({ clause }) =>
      addedBy(clause, allowed),
    );
    if (added.length === 0) return finding;
    const criteria = listed(added);
    return {
      ...finding,
      // A device withheld on a ground that the module does not have contradicts it.
      verdict: 'NOT_MET',
      missing: [
        `A criterion is added that the module does not have: ${criteria}.`,
        ...finding.missing,
      ],
      mend: [`Leave out ${criteria}.`, ...finding.mend],
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

function addedBy({ parameters }: TermClause, allowed: readonly string[]): string[] {
  return Object.entries(parameters)
    .filter(([name, value]) => !OWN.includes(name) && !allowed.includes(name) && value !== false)
    .map(([name, value]) => {
      const known = CLAUSE_PARAMETERS.START_STOP_CRITERIA.find((one) => one.name === name);
      return `${known?.meaning ?? name}: ${String(value)}`;
    });
}
