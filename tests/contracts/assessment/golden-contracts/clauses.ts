import type { ContentClause } from '../../../../src/contracts/life/contract-content';
import type { ClauseCode } from '../../../../src/quality/contract-terms';

type Parameters = ContentClause['parameters'];

const SHARED = { bearer: 'SHARED', argument: 'Neither party can foresee it.' };

/** A clause of every kind that leaves nothing to be desired. */
export const CLAUSES: Readonly<Record<ClauseCode, Parameters>> = {
  MODULES_KEPT: { modulePrevails: true },
  EMERGENCY: { normVersion: 'DISW-TIJDIGHEID/2', dayAndNight: true, uniformRequest: true },
  REJECTION_MOTIVATED: { decisionDays: 10, answersArguments: true },
  ESCALATION: {
    individual: true,
    branch: true,
    board: true,
    otherPartyHeard: true,
    outcomeFedBack: true,
  },
  INDEXATION: { indexed: true, basis: 'CPI' },
  INSURER_CHANGE_OR_DEATH: {
    ...SHARED,
    bearerAtDeath: 'INSURER',
    argumentAtDeath: 'What was delivered cannot be used by another.',
  },
  DOUBLE_SUPPLIER: SHARED,
  PUBLICATION: { contract: true, paymentForm: true, tariff: false },
  GOOD_CONTRACTING: {},
  SECOND_SOURCE: { alternative: 'the other contracted suppliers' },
  PENALTY: { proportional: true, forceMajeure: true },
  INNOVATION: {},
  STEPPED_CARE: {},
  MINIMUM_STOCK: { weeks: 4, alternativeNamed: true, shortagesReported: true },
  CONVERSION: {
    keepsTermOfUse: true,
    keepsSize: true,
    keepsLength: true,
    keepsMaterial: true,
    prescriberInformed: true,
  },
  START_STOP_CRITERIA: { start: true, continuation: true, stop: true, asInModule: true },
  TRAINING: { share: '80 %' },
  SECOND_DEVICE: { motivatedDecision: true },
  SHARED_DECISION: { documented: true, decisionAid: true },
  REPEAT_WITHOUT_PRESCRIPTION: { whileStable: true },
  AFTERCARE: { adjustmentDays: 10, repairDays: 5, evaluationWeeks: 6 },
};

/** As a contract has it. */
const TEXTS: Readonly<Record<ClauseCode, string>> = {
  MODULES_KEPT:
    'Parties keep to the quality modules named in annex 1. Where a term of this agreement is weaker than a module, the module prevails.',
  EMERGENCY:
    'The supplier delivers in an emergency on every day of the year, at every hour, on the uniform request of the care professional.',
  REJECTION_MOTIVATED:
    'The insurer decides on a request within the term agreed, and states the reasons for which it is rejected.',
  ESCALATION:
    'Disputes are first settled between the parties, up to their boards; next by the branches; next, when a module is not kept, in the board of ZN and the branches.',
  INDEXATION:
    'On 1 January of each year the tariffs are brought into line as laid down in annex 2.',
  INSURER_CHANGE_OR_DEATH:
    'When an insured changes insurer or dies, the costs of what has been delivered are borne as follows.',
  DOUBLE_SUPPLIER:
    'When an insured orders the same devices from two suppliers, the costs are borne as follows.',
  PUBLICATION:
    'The insurer may publish on its website that this agreement is in force and by what form of payment.',
  GOOD_CONTRACTING: 'Parties accept the Good Contracting Practices and act upon them.',
  SECOND_SOURCE: 'When the supplier cannot deliver, delivery is taken over by those named here.',
  PENALTY:
    'A penalty is due only after notice of default, and is reckoned over the turnover under this agreement. Annex 3 lists what is force majeure.',
  INNOVATION: 'Twice a year parties consider whether new devices are taken into the assortment.',
  STEPPED_CARE:
    'The insured receives the device that serves the need, step by step as the module has it.',
  MINIMUM_STOCK:
    'The supplier holds stock for the number of weeks agreed, and reports at once what it cannot deliver.',
  CONVERSION: 'An article is replaced by another only when what matters of it stays the same.',
  START_STOP_CRITERIA: 'A device is started, continued and stopped by the criteria of the module.',
  TRAINING: 'The supplier trains its staff in function-oriented prescribing.',
  SECOND_DEVICE:
    'A second device for a purpose is requested with reasons, and decided with reasons.',
  SHARED_DECISION:
    'The choice of a device is made together with the insured, and recorded in the file.',
  REPEAT_WITHOUT_PRESCRIPTION: 'While the situation is stable a repeat needs no new prescription.',
  AFTERCARE: 'The supplier adjusts, repairs and evaluates within the terms agreed.',
};

/** Clauses that belong to some lots alone, by the beginning of their names. */
const LOTS: Partial<Readonly<Record<ClauseCode, RegExp>>> = {
  EMERGENCY: /^(Incontinentie|Diabetes|Stoma|Wondzorg|Verband)/,
  STEPPED_CARE: /./,
  MINIMUM_STOCK: /^(Incontinentie|Stoma|Diabetes|Wondzorg)/,
  CONVERSION: /^(Incontinentie afvoerend|Stoma)/,
  START_STOP_CRITERIA: /^Diabetes/,
  SECOND_DEVICE: /^Prothesen/,
  SHARED_DECISION: /^Diabetes/,
  REPEAT_WITHOUT_PRESCRIPTION: /^(Incontinentie|Stoma)/,
  AFTERCARE: /^(Incontinentie|Compressie|Verband en compressie|Prothesen)/,
};

/**
 * Every clause that belongs to the lot but those that are given as null; those that are given otherwise say
 * that.
 */
export function clauses(
  lot: string,
  given: Partial<Record<ClauseCode, Parameters | null>> = {},
): ContentClause[] {
  const usual = Object.fromEntries(
    Object.entries(CLAUSES).filter(([code]) => LOTS[code as ClauseCode]?.test(lot) ?? true),
  );
  const all: Record<string, Parameters | null> = { ...usual, ...given };
  return Object.entries(all).flatMap(([code, parameters]) =>
    parameters === null
      ? []
      : [{ code: code as ClauseCode, parameters, text: TEXTS[code as ClauseCode] }],
  );
}
