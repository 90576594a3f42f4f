import { startProduct, type Product } from '../../support/product';

let product: Product;
let authority: string;

beforeAll(async () => {
  product = await startProduct({ withReferenceData: true, now: '2026-11-10T09:00:00Z' });
  authority = await product.token({ sub: 'nza', role: 'AUTHORITY' });
});
afterAll(() => product.dispose());

interface Totals {
  met: number;
  partlyMet: number;
  notMet: number;
  notApplicable: number;
  judgedByPeople: number;
  bindingUnmet: number;
}
const TOTALS = '{ met partlyMet notMet notApplicable judgedByPeople bindingUnmet }';

async function inForce(): Promise<{ number: string; uzovi: string; agb: string }> {
  const [row] = await product.db.owner.query<{ number: string; uzovi: string; agb: string }>({
    name: '',
    text: `SELECT c.number, c.insurer_uzovi AS uzovi, c.supplier_agb AS agb FROM contract c
           JOIN contract_version v ON v.contract_id = c.id
           WHERE v.status = 'IN_FORCE' AND v.version = (SELECT max(version) FROM contract_version WHERE contract_id = c.id)
           ORDER BY c.id LIMIT 1`,
  });
  if (row === undefined) throw new Error('No contract in force');
  return row;
}

const ASSESS = `query ($contract: String!) { assessContract(contract: $contract) { contractNumber totals ${TOTALS}
  modules { moduleCode totals ${TOTALS} findings { code force verdict missing mend judgedBy evidence { contractNumber lineNumbers clauses }
    waiver { reason validUntil } } } } }`;
interface Assessed {
  assessContract: {
    totals: Totals;
    modules: {
      moduleCode: string;
      totals: Totals;
      findings: {
        code: string;
        verdict: string;
        missing: string[];
        mend: string[];
        judgedBy: string | null;
      }[];
    }[];
  } | null;
}

test('a contract is judged by every requirement of every module in force, in words', async () => {
  const { number, uzovi } = await inForce();
  const insurer = await product.token({ sub: 'buyer', role: 'INSURER', uzovi });
  const { assessContract } = await product.ask<Assessed>(insurer, ASSESS, { contract: number });
  expect(assessContract?.modules.map(({ moduleCode }) => moduleCode).sort()).toEqual([
    'COMPRESSION',
    'CONTINENCE',
    'DIABETES',
    'GKH',
    'PROSTHESES',
    'STOMA',
    'WOUND',
  ]);
  const findings = assessContract?.modules.flatMap((module) => module.findings) ?? [];
  const asked = await product.db.owner.query<{ code: string }>({
    name: '',
    text: `SELECT r.code FROM quality_requirement r JOIN quality_module_version v ON v.id = r.version_id
           WHERE v.status = 'REGISTERED' ORDER BY v.module_code COLLATE "C", r.position`,
  });
  expect(findings.map(({ code }) => code)).toEqual(asked.map(({ code }) => code));
  for (const { verdict, missing, mend, judgedBy } of findings) {
    const lacking = verdict === 'NOT_MET' || verdict === 'PARTLY_MET';
    expect(missing.length > 0).toBe(lacking);
    expect(mend.length > 0).toBe(lacking);
    if (verdict === 'JUDGED_BY_PEOPLE') expect(judgedBy).not.toBeNull();
  }
  const { met, partlyMet, notMet, notApplicable, judgedByPeople } =
    assessContract?.totals as Totals;
  expect(met + partlyMet + notMet + notApplicable + judgedByPeople).toBe(findings.length);
});

test('an assessment is kept once as long as nothing changes, and shows up as a change', async () => {
  const { number } = await inForce();
  await product.ask(authority, ASSESS, { contract: number });
  const { contract_assessment: before } = await product.counts();
  await product.ask(authority, ASSESS, { contract: number });
  const { contract_assessment: after } = await product.counts();
  expect(after).toBe(before);
  const changes = await product.ask<{
    assessmentChanges: { nodes: { contractNumber: string; bindingUnmetBefore: null }[] };
  }>(
    authority,
    `{ assessmentChanges(since: "2026-11-10T00:00:00Z") { nodes { contractNumber moduleVersions bindingUnmet bindingUnmetBefore } } }`,
  );
  expect(
    changes.assessmentChanges.nodes.filter(({ contractNumber }) => contractNumber === number),
  ).toMatchObject([{ contractNumber: number, bindingUnmetBefore: null }]);
});

test('a stranger gets the same null as for a contract that is not there, and nothing is kept', async () => {
  const { number, uzovi } = await inForce();
  const stranger = await product.token({
    sub: 'other',
    role: 'INSURER',
    uzovi: uzovi === '7029' ? '3311' : '7029',
  });
  const before = await product.counts();
  expect(await product.ask(stranger, ASSESS, { contract: number })).toEqual({
    assessContract: null,
  });
  expect(await product.ask(stranger, ASSESS, { contract: 'no such' })).toEqual({
    assessContract: null,
  });
  expect(await product.counts()).toEqual(before);
});

test('coverage is that of all contracts together, and the matrix has a cell for each group and region', async () => {
  const { uzovi } = await inForce();
  const { moduleCoverage } = await product.ask<{
    moduleCoverage: {
      assessment: { totals: Totals };
      matrix: {
        coverage: string;
        gap: boolean;
        suppliers: { agb: string }[];
        productGroup: { code: string };
        region: { code: string };
      }[];
    };
  }>(
    authority,
    `query ($uzovi: String!) { moduleCoverage(insurer: $uzovi, module: "STOMA") { assessment { totals ${TOTALS} }
       matrix { productGroup { code } region { code } suppliers { agb } coverage gap } } }`,
    { uzovi },
  );
  const groups = await product.db.owner.query<{ code: string }>({
    name: '',
    text: `SELECT code FROM product_group WHERE category = 'STOMA'`,
  });
  expect(moduleCoverage.matrix).toHaveLength(groups.length * 31);
  const known = await product.db.owner.query<{ cell: string }>({
    name: '',
    text: `SELECT DISTINCT g.code || ' ' || r.code AS cell FROM product_group g CROSS JOIN region r
           JOIN contract_line_in_force l ON (g.code LIKE l.product_group_code || '%'
             OR l.article_id IN (SELECT id FROM article WHERE product_group_code = g.code))
             AND (l.region_code IS NULL OR l.region_code = r.code) AND l.valid @> '2026-11-10'::date
           WHERE g.category = 'STOMA' AND l.insurer_uzovi = '${uzovi}'`,
  });
  const covered = moduleCoverage.matrix
    .filter(({ coverage }) => coverage !== 'NONE')
    .map(({ productGroup, region }) => `${productGroup.code} ${region.code}`);
  expect(covered.sort()).toEqual(known.map(({ cell }) => cell).sort());
  expect(moduleCoverage.matrix.every(({ coverage, gap }) => gap === (coverage !== 'WHOLE'))).toBe(
    true,
  );
});

test('everything wrong with the question is said at once', async () => {
  const answer = await product.send(
    authority,
    `{ moduleCoverage(insurer: "0000", module: "NONE", region: "ZK99") { on } }`,
  );
  expect(answer.errors?.[0]?.extensions.fields?.map(({ path }) => path)).toEqual([
    'insurer',
    'module',
    'region',
  ]);
});

test('the supervisor sees every insurer by every module', async () => {
  const { nationalCoverage } = await product.ask<{
    nationalCoverage: { insurer: { uzovi: string }; modules: { module: string }[] }[];
  }>(authority, `{ nationalCoverage { insurer { uzovi } modules { module totals ${TOTALS} } } }`);
  const insurers = await product.db.owner.query({ name: '', text: 'SELECT uzovi FROM insurer' });
  expect(nationalCoverage).toHaveLength(insurers.length);
  expect(nationalCoverage.every(({ modules }) => modules.length === 7)).toBe(true);
});

test('a waiver needs a reason and an end, and then stands beside the finding for the supervisor to see', async () => {
  // Signed for 2027.
  const number = 'VC-3311-INC-02';
  const insurer = await product.token({ sub: 'buyer', role: 'INSURER', uzovi: '3311' });
  const GRANT = `mutation ($input: WaiverInput!) { grantWaiver(input: $input) { __typename } }`;
  const input = {
    contract: number,
    module: 'GKH',
    requirement: 'G01',
    reason: 'short',
    validUntil: '2026-12-31',
  };
  const before = await product.counts();
  const wrong = await product.send(insurer, GRANT, { input });
  expect(wrong.errors?.[0]?.extensions.fields?.map(({ path }) => path)).toEqual([
    'input.reason',
    'input.validUntil',
  ]);
  expect(await product.counts()).toEqual(before);

  const right = {
    ...input,
    reason: 'Agreed with the branch until the module is renewed.',
    validUntil: '2027-06-30',
  };
  expect(await product.ask(insurer, GRANT, { input: right })).toEqual({
    grantWaiver: { __typename: 'WaiverGranted' },
  });
  const seen = await product.ask<{
    assessContract: {
      modules: { moduleCode: string; findings: { code: string; waiver: unknown }[] }[];
    };
  }>(authority, ASSESS, { contract: number });
  const finding = seen.assessContract.modules
    .find(({ moduleCode }) => moduleCode === 'GKH')
    ?.findings.find(({ code }) => code === 'G01');
  expect(finding?.waiver).toEqual({ reason: right.reason, validUntil: '2027-06-30' });
});
