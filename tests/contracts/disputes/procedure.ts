import { DISPUTE_LEVELS, type DisputeStep } from '../../../src/contracts/disputes/dispute.rules';

export type RecordedStep = Omit<DisputeStep, 'sequence'>;

/**
 * What is wrong with a record of a dispute by the escalation procedure, said a second time and in another
 * way than the program does: of each level what must have happened there before the next.
 */
export function faultsIn(steps: readonly RecordedStep[], aboutModule: boolean): string[] {
  const faults: string[] = [];
  const require = (holds: boolean, fault: string): void => {
    if (!holds) faults.push(fault);
  };
  const [first] = steps;
  require(first?.kind === 'OPENED' && first.level === 'INDIVIDUAL', 'begins with being opened');
  const levels = [...new Set(steps.map(({ level }) => level))];
  require(levels.every((level, rank) => level === DISPUTE_LEVELS[rank]), 'skips a level');
  require(aboutModule || !levels.includes('BOARD'), 'reaches the board though about no module');

  for (const [rank, level] of levels.entries()) {
    const here = steps.filter((step) => step.level === level);
    const [brought, told] = here;
    const wanted = rank === 0 ? 'OPENED' : 'ESCALATED';
    require(brought?.kind === wanted, `comes to ${level} without being taken there`);
    require(here.filter(({ kind }) => kind === wanted).length === 1, `comes to ${level} twice`);
    if (here.length === 1 && rank === levels.length - 1) break;
    require(told?.kind === 'OTHER_PARTY_TOLD' &&
      told.party === 'PLATFORM', `is not told at ${level}`);

    const heardAt = here.findIndex(
      ({ kind, party, occurredAt }) =>
        (kind === 'HEARD' && party !== brought?.party && party !== 'PLATFORM') ||
        (kind === 'NOT_ANSWERED_IN_TIME' && told?.dueAt != null && occurredAt > told.dueAt),
    );
    const fedBackAt = here.findIndex(({ kind }) => kind === 'OUTCOME_FED_BACK');
    require(fedBackAt < 0 ||
      (heardAt >= 0 && heardAt < fedBackAt), `feeds back unheard at ${level}`);
    require(rank === levels.length - 1 ||
      fedBackAt >= 0, `goes on from ${level} without feeding back`);
    const heardBy = here.filter(({ kind }) => kind === 'HEARD').map(({ party }) => party);
    require(!heardBy.includes(brought?.party ?? 'PLATFORM'), `hears itself at ${level}`);
  }

  const endedAt = steps.findIndex(({ kind }) => kind === 'ENDED');
  require(endedAt < 0 || endedAt === steps.length - 1, 'goes on after its end');
  const end = steps[endedAt];
  require(end?.level !== 'BOARD' ||
    end.ending === 'SOLVED', 'ends at the board unsolved and unreported');
  const atEnd = steps.filter(({ level }) => level === end?.level);
  require(end?.ending !== 'COURT' ||
    end.party !== atEnd[0]?.party ||
    atEnd.some(
      ({ kind }) => kind === 'HEARD' || kind === 'NOT_ANSWERED_IN_TIME',
    ), 'is brought to court unheard');
  if (end !== undefined && end.ending !== 'COURT') {
    require(steps.some(
      ({ kind, ending, party, level }) =>
        kind === 'END_PROPOSED' &&
        ending === end.ending &&
        party !== end.party &&
        level === end.level,
    ), 'ends though one party did not agree');
  }
  return faults;
}
