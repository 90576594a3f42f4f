import { startProduct, type Product } from '../../support/product';
import { registerNext, requirement } from './module-versions';

let product: Product;
let authority: string;

beforeAll(async () => {
  product = await startProduct({ withReferenceData: true, now: '2026-11-10T09:00:00Z' });
  authority = await product.token({ sub: 'nza', role: 'AUTHORITY' });
});
afterAll(() => product.dispose());

interface Assessed {
  readonly moduleCode: string;
  readonly moduleVersion: number;
  readonly findings: readonly { readonly code: string }[];
}

const CONTRACT = 'VC-3311-INC-02';

async function assessed(): Promise<readonly Assessed[]> {
  const { assessContract } = await product.ask<{ assessContract: { modules: Assessed[] } }>(
    authority,
    `{ assessContract(contract: "${CONTRACT}", version: 1) { modules { moduleCode moduleVersion findings { code } } } }`,
  );
  return assessContract.modules;
}

async function coverageOn(on: string): Promise<Assessed> {
  const { moduleCoverage } = await product.ask<{ moduleCoverage: { assessment: Assessed } }>(
    authority,
    `{ moduleCoverage(insurer: "3311", module: "STOMA", on: "${on}") {
         assessment { moduleCode moduleVersion findings { code } } } }`,
  );
  return moduleCoverage.assessment;
}

const stoma = (modules: readonly Assessed[]): Assessed | undefined =>
  modules.find(({ moduleCode }) => moduleCode === 'STOMA');

const CODES = ['S1', 'S2', 'S3', 'S3B', 'S4', 'S5', 'S6', 'S7', 'S8', 'S9'];
const codesOf = (one: Assessed | undefined): string[] | undefined =>
  one?.findings.map(({ code }) => code);

test('given a version registered for a later day, each day is judged by the version in force on it', async () => {
  const before = await assessed();
  expect(before).toHaveLength(7);

  const rule = { kind: 'DELIVERY_WITHIN', parameters: '{"hours": 12}' };
  await registerNext(product, authority, 'STOMA', '2027-01-01', [requirement('S10', rule)]);

  const after = await assessed();
  expect(after.map(({ moduleCode }) => moduleCode)).toEqual(
    before.map(({ moduleCode }) => moduleCode),
  );
  expect(stoma(after)?.moduleVersion).toBe(1);
  expect(codesOf(stoma(after))).toEqual(CODES);
  expect((await coverageOn('2026-12-31')).moduleVersion).toBe(1);
  const successor = await coverageOn('2027-01-01');
  expect(successor.moduleVersion).toBe(2);
  expect(codesOf(successor)).toEqual([...CODES, 'S10']);

  product.clock.moveTo('2027-01-01T09:00:00Z');
  expect(stoma(await assessed())?.moduleVersion).toBe(2);
  expect((await coverageOn('2026-12-31')).moduleVersion).toBe(1);
});
