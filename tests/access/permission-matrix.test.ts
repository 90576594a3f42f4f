import { buildSchema } from 'graphql';
import { CALLER_ROLES, type CallerRole } from '../../src/access/caller';
import { claimsOf } from '../../src/commands/demo-users';
import { schemaText } from '../../src/commands/schema';
import { eventually } from '../emergency/acts';
import { startProduct, type Product } from '../support/product';
import { minimalCall } from './minimal-call';

type Audience = readonly CallerRole[];

const ANYONE_SIGNED_IN: Audience = CALLER_ROLES;
const ON_A_REQUEST: Audience = ['PRESCRIBER', 'STOCK_POINT', 'SUPPLIER', 'INSURER', 'AUTHORITY'];
const PRESCRIBER: Audience = ['PRESCRIBER'];
const STOCK_POINT: Audience = ['STOCK_POINT'];
const BOTH_AT_A_REQUEST: Audience = ['PRESCRIBER', 'STOCK_POINT'];
const PARTIES: Audience = ['INSURER', 'SUPPLIER'];
const PARTIES_AND_AUTHORITY: Audience = ['INSURER', 'SUPPLIER', 'AUTHORITY'];

/** What is public by law: open to who has not signed in, too. */
const OPEN_TO_ALL: ReadonlySet<string> = new Set(['Query.contractedOffer']);

/**
 * Who may call what; nobody may call anything else without signing in. A field that is not named here does
 * not pass: whoever adds one says who may call it, twice.
 */
const MATRIX: Readonly<Record<string, Audience>> = {
  'Query.me': ANYONE_SIGNED_IN,
  'Query.insurers': ANYONE_SIGNED_IN,
  'Query.suppliers': ANYONE_SIGNED_IN,
  'Query.regions': ANYONE_SIGNED_IN,
  'Query.categories': ANYONE_SIGNED_IN,
  'Query.productGroups': ANYONE_SIGNED_IN,
  'Query.articles': ANYONE_SIGNED_IN,
  'Query.stockPoint': ANYONE_SIGNED_IN,
  'Query.stockPoints': ANYONE_SIGNED_IN,
  'Query.coverage': ANYONE_SIGNED_IN,
  'Query.timelinessNorms': ANYONE_SIGNED_IN,

  'Query.emergencyOptions': PRESCRIBER,
  'Mutation.placeEmergencyRequest': PRESCRIBER,
  'Mutation.cancelEmergencyRequest': PRESCRIBER,
  'Query.emergencyRequest': ON_A_REQUEST,
  'Query.emergencyRequests': ON_A_REQUEST,

  'Query.stockPointWorklist': STOCK_POINT,
  'Mutation.acceptEmergencyRequest': STOCK_POINT,
  'Mutation.declineEmergencyRequest': STOCK_POINT,
  'Mutation.dispatchEmergencyRequest': STOCK_POINT,
  'Mutation.markReadyForPickup': STOCK_POINT,
  'Mutation.handOverEmergencyRequest': STOCK_POINT,
  'Mutation.reportNotHandedOver': STOCK_POINT,
  'Mutation.receiveStock': STOCK_POINT,
  'Mutation.adjustStock': STOCK_POINT,
  'Mutation.correctLotExpiry': STOCK_POINT,
  'Mutation.suspendClock': BOTH_AT_A_REQUEST,
  'Mutation.resumeClock': BOTH_AT_A_REQUEST,
  'Mutation.approveSuspension': ['PRESCRIBER', 'AUTHORITY'],

  'Query.contract': PARTIES_AND_AUTHORITY,
  'Query.contracts': PARTIES_AND_AUTHORITY,
  'Query.settlements': PARTIES_AND_AUTHORITY,
  'Mutation.draftContract': PARTIES,
  'Mutation.reviseContractDraft': PARTIES,
  'Mutation.withdrawContractDraft': PARTIES,
  'Mutation.offerContract': PARTIES,
  'Mutation.remarkOnContract': PARTIES,
  'Mutation.proposeContractChange': PARTIES,
  'Mutation.passContractPen': PARTIES,
  'Mutation.signContract': PARTIES,
  'Mutation.amendContract': PARTIES,
  'Mutation.terminateContract': PARTIES,
  'Query.contractNegotiation': PARTIES_AND_AUTHORITY,
  'Query.exportContract': PARTIES_AND_AUTHORITY,
  'Query.exportContractLines': PARTIES_AND_AUTHORITY,
  'Query.contractFramework': PARTIES_AND_AUTHORITY,
  'Query.contractFrameworks': PARTIES_AND_AUTHORITY,
  'Mutation.openContractFramework': ['INSURER'],
  'Mutation.joinContractFramework': ['INSURER'],
  'Mutation.declineContractFramework': ['INSURER'],
  'Mutation.closeContractFramework': ['INSURER'],
  'Query.contractPartySettings': PARTIES,
  'Mutation.changeContractPartySettings': PARTIES,
  'Mutation.confirmContractPartySettings': PARTIES,
  'Query.dispute': PARTIES_AND_AUTHORITY,
  'Query.disputes': PARTIES_AND_AUTHORITY,
  'Mutation.openDispute': PARTIES,
  'Mutation.answerDispute': PARTIES,
  'Mutation.argueDisproportionateRisk': PARTIES,
  'Mutation.escalateDispute': PARTIES,
  'Mutation.endDispute': PARTIES,
  'Mutation.feedBackDisputeOutcome': PARTIES,

  'Query.authorisations': ['INSURER', 'SUPPLIER', 'PRESCRIBER', 'AUTHORITY'],
  'Query.authorisation': ['INSURER', 'SUPPLIER', 'PRESCRIBER', 'AUTHORITY'],
  'Query.authorisationFigures': ['INSURER', 'AUTHORITY'],
  'Mutation.requestAuthorisation': ['SUPPLIER', 'PRESCRIBER'],
  'Mutation.giveAuthorisationInformation': ['SUPPLIER', 'PRESCRIBER'],
  'Mutation.withdrawAuthorisation': ['SUPPLIER', 'PRESCRIBER'],
  'Mutation.approveAuthorisation': ['INSURER'],
  'Mutation.rejectAuthorisation': ['INSURER'],
  'Mutation.askAuthorisationInformation': ['INSURER'],

  'Query.assessContract': PARTIES_AND_AUTHORITY,
  'Query.assessmentChanges': PARTIES_AND_AUTHORITY,
  'Query.contractAssessments': PARTIES_AND_AUTHORITY,
  'Query.insurerAssessments': ['INSURER', 'AUTHORITY'],
  'Query.moduleCoverage': ANYONE_SIGNED_IN,
  'Query.moduleImpact': PARTIES_AND_AUTHORITY,
  'Query.nationalCoverage': ['AUTHORITY'],
  'Query.sourcing': ['INSURER', 'AUTHORITY'],
  'Query.unwaivedContracts': PARTIES_AND_AUTHORITY,
  'Query.waivers': PARTIES_AND_AUTHORITY,
  'Mutation.grantWaiver': ['INSURER'],

  'Query.contractedOffer': ANYONE_SIGNED_IN,
  'Query.contractingSeason': ANYONE_SIGNED_IN,
  'Mutation.recordSeasonMilestone': ['INSURER'],
  'Mutation.correctSeasonMilestone': ['INSURER'],

  'Query.qualityModules': ANYONE_SIGNED_IN,
  'Query.moduleDiff': ANYONE_SIGNED_IN,
  'Query.qualityRuleKinds': ANYONE_SIGNED_IN,
  'Query.functionalNeeds': ANYONE_SIGNED_IN,
  'Query.suitableArticles': ANYONE_SIGNED_IN,
  'Mutation.draftModuleVersion': ['AUTHORITY'],
  'Mutation.registerModuleVersion': ['AUTHORITY'],
  'Mutation.noteModuleReview': ['AUTHORITY'],

  'Query.timelinessReport': ['AUTHORITY', 'INSURER', 'SUPPLIER', 'PRESCRIBER'],
  'Query.verifyEvidence': ['AUTHORITY'],
};

const DEMO_USER: Readonly<Record<CallerRole, string>> = {
  PRESCRIBER: 'prescriber',
  STOCK_POINT: 'stock-point',
  SUPPLIER: 'supplier',
  INSURER: 'insurer',
  AUTHORITY: 'nza',
};

const schema = buildSchema(schemaText());
const fields = (['Query', 'Mutation'] as const).flatMap((kind) =>
  Object.values(
    (kind === 'Query' ? schema.getQueryType() : schema.getMutationType())?.getFields() ?? {},
  ).map((field) => ({ name: `${kind}.${field.name}`, call: minimalCall(kind, field) })),
);

let product: Product;
const tokens = new Map<CallerRole, string>();

beforeAll(async () => {
  product = await startProduct({ withReferenceData: true });
  for (const role of CALLER_ROLES) {
    tokens.set(role, await product.token(claimsOf(DEMO_USER[role])));
  }
});
afterAll(() => product.dispose());

type Outcome = 'ALLOWED' | 'FORBIDDEN' | 'UNAUTHENTICATED';

async function outcome(call: string, role?: CallerRole): Promise<Outcome> {
  const { errors = [] } = await product.send(role && tokens.get(role), call);
  const codes = errors.map(({ extensions }) => extensions.code);
  if (codes.includes('FORBIDDEN')) return 'FORBIDDEN';
  if (codes.includes('UNAUTHENTICATED')) return 'UNAUTHENTICATED';
  // It was let in; that such a bare call is then found wanting is no matter here.
  expect(codes.filter((code) => code !== 'BAD_USER_INPUT')).toEqual([]);
  return 'ALLOWED';
}

test('the matrix names every query and mutation, and no others', () => {
  expect(fields.map(({ name }) => name).sort()).toEqual(Object.keys(MATRIX).sort());
});

test.each(fields.map(({ name, call }) => [name, call] as const))(
  '%s is open to whom the matrix says, and to nobody else',
  async (name, call) => {
    const audience = MATRIX[name] ?? [];
    const expected = CALLER_ROLES.map((role) => [
      role,
      audience.includes(role) ? 'ALLOWED' : 'FORBIDDEN',
    ]);

    const found: [CallerRole, Outcome][] = [];
    for (const role of CALLER_ROLES) found.push([role, await outcome(call, role)]);

    expect(found).toEqual(expected);
    expect(await outcome(call)).toBe(OPEN_TO_ALL.has(name) ? 'ALLOWED' : 'UNAUTHENTICATED');
  },
);

test('who is turned away leaves nothing behind but a line in the access log', async () => {
  const before = await product.counts();
  let turnedAway = 0;

  for (const { name, call } of fields) {
    await outcome(call);
    for (const role of CALLER_ROLES.filter((one) => !MATRIX[name]?.includes(one))) {
      expect(await outcome(call, role)).toBe('FORBIDDEN');
      turnedAway += 1;
    }
  }

  const added = async (): Promise<number> =>
    ((await product.counts())['access_log'] ?? 0) - (before['access_log'] ?? 0);
  await eventually(added, (lines) => lines >= turnedAway);
  const after = await product.counts();
  expect({ ...after, access_log: 0 }).toEqual({ ...before, access_log: 0 });
  expect(await added()).toBe(turnedAway);
});
