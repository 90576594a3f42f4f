import { join } from 'node:path';
import type { GraphQLSchema } from 'graphql';
import { seedDemo } from '../../seeds/seed';
import { type Caller, callerFromClaims } from '../../src/access/caller';
import { projectFolder } from '../../src/commands/project-folder';
import { buildApiSchema } from '../../src/platform/graphql/build-schema';
import { readOperations } from '../../src/platform/graphql/operations';
import { RequestContext } from '../../src/platform/request-context';
import { startProduct, type Product } from '../support/product';
import { operationsIn, runOnBoth, type Answer, type Run, type Variables } from './both-engines';
import { CONTRACT_ROWS } from './contract-rows';
import { EMERGENCY_ROWS } from './emergency-rows';
import type { Rows } from './operation-row';
import { demoClaims, Preparing } from './preparing';

const FOLDER = join(projectFolder(), 'schema', 'operations');
const documents = readOperations(FOLDER);
const examples = readOperations(join(FOLDER, 'examples'));
const ROWS: Rows = { ...EMERGENCY_ROWS, ...CONTRACT_ROWS };

let product: Product;
let schema: GraphQLSchema;
let preparing: Preparing;

beforeAll(async () => {
  product = await startProduct({ withReferenceData: true });
  await seedDemo(product.db.owner, {
    now: product.clock.now(),
    cipher: product.cipher,
  });
  preparing = new Preparing(product, documents);
  const enough = { ...preparing.inputOf('receiveStock'), actKey: 'enough', pieces: 1000 };
  await preparing.run('stock-point', 'receiveStock', { input: enough });
  // For the worklist.
  await preparing.request('RESERVED');
  const { resolvers, guard } = product.composition;
  schema = buildApiSchema({ resolvers, guard });
});
afterAll(() => product.dispose());

const callerOf = (user: string): Caller | undefined =>
  user === 'nobody' ? undefined : callerFromClaims({ ...demoClaims(user) });
const runAs = (user: string, variables: Variables): Run => ({
  variables,
  context: new RequestContext(callerOf(user), 'trace', product.clock.now()),
});

/** What differs between two things that were made in the same way. */
const OWN = new Set([
  'id',
  'number',
  'lot',
  'writtenOff',
  'contentHash',
  'version',
  'year',
  'validFrom',
]);

/** The same answer, whichever of two equal things it is about. */
const withoutOwn = (answer: Answer): Answer =>
  JSON.parse(JSON.stringify(answer), (key, value: unknown) =>
    OWN.has(key) ? '#' : value,
  ) as Answer;

async function equalOnBoth(
  document: string,
  operationName: string,
  comparable: (answer: Answer) => Answer,
  newRun: () => Promise<Run>,
): Promise<Record<string, unknown>> {
  const run = await runOnBoth(schema, document, operationName, newRun);
  expect(run.plain.errors).toBeUndefined();
  expect(comparable(run.compiled)).toEqual(comparable(run.plain));
  return run.plain.data as Record<string, unknown>;
}

async function overHttp(
  user: string,
  document: string,
  variables: Variables,
): Promise<Record<string, unknown>> {
  const token = user === 'nobody' ? undefined : await product.token(demoClaims(user));
  const { data, errors } = await product.send<Record<string, unknown>>(token, document, {
    ...variables,
  });
  expect(errors).toBeUndefined();
  return data;
}

describe('the documents of all operations, over the demo data', () => {
  test('are one for every field of the API, each with a row in this test', () => {
    const fields = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
      Object.keys(type?.getFields() ?? {}),
    );

    expect(documents.map(({ name }) => name).sort()).toEqual(fields.sort());
    expect(Object.keys(ROWS).sort()).toEqual(fields);
  });

  test.each(documents.map((one) => [one.name, one] as const))(
    '%s answers the same from both engines and over HTTP',
    async (name, { document, variables, operationName = '' }) => {
      const row = ROWS[name];
      if (row === undefined) throw new Error(`${name} has no row`);
      const { shows, prepare } = row;
      const ready = async (): Promise<[user: string, given: Variables]> => {
        const prepared = await prepare?.(preparing);
        return [prepared?.user ?? row.user, { ...variables, ...prepared?.variables }];
      };
      const comparable = prepare === undefined ? (answer: Answer): Answer => answer : withoutOwn;

      const data = await equalOnBoth(document, operationName, comparable, async () =>
        runAs(...(await ready())),
      );
      const [user, given] = await ready();
      const answered = await overHttp(user, document, given);

      if (Array.isArray(shows)) expect(data[name]).toEqual(expect.arrayContaining(shows));
      else expect(data[name]).toMatchObject(shows);
      expect(comparable({ data: answered })).toEqual(comparable({ data }));
    },
  );
});

describe('the examples of the explorer, over the demo data', () => {
  test.each(examples.map((one) => [one.name, one] as const))(
    '%s shows something to the user it is for, the same from both engines',
    async (name, { document, variables }) => {
      const [, user = ''] =
        /^(prescriber|stock-point|supplier|insurer|nza)-/.exec(name.replace(/^\d+-/, '')) ?? [];
      expect(document).toContain(`\n# Token: npm run --silent token -- ${user}\n`);
      const given = [await variablesOfExample(variables), await variablesOfExample(variables)];
      for (const operation of operationsIn(document)) {
        const runs = given.map((one) => runAs(user, one));

        const data = await equalOnBoth(document, operation, withoutOwn, () => {
          const run = runs.shift();
          return run === undefined
            ? Promise.reject(new Error('There are two engines'))
            : Promise.resolve(run);
        });

        const text = JSON.stringify(data);
        expect(text).not.toContain('"refusals"');
        expect(text).not.toMatch(/^\{"\w+":(null|\[\]|\{"nodes":\[\]|\{"suppliers":\[\])/);
      }
    },
  );
});

/** The number of a request of the worklist is for the reader to put in. */
async function variablesOfExample(variables: Variables): Promise<Variables> {
  if (variables['id'] !== 'ER000000000') return variables;
  const { variables: own } = await preparing.request('RESERVED');
  return { ...variables, ...own };
}
