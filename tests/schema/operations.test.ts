import { join } from 'node:path';
import type { GraphQLSchema } from 'graphql';
import { seedDemo } from '../../seeds/seed';
import { type Caller, type CallerClaims, callerFromClaims } from '../../src/access/caller';
import { claimsOf } from '../../src/commands/demo-users';
import { projectFolder } from '../../src/commands/project-folder';
import { buildApiSchema } from '../../src/platform/graphql/build-schema';
import { readOperations, type SampleOperation } from '../../src/platform/graphql/operations';
import { RequestContext } from '../../src/platform/request-context';
import { startProduct, type Product } from '../support/product';
import { operationsIn, runOnBoth, type Answer, type Variables } from './both-engines';

const FOLDER = join(projectFolder(), 'schema', 'operations');
const documents = readOperations(FOLDER);
const examples = readOperations(join(FOLDER, 'examples'));

/** A state that a request must be in before the act of the document can be done to it. */
type Before = 'RESERVED' | 'ACCEPTED' | 'READY' | 'DISPATCHED' | 'SUSPENDED';

interface Row {
  /** Demo user whom it is for. */
  readonly user: string;
  /** What the answer must hold, for the document to have shown something. */
  readonly shows: object;
  readonly before?: Before;
}

const something = (shown: object = {}): unknown => expect.arrayContaining([anObject(shown)]);
const anObject = (shown: object): unknown => expect.objectContaining(shown);
const act = (state: string, before: Before, user = 'stock-point'): Row => ({
  user,
  before,
  shows: { __typename: 'EmergencyRequest', state },
});

const ROWS: Readonly<Record<string, Row>> = {
  me: { user: 'prescriber', shows: { role: 'PRESCRIBER' } },
  insurers: { user: 'insurer', shows: [anObject({})] },
  suppliers: { user: 'supplier', shows: [anObject({})] },
  regions: { user: 'nza', shows: [anObject({ code: 'ZK01' })] },
  categories: { user: 'nurse', shows: [anObject({ code: 'STOMA', disw: true })] },
  productGroups: { user: 'prescriber', shows: [anObject({ category: 'STOMA' })] },
  articles: { user: 'prescriber', shows: { nodes: something({ gtin: '08799903400018' }) } },
  emergencyOptions: {
    user: 'prescriber',
    shows: { __typename: 'EmergencyOptions', options: something({ inTime: true }) },
  },
  placeEmergencyRequest: {
    user: 'prescriber',
    shows: { __typename: 'EmergencyRequestPlaced', state: 'RESERVED' },
  },
  emergencyRequest: { user: 'nza', shows: { id: 'ER000000002', events: something() } },
  emergencyRequests: { user: 'nza', shows: { nodes: something({ urgency: 'EMERGENCY' }) } },
  cancelEmergencyRequest: act('CANCELLED', 'RESERVED', 'prescriber'),
  stockPointWorklist: { user: 'stock-point', shows: { nodes: something({ state: 'RESERVED' }) } },
  acceptEmergencyRequest: act('ACCEPTED', 'RESERVED'),
  declineEmergencyRequest: {
    user: 'stock-point',
    before: 'RESERVED',
    shows: { __typename: 'EmergencyRequestDeclined' },
  },
  dispatchEmergencyRequest: act('DISPATCHED', 'ACCEPTED'),
  markReadyForPickup: act('READY_FOR_PICKUP', 'READY'),
  handOverEmergencyRequest: act('HANDED_OVER', 'DISPATCHED'),
  suspendClock: act('ACCEPTED', 'ACCEPTED'),
  resumeClock: act('ACCEPTED', 'SUSPENDED'),
  receiveStock: { user: 'stock-point', shows: { __typename: 'StockChanged' } },
  adjustStock: { user: 'stock-point', shows: { __typename: 'StockChanged' } },
  stockPoint: { user: 'stock-point', shows: { id: 'SP-0004', stock: something() } },
  stockPoints: { user: 'prescriber', shows: { nodes: something({ id: 'SP-0004' }) } },
  contracts: { user: 'insurer', shows: { nodes: something() } },
  contract: { user: 'nza', shows: { id: '1', version: anObject({ lines: something() }) } },
  contractFrameworks: {
    user: 'nza',
    shows: { nodes: something({ number: 'DEMO-JOINT-1', lot: 'Night stock' }) },
  },
  contractFramework: {
    user: 'insurer',
    shows: { participants: something({ answer: 'JOINED' }) },
  },
  joinContractFramework: {
    user: 'insurer',
    shows: { __typename: 'ContractFramework', number: 'DEMO-JOINT-1' },
  },
  contractPartySettings: { user: 'insurer', shows: { signaturesNeeded: 1, reactionDays: 14 } },
  changeContractPartySettings: { user: 'supplier', shows: { signaturesNeeded: 2 } },
  coverage: { user: 'insurer', shows: { suppliers: something({ terms: something() }) } },
  settlements: { user: 'insurer', shows: { nodes: something({ basis: 'CONTRACT' }) } },
  timelinessNorms: { user: 'nza', shows: [anObject({ status: 'ADOPTED' })] },
  timelinessReport: { user: 'nza', shows: { cells: something({ withheld: false }) } },
  verifyEvidence: { user: 'nza', shows: { intact: true } },
  qualityModules: { user: 'insurer', shows: [anObject({ code: 'STOMA', versions: something() })] },
  moduleDiff: { user: 'supplier', shows: { unchanged: 7, changed: something() } },
  moduleImpact: {
    user: 'nza',
    shows: { nodes: something({ requirements: something({ verdictBefore: 'MET' }) }) },
  },
  qualityRuleKinds: { user: 'nza', shows: [anObject({ kind: 'DELIVERY_WITHIN' })] },
  functionalNeeds: { user: 'prescriber', shows: [anObject({ code: 'd440', asks: something() })] },
  suitableArticles: {
    user: 'prescriber',
    shows: { articles: something({ contracted: something(), inNoContract: false }) },
  },
  draftModuleVersion: { user: 'nza', shows: { __typename: 'ModuleVersion', status: 'DRAFT' } },
  noteModuleReview: { user: 'nza', shows: { __typename: 'ModuleReview', outcome: 'UPDATE' } },
};

let product: Product;
let schema: GraphQLSchema;

beforeAll(async () => {
  product = await startProduct({ withReferenceData: true });
  await seedDemo(product.db.owner, {
    now: product.clock.now(),
    cipher: product.cipher,
    requests: 400,
  });
  const { document, variables } = documentOf('receiveStock');
  const input = { ...(variables['input'] as object), actKey: 'enough', pieces: 1000 };
  await product.ask(await product.token(claims('stock-point')), document, { input });
  const { resolvers, guard } = product.composition;
  schema = buildApiSchema({ resolvers, guard });
});
afterAll(() => product.dispose());

/** @param user a demo user, or one of those that may follow its name: 'stock-point SP-0006' */
const claims = (user: string): CallerClaims => {
  const [name, code] = user.split(' ');
  return claimsOf(name, code);
};
const callerOf = (user: string): Caller => callerFromClaims({ ...claims(user) });
const contextOf = (user: string) => (): RequestContext<Caller> =>
  new RequestContext(callerOf(user), 'trace', product.clock.now());
const documentOf = (name: string): SampleOperation => {
  const found = documents.find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no document ${name}`);
  return found;
};

let keys = 0;

interface Placed {
  readonly id: string;
  /** Who hands it over, as a user. */
  readonly clerk: string;
}

/** Places a request as the shipped document does. */
async function place(handover: 'DELIVERY' | 'PICKUP'): Promise<Placed> {
  keys += 1;
  const { document, variables } = documentOf('placeEmergencyRequest');
  const input = { ...(variables['input'] as object), requestKey: `before-${keys}`, handover };
  const token = await product.token(claims('prescriber'));
  const { placeEmergencyRequest: placed } = await product.ask<{
    placeEmergencyRequest: { number: string; parts: { stockPoint: { id: string } }[] };
  }>(token, document, { input });
  expect(placed.parts).toHaveLength(1);
  return { id: placed.number, clerk: `stock-point ${placed.parts[0]?.stockPoint.id}` };
}

const STEPS: Readonly<Record<Before, readonly string[]>> = {
  RESERVED: [],
  ACCEPTED: ['acceptEmergencyRequest'],
  READY: ['acceptEmergencyRequest'],
  DISPATCHED: ['acceptEmergencyRequest', 'dispatchEmergencyRequest'],
  SUSPENDED: ['acceptEmergencyRequest', 'suspendClock'],
};

async function requestIn(before: Before): Promise<Placed> {
  const placed = await place(before === 'READY' ? 'PICKUP' : 'DELIVERY');
  const token = await product.token(claims(placed.clerk));
  for (const step of STEPS[before]) {
    const { document, variables } = documentOf(step);
    const given = { ...variables, id: placed.id };
    const answer = await product.ask<Record<string, unknown>>(token, document, given);
    expect(answer[step]).toMatchObject({ __typename: 'EmergencyRequest' });
  }
  return placed;
}

/** The same answer, whatever the number of the request. */
const withoutNumber = (answer: Answer, id: unknown): Answer =>
  typeof id === 'string' && id.startsWith('ER')
    ? (JSON.parse(JSON.stringify(answer).replaceAll(id, 'ER#')) as Answer)
    : answer;

async function equalOnBoth(
  user: string,
  document: string,
  operationName: string,
  variables: readonly [Variables, Variables],
): Promise<Record<string, unknown>> {
  const run = await runOnBoth(schema, document, operationName, variables, contextOf(user));
  expect(run.plain.errors).toBeUndefined();
  expect(withoutNumber(run.compiled, variables[1]['id'])).toEqual(
    withoutNumber(run.plain, variables[0]['id']),
  );
  return run.plain.data as Record<string, unknown>;
}

describe('the documents of all operations, over the demo data', () => {
  test('each has a row in this test', () => {
    expect(documents.map(({ name }) => name).sort()).toEqual(Object.keys(ROWS).sort());
  });

  test.each(documents.map((one) => [one.name, one] as const))(
    '%s answers the same from both engines and over HTTP',
    async (name, { document, variables, operationName = '' }) => {
      const { shows, before, ...row } = ROWS[name] ?? { user: 'nza', shows: {} };
      if (name === 'stockPointWorklist') await place('DELIVERY');
      const placed =
        before === undefined
          ? []
          : [await requestIn(before), await requestIn(before), await requestIn(before)];
      const given = (index: number): Variables =>
        before === undefined ? variables : { ...variables, id: placed[index]?.id };
      const user = row.user === 'stock-point' ? (placed[0]?.clerk ?? row.user) : row.user;
      if (name === 'adjustStock') {
        const received = documentOf('receiveStock');
        const clerk = await product.token(claims('stock-point'));
        await product.ask(clerk, received.document, received.variables);
      }

      const data = await equalOnBoth(user, document, operationName, [given(0), given(1)]);
      const token = await product.token(claims(user));
      const overHttp = await product.ask<Record<string, unknown>>(token, document, given(2));

      if (Array.isArray(shows)) expect(data[name]).toEqual(expect.arrayContaining(shows));
      else expect(data[name]).toMatchObject(shows);
      expect(withoutNumber({ data: overHttp }, given(2)['id'])).toEqual(
        withoutNumber({ data }, given(0)['id']),
      );
    },
  );
});

describe('the examples of the explorer, over the demo data', () => {
  test.each(examples.map((one) => [one.name, one] as const))(
    '%s shows something to the user it is for, the same from both engines',
    async (name, { document, variables }) => {
      const user = name.replace(/^\d+-/, '').match(/^(prescriber|stock-point|insurer|nza)-/)?.[1];
      expect(document).toContain(`\n# Token: npm run --silent token -- ${user}\n`);
      // The number of a request of the worklist is for the reader to put in.
      const acts = variables['id'] === 'ER000000000';
      const placed = acts ? [await place('DELIVERY'), await place('DELIVERY')] : [];
      for (const operation of operationsIn(document)) {
        const given = placed.map(({ id }) => ({ ...variables, id }));
        const [plain = variables, compiled = variables] = given;

        const data = await equalOnBoth(user ?? '', document, operation, [plain, compiled]);

        const text = JSON.stringify(data);
        expect(text).not.toContain('"refusals"');
        expect(text).not.toMatch(/^\{"\w+":(null|\[\]|\{"nodes":\[\]|\{"suppliers":\[\])/);
      }
    },
  );
});
