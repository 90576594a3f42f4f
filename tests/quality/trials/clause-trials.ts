import fc from 'fast-check';
import type { ClauseCode, TermClause } from '../../../src/quality/contract-terms';
import {
  ANYTHING,
  isContracted,
  linesAbout,
  normsNamedBy,
  trial,
  type Given,
  type Trial,
} from './trial';

function clausesOf(code: ClauseCode, { contracts }: Given): TermClause['parameters'][] {
  return contracts.flatMap(({ clauses }) =>
    clauses.filter((one) => one.code === code).map(({ parameters }) => parameters),
  );
}

type Parameters = TermClause['parameters'];

const hasText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isAbove = (value: unknown, least: number): boolean =>
  typeof value === 'number' && value >= least;
const yes = (parameters: Parameters, ...names: string[]): boolean =>
  names.every((name) => parameters[name] === true);

/** A kind that some clause must satisfy, in any of the contracts. */
const someClause = (code: ClauseCode, isGood: (parameters: Parameters) => boolean): Trial =>
  trial(ANYTHING, fc.constant({}), (given) => clausesOf(code, given).some(isGood));

const KEEPS = {
  TERM_OF_USE: 'keepsTermOfUse',
  SIZE: 'keepsSize',
  LENGTH: 'keepsLength',
  MATERIAL: 'keepsMaterial',
} as const;

export const CLAUSE_TRIALS: Readonly<Record<string, Trial>> = {
  CLAUSE_FIGURES: trial(
    ANYTHING,
    fc.record({
      clause: fc.constant('AFTERCARE' as const),
      figures: fc.subarray([{ name: 'adjustmentDays', atMost: 30 }, { name: 'evaluationWeeks' }], {
        minLength: 1,
      }),
    }),
    (given, { clause, figures }) =>
      clausesOf(clause, given).some((parameters) =>
        figures.every((figure) => {
          const agreed = parameters[figure.name];
          return isAbove(agreed, 1) && Number(agreed) <= ('atMost' in figure ? 30 : Infinity);
        }),
      ),
  ),
  CLAUSE_PRESENT: trial(
    ANYTHING,
    fc.record({
      clause: fc.constant('SHARED_DECISION' as const),
      must: fc.constantFrom(['documented'], ['documented', 'decisionAid']),
    }),
    (given, { clause, must }) =>
      clausesOf(clause, given).some((parameters) => yes(parameters, ...must)),
  ),
  CONVERSION_KEEPS: trial(
    ANYTHING,
    fc.record({
      keeps: fc.subarray(['TERM_OF_USE', 'SIZE', 'LENGTH', 'MATERIAL'] as const, { minLength: 1 }),
      prescriberInformed: fc.boolean(),
    }),
    (given, { keeps, prescriberInformed }) =>
      clausesOf('CONVERSION', given).some(
        (parameters) =>
          keeps.every((kept) => yes(parameters, KEEPS[kept])) &&
          (!prescriberInformed || yes(parameters, 'prescriberInformed')),
      ),
  ),
  EMERGENCY_CLAUSE: trial(ANYTHING, fc.constant({}), (given) =>
    given.contracts.some((contract) =>
      contract.clauses.some(
        ({ code, parameters }) =>
          code === 'EMERGENCY' &&
          normsNamedBy(contract, given).some(({ name }) => name === parameters['normVersion']) &&
          yes(parameters, 'dayAndNight', 'uniformRequest'),
      ),
    ),
  ),
  ESCALATION_CLAUSE: someClause('ESCALATION', (one) =>
    yes(one, 'individual', 'branch', 'board', 'otherPartyHeard', 'outcomeFedBack'),
  ),
  INDEXATION_STATED: someClause(
    'INDEXATION',
    (one) => one['indexed'] !== undefined && hasText(one['basis']),
  ),
  MINIMUM_STOCK: trial(
    ANYTHING,
    fc.record({ weeks: fc.constantFrom(1, 4, 26), shortagesReported: fc.boolean() }),
    (given, { weeks, shortagesReported }) =>
      clausesOf('MINIMUM_STOCK', given).some(
        (one) =>
          (isAbove(one['weeks'], weeks) || yes(one, 'alternativeNamed')) &&
          (!shortagesReported || yes(one, 'shortagesReported')),
      ),
  ),
  // One unfair penalty, or one clause that publishes tariffs, spoils it: no clause is growth.
  PENALTY_PROPORTIONAL: trial(['line', 'activity'], fc.constant({}), (given) => {
    const penalties = clausesOf('PENALTY', given);
    if (penalties.length === 0) return undefined;
    return penalties.every((one) => yes(one, 'proportional', 'forceMajeure'));
  }),
  PUBLICATION: trial(['line', 'activity'], fc.constant({}), (given) => {
    const clauses = clausesOf('PUBLICATION', given);
    return (
      clauses.some((one) => yes(one, 'contract', 'paymentForm')) &&
      !clauses.some((one) => yes(one, 'tariff'))
    );
  }),
  REJECTION_MOTIVATED: trial(
    ANYTHING,
    fc.record({
      days: fc.option(fc.constantFrom(10, 30), { nil: undefined }),
      answersArguments: fc.boolean(),
    }),
    (given, { days = Infinity, answersArguments }) =>
      clausesOf('REJECTION_MOTIVATED', given).some(
        (one) =>
          isAbove(one['decisionDays'], 1) &&
          Number(one['decisionDays']) <= days &&
          (!answersArguments || yes(one, 'answersArguments')),
      ),
  ),
  RISK_CLAUSES_ARGUED: trial(
    ANYTHING,
    fc.record({
      risks: fc.subarray(['INSURER_CHANGE', 'DEATH', 'DOUBLE_SUPPLIER'] as const, {
        minLength: 1,
      }),
    }),
    (given, { risks }) =>
      risks.every((risk) =>
        clausesOf(
          risk === 'DOUBLE_SUPPLIER' ? 'DOUBLE_SUPPLIER' : 'INSURER_CHANGE_OR_DEATH',
          given,
        ).some((one) => {
          const of = risk === 'DEATH' ? 'AtDeath' : '';
          return (
            ['INSURER', 'SUPPLIER', 'SHARED'].includes(String(one[`bearer${of}`])) &&
            hasText(one[`argument${of}`])
          );
        }),
      ),
  ),
  START_STOP_CRITERIA: trial(
    // A line may bring a kind of device that the clause has no criteria for, or be for some patients alone.
    ['activity'],
    fc.record({ allowed: fc.constantFrom<string[]>(['quarters'], ['hba1cAbove', 'quarters']) }),
    (given, { allowed }) => {
      const clauses = clausesOf('START_STOP_CRITERIA', given);
      const ofModule = ['start', 'continuation', 'stop', 'asInModule'];
      const contracted = given.groups.filter((group) => isContracted(group, given));
      return (
        given.groups.every((group) =>
          linesAbout(group, given).every(
            ({ contract, line }) =>
              line.patientProfile === null ||
              contract.completeProfiles.some((code) => group.code.startsWith(code)),
          ),
        ) &&
        clauses.some((one) => {
          const kinds = String(one['productGroups'] ?? '').split(' ');
          return (
            yes(one, ...ofModule) &&
            contracted.every(({ code }) => kinds.some((kind) => code.startsWith(kind)))
          );
        }) &&
        clauses.every((one) =>
          Object.keys(one).every((name) =>
            [...ofModule, 'productGroups', ...allowed].includes(name),
          ),
        )
      );
    },
  ),
};
