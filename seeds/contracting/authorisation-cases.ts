import type { RejectionReason } from '../../src/contracts/authorisations/authorisation.rules';
import type { CarePhase } from '../../src/quality/quality-module';

/** A kind of request for permission as it is met in practice; that anybody made it is invented. */
export interface AuthorisationCase {
  readonly module: string;
  readonly phase: CarePhase;
  /** EMDN code. */
  readonly productGroup: string;
  /** ICF codes. */
  readonly needs: readonly string[];
  /** AGB qualification of the suppliers that ask for it. */
  readonly qualification: string;
  readonly question: string;
  readonly answer: string;
  readonly rejection: {
    readonly reason: RejectionReason;
    readonly requirement: string;
    readonly words: string;
  };
}

export const AUTHORISATION_CASES: readonly AuthorisationCase[] = [
  {
    module: 'COMPRESSION',
    phase: 'EVALUATION',
    productGroup: 'M030405',
    needs: ['b4352', 'd450'],
    qualification: '7641',
    question: 'What was the girth before, and what is it now? (verzonnen)',
    answer: 'Four centimetres more at the ankle than at the last fitting (verzonnen).',
    rejection: {
      reason: 'REPLACED_TOO_SOON',
      requirement: 'K1',
      words: 'The measures are those of the pair of three months ago, so the need is the same.',
    },
  },
  {
    module: 'DIABETES',
    phase: 'REQUIREMENTS',
    productGroup: 'Z1204021601',
    needs: ['b5401', 'd5702'],
    qualification: '7656',
    question: 'Which of the criteria of the module is met, and since when? (verzonnen)',
    answer: 'Lows in the night without warning, three a week since June (verzonnen).',
    rejection: {
      reason: 'NEED_NOT_SHOWN',
      requirement: 'D3',
      words: 'None of the criteria for starting that the module names is shown in the request.',
    },
  },
  {
    module: 'PROSTHESES',
    phase: 'CHOICE_AND_TRIAL',
    productGroup: 'Y062415',
    needs: ['d450', 'd850'],
    qualification: '7652',
    question: 'What must the wearer be able to do at work? (verzonnen)',
    answer: 'Stairs and ladders, with a load; the programme of requirements says so (verzonnen).',
    rejection: {
      reason: 'CHEAPER_SERVES_AS_WELL',
      requirement: 'P7',
      words: 'The programme of requirements asks for nothing that the knee worn now does not do.',
    },
  },
  {
    module: 'PROSTHESES',
    phase: 'PLAN',
    productGroup: 'Y062409',
    needs: ['d920'],
    qualification: '7652',
    question: 'For which sport, and how often? (verzonnen)',
    answer: 'Running, twice a week, with a club (verzonnen).',
    rejection: {
      reason: 'NOT_IN_PACKAGE',
      requirement: 'P2',
      words: 'A second prosthesis is for a purpose of its own; the request names none.',
    },
  },
  {
    module: 'STOMA',
    phase: 'USE',
    productGroup: 'A108005',
    needs: ['d440', 'd5301'],
    qualification: '7625',
    question: 'Was a wipe tried, and what came of it? (verzonnen)',
    answer: 'It was; with a weak grip the plate does not come off (verzonnen).',
    rejection: {
      reason: 'NEED_NOT_SHOWN',
      requirement: 'S3',
      words: 'The request does not say what the wearer cannot do without the spray.',
    },
  },
  {
    module: 'CONTINENCE',
    phase: 'DELIVERY_AND_INSTRUCTION',
    productGroup: 'U01010501',
    needs: ['b620', 'd5300'],
    qualification: '7624',
    question: 'Why more than the largest quantity? (verzonnen)',
    answer: 'Six times a day on the advice of the urologist (verzonnen).',
    rejection: {
      reason: 'NEED_NOT_SHOWN',
      requirement: 'C8',
      words: 'Going beyond the largest quantity takes a reason of the prescriber; there is none.',
    },
  },
];
