import { allRules, ruleOf } from '../../src/quality/evaluate';
import { activityFunded } from '../../src/quality/evaluators/activity-funded.rules';
import { activityStated } from '../../src/quality/evaluators/activity-stated.rules';
import { authorisationOnlyListed } from '../../src/quality/evaluators/authorisation-only-listed.rules';
import { choice } from '../../src/quality/evaluators/choice.rules';
import { clausePresent } from '../../src/quality/evaluators/clause-present.rules';
import { deliveryWithin } from '../../src/quality/evaluators/delivery-within.rules';
import { emergencyClause } from '../../src/quality/evaluators/emergency-clause.rules';
import { emergencyWithinNorm } from '../../src/quality/evaluators/emergency-within-norm.rules';
import { escalationClause } from '../../src/quality/evaluators/escalation-clause.rules';
import { indexationStated } from '../../src/quality/evaluators/indexation-stated.rules';
import { modulePinned } from '../../src/quality/evaluators/module-pinned.rules';
import { nightStock } from '../../src/quality/evaluators/night-stock.rules';
import { noCapBelow } from '../../src/quality/evaluators/no-cap-below.rules';
import { offersAllGroups } from '../../src/quality/evaluators/offers-all-groups.rules';
import { BY_TIME } from '../../src/quality/paid-as.rules';
import { penaltyProportional } from '../../src/quality/evaluators/penalty-proportional.rules';
import { publication } from '../../src/quality/evaluators/publication.rules';
import { rejectionMotivated } from '../../src/quality/evaluators/rejection-motivated.rules';
import { replacementGrounds } from '../../src/quality/evaluators/replacement-grounds.rules';
import { riskClausesArgued } from '../../src/quality/evaluators/risk-clauses-argued.rules';
import { secondSource } from '../../src/quality/evaluators/second-source.rules';
import { subcontractorsApproved } from '../../src/quality/evaluators/subcontractors-approved.rules';
import { supplierQualified } from '../../src/quality/evaluators/supplier-qualified.rules';
import type { Requirement } from '../../src/quality/quality-module';
import { checked, type SeedModule } from './seed-module';
import { SOURCES } from './sources';

const DISW = ['DIABETES', 'INCONTINENCE', 'STOMA', 'WOUND'] as const;

/** Groups of which a shortage harms at once: a proposal of this project. */
const CRITICAL = [
  'A03040101',
  'Z1204',
  'W0101060101',
  'U0101',
  'U0102',
  'A06030301',
  'A1001',
  'A1002',
  'M0404',
];

/** Costly devices for which an insurer may ask permission beforehand: a proposal of this project. */
const COSTLY = ['Z1204', 'Y0618', 'Y0624'];

const requirements: readonly Requirement[] = [
  checked(
    {
      code: 'G01',
      statement:
        'The contract names the framework and every module it touches, with their versions, and no term of it is weaker than the module.',
      dutch:
        'Het contract noemt het kwaliteitskader en elke module die het raakt, met hun versies, en geen bepaling is zwakker dan de module.',
      source: SOURCES.REPORT_MODULES,
      certainty: 'SOURCED',
      force: 'BINDING',
    },
    ruleOf(modulePinned, {}),
  ),
  checked(
    {
      code: 'G02',
      statement:
        'The contracts of an insurer together cover every product group, with every function it has, in every region.',
      dutch:
        'De contracten van een verzekeraar dekken samen elke productgroep, met elke functie daarvan, in elke regio.',
      source: SOURCES.REPORT_REST,
      certainty: 'SOURCED',
      force: 'BINDING',
      phase: 'CHOICE_AND_TRIAL',
      level: 'INSURER',
    },
    ruleOf(offersAllGroups, {}),
  ),
  checked(
    {
      code: 'G03',
      statement:
        'For each function the contracts of an insurer leave a choice: at least two products, of two makers, where the market has them. The numbers are a proposal of this project.',
      dutch:
        'Voor elke functie laten de contracten van een verzekeraar een keuze: ten minste twee producten van twee fabrikanten, waar de markt die heeft. De aantallen zijn een voorstel van dit project.',
      source: SOURCES.REPORT_CHOICE,
      certainty: 'SOURCED',
      force: 'BINDING',
      phase: 'CHOICE_AND_TRIAL',
      level: 'INSURER',
    },
    ruleOf(choice, { products: 2, makers: 2 }),
  ),
  checked(
    {
      code: 'G04',
      statement:
        'A request made by the module is rejected only with the reasons, and the contract says within how many days it is decided.',
      dutch:
        'Een aanvraag volgens de module wordt alleen gemotiveerd afgewezen, en het contract zegt binnen hoeveel dagen wordt beslist.',
      source: SOURCES.REPORT_REJECTION,
      certainty: 'SOURCED',
      force: 'BINDING',
      phase: 'CHOICE_AND_TRIAL',
    },
    ruleOf(rejectionMotivated, {}),
  ),
  checked(
    {
      code: 'G05',
      statement:
        'Of every activity of the module it is said whether it is paid here, elsewhere, or left to the insurer.',
      dutch:
        'Van elke activiteit van de module staat vast of zij hier wordt betaald, elders, of aan de verzekeraar is.',
      source: SOURCES.REPORT_FUNDING,
      certainty: 'SOURCED',
      force: 'ADVISORY',
      funding: 'UNDECIDED',
    },
    allRules(
      ruleOf(activityStated, {
        categories: ['DIABETES'],
        activities: ['INSTRUCTION', 'EVALUATION'],
      }),
      ruleOf(activityStated, {
        productGroups: ['Z1204021601'],
        activities: ['BREAKDOWN_SERVICE_DAY_AND_NIGHT', 'LOAN_DEVICE'],
      }),
      ruleOf(activityStated, {
        categories: ['INCONTINENCE'],
        activities: ['COMPLETING_PRESCRIPTION', 'INSTRUCTION', 'SAMPLES', 'EVALUATION'],
      }),
      ruleOf(activityStated, {
        categories: ['INCONTINENCE'],
        activities: ['REGISTRATION_PER_ARTICLE'],
        wherePaidAs: BY_TIME,
      }),
      ruleOf(activityStated, {
        productGroups: ['A1001', 'A1002'],
        activities: ['DECISION_TREE_BY_NURSE', 'INSTRUCTION', 'EVALUATION'],
      }),
      ruleOf(activityStated, {
        productGroups: ['A108006'],
        activities: ['SUPPORT_BANDAGE_FITTING'],
      }),
      ruleOf(activityStated, {
        productGroups: ['A1003', 'A108007'],
        activities: ['IRRIGATION_INSTRUCTION'],
      }),
      ruleOf(activityStated, {
        categories: ['WOUND'],
        activities: ['COMPLETING_PRESCRIPTION', 'INSTRUCTION'],
      }),
      ruleOf(activityStated, {
        categories: ['COMPRESSION'],
        activities: ['FITTING', 'TEACHING_TO_PUT_ON', 'ADJUSTMENT', 'EVALUATION'],
      }),
      ruleOf(activityStated, {
        productGroups: ['Y0618', 'Y0624'],
        activities: ['FITTING', 'TRIAL', 'TRIAL_PROSTHESIS', 'ADJUSTMENT', 'REPAIR', 'EVALUATION'],
      }),
      ruleOf(activityStated, { productGroups: ['Y0630'], activities: ['FITTING'] }),
    ),
  ),
  checked(
    {
      code: 'G06',
      statement:
        'What the supplier does to complete a prescription (PES+, B4) has a tariff, for incontinence and wounds.',
      dutch:
        'Wat de leverancier doet om een voorschrift te voltooien (PES+, B4) heeft een tarief, bij incontinentie en wonden.',
      source: SOURCES.REPORT_ACTIVITIES,
      certainty: 'SOURCED',
      force: 'BINDING',
      funding: 'FUNDED_HERE',
      phase: 'REQUIREMENTS',
    },
    ruleOf(activityFunded, {
      categories: ['INCONTINENCE', 'WOUND'],
      activities: ['COMPLETING_PRESCRIPTION'],
      funding: ['PRICED'],
    }),
  ),
  checked(
    {
      code: 'G07',
      statement:
        'The acts that are needed to make a device fit its wearer are paid by a tariff or within the price.',
      dutch:
        'De handelingen die nodig zijn om een hulpmiddel op maat te leveren worden betaald, per tarief of binnen de prijs.',
      source: SOURCES.REPORT_ACTIVITIES,
      certainty: 'SOURCED',
      force: 'BINDING',
      funding: 'FUNDED_HERE',
      phase: 'DELIVERY_AND_INSTRUCTION',
    },
    allRules(
      ruleOf(activityFunded, { productGroups: ['M030405'], activities: ['FITTING'] }),
      ruleOf(activityFunded, { categories: ['PROSTHESIS'], activities: ['FITTING'] }),
      ruleOf(activityFunded, {
        productGroups: ['A108006'],
        activities: ['SUPPORT_BANDAGE_FITTING'],
      }),
    ),
  ),
  checked(
    {
      code: 'G08',
      statement:
        'A need that changes is served though the care question is the same, with reasons beyond any largest quantity too, and care may go step by step.',
      dutch:
        'Een veranderende behoefte wordt bediend ook al is de zorgvraag dezelfde, gemotiveerd ook boven een maximale hoeveelheid, en stepped care is mogelijk.',
      source: `${SOURCES.REPORT_FLEXIBILITY}; ${SOURCES.REPORT_CASE_LYMPHOEDEMA}`,
      certainty: 'SOURCED',
      force: 'BINDING',
      phase: 'USE',
    },
    allRules(
      ruleOf(replacementGrounds, { grounds: ['CHANGED_NEED'] }),
      ruleOf(noCapBelow, {}),
      ruleOf(clausePresent, { clause: 'STEPPED_CARE' }),
    ),
  ),
  checked(
    {
      code: 'G09',
      statement:
        'Permission beforehand (machtiging) is asked for costly devices alone. An insurer may have a policy of its own for it; the list of costly devices is a proposal of this project.',
      dutch:
        'Een machtiging wordt alleen gevraagd voor kostbare hulpmiddelen. Een verzekeraar mag daarvoor eigen beleid hebben; de lijst van kostbare hulpmiddelen is een voorstel van dit project.',
      source: SOURCES.REPORT_AUTHORISATION,
      certainty: 'DERIVED',
      force: 'INSURER_DISCRETION',
      phase: 'CHOICE_AND_TRIAL',
    },
    ruleOf(authorisationOnlyListed, { allowed: COSTLY, list: 'COSTLY' }),
  ),
  checked(
    {
      code: 'G10',
      statement:
        'The contract says who bears the risk of a change of insurer, of death, and of orders at two suppliers, each apart, and why. How they are divided is left to insurers; that it is argued is a proposal of this project.',
      dutch:
        'Het contract zegt wie het risico draagt van overstappen, van overlijden en van een dubbele leverancier, elk apart, en waarom. De verdeling is beleidsruimte van verzekeraars; dat zij wordt beargumenteerd is een voorstel van dit project.',
      source: SOURCES.REPORT_RISKS,
      certainty: 'DERIVED',
      force: 'INSURER_DISCRETION',
    },
    ruleOf(riskClausesArgued, { risks: ['INSURER_CHANGE', 'DEATH', 'DOUBLE_SUPPLIER'] }),
  ),
  checked(
    {
      code: 'G11',
      statement:
        'Differences are settled by the escalation procedure in three steps; at each the other party is heard and told the outcome.',
      dutch:
        'Geschillen volgen de escalatieprocedure in drie stappen; bij elke stap is er wederhoor en terugkoppeling.',
      source: SOURCES.REPORT_ESCALATION,
      certainty: 'SOURCED',
      force: 'BINDING',
    },
    ruleOf(escalationClause, {}),
  ),
  checked(
    {
      code: 'G12',
      statement: 'The contract says whether tariffs follow inflation, and on what basis.',
      dutch: 'Het contract zegt of tarieven de inflatie volgen, en op welke grondslag.',
      source: SOURCES.REPORT_INFLATION,
      certainty: 'SOURCED',
      force: 'ADVISORY',
    },
    ruleOf(indexationStated, {}),
  ),
  checked(
    {
      code: 'G13',
      statement:
        'That there is a contract, of what kind and how it pays may be published; a tariff may not.',
      dutch:
        'Dat er een contract is, van welke soort en met welke vergoedingsvorm mag openbaar zijn; een tarief niet.',
      source: SOURCES.REPORT_TRANSPARENCY,
      certainty: 'SOURCED',
      force: 'BINDING',
    },
    ruleOf(publication, {}),
  ),
  checked(
    {
      code: 'G14',
      statement: 'Both parties accept the Good Contracting Practices.',
      dutch: 'Beide partijen aanvaarden de Good Contracting Practices.',
      source: SOURCES.REPORT_GOOD_CONTRACTING,
      certainty: 'SOURCED',
      force: 'BINDING',
    },
    ruleOf(clausePresent, { clause: 'GOOD_CONTRACTING' }),
  ),
  checked(
    {
      code: 'G15',
      statement:
        'Devices for diabetes, incontinence, stoma and wounds are there in an emergency: day and night, by one form of request for every insurer, within an adopted norm that the contract names and that can be checked.',
      dutch:
        'Hulpmiddelen voor diabetes, incontinentie, stoma en wonden zijn er bij spoed: dag en nacht, met één uniforme aanvraag voor elke verzekeraar, binnen een vastgestelde en controleerbare norm die het contract noemt.',
      source: SOURCES.LETTER_EMERGENCY,
      certainty: 'SOURCED',
      force: 'BINDING',
      phase: 'DELIVERY_AND_INSTRUCTION',
      appliesFrom: '2024-07-01',
    },
    allRules(
      ruleOf(emergencyClause, { categories: DISW }),
      ruleOf(emergencyWithinNorm, { categories: DISW }),
      ruleOf(nightStock, { categories: DISW, where: 'SOMEWHERE' }),
    ),
  ),
  checked(
    {
      code: 'G16',
      statement:
        'For product groups of which a shortage harms at once there is a second supplier, or an alternative is named that is contracted. Which groups these are is a proposal of this project.',
      dutch:
        'Voor productgroepen waarvan een tekort meteen schaadt is er een tweede leverancier, of is een alternatief genoemd dat is gecontracteerd. Welke groepen dat zijn is een voorstel van dit project.',
      source: SOURCES.SECURITY_OF_SUPPLY,
      certainty: 'DERIVED',
      force: 'ADVISORY',
      level: 'INSURER',
    },
    ruleOf(secondSource, { productGroups: CRITICAL, suppliers: 2, makers: 2 }),
  ),
  checked(
    {
      code: 'G17',
      statement:
        'The supplier has the AGB qualification for all that it supplies on every day of the contract; subcontractors were reported beforehand and approved.',
      dutch:
        'De leverancier heeft de AGB-kwalificatie voor alles wat hij levert op elke dag van het contract; onderaannemers zijn vooraf gemeld en goedgekeurd.',
      source: SOURCES.CZ_2026,
      certainty: 'SOURCED',
      force: 'BINDING',
    },
    allRules(ruleOf(supplierQualified, {}), ruleOf(subcontractorsApproved, {})),
  ),
  checked(
    {
      code: 'G18',
      statement: 'The parties see to training in function-oriented prescribing.',
      dutch: 'Partijen zorgen voor scholing in functioneringsgericht voorschrijven.',
      source: SOURCES.REPORT_TRAINING,
      certainty: 'SOURCED',
      force: 'ADVISORY',
      funding: 'UNDECIDED',
    },
    ruleOf(clausePresent, { clause: 'TRAINING' }),
  ),
  checked(
    {
      code: 'G19',
      statement:
        'A penalty is in proportion to the turnover, and it is listed what is force majeure.',
      dutch: 'Een boete staat in verhouding tot de omzet, en er is een lijst van overmacht.',
      source: SOURCES.LETTER_MEDICINES,
      certainty: 'DERIVED',
      force: 'ADVISORY',
    },
    ruleOf(penaltyProportional, {}),
  ),
  checked(
    {
      code: 'G20',
      statement: 'The contract leaves room for innovation.',
      dutch: 'Het contract biedt ruimte voor innovatie.',
      source: SOURCES.REPORT_INNOVATION,
      certainty: 'SOURCED',
      force: 'INSURER_DISCRETION',
    },
    ruleOf(clausePresent, { clause: 'INNOVATION' }),
  ),
  checked(
    {
      code: 'G21',
      statement:
        'In case of an emergency devices are in stock day and night near the patient: in every region somebody whom the insurer contracted has a stock point that serves day and night, for each product group of DISW.',
      dutch:
        'Bij spoed zijn hulpmiddelen dag en nacht in de buurt van de patiënt voorradig: in elke regio heeft een gecontracteerde leverancier een voorraadpunt dat dag en nacht open is, voor elke productgroep van DISW.',
      source: SOURCES.LETTER_EMERGENCY,
      certainty: 'DERIVED',
      force: 'BINDING',
      phase: 'DELIVERY_AND_INSTRUCTION',
      level: 'INSURER',
      appliesFrom: '2024-07-01',
    },
    ruleOf(nightStock, { categories: DISW, where: 'EVERY_REGION' }),
  ),
  checked(
    {
      code: 'G22',
      statement:
        'Emergencies are served within 4 hours, whatever the norm allows. It is the value of one insurer.',
      dutch:
        'Spoed wordt binnen 4 uur geleverd, wat de norm ook toestaat. Het is de waarde van één verzekeraar.',
      source: SOURCES.VGZ,
      certainty: 'SOURCED',
      force: 'INSURER_DISCRETION',
      phase: 'DELIVERY_AND_INSTRUCTION',
      appliesFrom: '2024-07-01',
    },
    ruleOf(deliveryWithin, { categories: DISW, emergencyMinutes: 240 }),
  ),
];

/** What holds for every contract: the framework, and what insurers, suppliers and the NZa agreed about it. */
export const gkh: SeedModule = {
  code: 'GKH',
  name: 'Generic quality framework for medical devices',
  dutchName: 'Generiek Kwaliteitskader Hulpmiddelenzorg',
  inRegister: true,
  categories: [],
  productGroups: [],
  source: 'Register of Zorginstituut Nederland (since 2017)',
  versions: [
    {
      version: 3,
      status: 'REGISTERED',
      title: 'Generiek Kwaliteitskader Hulpmiddelenzorg 3.0 (15 maart 2017)',
      registeredOn: null,
      validFrom: '2017-07-01',
      source: 'zorginzicht.nl: version 3.0 of 15-3-2017, in the register since the middle of 2017',
      requirements,
    },
  ],
};
