import { ruleOf } from '../../src/quality/evaluate';
import { activityFunded } from '../../src/quality/evaluators/activity-funded.rules';
import { clausePresent } from '../../src/quality/evaluators/clause-present.rules';
import { emergencyWithinNorm } from '../../src/quality/evaluators/emergency-within-norm.rules';
import { noCapBelow } from '../../src/quality/evaluators/no-cap-below.rules';
import { offersEachUse, type NamedUse } from '../../src/quality/evaluators/offers-each-use.rules';
import { startStopCriteria } from '../../src/quality/evaluators/start-stop-criteria.rules';
import { supplierQualified } from '../../src/quality/evaluators/supplier-qualified.rules';
import type { Requirement } from '../../src/quality/quality-module';
import type { CharacteristicValue } from '../../src/catalogue/catalogue';
import { characteristics } from '../catalogue/characteristics';
import { needCharacteristics } from './need-characteristics';
import { checked, judged, type SeedModule } from './seed-module';
import { SOURCES } from './sources';

const SENSORS = 'Z120402';
const PUMPS = 'Z1204021601';
const INFUSION_SETS = 'A03040101';
const METERS = 'W0201060102';
const GLUCOSE_STRIPS = 'W0101060101';
const KETONE_STRIPS = 'W0101060110';
const PEN_NEEDLES = 'A01010102';

const METER_FAMILIES = characteristics.find(({ code }) => code === 'METER_FAMILY')?.choices ?? [];

/** Two families of these, whoever makes them. */
function meters(name: string, values: readonly CharacteristicValue[]): NamedUse {
  const having = { characteristic: 'METER_FAMILY', values, atLeast: 2 };
  return { name, anyOf: [METERS], having };
}

/** For who has a functional need: of the families that meet it. */
function metersFor(whom: string, need: string): NamedUse {
  const families = needCharacteristics.find((one) => one.need === need && one.groups === METERS);
  return meters(`blood glucose meters for ${whom}`, families?.oneOf ?? []);
}

const requirements: readonly Requirement[] = [
  checked(
    {
      code: 'D1',
      statement:
        'The contracts of an insurer together have all kinds of diabetes devices: meters with strips, sensors, insulin pens, pumps, hybrid closed loop, and ketone strips.',
      dutch:
        'De contracten van een verzekeraar hebben samen alle soorten diabeteshulpmiddelen: meters met strips, sensoren, insulinepennen, pompen, hybrid closed loop en ketonenstrips.',
      source: SOURCES.NDF,
      certainty: 'SOURCED',
      force: 'BINDING',
      phase: 'CHOICE_AND_TRIAL',
      level: 'INSURER',
    },
    ruleOf(offersEachUse, {
      uses: [
        { name: 'blood glucose meters', anyOf: [METERS] },
        { name: 'glucose test strips', anyOf: [GLUCOSE_STRIPS] },
        { name: 'glucose sensors (CGM, FGM)', anyOf: [SENSORS] },
        // The catalogue has no pens: the needles stand for both.
        { name: 'insulin pens and their needles', anyOf: [PEN_NEEDLES] },
        { name: 'insulin pumps', anyOf: [PUMPS] },
        { name: 'infusion sets for insulin pumps', anyOf: [INFUSION_SETS] },
        // The catalogue has no group of its own for it: it is a pump that works with a sensor.
        {
          name: 'hybrid closed loop',
          anyOf: [PUMPS],
          having: { characteristic: 'WITH_CGM', values: [true] },
        },
        { name: 'ketone test strips', anyOf: [KETONE_STRIPS] },
      ],
    }),
  ),
  checked(
    {
      code: 'D2',
      statement:
        'There are at least two families of meters to choose from, for somebody who sees poorly and for somebody with a weak grip too, as far as the market has them. The number is a proposal of this project.',
      dutch:
        'Er zijn ten minste twee families van meters om uit te kiezen, ook voor wie slecht ziet en voor wie weinig grip heeft, voor zover de markt ze heeft. Het aantal is een voorstel van dit project.',
      source: SOURCES.NDF,
      certainty: 'DERIVED',
      force: 'BINDING',
      phase: 'CHOICE_AND_TRIAL',
      level: 'INSURER',
    },
    ruleOf(offersEachUse, {
      uses: [
        meters('blood glucose meters', METER_FAMILIES),
        metersFor('somebody who sees poorly', 'b210'),
        metersFor('somebody with a weak grip', 'd440'),
      ],
    }),
  ),
  checked(
    {
      code: 'D3',
      statement:
        'For every kind of device, who starts, keeps and stops one is decided by the criteria of the module; a contract adds none, such as an HbA1c above 64 for four quarters.',
      dutch:
        'Voor elk soort hulpmiddel volgt wie ermee begint, doorgaat en stopt uit de criteria van de module; een contract voegt er geen toe, zoals een HbA1c boven 64 gedurende vier kwartalen.',
      source: `${SOURCES.NDF}; ${SOURCES.REPORT_CASE_SENSOR}`,
      certainty: 'DERIVED',
      force: 'BINDING',
      phase: 'REQUIREMENTS',
    },
    ruleOf(startStopCriteria, { productGroups: [SENSORS, PUMPS] }),
  ),
  checked(
    {
      code: 'D4',
      statement:
        'Education and instruction in the use of a device are paid, and it is named who gives them.',
      dutch:
        'Educatie en instructie in het gebruik van een hulpmiddel worden betaald, en er staat wie ze geeft.',
      source: SOURCES.NDF,
      certainty: 'SOURCED',
      force: 'BINDING',
      funding: 'FUNDED_HERE',
      phase: 'DELIVERY_AND_INSTRUCTION',
    },
    ruleOf(activityFunded, {
      productGroups: [METERS, SENSORS, PUMPS, PEN_NEEDLES],
      activities: ['INSTRUCTION'],
      whoNamed: true,
    }),
  ),
  checked(
    {
      code: 'D5',
      statement: 'Test strips are given as prescribed: no contract caps them below that.',
      dutch:
        'Teststrips worden geleverd zoals voorgeschreven: geen contract begrenst ze daaronder.',
      source: SOURCES.NDF,
      certainty: 'SOURCED',
      force: 'BINDING',
      phase: 'USE',
    },
    ruleOf(noCapBelow, { productGroups: [GLUCOSE_STRIPS, KETONE_STRIPS] }),
  ),
  checked(
    {
      code: 'D6',
      statement: 'The supplier is qualified for what it supplies on every day of the contract.',
      dutch: 'De leverancier is op elke dag van het contract gekwalificeerd voor wat hij levert.',
      source: SOURCES.AGB,
      certainty: 'SOURCED',
      force: 'BINDING',
      phase: 'USE',
    },
    ruleOf(supplierQualified, {}),
  ),
  checked(
    {
      code: 'D7',
      statement:
        'The choice of a device is made together, with a decision aid, and that is written down.',
      dutch: 'De keuze van een hulpmiddel wordt samen gemaakt, met een keuzehulp, en vastgelegd.',
      source: SOURCES.NDF,
      certainty: 'SOURCED',
      force: 'ADVISORY',
      funding: 'ELSEWHERE',
      phase: 'CHOICE_AND_TRIAL',
    },
    ruleOf(clausePresent, { clause: 'SHARED_DECISION', must: ['documented', 'decisionAid'] }),
  ),
  checked(
    {
      code: 'D8',
      statement: 'A sensor or a part of a pump that fails is replaced within the emergency norm.',
      dutch: 'Een sensor of pomponderdeel dat uitvalt wordt binnen de spoednorm vervangen.',
      source: SOURCES.LETTER_EMERGENCY,
      certainty: 'DERIVED',
      force: 'BINDING',
      phase: 'USE',
      appliesFrom: '2024-07-01',
    },
    ruleOf(emergencyWithinNorm, { productGroups: [SENSORS, PUMPS, INFUSION_SETS] }),
  ),
  judged(
    {
      code: 'D9',
      statement:
        'Devices that were moved to the care with devices are claimed there, under art. 2.6 o of the Regeling zorgverzekering.',
      dutch:
        'Hulpmiddelen die naar de hulpmiddelenzorg zijn overgeheveld worden daar gedeclareerd, onder art. 2.6 o van de Regeling zorgverzekering.',
      source: SOURCES.PACKAGE_ADVICE,
      certainty: 'DERIVED',
      force: 'BINDING',
      phase: 'USE',
    },
    'the insurer, from the claims it is sent; NZa in supervision',
  ),
  checked(
    {
      code: 'D10',
      statement:
        'For pumps a breakdown service day and night and a loan pump are paid by a tariff or within the price.',
      dutch:
        'Bij pompen worden een storingsdienst dag en nacht en een leenpomp betaald, per tarief of binnen de prijs.',
      source: SOURCES.OURS,
      certainty: 'PROPOSED',
      force: 'ADVISORY',
      funding: 'UNDECIDED',
      phase: 'USE',
    },
    ruleOf(activityFunded, {
      productGroups: [PUMPS],
      activities: ['BREAKDOWN_SERVICE_DAY_AND_NIGHT', 'LOAN_DEVICE'],
    }),
  ),
];

/** Diabetes (hulpmiddelen bij diabetes). */
export const diabetes: SeedModule = {
  code: 'DIABETES',
  name: 'Module on diabetes devices',
  dutchName: 'Module diabeteshulpmiddelenzorg',
  inRegister: true,
  categories: ['DIABETES'],
  productGroups: [],
  source: 'Register of Zorginstituut Nederland',
  versions: [
    {
      version: 1,
      status: 'REGISTERED',
      title: 'NDF integraal consensusdocument diabeteshulpmiddelen (16 december 2022)',
      registeredOn: '2022-12-16',
      validFrom: '2023-01-01',
      source: SOURCES.NDF,
      requirements,
    },
  ],
};
