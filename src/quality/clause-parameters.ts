import type { ClauseCode } from './contract-terms';

export interface ClauseParameter {
  readonly name: string;
  readonly type: 'BOOLEAN' | 'NUMBER' | 'TEXT';
  /** What it says of the agreement, as the end of a sentence. */
  readonly meaning: string;
}

const yes = (name: string, meaning: string): ClauseParameter => ({
  name,
  type: 'BOOLEAN',
  meaning,
});
const figure = (name: string, meaning: string): ClauseParameter => ({
  name,
  type: 'NUMBER',
  meaning,
});
const words = (name: string, meaning: string): ClauseParameter => ({ name, type: 'TEXT', meaning });

const ARGUMENT = words('argument', 'why the risk is divided as it is');
const BEARER = words('bearer', 'who bears the risk: INSURER, SUPPLIER or SHARED');

/**
 * The figures and choices of each kind of clause that the rules of the modules look at. A clause may
 * have others besides. (Proposal of this project, no published list.)
 */
export const CLAUSE_PARAMETERS: Readonly<Record<ClauseCode, readonly ClauseParameter[]>> = {
  MODULES_KEPT: [yes('modulePrevails', 'whether the module goes before any weaker term')],
  EMERGENCY: [
    words('normVersion', 'the timeliness norm and its version, such as DISW-TIJDIGHEID/2'),
    yes('dayAndNight', 'whether emergencies are served day and night'),
    yes('uniformRequest', 'whether one form of request serves for every insurer'),
  ],
  REJECTION_MOTIVATED: [
    figure('decisionDays', 'days within which a request is decided'),
    yes('answersArguments', 'whether a rejection answers the arguments of the request'),
  ],
  ESCALATION: [
    yes('individual', 'whether the two parties try first, up to their boards'),
    yes('branch', 'whether the branches of both come next'),
    yes('board', 'whether breaches of a module go to the board of ZN and the branches'),
    yes('otherPartyHeard', 'whether the other party is told and heard at each step'),
    yes('outcomeFedBack', 'whether the outcome is always fed back'),
  ],
  INDEXATION: [
    yes('indexed', 'whether tariffs follow inflation'),
    words('basis', 'by which figure they follow it, or why they do not'),
  ],
  INSURER_CHANGE_OR_DEATH: [
    words('bearer', 'who bears the risk of a change of insurer: INSURER, SUPPLIER or SHARED'),
    words('argument', 'why the risk of a change of insurer is divided as it is'),
    words('bearerAtDeath', 'who bears the risk of death: INSURER, SUPPLIER or SHARED'),
    words('argumentAtDeath', 'why the risk of death is divided as it is'),
  ],
  DOUBLE_SUPPLIER: [BEARER, ARGUMENT],
  PUBLICATION: [
    yes('contract', 'whether it may be published that there is a contract'),
    yes('paymentForm', 'whether the form of payment may be published'),
    yes('tariff', 'whether tariffs are published; they must not be'),
  ],
  GOOD_CONTRACTING: [],
  SECOND_SOURCE: [
    words('productGroups', 'EMDN codes of the product groups, apart by blanks; none: all'),
    words(
      'alternative',
      'who or what stands in: AGB codes of suppliers, GTINs of articles or EMDN codes of product groups that are ' +
        'contracted, apart by blanks; other words count in part',
    ),
  ],
  PENALTY: [
    yes('proportional', 'whether a penalty is in proportion to the turnover'),
    yes('forceMajeure', 'whether a list says what is force majeure'),
  ],
  INNOVATION: [],
  STEPPED_CARE: [yes('withoutNewContract', 'whether another step of care needs no new contract')],
  MINIMUM_STOCK: [
    figure('weeks', 'weeks of use that the supplier holds'),
    yes('alternativeNamed', 'whether an alternative is named when it runs out'),
    yes('shortagesReported', 'whether what runs out is reported'),
  ],
  CONVERSION: [
    yes('keepsTermOfUse', 'whether short-term and long-term use are never exchanged'),
    yes('keepsSize', 'whether the size stays the same'),
    yes('keepsLength', 'whether the length stays the same'),
    yes('keepsMaterial', 'whether the material stays the same'),
    yes('prescriberInformed', 'whether the prescriber is told'),
  ],
  START_STOP_CRITERIA: [
    yes('start', 'whether it says when a device is started'),
    yes('continuation', 'whether it says when it is continued'),
    yes('stop', 'whether it says when it is stopped'),
    yes('asInModule', 'whether the criteria are those of the module, no stricter ones'),
    words(
      'productGroups',
      'EMDN codes of the kinds of device that it has criteria for, apart by blanks; none: all',
    ),
    figure('hba1cAbove', 'HbA1c in mmol/mol above which alone a sensor is given'),
    figure('quarters', 'for how many quarters'),
  ],
  TRAINING: [words('share', 'share of staff trained in function-oriented prescribing')],
  SECOND_DEVICE: [
    yes('motivatedDecision', 'whether a second device for a purpose is decided on its merits'),
  ],
  SHARED_DECISION: [
    yes('documented', 'whether the shared decision is written down'),
    yes('decisionAid', 'whether a decision aid (keuzehulp) is used'),
  ],
  REPEAT_WITHOUT_PRESCRIPTION: [
    yes('whileStable', 'whether a stable situation is supplied again without a new prescription'),
  ],
  AFTERCARE: [
    figure('adjustmentDays', 'days within which what does not fit is adjusted'),
    figure('repairDays', 'days within which what is broken is repaired'),
    figure('evaluationWeeks', 'weeks after delivery within which it is evaluated with the wearer'),
  ],
};

/** What a parameter says, as the end of a sentence; its name when it is not one of the list. */
export function meaningOf(code: ClauseCode, name: string): string {
  return CLAUSE_PARAMETERS[code].find((parameter) => parameter.name === name)?.meaning ?? name;
}
