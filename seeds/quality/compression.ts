import { allRules, ruleOf } from '../../src/quality/evaluate';
import { activityFunded } from '../../src/quality/evaluators/activity-funded.rules';
import { clauseFigures } from '../../src/quality/evaluators/clause-figures.rules';
import { noCapBelow } from '../../src/quality/evaluators/no-cap-below.rules';
import { offersEachUse } from '../../src/quality/evaluators/offers-each-use.rules';
import { offersEachValue } from '../../src/quality/evaluators/offers-each-value.rules';
import { replacementGrounds } from '../../src/quality/evaluators/replacement-grounds.rules';
import { steppedCare } from '../../src/quality/evaluators/stepped-care.rules';
import { supplierQualified } from '../../src/quality/evaluators/supplier-qualified.rules';
import type { Requirement } from '../../src/quality/quality-module';
import { checked, judged, type SeedModule } from './seed-module';
import { SOURCES } from './sources';

const STOCKINGS = ['M030405'];

/** AGB qualifications of skin therapists (the second directly accessible), and of oedema physiotherapists. */
const SKIN_THERAPISTS = ['9013', '9031'];
const PHYSIOTHERAPISTS = ['0405'];

const requirements: readonly Requirement[] = [
  checked(
    {
      code: 'K1',
      statement:
        'A stocking that no longer fits because weight or volume changed is replaced, not two pairs a year and no more unless the indication is new.',
      dutch:
        'Een kous die niet meer past doordat gewicht of volume veranderde wordt vervangen; niet slechts twee paar per jaar tenzij de indicatie nieuw is.',
      source: SOURCES.REPORT_CASE_LYMPHOEDEMA,
      certainty: 'SOURCED',
      force: 'BINDING',
      phase: 'USE',
    },
    allRules(
      ruleOf(replacementGrounds, { productGroups: STOCKINGS, grounds: ['CHANGED_BODY'] }),
      ruleOf(noCapBelow, { productGroups: STOCKINGS }),
    ),
  ),
  checked(
    {
      code: 'K2',
      statement:
        'Fitting and teaching to put on are paid when a skin therapist does them, and when an oedema physiotherapist does.',
      dutch:
        'Aanmeten en aanleren worden betaald als een huidtherapeut het doet, en ook als een oedeemfysiotherapeut het doet.',
      source: SOURCES.REPORT_ACTIVITIES,
      certainty: 'SOURCED',
      force: 'BINDING',
      funding: 'FUNDED_HERE',
      phase: 'DELIVERY_AND_INSTRUCTION',
    },
    allRules(
      ...[SKIN_THERAPISTS, PHYSIOTHERAPISTS].map((by) =>
        ruleOf(activityFunded, {
          productGroups: STOCKINGS,
          activities: ['FITTING', 'TEACHING_TO_PUT_ON'],
          by,
        }),
      ),
    ),
  ),
  checked(
    {
      code: 'K3',
      statement:
        'Round-knit and flat-knit stockings of pressure classes 1 to 4 are contracted, ready-made and made to measure.',
      dutch:
        'Rondgebreide en vlakgebreide kousen van drukklasse I tot en met IV zijn gecontracteerd, confectie en maatwerk.',
      source: SOURCES.COMPRESSION_CLASSES,
      certainty: 'SOURCED',
      force: 'BINDING',
      phase: 'CHOICE_AND_TRIAL',
      level: 'INSURER',
    },
    allRules(
      ruleOf(offersEachValue, {
        productGroups: STOCKINGS,
        characteristic: 'KNIT',
        values: ['FLAT', 'ROUND'],
      }),
      ruleOf(offersEachValue, {
        productGroups: STOCKINGS,
        characteristic: 'PRESSURE_CLASS',
        values: ['CLASS_1', 'CLASS_2', 'CLASS_3', 'CLASS_4'],
      }),
      ruleOf(offersEachUse, {
        uses: [
          {
            name: 'ready-made stockings (confectie)',
            anyOf: STOCKINGS,
            having: { characteristic: 'SIZE', values: ['XS', 'S', 'M', 'L', 'XL', 'XXL'] },
          },
          {
            name: 'stockings made to measure (maatwerk)',
            anyOf: STOCKINGS,
            having: { characteristic: 'SIZE', values: ['MADE_TO_MEASURE'] },
          },
        ],
      }),
    ),
  ),
  checked(
    {
      code: 'K4',
      statement:
        'The supplier is qualified for compression devices, and it is named with which qualification somebody fits them. The latter is a proposal of this project.',
      dutch:
        'De leverancier is gekwalificeerd voor compressiehulpmiddelen, en er staat met welke kwalificatie iemand ze aanmeet. Dit laatste is een voorstel van dit project.',
      source: SOURCES.AGB,
      certainty: 'SOURCED',
      force: 'ADVISORY',
      funding: 'UNDECIDED',
      phase: 'DELIVERY_AND_INSTRUCTION',
    },
    allRules(
      ruleOf(supplierQualified, {}),
      ruleOf(activityFunded, {
        productGroups: STOCKINGS,
        activities: ['FITTING'],
        funding: ['PRICED', 'INCLUDED', 'ELSEWHERE'],
        whoNamed: true,
      }),
    ),
  ),
  judged(
    {
      code: 'K5',
      statement:
        'Whether somebody gets an aid to put the stocking on and take it off is decided together with the stocking, and written down.',
      dutch:
        'Of iemand een aan- of uittrekhulpmiddel krijgt wordt samen met de kous beslist, en vastgelegd.',
      source: SOURCES.REPORT_DRESSING_AIDS,
      certainty: 'DERIVED',
      force: 'ADVISORY',
      funding: 'UNDECIDED',
      phase: 'CHOICE_AND_TRIAL',
    },
    'the fitter and the wearer at the fitting, from the file',
  ),
  checked(
    {
      code: 'K6',
      statement:
        'Adjustment after delivery and an evaluation are paid, and it is agreed within how many days something is adjusted and when it is evaluated.',
      dutch:
        'Aanpassen na levering en een evaluatie worden betaald, en afgesproken is binnen hoeveel dagen iets wordt aangepast en wanneer wordt geëvalueerd.',
      source: SOURCES.OURS,
      certainty: 'PROPOSED',
      force: 'ADVISORY',
      funding: 'UNDECIDED',
      phase: 'EVALUATION',
    },
    allRules(
      ruleOf(activityFunded, {
        productGroups: STOCKINGS,
        activities: ['ADJUSTMENT', 'EVALUATION'],
        funding: ['PRICED', 'INCLUDED', 'ELSEWHERE'],
      }),
      ruleOf(clauseFigures, {
        productGroups: STOCKINGS,
        clause: 'AFTERCARE',
        figures: [{ name: 'adjustmentDays' }, { name: 'evaluationWeeks' }],
      }),
    ),
  ),
  checked(
    {
      code: 'K7',
      statement:
        'Bandages may come before stockings without a new contract (stepped care): they are contracted too, or the contract says so.',
      dutch:
        'Zwachtelen kan aan kousen voorafgaan zonder nieuw contract (stepped care): zwachtels zijn ook gecontracteerd, of het contract zegt het.',
      source: SOURCES.REPORT_FLEXIBILITY,
      certainty: 'DERIVED',
      force: 'ADVISORY',
      phase: 'PLAN',
    },
    ruleOf(steppedCare, { productGroups: STOCKINGS, steps: ['M030401'] }),
  ),
];

/** Compression (compressiehulpmiddelen). */
export const compression: SeedModule = {
  code: 'COMPRESSION',
  name: 'Module on compression devices',
  dutchName: 'Module compressiehulpmiddelenzorg',
  inRegister: true,
  categories: ['COMPRESSION'],
  productGroups: [],
  source: 'Register of Zorginstituut Nederland',
  versions: [
    {
      version: 1,
      status: 'REGISTERED',
      title: 'Module compressiehulpmiddelenzorg',
      registeredOn: null,
      validFrom: '2022-01-01',
      source: 'Register of Zorginstituut Nederland; its own text was not read',
      requirements,
    },
  ],
};
