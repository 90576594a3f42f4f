import { startProduct, type Product } from '../../support/product';
import { insertContract, type ContractWords, type LineWords } from '../market';
import { draftNext, registerNext, requirement } from './module-versions';

/** Insurers without a contract of the demo. */
const MINE = '9086';
const OTHER = '0736';

let product: Product;
let authority: string;
let insurer: string;

interface Impact {
  readonly contractNumber: string;
  readonly contractVersion: number;
  readonly status: string;
  readonly holdsThen: boolean;
  readonly pinnedVersion: number | null;
  readonly breaks: boolean;
  readonly insurer: { readonly uzovi: string };
  readonly supplier: { readonly agb: string };
  readonly requirements: readonly {
    readonly code: string;
    readonly force: string;
    readonly forceBefore: string | null;
    readonly verdict: string;
    readonly verdictBefore: string | null;
    readonly missing: readonly string[];
    readonly mend: readonly string[];
  }[];
}
interface ImpactPage {
  readonly nodes: readonly Impact[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const IMPACT = `query ($version: Int!, $first: Int!, $after: String) {
  moduleImpact(module: "STOMA", version: $version, first: $first, after: $after) {
    nodes { contractNumber contractVersion status holdsThen pinnedVersion breaks insurer { uzovi } supplier { agb }
      requirements { code force forceBefore verdict verdictBefore missing mend } }
    pageInfo { hasNextPage endCursor } } }`;

async function impact(token: string, version: number, first = 100): Promise<readonly Impact[]> {
  const { moduleImpact } = await product.ask<{ moduleImpact: ImpactPage }>(token, IMPACT, {
    version,
    first,
  });
  return moduleImpact.nodes;
}

const hours = (deliveryHours: number, group = 'A100101'): LineWords => ({ group, deliveryHours });
const words = (
  number: string,
  lines: readonly LineWords[],
  over: { readonly status?: string; readonly valid?: string } = {},
): ContractWords => ({
  number,
  insurer: MINE,
  supplier: '76990001',
  lot: number,
  versions: [{ lines, ...over }],
});
const deliveryWithin = (within: number): { kind: string; parameters: string } => ({
  kind: 'DELIVERY_WITHIN',
  parameters: `{"hours": ${within}}`,
});

beforeAll(async () => {
  product = await startProduct({ withReferenceData: true, now: '2026-11-10T09:00:00Z' });
  authority = await product.token({ sub: 'nza', role: 'AUTHORITY' });
  insurer = await product.token({ sub: 'buyer', role: 'INSURER', uzovi: MINE });
  const next = { valid: '[2027-01-01,2028-01-01)' };
  for (const one of [
    words('IN-TIME', [hours(8)]),
    words('SLOW', [hours(24)]),
    words('HALF', [hours(24), hours(8, 'A100102')]),
    words('SLOWEST', [hours(72)]),
    words('OTHER-GOODS', [hours(72, 'T04010101')]),
    words('SIGNED', [hours(24)], { status: 'SIGNED', ...next }),
    words('ENDED', [hours(24)], { status: 'ENDED', valid: '[2025-01-01,2026-01-01)' }),
    words('TALKED-ABOUT', [hours(24)], { status: 'NEGOTIATING', ...next }),
    words('NOT-OFFERED', [hours(24)], { status: 'DRAFT', ...next }),
    { ...words('ANOTHERS', [hours(24)]), insurer: OTHER, supplier: '76990002' },
  ]) {
    await insertContract(product.db.owner, one);
  }
  const asked = requirement('S10', deliveryWithin(48), { force: 'ADVISORY' });
  await registerNext(product, authority, 'STOMA', '2026-12-01', [asked]);
  await draftNext(product, authority, 'STOMA', '2027-06-01', [
    requirement('S10', deliveryWithin(12)),
  ]);
});
afterAll(() => product.dispose());

const worse = (code: string, one: Impact): Impact['requirements'][number] | undefined =>
  one.requirements.find((found) => found.code === code);

test('a draft tells of each contract what would be worse: from what, to what, and what is missing', async () => {
  const found = await impact(insurer, 3);

  expect(
    found.map((one) => {
      const { force, forceBefore, verdict, verdictBefore } = worse('S10', one) ?? {};
      return [
        one.contractNumber,
        one.status,
        one.holdsThen,
        forceBefore,
        verdictBefore,
        force,
        verdict,
      ];
    }),
  ).toEqual([
    ['SLOW', 'IN_FORCE', false, 'ADVISORY', 'MET', 'BINDING', 'NOT_MET'],
    ['HALF', 'IN_FORCE', false, 'ADVISORY', 'MET', 'BINDING', 'PARTLY_MET'],
    // It was as bad before, but did not have to be otherwise.
    ['SLOWEST', 'IN_FORCE', false, 'ADVISORY', 'NOT_MET', 'BINDING', 'NOT_MET'],
    ['SIGNED', 'SIGNED', true, 'ADVISORY', 'MET', 'BINDING', 'NOT_MET'],
    ['TALKED-ABOUT', 'NEGOTIATING', true, 'ADVISORY', 'MET', 'BINDING', 'NOT_MET'],
  ]);
  const [slow] = found;
  expect(slow).toMatchObject({
    contractVersion: 1,
    pinnedVersion: null,
    breaks: true,
    insurer: { uzovi: MINE },
    supplier: { agb: '76990001' },
    requirements: [{ code: 'S10' }],
  });
  expect(slow?.requirements[0]?.missing).toEqual([expect.stringMatching(/24 hours.* 12/)]);
  expect(slow?.requirements[0]?.mend).toEqual([expect.stringContaining('12 hours')]);
});

test('what is new and only advises is told, but breaks nothing', async () => {
  const found = await impact(insurer, 2);

  expect(found).toMatchObject([
    {
      contractNumber: 'SLOWEST',
      breaks: false,
      requirements: [
        {
          code: 'S10',
          force: 'ADVISORY',
          forceBefore: null,
          verdict: 'NOT_MET',
          verdictBefore: null,
        },
      ],
    },
  ]);
});

test('an insurer and a supplier see their own; the authority all', async () => {
  const numbers = async (token: string): Promise<string[]> =>
    (await impact(token, 3))
      .filter((one) => [MINE, OTHER].includes(one.insurer.uzovi))
      .map(({ contractNumber }) => contractNumber);
  const supplier = (agb: string): Promise<string> =>
    product.token({ sub: agb, role: 'SUPPLIER', agb });
  const other = await product.token({ sub: 'other', role: 'INSURER', uzovi: OTHER });

  expect(await numbers(other)).toEqual(['ANOTHERS']);
  expect(await numbers(await supplier('76990002'))).toEqual(['ANOTHERS']);
  expect(await numbers(await supplier('76990001'))).toEqual([
    ...['SLOW', 'HALF', 'SLOWEST', 'SIGNED', 'TALKED-ABOUT'],
  ]);
  expect((await impact(other, 3)).map((one) => one.insurer.uzovi)).toEqual([OTHER]);
  const all: string[] = [];
  let after: string | null = null;
  do {
    const page: ImpactPage = (
      await product.ask<{ moduleImpact: ImpactPage }>(authority, IMPACT, {
        version: 3,
        first: 100,
        after,
      })
    ).moduleImpact;
    all.push(...page.nodes.map(({ contractNumber }) => contractNumber));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  expect(all).toEqual(expect.arrayContaining(['SLOW', 'HALF', 'SLOWEST', 'SIGNED', 'ANOTHERS']));
});

test('page by page gives the same, each contract once', async () => {
  const found: string[] = [];
  let after: string | null = null;
  for (let page = 0; page < 3; page += 1) {
    const { moduleImpact }: { moduleImpact: ImpactPage } = await product.ask(insurer, IMPACT, {
      version: 3,
      first: 2,
      after,
    });
    found.push(...moduleImpact.nodes.map(({ contractNumber }) => contractNumber));
    expect(moduleImpact.pageInfo.hasNextPage).toBe(page < 2);
    after = moduleImpact.pageInfo.endCursor;
  }
  expect(found).toEqual(['SLOW', 'HALF', 'SLOWEST', 'SIGNED', 'TALKED-ABOUT']);
});

test('a version or a module that is not there is named, and nothing is written', async () => {
  const before = await product.counts();
  const { errors } = await product.send(insurer, IMPACT, { version: 9, first: 1 });
  expect(errors?.[0]?.extensions.fields).toEqual([
    { path: 'version', message: 'must be a version of the module: see qualityModules' },
  ]);
  const unknown = await product.send(
    insurer,
    '{ moduleImpact(module: "NOPE", version: 1) { nodes { breaks } } }',
  );
  expect(unknown.errors?.[0]?.extensions.fields).toEqual([
    { path: 'module', message: 'must be the code of a module: see qualityModules' },
  ]);
  await impact(insurer, 3);
  expect(await product.counts()).toEqual(before);
});
