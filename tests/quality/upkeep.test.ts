import type { Statement } from '../../src/platform/database/statement';
import { loadQuality } from '../../src/quality/quality.snapshot';
import { startProduct, type Product } from '../support/product';
import { whenSomebodyWaits } from '../support/waiting';

let product: Product;
let authority: string;
let insurer: string;

async function start(): Promise<void> {
  product = await startProduct({ withReferenceData: true });
  authority = await product.token({ sub: 'nza', role: 'AUTHORITY' });
  insurer = await product.token({ sub: 'insurer', role: 'INSURER', uzovi: '3311' });
}

/** What is kept must not meet what another test keeps; what is refused leaves nothing to meet. */
function eachOnItsOwn(): void {
  beforeEach(start);
  afterEach(() => product.dispose());
}

function allOnOne(): void {
  beforeAll(start);
  afterAll(() => product.dispose());
}

interface Version {
  readonly __typename: string;
  readonly version: number;
  readonly status: string;
  readonly registeredOn: string | null;
  readonly requirements: readonly { readonly code: string; readonly statement: string }[];
  readonly refusals?: readonly { readonly code: string; readonly path: string | null }[];
}

const RESULT = `__typename
  ... on ModuleVersion { version status registeredOn requirements { code statement } }
  ... on Refused { refusals { code path } }`;
const DRAFT = `mutation ($input: DraftModuleVersionInput!) { draftModuleVersion(input: $input) { ${RESULT} } }`;
const REGISTER = `mutation ($module: String!, $version: Int!) {
  registerModuleVersion(module: $module, version: $version) { ${RESULT} } }`;

const NEW = {
  code: 'S10',
  statement: 'Something new.',
  dutchStatement: 'Iets nieuws.',
  source: 'test',
  certainty: 'PROPOSED',
  force: 'BINDING',
  level: 'CONTRACT',
  rule: { kind: 'DELIVERY_WITHIN', parameters: '{"hours": 12}' },
};

const input = (given: Record<string, unknown> = {}): Record<string, unknown> => ({
  module: 'STOMA',
  title: 'Second',
  validFrom: '2027-01-01',
  source: 'test',
  verified: false,
  remove: ['S9'],
  put: [NEW],
  ...given,
});

async function draft(given: Record<string, unknown> = {}): Promise<Version> {
  const answer = await product.ask<{ draftModuleVersion: Version }>(authority, DRAFT, {
    input: input(given),
  });
  return answer.draftModuleVersion;
}

async function register(version: number, module = 'STOMA'): Promise<Version> {
  const answer = await product.ask<{ registerModuleVersion: Version }>(authority, REGISTER, {
    module,
    version,
  });
  return answer.registerModuleVersion;
}

/** A statement of this test alone, never prepared. */
const sql = (text: string): Statement<unknown> => ({ name: '', text });

const run = (text: string): Promise<unknown> =>
  product.db.owner.query(sql(text)).catch((error: unknown) => error);

const NOTE = `mutation ($input: ModuleReviewInput!) { noteModuleReview(input: $input) {
  __typename ... on ModuleReview { id year outcome note } ... on Refused { refusals { code } } } }`;
const note = (given: Record<string, unknown> = {}): Promise<{ noteModuleReview: unknown }> =>
  product.ask(authority, NOTE, {
    input: { module: 'STOMA', year: 2026, outcome: 'NO_CHANGE', note: 'As it is.', ...given },
  });

const SLIP = `INSERT INTO quality_requirement (version_id, position, code, statement, dutch_statement, source,
    certainty, force, level, judged_by)
  SELECT id, 99, 'S99', 'x', 'x', 'x', 'PROPOSED', 'BINDING', 'CONTRACT', 'x'
  FROM quality_module_version WHERE module_code = 'STOMA' AND version = 2`;

describe('versions of a module', () => {
  eachOnItsOwn();

  it('given changes, the draft is the registered version with them; drafted again, it is replaced', async () => {
    const first = await draft();

    expect(first).toMatchObject({ __typename: 'ModuleVersion', version: 2, status: 'DRAFT' });
    expect(first.requirements.map(({ code }) => code)).toEqual([
      ...['S1', 'S2', 'S3', 'S3B', 'S4', 'S5', 'S6', 'S7', 'S8'],
      'S10',
    ]);

    const second = await draft({ remove: [], put: [{ ...NEW, code: 'S3' }] });

    expect(second.version).toBe(2);
    expect(second.requirements).toHaveLength(10);
    expect(second.requirements[2]).toEqual({ code: 'S3', statement: 'Something new.' });
  });

  it('given a draft, registering supersedes the version before it, and the difference is told', async () => {
    await draft();

    const registered = await register(2);

    // The product's clock stands at 10 November 2026.
    expect(registered).toMatchObject({ status: 'REGISTERED', registeredOn: '2026-11-10' });
    const { versions } = await loadQuality(product.db.database);
    const own = versions.filter(({ module }) => module.code === 'STOMA');
    expect(own.map(({ version, status }) => [version, status])).toEqual([
      [1, 'SUPERSEDED'],
      [2, 'REGISTERED'],
    ]);
    const { moduleDiff } = await product.ask<{ moduleDiff: unknown }>(
      insurer,
      `{ moduleDiff(module: "STOMA", from: 1, to: 2) {
        added { code } removed { code } changed { fields } unchanged } }`,
    );
    expect(moduleDiff).toEqual({
      added: [{ code: 'S10' }],
      removed: [{ code: 'S9' }],
      changed: [],
      unchanged: 9,
    });
  });

  it('given what cannot be registered, it is refused and nothing changes', async () => {
    const before = await product.counts();

    expect((await draft({ module: 'NONE' })).refusals).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect((await register(9)).refusals).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect((await register(1)).refusals).toMatchObject([{ code: 'WRONG_STATE' }]);
    expect(await product.counts()).toEqual(before);

    await draft({ validFrom: '2026-11-09' });
    expect((await register(2)).refusals).toMatchObject([{ code: 'WRONG_STATE' }]);
    const { versions } = await loadQuality(product.db.database);
    expect(
      versions.filter(({ module }) => module.code === 'STOMA').map(({ status }) => status),
    ).toEqual(['REGISTERED', 'DRAFT']);
  });

  it('given two who register the draft at once, one does and the other is told', async () => {
    await draft();

    const results = await Promise.all([register(2), register(2)]);

    expect(results.map(({ __typename }) => __typename).sort()).toEqual([
      'ModuleVersion',
      'Refused',
    ]);
  });

  it('given twenty who draft at once, there is one draft and all of one of them', async () => {
    const drafts = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        draft({ put: [{ ...NEW, code: `S${index + 20}` }] }),
      ),
    );

    expect(new Set(drafts.map(({ version }) => version))).toEqual(new Set([2]));
    const { versions } = await loadQuality(product.db.database);
    const kept = versions.filter((one) => one.module.code === 'STOMA' && one.status === 'DRAFT');
    expect(kept.map(({ requirements }) => requirements.length)).toEqual([10]);
  });

  it('given a requirement slipped in while the version is registered, the database refuses it', async () => {
    await draft();
    const added = await product.db.owner.inTransaction(async (transaction) => {
      await transaction.query(
        sql(
          `UPDATE quality_module_version SET status = 'SUPERSEDED'
          WHERE module_code = 'STOMA' AND status = 'REGISTERED'`,
        ),
      );
      await transaction.query(
        sql(
          `UPDATE quality_module_version SET status = 'REGISTERED'
          WHERE module_code = 'STOMA' AND version = 2`,
        ),
      );
      // Waits for this transaction, then finds the version registered.
      const slipping = run(SLIP);
      await whenSomebodyWaits(transaction, product.db.database);
      return { slipping };
    });

    expect(await added.slipping).toMatchObject({ code: '23514' });
  });

  it('given two registered versions of a module, the second is refused', async () => {
    await draft();

    const text = `UPDATE quality_module_version SET status = 'REGISTERED'
      WHERE module_code = 'STOMA' AND version = 2`;
    expect(await run(text)).toMatchObject({ code: '23505' });
  });
});

describe('what is refused', () => {
  allOnOne();

  it('given input that is wrong, every field is named and nothing is kept', async () => {
    const before = await product.counts();

    const { errors } = await product.send(authority, DRAFT, {
      input: input({
        title: ' ',
        put: [
          { ...NEW, code: 's', rule: { kind: 'NONE', parameters: '{}' } },
          { ...NEW, rule: { kind: 'DELIVERY_WITHIN', parameters: '{"hours": 0, "days": 1}' } },
          { ...NEW, code: 'S11', rule: null },
          { ...NEW, code: 'S12', rule: { kind: 'DELIVERY_WITHIN', parameters: 'nothing' } },
        ],
      }),
    });

    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.extensions.fields?.map(({ path }) => path).sort()).toEqual([
      'input.put.0.code',
      'input.put.0.rule.kind',
      'input.put.1.rule.parameters.days',
      'input.put.1.rule.parameters.hours',
      'input.put.2',
      'input.put.3.rule.parameters',
      'input.title',
    ]);
    expect(await product.counts()).toEqual(before);
  });

  it('given what contradicts the registered version, it is named and nothing is kept', async () => {
    const before = await product.counts();
    const fields = async (given: Record<string, unknown>): Promise<unknown> => {
      const { errors } = await product.send(authority, DRAFT, { input: input(given) });
      return errors?.[0]?.extensions.fields?.map(({ path }) => path);
    };

    expect(await fields({ remove: ['S99'] })).toEqual(['input.remove.0']);
    expect(await fields({ put: [NEW, NEW] })).toEqual(['input.put.1.code']);
    expect(await fields({ validFrom: '2022-01-01' })).toEqual(['input.validFrom']);
    expect(await product.counts()).toEqual(before);
  });

  it('given an insurer, it may read the modules and change none', async () => {
    const { errors } = await product.send(insurer, DRAFT, { input: input() });

    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('given a review of a year to come, or of no module, it is refused', async () => {
    const input = { module: 'STOMA', year: 2027, outcome: 'UPDATE', note: 'x' };
    const { errors } = await product.send(authority, NOTE, { input });

    expect(errors?.[0]?.extensions.fields?.map(({ path }) => path)).toEqual(['input.year']);
    expect(await note({ module: 'NONE' })).toEqual({
      noteModuleReview: { __typename: 'Refused', refusals: [{ code: 'NOT_FOUND' }] },
    });
  });
});

describe('the database is the last guard, even against its owner', () => {
  allOnOne();

  const registered = `(SELECT id FROM quality_module_version WHERE module_code = 'GKH')`;

  it.each([
    `UPDATE quality_module_version SET title = 'other' WHERE id = ${registered}`,
    `UPDATE quality_module_version SET valid_from = '2018-01-01' WHERE id = ${registered}`,
    `UPDATE quality_module_version SET status = 'DRAFT' WHERE id = ${registered}`,
    `DELETE FROM quality_module_version WHERE id = ${registered}`,
    `UPDATE quality_requirement SET force = 'ADVISORY' WHERE version_id = ${registered}`,
    `UPDATE quality_requirement SET rule_parameters = '{}' WHERE version_id = ${registered}`,
    `DELETE FROM quality_requirement WHERE version_id = ${registered}`,
    `INSERT INTO quality_module_version (module_code, version, status, title, valid_from, source, verified)
     VALUES ('GKH', 9, 'REGISTERED', 'x', '2030-01-01', 'x', false)`,
    `UPDATE quality_module_version SET status = 'SUPERSEDED' WHERE status = 'DRAFT'`,
  ])('%s', async (text) => {
    const before = JSON.stringify((await loadQuality(product.db.database)).versions);

    expect(await run(text)).toMatchObject({ code: '23514' });
    expect(JSON.stringify((await loadQuality(product.db.database)).versions)).toBe(before);
  });
});

describe('yearly reviews', () => {
  eachOnItsOwn();

  it('are noted once however often they are sent, and shown with the module', async () => {
    const [first, again] = [await note(), await note()];
    await note({ outcome: 'REVISION', note: 'All anew.' });

    expect(again).toEqual(first);
    const { qualityModules } = await product.ask<{ qualityModules: unknown }>(
      insurer,
      '{ qualityModules(module: "STOMA") { reviews { year outcome note } } }',
    );
    expect(qualityModules).toEqual([
      {
        reviews: [
          { year: 2026, outcome: 'NO_CHANGE', note: 'As it is.' },
          { year: 2026, outcome: 'REVISION', note: 'All anew.' },
        ],
      },
    ]);
  });

  it('are due every year, and one that is missed shows', async () => {
    await note();
    const due = async (module: string): Promise<unknown> => {
      const { qualityModules } = await product.ask<{ qualityModules: unknown[] }>(
        insurer,
        `{ qualityModules(module: "${module}") { reviewDueOn reviewOverdue } }`,
      );
      return qualityModules[0];
    };
    expect(await due('STOMA')).toEqual({ reviewDueOn: '2027-12-31', reviewOverdue: false });
    const [module] = await product.db.owner.query<{ year: number }>({
      name: '',
      text: `SELECT min(extract(year FROM coalesce(registered_on, valid_from)))::int AS year
             FROM quality_module_version WHERE module_code = 'DIABETES' AND status <> 'DRAFT'`,
    });
    const year = (module?.year ?? 0) + 1;
    expect(await due('DIABETES')).toEqual({
      ...{ reviewDueOn: `${year}-12-31`, reviewOverdue: year < 2026 },
    });
  });

  it('are only added to', async () => {
    await note();

    expect(await run(`UPDATE quality_module_review SET note = 'other'`)).toMatchObject({
      code: '23514',
    });
    expect(await run('DELETE FROM quality_module_review')).toMatchObject({ code: '23514' });
  });
});
