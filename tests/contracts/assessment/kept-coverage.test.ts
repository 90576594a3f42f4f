import fc from 'fast-check';
import { catalogueSnapshot } from '../../../src/catalogue/catalogue.snapshot';
import {
  InsurerCoverageService,
  type InsurerCoverage,
} from '../../../src/contracts/assessment/insurer-coverage.service';
import { postcodesSnapshot } from '../../../src/geography/postcodes.snapshot';
import { partiesSnapshot } from '../../../src/parties/parties.snapshot';
import { localDate } from '../../../src/platform/amsterdam-time';
import { qualitySnapshot } from '../../../src/quality/quality.snapshot';
import { stockPointsSnapshot } from '../../../src/supply/stock-points.snapshot';
import { normsSnapshot } from '../../../src/timeliness/norms.snapshot';
import { startProduct, type Product } from '../../support/product';
import { insertContract } from '../market';
import { registerNext, requirement } from './module-versions';
import { assertProperty } from '../../support/properties';

/** An insurer without a contract of the demo. */
const MINE = '9086';
const SUPPLIER = '76990001';
const TODAY = '2026-11-10';

let product: Product;
let authority: string;
/** A server that has been asked before. */
let running: InsurerCoverageService;

beforeAll(async () => {
  product = await startProduct({ withReferenceData: true, now: `${TODAY}T09:00:00Z` });
  authority = await product.token({ sub: 'nza', role: 'AUTHORITY' });
  running = starting();
});
afterAll(() => product.dispose());

const reading = () => {
  const { database } = product.db;
  return {
    catalogue: catalogueSnapshot(database),
    postcodes: postcodesSnapshot(database),
    stockPoints: stockPointsSnapshot(database),
    quality: qualitySnapshot(database),
    norms: normsSnapshot(database),
    parties: partiesSnapshot(database),
  };
};

/** A server that just started: with nothing in memory but, where given, what others have read of the reference data. */
function starting(program = 'this program', snapshots = reading()): InsurerCoverageService {
  return new InsurerCoverageService(product.db.database, snapshots, product.clock, () =>
    Promise.resolve(program),
  );
}

type Country = readonly InsurerCoverage[];

/** Judged from nothing: who asks for a day is told nothing that was kept. */
const anew = (): Promise<Country> => starting().national(localDate(product.clock.now()));

/** What servers say that may use what was kept: one that ran on, and one that just started. */
async function told(): Promise<Country> {
  const read = reading();
  const before = await starting(undefined, read).national(null);
  expect(await running.national(null)).toEqual(before);
  // Once more, of what was kept just now.
  expect(await starting(undefined, read).national(null)).toEqual(before);
  return before;
}

const sql = <Row>(text: string): Promise<Row[]> => product.db.owner.query<Row>({ name: '', text });

let number = 0;
async function begin(): Promise<void> {
  number += 1;
  await insertContract(product.db.owner, {
    ...{ number: `KEPT-${number}`, insurer: MINE, supplier: SUPPLIER, lot: `Lot ${number}` },
    versions: [{ valid: '[2026-01-01,2200-01-01)', lines: [{ group: 'A100101' }] }],
  });
}

/** Whatever may change of what contracts are, and of what they are judged against. */
const EDITS: Readonly<Record<string, () => Promise<unknown>>> = {
  'a contract begins': begin,
  'a contract is broken off': () =>
    sql(`UPDATE contract_version SET status = 'TERMINATED', ended_on = '${TODAY}'
         WHERE id = (SELECT max(id) FROM contract_version WHERE insurer_uzovi = '${MINE}' AND status = 'IN_FORCE')`),
  'a qualification ends within the term': () =>
    sql(`UPDATE supplier_qualification SET valid_until = '2027-06-30'
         WHERE supplier_agb = '${SUPPLIER}' AND valid_until IS NULL`),
  'a qualification goes on': () =>
    sql(`UPDATE supplier_qualification SET valid_until = NULL WHERE supplier_agb = '${SUPPLIER}'`),
  'all stock points close, or open': () => sql(`UPDATE stock_point SET active = NOT active`),
  'a stock point closes for good': () =>
    sql(`UPDATE stock_point SET active = NOT active WHERE id = (SELECT min(id) FROM stock_point)`),
  'all articles leave the market, or come back': () =>
    sql(`UPDATE article SET active = NOT active`),
  'a region gets another name': () =>
    sql(`UPDATE region SET name = name || '.' WHERE code = (SELECT min(code) FROM region)`),
  'a module has a next version': () => {
    // Later than the one before.
    product.clock.moveOn(24 * 60);
    const hours = 12 + (number % 3);
    return registerNext(product, authority, 'STOMA', localDate(product.clock.now()), [
      requirement('S1', { kind: 'DELIVERY_WITHIN', parameters: `{"hours": ${hours}}` }),
      requirement('S20', { kind: 'NIGHT_STOCK', parameters: '{"where": "SOMEWHERE"}' }),
    ]);
  },
  'a norm is withdrawn': () =>
    sql(`UPDATE timeliness_norm_version SET status = 'WITHDRAWN'
         WHERE id = (SELECT min(id) FROM timeliness_norm_version WHERE status = 'ADOPTED')`),
  'a requirement is waived': () =>
    sql(`INSERT INTO contract_waiver (contract_version_id, module_code, requirement_code, reason, valid_until, granted_by, granted_at)
         SELECT max(id), 'GKH', 'G01', 'A reason of at least twenty characters', '2026-12-31', 'test', now()
         FROM contract_version WHERE insurer_uzovi = '${MINE}' AND status = 'IN_FORCE' HAVING max(id) IS NOT NULL`),
  'a day passes': () => Promise.resolve(product.clock.moveOn(24 * 60)),
  'a year passes': () => Promise.resolve(product.clock.moveOn(365 * 24 * 60)),
};

const changesAnswer = [
  'a contract begins',
  'a qualification ends within the term',
  'a qualification goes on',
  'a module has a next version',
  'all stock points close, or open',
  'all articles leave the market, or come back',
  'a norm is withdrawn',
  'a contract is broken off',
  'a year passes',
];

describe('what is kept says what judging anew says', () => {
  test.each(changesAnswer)('after a change that makes a difference: %s', async (edit) => {
    const before = await told();

    await EDITS[edit]?.();

    expect(await told()).toEqual(await anew());
    expect(await anew()).not.toEqual(before);
  });

  test('after any changes, whatever their order', async () => {
    await assertProperty(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...Object.keys(EDITS)), { minLength: 1, maxLength: 5 }),
        async (edits) => {
          for (const edit of edits) {
            await EDITS[edit]?.();
            expect(await told()).toEqual(await anew());
          }
        },
      ),
      // The database keeps what was done, so that a failure cannot be made smaller.
      { numRuns: 6, endOnFailure: true },
    );
  });
});

/** Makes what is kept plainly another answer, to see whether it is told. */
const MARKED = [{ name: 'KEPT/1', totals: { byVerdict: {}, unmet: [], bindingUnmet: 0 } }];
async function mark(): Promise<void> {
  await starting().national(null);
  await sql(`UPDATE insurer_coverage_kept SET modules = '${JSON.stringify(MARKED)}'`);
}
async function marked(program?: string): Promise<readonly string[]> {
  const country = await starting(program).national(null);
  return country.filter(({ modules }) => modules[0]?.name === 'KEPT/1').map(({ uzovi }) => uzovi);
}

test('a server that starts judges none anew when nothing changed, nor when nothing that rules look at did', async () => {
  const insurers = (await anew()).map(({ uzovi }) => uzovi);
  await mark();
  expect(await marked()).toEqual(insurers);

  await sql(`UPDATE stock_point SET preparation_minutes = preparation_minutes + 1`);
  await EDITS['a requirement is waived']?.();
  await EDITS['a day passes']?.();

  expect(await marked()).toEqual(insurers);
});

test('only the insurer whose contracts changed is judged anew', async () => {
  await mark();
  const before = await marked();

  await begin();

  expect(await marked()).toEqual(before.filter((uzovi) => uzovi !== MINE));
});

test('what another program kept is not taken', async () => {
  await mark();

  expect(await marked('another program')).toEqual([]);
});

test('several servers that keep at once agree', async () => {
  await begin();

  const [one, ...others] = await Promise.all([1, 2, 3, 4].map(() => starting().national(null)));

  for (const other of others) expect(other).toEqual(one);
  expect(one).toEqual(await anew());
});
