import { allRules, ruleOf } from '../../src/quality/evaluate';
import { activityFunded } from '../../src/quality/evaluators/activity-funded.rules';
import { articleRegistration } from '../../src/quality/evaluators/article-registration.rules';
import { clauseFigures } from '../../src/quality/evaluators/clause-figures.rules';
import { conversionKeeps } from '../../src/quality/evaluators/conversion-keeps.rules';
import { deliveryWithin } from '../../src/quality/evaluators/delivery-within.rules';
import { minimumStock } from '../../src/quality/evaluators/minimum-stock.rules';
import { noCapBelow } from '../../src/quality/evaluators/no-cap-below.rules';
import { offersAllGroups } from '../../src/quality/evaluators/offers-all-groups.rules';
import type { Requirement } from '../../src/quality/quality-module';
import { checked, judged, type SeedModule } from './seed-module';
import { SOURCES } from './sources';

const CATHETERS = ['U01'];
const DRAINING = ['U01', 'U07', 'A060303'];

interface Values {
  /** Weeks of stock. */
  readonly weeks: number;
  /** Minutes in an emergency. */
  readonly minutes: number;
}

const requirements = ({ weeks, minutes }: Values): readonly Requirement[] => [
  checked(
    {
      code: 'C1',
      statement:
        'The contracts of an insurer together cover every product group of absorbing and of draining devices, in every region.',
      dutch:
        'De contracten van een verzekeraar dekken samen elke productgroep van absorberende en van afvoerende hulpmiddelen, in elke regio.',
      source: SOURCES.AGB,
      certainty: 'SOURCED',
      force: 'BINDING',
      phase: 'CHOICE_AND_TRIAL',
      level: 'INSURER',
    },
    ruleOf(offersAllGroups, {}),
  ),
  checked(
    {
      code: 'C2',
      statement:
        'Completing a prescription (PES+) by the supplier, where the prescriber gave the code alone, has a tariff.',
      dutch:
        'Het voltooien van een voorschrift (PES+) door de speciaalzaak, waar de voorschrijver alleen de code gaf, heeft een tarief.',
      source: SOURCES.REPORT_ACTIVITIES,
      certainty: 'SOURCED',
      force: 'BINDING',
      funding: 'FUNDED_HERE',
      phase: 'REQUIREMENTS',
    },
    ruleOf(activityFunded, { activities: ['COMPLETING_PRESCRIPTION'], funding: ['PRICED'] }),
  ),
  checked(
    {
      code: 'C3',
      statement:
        'A catheter is converted only to one for the same term of use, of the same size, length and material, and the prescriber is told: never one for short use in place of one for long use.',
      dutch:
        'Een katheter wordt alleen geconverteerd naar een met dezelfde gebruiksduur, maat, lengte en materiaal, en de voorschrijver hoort het: nooit een voor kortdurend in plaats van langdurig gebruik.',
      source: SOURCES.REPORT_CASE_CATHETER,
      certainty: 'SOURCED',
      force: 'BINDING',
      phase: 'USE',
    },
    ruleOf(conversionKeeps, {
      productGroups: CATHETERS,
      keeps: ['TERM_OF_USE', 'SIZE', 'LENGTH', 'MATERIAL'],
    }),
  ),
  checked(
    {
      code: 'C4',
      statement: `The supplier holds stock for ${weeks} weeks or names what stands in, and reports what runs out. The number of weeks is a proposal of this project.`,
      dutch: `De leverancier houdt voorraad voor ${weeks} weken of noemt een alternatief, en meldt wat op is. Het aantal weken is een voorstel van dit project.`,
      source: SOURCES.REPORT_CASE_CATHETER,
      certainty: 'DERIVED',
      force: 'ADVISORY',
      phase: 'DELIVERY_AND_INSTRUCTION',
    },
    ruleOf(minimumStock, { weeks }),
  ),
  checked(
    {
      code: 'C5',
      statement: `Regular orders are delivered within 24 hours, emergencies within ${minutes} minutes.`,
      dutch: `Reguliere bestellingen worden binnen 24 uur geleverd, spoed binnen ${minutes} minuten.`,
      source: SOURCES.VGZ,
      certainty: 'SOURCED',
      force: 'ADVISORY',
      phase: 'DELIVERY_AND_INSTRUCTION',
    },
    ruleOf(deliveryWithin, { hours: 24, emergencyMinutes: minutes }),
  ),
  checked(
    {
      code: 'C6',
      statement:
        'Where a price per day or month is claimed under one code, each article delivered is registered beside it.',
      dutch:
        'Waar een dag- of maandprijs onder één code wordt gedeclareerd, wordt daarnaast elk geleverd artikel geregistreerd.',
      source: SOURCES.GIP,
      certainty: 'SOURCED',
      force: 'ADVISORY',
      funding: 'UNDECIDED',
      phase: 'USE',
    },
    ruleOf(articleRegistration, {}),
  ),
  checked(
    {
      code: 'C7',
      statement:
        'There are samples to try and an evaluation after the first delivery, both paid, and it is agreed within how many weeks.',
      dutch:
        'Er zijn proefmonsters en een evaluatie na de eerste levering, beide betaald, en afgesproken is binnen hoeveel weken.',
      source: SOURCES.REPORT_PHASES,
      certainty: 'PROPOSED',
      force: 'ADVISORY',
      funding: 'UNDECIDED',
      phase: 'EVALUATION',
    },
    allRules(
      ruleOf(activityFunded, {
        activities: ['SAMPLES', 'EVALUATION'],
        funding: ['PRICED', 'INCLUDED', 'ELSEWHERE'],
      }),
      ruleOf(clauseFigures, { clause: 'AFTERCARE', figures: [{ name: 'evaluationWeeks' }] }),
    ),
  ),
  checked(
    {
      code: 'C8',
      statement: 'A largest quantity lets a prescriber go beyond it with reasons.',
      dutch: 'Van een maximale hoeveelheid kan een voorschrijver gemotiveerd afwijken.',
      source: SOURCES.REPORT_AUTHORISATION,
      certainty: 'DERIVED',
      force: 'BINDING',
      phase: 'USE',
    },
    ruleOf(noCapBelow, {}),
  ),
  checked(
    {
      code: 'C9',
      statement:
        'Instruction, such as in clean intermittent catheterisation and irrigation, is paid.',
      dutch:
        'Instructie, zoals in schone intermitterende katheterisatie en spoelen, wordt betaald.',
      source: SOURCES.REPORT_ACTIVITIES,
      certainty: 'DERIVED',
      force: 'ADVISORY',
      funding: 'UNDECIDED',
      phase: 'DELIVERY_AND_INSTRUCTION',
    },
    ruleOf(activityFunded, {
      productGroups: DRAINING,
      activities: ['INSTRUCTION'],
      funding: ['PRICED', 'INCLUDED', 'ELSEWHERE'],
    }),
  ),
  judged(
    {
      code: 'C10',
      statement:
        'The prescriber gives the code of the functional problem (PES) at least, or prescribes in full.',
      dutch:
        'De voorschrijver geeft ten minste de code van het functioneringsprobleem (PES), of schrijft volledig voor.',
      source: SOURCES.REPORT_ACTIVITIES,
      certainty: 'DERIVED',
      force: 'ADVISORY',
      funding: 'ELSEWHERE',
      phase: 'REQUIREMENTS',
    },
    'the supplier, at each prescription',
  ),
];

/** Continence (hulpmiddelen bij continentie). */
export const continence: SeedModule = {
  code: 'CONTINENCE',
  name: 'Module on continence devices',
  dutchName: 'Module continentiehulpmiddelenzorg',
  inRegister: true,
  categories: ['INCONTINENCE'],
  productGroups: [],
  source: 'Register of Zorginstituut Nederland',
  versions: [
    {
      version: 1,
      status: 'REGISTERED',
      title: 'Module continentiehulpmiddelenzorg',
      registeredOn: null,
      validFrom: '2022-01-01',
      source: 'Register of Zorginstituut Nederland; its own text was not read',
      requirements: requirements({ weeks: 4, minutes: 240 }),
    },
    {
      version: 2,
      status: 'DRAFT',
      title: 'Module continentiehulpmiddelenzorg, concept (verzonnen)',
      registeredOn: null,
      validFrom: '2028-01-01',
      source: 'invented by this project, to show what a new version does',
      requirements: requirements({ weeks: 6, minutes: 180 }),
    },
  ],
};
