import { join } from 'node:path';
import type { CallerClaims } from '../../src/access/caller';
import { readOperations, type SampleOperation } from '../../src/platform/graphql/operations';
import { startProduct, type Product } from '../support/product';

const FOLDER = join(__dirname, '..', '..', 'schema', 'operations');
const OURS = ['contract', 'contracts', 'coverage', 'settlements'];
const operations = [
  ...readOperations(FOLDER).filter(({ name }) => OURS.includes(name)),
  ...readOperations(join(FOLDER, 'examples')).filter(({ name }) =>
    /contracts|coverage|settlements/.test(name),
  ),
];

const CALLERS: readonly CallerClaims[] = [
  { sub: 'insurer', role: 'INSURER', uzovi: '3311' },
  { sub: 'supplier', role: 'SUPPLIER', agb: '76990001' },
  { sub: 'nza', role: 'AUTHORITY' },
];

let product: Product;

beforeAll(async () => {
  product = await startProduct({ withReferenceData: true });
});
afterAll(() => product.dispose());

const run = (operation: SampleOperation, token: string): Promise<Record<string, unknown>> =>
  product.ask(token, operation.document, operation.variables);

test('all of them are there', () => {
  expect(operations.map(({ name }) => name)).toEqual([
    ...OURS,
    '30-insurer-contracts',
    '31-insurer-coverage',
    '32-insurer-settlements',
    '40-nza-contracts',
    '41-nza-settlements',
  ]);
});

test.each(operations.map((operation) => [operation.name, operation] as const))(
  '%s runs over the shipped data, and gives the same when it is compiled',
  async (_, operation) => {
    for (const claims of CALLERS) {
      const token = await product.token(claims);
      const first = await run(operation, token);
      expect(await run(operation, token)).toEqual(first);
      expect(await run(operation, token)).toEqual(first);
    }
  },
);

test.each([
  'contracts',
  'coverage',
  '30-insurer-contracts',
  '31-insurer-coverage',
  '40-nza-contracts',
])('%s shows something to the one it is for', async (name) => {
  const operation = operations.find((one) => one.name === name);
  if (operation === undefined) throw new Error(`No operation ${name}`);
  const claims = CALLERS.find(
    ({ role }) => role === (name.includes('nza') ? 'AUTHORITY' : 'INSURER'),
  );
  if (claims === undefined) throw new Error('Nobody to ask');
  const [answer] = Object.values(await run(operation, await product.token(claims)));
  const { nodes, suppliers } = answer as { nodes?: unknown[]; suppliers?: unknown[] };
  expect((nodes ?? suppliers ?? []).length).toBeGreaterThan(0);
});
