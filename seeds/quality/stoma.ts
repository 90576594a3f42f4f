import { allRules, ruleOf } from '../../src/quality/evaluate';
import { activityFunded } from '../../src/quality/evaluators/activity-funded.rules';
import { choice } from '../../src/quality/evaluators/choice.rules';
import { clausePresent } from '../../src/quality/evaluators/clause-present.rules';
import { noExclusion } from '../../src/quality/evaluators/no-exclusion.rules';
import { offersAllGroups } from '../../src/quality/evaluators/offers-all-groups.rules';
import { offersEachUse } from '../../src/quality/evaluators/offers-each-use.rules';
import { offersEachValue } from '../../src/quality/evaluators/offers-each-value.rules';
import type { Requirement } from '../../src/quality/quality-module';
import { checked, judged, type SeedModule } from './seed-module';
import { SOURCES } from './sources';

const ONE_PIECE = 'A1001';
const TWO_PIECE = 'A1002';
const PLATES = 'A100201';
const COLOSTOMY = ['A100101', 'A100202'];
const ILEOSTOMY = ['A100102', 'A100203'];
const UROSTOMY = ['A100103', 'A100204'];
const SUPPORT = 'A108006';
const IRRIGATION = ['A1003', 'A108007'];
/** Rings, powder, film and adhesive remover. */
const ACCESSORIES = ['A108001', 'A108003', 'A108004', 'A108005'];
const CATHETERS = 'U0101';

const requirements: readonly Requirement[] = [
  checked(
    {
      code: 'S1',
      statement: 'For each of the six kinds of stoma the contracts of an insurer have devices.',
      dutch:
        'Voor elk van de zes soorten stoma hebben de contracten van een verzekeraar hulpmiddelen.',
      source: SOURCES.STOMA_MODULE,
      certainty: 'SOURCED',
      force: 'BINDING',
      phase: 'CHOICE_AND_TRIAL',
      level: 'INSURER',
    },
    ruleOf(offersEachUse, {
      uses: [
        { name: 'a colostomy', anyOf: COLOSTOMY },
        { name: 'an ileostomy', anyOf: ILEOSTOMY },
        { name: 'a urostomy', anyOf: UROSTOMY },
        { name: 'a mucous fistula', anyOf: [...COLOSTOMY, ...ILEOSTOMY] },
        { name: 'a Malone stoma', anyOf: ['A1003', CATHETERS] },
        { name: 'a Mitrofanoff stoma', anyOf: [CATHETERS] },
      ],
    }),
  ),
  checked(
    {
      code: 'S2',
      statement:
        'One-piece and two-piece, flat and convex, for colostomy, ileostomy and urostomy: all are contracted.',
      dutch:
        'Eendelig en tweedelig, vlak en convex, voor colostoma, ileostoma en urostoma: alles is gecontracteerd.',
      source: SOURCES.VGZ_STOMA,
      certainty: 'DERIVED',
      force: 'BINDING',
      phase: 'CHOICE_AND_TRIAL',
      level: 'INSURER',
    },
    allRules(
      ruleOf(offersAllGroups, { productGroups: [ONE_PIECE, TWO_PIECE] }),
      ruleOf(offersEachValue, {
        productGroups: [ONE_PIECE, PLATES],
        characteristic: 'CONVEX',
        values: [true, false],
      }),
    ),
  ),
  checked(
    {
      code: 'S3',
      statement:
        'Rings, powder, film and adhesive remover are given where somebody needs them to look after the stoma alone.',
      dutch:
        'Ringen, poeder, film en remover worden geleverd waar iemand ze nodig heeft om het stoma zelf te verzorgen.',
      source: SOURCES.REPORT_CASE_STOMA,
      certainty: 'SOURCED',
      force: 'BINDING',
      phase: 'USE',
      level: 'INSURER',
    },
    ruleOf(offersAllGroups, { productGroups: ACCESSORIES }),
  ),
  checked(
    {
      // Of each contract what S3 asks of all of them together.
      code: 'S3B',
      statement:
        'No contract excludes rings, powder, film or adhesive remover without a motivated prescription that goes beyond it.',
      dutch:
        'Geen overeenkomst sluit ringen, poeder, film of remover uit zonder dat een gemotiveerd voorschrift ervan kan afwijken.',
      source: SOURCES.REPORT_CASE_STOMA,
      certainty: 'SOURCED',
      force: 'BINDING',
      phase: 'USE',
    },
    ruleOf(noExclusion, { productGroups: ACCESSORIES }),
  ),
  checked(
    {
      code: 'S4',
      statement: "Going through the decision tree by the supplier's nurse has a tariff.",
      dutch:
        'Het doorlopen van de beslisboom door de verpleegkundige van de leverancier heeft een tarief.',
      source: SOURCES.REPORT_ACTIVITIES,
      certainty: 'SOURCED',
      force: 'ADVISORY',
      funding: 'UNDECIDED',
      phase: 'REQUIREMENTS',
    },
    ruleOf(activityFunded, {
      productGroups: [ONE_PIECE, TWO_PIECE],
      activities: ['DECISION_TREE_BY_NURSE'],
      funding: ['PRICED'],
    }),
  ),
  checked(
    {
      code: 'S5',
      statement: 'Fitting a support bandage is paid.',
      dutch: 'Het aanmeten van een steunbandage wordt betaald.',
      source: SOURCES.REPORT_ACTIVITIES,
      certainty: 'SOURCED',
      force: 'BINDING',
      funding: 'FUNDED_HERE',
      phase: 'DELIVERY_AND_INSTRUCTION',
    },
    ruleOf(activityFunded, { productGroups: [SUPPORT], activities: ['SUPPORT_BANDAGE_FITTING'] }),
  ),
  checked(
    {
      code: 'S6',
      statement: 'Instruction in irrigation is paid where irrigation sets or cones are contracted.',
      dutch:
        'Instructie bij spoelen wordt betaald waar spoelsets of -conussen zijn gecontracteerd.',
      source: SOURCES.REPORT_ACTIVITIES,
      certainty: 'SOURCED',
      force: 'ADVISORY',
      funding: 'UNDECIDED',
      phase: 'DELIVERY_AND_INSTRUCTION',
    },
    ruleOf(activityFunded, {
      productGroups: IRRIGATION,
      activities: ['IRRIGATION_INSTRUCTION'],
      funding: ['PRICED', 'INCLUDED', 'ELSEWHERE'],
    }),
  ),
  checked(
    {
      code: 'S7',
      statement:
        'While the situation is stable, devices are supplied again without a new prescription.',
      dutch:
        'Zolang de situatie stabiel is worden hulpmiddelen opnieuw geleverd zonder nieuw voorschrift.',
      source: SOURCES.STOMA_MODULE,
      certainty: 'DERIVED',
      force: 'ADVISORY',
      phase: 'USE',
    },
    ruleOf(clausePresent, { clause: 'REPEAT_WITHOUT_PRESCRIPTION', must: ['whileStable'] }),
  ),
  checked(
    {
      code: 'S8',
      statement:
        'A fixed price per category leaves a choice of brands: at least two products, of two makers. The numbers are a proposal of this project.',
      dutch:
        'Een vaste prijs per categorie laat keuze tussen merken: ten minste twee producten van twee fabrikanten. De aantallen zijn een voorstel van dit project.',
      source: `${SOURCES.VGZ_STOMA}; ${SOURCES.REPORT_CHOICE}`,
      certainty: 'DERIVED',
      force: 'ADVISORY',
      phase: 'CHOICE_AND_TRIAL',
    },
    ruleOf(choice, { products: 2, makers: 2, wherePaidAs: ['CATEGORY_FIXED'] }),
  ),
  judged(
    {
      code: 'S9',
      statement:
        'Until the situation is stable the stoma nurse prescribes, and at the first delivery the file has what the registration form asks for.',
      dutch:
        'Tot de situatie stabiel is schrijft de stomaverpleegkundige voor, en bij de eerste levering bevat het dossier wat het registratieformulier vraagt.',
      source: SOURCES.STOMA_MODULE,
      certainty: 'DERIVED',
      force: 'ADVISORY',
      funding: 'UNDECIDED',
      phase: 'DELIVERY_AND_INSTRUCTION',
    },
    'the stoma nurse and the supplier, from the file; the quality platform in its yearly evaluation',
  ),
];

/** Stoma (hulpmiddelen bij een stoma). */
export const stoma: SeedModule = {
  code: 'STOMA',
  name: 'Module on stoma devices',
  dutchName: 'Module stomahulpmiddelenzorg',
  inRegister: true,
  categories: ['STOMA'],
  productGroups: [],
  source: 'Register of Zorginstituut Nederland',
  versions: [
    {
      version: 1,
      status: 'REGISTERED',
      title: 'Module stomahulpmiddelenzorg',
      registeredOn: null,
      validFrom: '2022-01-01',
      source: SOURCES.STOMA_MODULE,
      requirements,
    },
  ],
};
