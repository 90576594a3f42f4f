import { startProduct, type Product } from '../../support/product';
import { insertContract } from '../market';
import { draftNext, requirement } from './module-versions';

/** An insurer without a contract of the demo. */
const MINE = '9086';
const GROUP = 'U010201';

let product: Product;
let authority: string;

beforeAll(async () => {
  product = await startProduct({ withReferenceData: true, now: '2026-11-10T09:00:00Z' });
  authority = await product.token({ sub: 'nza', role: 'AUTHORITY' });
});
afterAll(() => product.dispose());

interface Cell {
  readonly productGroup: { readonly code: string };
  readonly region: { readonly code: string };
  readonly suppliers: readonly { readonly agb: string }[];
  readonly coverage: string;
  readonly gap: boolean;
  readonly functions: number;
  readonly functionsMissing: number;
  readonly missingExamples: readonly string[];
}
interface Coverage {
  readonly on: string;
  readonly assessment: {
    readonly moduleVersion: number;
    readonly findings: readonly {
      readonly code: string;
      readonly verdict: string;
      readonly missing: readonly string[];
      readonly certainty: string;
      readonly level: string;
      readonly funding: string | null;
    }[];
  };
  readonly matrix: readonly Cell[];
}

const COVERAGE = `{ on assessment { moduleVersion findings { code verdict missing certainty level funding } }
  matrix { productGroup { code } region { code } suppliers { agb } coverage gap functions functionsMissing missingExamples } }`;

async function coverage(args = ''): Promise<Coverage> {
  const { moduleCoverage } = await product.ask<{ moduleCoverage: Coverage }>(
    authority,
    `{ moduleCoverage(insurer: "${MINE}", module: "CONTINENCE"${args}) ${COVERAGE} }`,
  );
  return moduleCoverage;
}
const cellOf = ({ matrix }: Coverage, region: string): Omit<Cell, 'productGroup' | 'region'> => {
  const found = matrix.find((one) => one.productGroup.code === GROUP && one.region.code === region);
  if (found === undefined) throw new Error('There is no such cell');
  const { productGroup: _, region: __, ...cell } = found;
  return cell;
};

test('a cell says how much of a group is contracted: nothing, some functions, or all', async () => {
  const articles = await product.db.owner.query<{ gtin: string; term: string }>({
    name: '',
    text: `SELECT gtin, characteristics ->> 'TERM_OF_USE' AS term FROM article
           WHERE product_group_code = '${GROUP}' AND active ORDER BY id`,
  });
  const short = articles.filter(({ term }) => term === 'SHORT');
  expect(short.length).toBeGreaterThan(0);
  expect(short.length).toBeLessThan(articles.length);
  await insertContract(product.db.owner, {
    ...{ number: 'SHORT', insurer: MINE, supplier: '76990006', lot: 'Catheters' },
    versions: [{ lines: short.map(({ gtin }) => ({ gtin, region: 'ZK23' })) }],
  });

  const partly = await coverage();

  const there = cellOf(partly, 'ZK23');
  expect(there).toMatchObject({ suppliers: [{ agb: '76990006' }], coverage: 'PARTLY', gap: true });
  expect(there.functionsMissing).toBeGreaterThan(0);
  expect(there.functionsMissing).toBeLessThan(there.functions);
  expect(there.missingExamples).toHaveLength(Math.min(3, there.functionsMissing));
  expect(there.missingExamples.every((words) => words.includes('term of use: long'))).toBe(true);
  // The matrix and the requirement say the same.
  const words = (await coverage(', region: "ZK23"')).assessment.findings
    .flatMap(({ missing }) => missing)
    .find((one) => one.includes(`${there.functionsMissing} of ${there.functions} functions`));
  expect(words).toContain(GROUP);
  expect(words).toContain(there.missingExamples[0]);
  expect(cellOf(partly, 'ZK01')).toMatchObject({
    ...{ suppliers: [], coverage: 'NONE', gap: true, functions: there.functions },
    ...{ functionsMissing: there.functions },
  });

  await insertContract(product.db.owner, {
    ...{ number: 'REST', insurer: MINE, supplier: '76990001', lot: 'Rest' },
    versions: [
      { lines: articles.filter(({ term }) => term !== 'SHORT').map(({ gtin }) => ({ gtin })) },
    ],
  });
  expect(cellOf(await coverage(), 'ZK23')).toEqual({
    ...{ suppliers: [{ agb: '76990001' }, { agb: '76990006' }], coverage: 'WHOLE', gap: false },
    ...{ functions: there.functions, functionsMissing: 0, missingExamples: [] },
  });
});

test('a draft of the module is tried on all contracts together, from its first day on', async () => {
  const version = await draftNext(product, authority, 'CONTINENCE', '2027-01-01', [
    requirement(
      'C90',
      { kind: 'OFFERS_ALL_GROUPS', parameters: `{"productGroups": ["${GROUP}"]}` },
      { level: 'INSURER', certainty: 'DERIVED', funding: 'ELSEWHERE' },
    ),
  ]);

  const inForce = await coverage();
  const draft = await coverage(`, version: ${version}, on: "2026-11-10"`);
  const fromThen = await coverage(`, version: ${version}`);

  expect(inForce.assessment.findings.some(({ code }) => code === 'C90')).toBe(false);
  expect(draft.assessment.moduleVersion).toBe(version);
  expect(draft.assessment.findings.find(({ code }) => code === 'C90')).toEqual({
    ...{ code: 'C90', verdict: 'PARTLY_MET', missing: [expect.stringContaining(GROUP)] },
    ...{ certainty: 'DERIVED', level: 'INSURER', funding: 'ELSEWHERE' },
  });
  // By then no contract is left.
  expect(fromThen.on).toBe('2027-01-01');
  expect(fromThen.assessment.findings.find(({ code }) => code === 'C90')?.verdict).toBe('NOT_MET');
  const wrong = await product.send(
    authority,
    `{ moduleCoverage(insurer: "${MINE}", module: "CONTINENCE", version: 99) ${COVERAGE} }`,
  );
  expect(wrong.errors?.[0]?.extensions.fields).toEqual([
    { path: 'version', message: 'must be a version of the module: see qualityModules' },
  ]);
});
