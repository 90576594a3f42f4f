import { allRules, ruleOf } from '../../src/quality/evaluate';
import { activityFunded } from '../../src/quality/evaluators/activity-funded.rules';
import { certificateValid } from '../../src/quality/evaluators/certificate-valid.rules';
import { choice } from '../../src/quality/evaluators/choice.rules';
import { clauseFigures } from '../../src/quality/evaluators/clause-figures.rules';
import { clausePresent } from '../../src/quality/evaluators/clause-present.rules';
import { rejectionMotivated } from '../../src/quality/evaluators/rejection-motivated.rules';
import { replacementGrounds } from '../../src/quality/evaluators/replacement-grounds.rules';
import { supplierQualified } from '../../src/quality/evaluators/supplier-qualified.rules';
import type { Requirement } from '../../src/quality/quality-module';
import { checked, judged, type SeedModule } from './seed-module';
import { SOURCES } from './sources';

const requirements: readonly Requirement[] = [
  checked(
    {
      code: 'P1',
      statement: 'The trial period and the trial prosthesis are in the contract, with a tariff.',
      dutch: 'De probeerfase en de proefprothese staan in het contract, met een tarief.',
      source: SOURCES.REPORT_ACTIVITIES,
      certainty: 'SOURCED',
      force: 'BINDING',
      funding: 'FUNDED_HERE',
      phase: 'CHOICE_AND_TRIAL',
    },
    ruleOf(activityFunded, { activities: ['TRIAL', 'TRIAL_PROSTHESIS'], funding: ['PRICED'] }),
  ),
  checked(
    {
      code: 'P2',
      statement:
        'There is a rule for a second prosthesis for a purpose, such as sport, decided with reasons.',
      dutch:
        'Er is een regel voor een tweede prothese voor een doel, zoals sport, met een gemotiveerd besluit.',
      source: SOURCES.REPORT_ACTIVITIES,
      certainty: 'SOURCED',
      force: 'INSURER_DISCRETION',
      funding: 'UNDECIDED',
      phase: 'PLAN',
    },
    ruleOf(clausePresent, { clause: 'SECOND_DEVICE', must: ['motivatedDecision'] }),
  ),
  checked(
    {
      code: 'P3',
      statement:
        'After its term of use, of six years at most, a prosthesis is replaced, without cheaper kinds to be tried first when the requirements did not change. The six years are those of a wearer in the report, not of the module.',
      dutch:
        'Na de gebruikstermijn, van ten hoogste zes jaar, wordt een prothese vervangen, zonder eerst goedkopere te proberen als het programma van eisen niet veranderde. De zes jaar zijn die van een gebruiker in het rapport, niet van de module.',
      source: SOURCES.REPORT_CASE_KNEE,
      certainty: 'SOURCED',
      force: 'BINDING',
      phase: 'EVALUATION',
    },
    ruleOf(replacementGrounds, {
      grounds: ['END_OF_USAGE_TERM'],
      cheaperFirst: false,
      longestTermMonths: 72,
    }),
  ),
  checked(
    {
      code: 'P4',
      statement:
        'A request is decided within 30 days, and a rejection answers the arguments of the rehabilitation physician and the maker. The number of days is a proposal of this project.',
      dutch:
        'Een aanvraag wordt binnen 30 dagen beslist, en een afwijzing gaat in op de argumenten van revalidatiearts en instrumentmaker. Het aantal dagen is een voorstel van dit project.',
      source: `${SOURCES.REPORT_CASE_KNEE}; ${SOURCES.REPORT_REJECTION}`,
      certainty: 'SOURCED',
      force: 'BINDING',
      phase: 'CHOICE_AND_TRIAL',
    },
    ruleOf(rejectionMotivated, { days: 30, answersArguments: true }),
  ),
  checked(
    {
      code: 'P5',
      statement:
        'For each functional level there are at least two products, of two makers, to choose from openly, where the market has them. The numbers are a proposal of this project.',
      dutch:
        'Voor elk functieniveau zijn er ten minste twee producten van twee fabrikanten om transparant uit te kiezen, waar de markt die heeft. De aantallen zijn een voorstel van dit project.',
      source: SOURCES.PROSTHESES,
      certainty: 'SOURCED',
      force: 'ADVISORY',
      phase: 'CHOICE_AND_TRIAL',
      level: 'INSURER',
    },
    ruleOf(choice, { products: 2, makers: 2 }),
  ),
  checked(
    {
      code: 'P6',
      statement:
        'The prosthetist is registered (KWOT) and the supplier qualified on every day of the contract.',
      dutch:
        'De orthopedisch technoloog is geregistreerd (KWOT) en de leverancier gekwalificeerd op elke dag van het contract.',
      source: SOURCES.CZ_2024,
      certainty: 'SOURCED',
      force: 'ADVISORY',
      phase: 'DELIVERY_AND_INSTRUCTION',
    },
    allRules(ruleOf(certificateValid, { certificate: 'KWOT' }), ruleOf(supplierQualified, {})),
  ),
  judged(
    {
      code: 'P7',
      statement:
        'The request has a programme of requirements: what the wearer must be able to do, and what that asks of the prosthesis.',
      dutch:
        'Bij de aanvraag zit een programma van eisen: wat de drager moet kunnen (HRIU), en wat dat van de prothese vraagt (PRIU).',
      source: SOURCES.REPORT_FUNCTIONS,
      certainty: 'SOURCED',
      force: 'BINDING',
      funding: 'ELSEWHERE',
      phase: 'REQUIREMENTS',
    },
    'the rehabilitation physician, the maker and the insurer, at each request',
  ),
  checked(
    {
      code: 'P8',
      statement:
        'Evaluation with the wearer after delivery, and repair, are paid, and it is agreed when it is evaluated and within how many days something is repaired.',
      dutch:
        'Evaluatie met de drager na levering, en reparatie, worden betaald, en afgesproken is wanneer wordt geëvalueerd en binnen hoeveel dagen iets wordt gerepareerd.',
      source: SOURCES.REPORT_PHASES,
      certainty: 'DERIVED',
      force: 'ADVISORY',
      funding: 'FUNDED_HERE',
      phase: 'EVALUATION',
    },
    allRules(
      ruleOf(activityFunded, { activities: ['EVALUATION', 'REPAIR'] }),
      ruleOf(clauseFigures, {
        clause: 'AFTERCARE',
        figures: [{ name: 'evaluationWeeks' }, { name: 'repairDays' }],
      }),
    ),
  ),
];

/** Prostheses of arm and leg (arm- en beenprothesen); not of the breast. */
export const prostheses: SeedModule = {
  code: 'PROSTHESES',
  name: 'Module on arm and leg prostheses',
  dutchName: 'Module prothesezorg (arm- en beenprothesen)',
  inRegister: true,
  categories: ['PROSTHESIS'],
  productGroups: ['Y0618', 'Y0624'],
  source: 'Register of Zorginstituut Nederland',
  versions: [
    {
      version: 1,
      status: 'REGISTERED',
      title: 'Kwaliteitsstandaard arm- en beenprothesen (februari 2021)',
      registeredOn: null,
      validFrom: '2021-03-01',
      source: SOURCES.PROSTHESES,
      requirements,
    },
  ],
};
