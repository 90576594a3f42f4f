import { allRules, ruleOf } from '../../src/quality/evaluate';
import { activityFunded } from '../../src/quality/evaluators/activity-funded.rules';
import { authorisationOnlyListed } from '../../src/quality/evaluators/authorisation-only-listed.rules';
import { emergencyClause } from '../../src/quality/evaluators/emergency-clause.rules';
import { emergencyWithinNorm } from '../../src/quality/evaluators/emergency-within-norm.rules';
import { supplierQualified } from '../../src/quality/evaluators/supplier-qualified.rules';
import type { Requirement } from '../../src/quality/quality-module';
import { checked, judged, type SeedModule } from './seed-module';
import { SOURCES } from './sources';

const requirements: readonly Requirement[] = [
  checked(
    {
      code: 'W1',
      statement:
        "Where the general practitioner gives the code alone (B4), completing the form by the supplier's nurse has a tariff.",
      dutch:
        'Waar de huisarts alleen de code geeft (B4), heeft het voltooien van het formulier door de verpleegkundige van de speciaalzaak een tarief.',
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
      code: 'W2',
      statement: 'The supplier is qualified for dressings on every day of the contract.',
      dutch: 'De leverancier is op elke dag van het contract gekwalificeerd voor verbandmiddelen.',
      source: SOURCES.AGB,
      certainty: 'SOURCED',
      force: 'BINDING',
    },
    ruleOf(supplierQualified, {}),
  ),
  checked(
    {
      code: 'W3',
      statement: 'Dressings are there in an emergency, within the norm.',
      dutch: 'Verbandmiddelen zijn er bij spoed, binnen de norm.',
      source: SOURCES.LETTER_EMERGENCY,
      certainty: 'DERIVED',
      force: 'BINDING',
      phase: 'DELIVERY_AND_INSTRUCTION',
      appliesFrom: '2024-07-01',
    },
    allRules(ruleOf(emergencyClause, {}), ruleOf(emergencyWithinNorm, {})),
  ),
  judged(
    {
      code: 'W4',
      statement: 'For a complex wound a wound nurse or a nurse specialist prescribes.',
      dutch:
        'Bij een complexe wond schrijft een wondverpleegkundige of verpleegkundig specialist voor.',
      source: SOURCES.OURS,
      certainty: 'PROPOSED',
      force: 'ADVISORY',
      funding: 'ELSEWHERE',
      phase: 'PLAN',
    },
    'the supplier at each prescription, by who may prescribe what',
  ),
  judged(
    {
      code: 'W5',
      statement: 'It is written down how much is used at each change of dressing.',
      dutch: 'Vastgelegd is hoeveel bij elke verbandwissel wordt gebruikt.',
      source: SOURCES.OURS,
      certainty: 'PROPOSED',
      force: 'ADVISORY',
      funding: 'ELSEWHERE',
      phase: 'REQUIREMENTS',
    },
    'the nurse who changes the dressing, from the file',
  ),
  checked(
    {
      code: 'W6',
      statement:
        'When the wound changes, another kind of dressing needs no new permission beforehand.',
      dutch: 'Als de wond verandert is voor een ander soort verband geen nieuwe machtiging nodig.',
      source: SOURCES.OURS,
      certainty: 'PROPOSED',
      force: 'ADVISORY',
      phase: 'USE',
    },
    ruleOf(authorisationOnlyListed, {}),
  ),
];

/** Wounds (wondzorg): no module is registered; a set of requirements of its own. */
export const wound: SeedModule = {
  code: 'WOUND',
  name: 'Wound care (no registered module)',
  dutchName: 'Wondzorg (geen geregistreerde module)',
  inRegister: false,
  categories: ['WOUND'],
  productGroups: [],
  source: 'no module in the Register of Zorginstituut Nederland; a set of this project',
  versions: [
    {
      version: 1,
      status: 'REGISTERED',
      title: 'Wondzorg, eisen bijeengebracht door dit project',
      registeredOn: null,
      validFrom: '2022-01-01',
      source: SOURCES.OURS,
      requirements,
    },
  ],
};
