import { startProduct, type Product } from '../../support/product';
import { insertContract } from '../market';

/** An insurer without a contract of the demo. */
const MINE = '9086';
const SUPPLIER = '76990001';

let product: Product;
let authority: string;

beforeAll(async () => {
  product = await startProduct({ withReferenceData: true, now: '2026-11-10T09:00:00Z' });
  authority = await product.token({ sub: 'nza', role: 'AUTHORITY' });
});
afterAll(() => product.dispose());

const TOTALS = '{ met partlyMet notMet notApplicable judgedByPeople bindingUnmet }';
type Totals = Readonly<Record<string, number>>;
interface Row {
  readonly insurer: { readonly uzovi: string };
  readonly modules: readonly {
    readonly module: string;
    readonly totals: Totals;
    readonly bindingUnmet: readonly string[];
  }[];
}

async function national(on = '2026-11-10'): Promise<readonly Row[]> {
  const { nationalCoverage } = await product.ask<{ nationalCoverage: Row[] }>(
    authority,
    `{ nationalCoverage(on: "${on}") { insurer { uzovi } modules { module totals ${TOTALS} bindingUnmet } } }`,
  );
  return nationalCoverage;
}
const of = (rows: readonly Row[], uzovi: string): Row | undefined =>
  rows.find(({ insurer }) => insurer.uzovi === uzovi);
const without = (rows: readonly Row[]): readonly Row[] =>
  rows.filter(({ insurer }) => insurer.uzovi !== MINE);

interface Finding {
  readonly code: string;
  readonly verdict: string;
  readonly force: string;
}

/** By moduleCoverage, as nationalCoverage says it. */
async function coverageOf(module: string): Promise<object> {
  const { moduleCoverage } = await product.ask<{
    moduleCoverage: { assessment: { totals: Totals; findings: readonly Finding[] } };
  }>(
    authority,
    `{ moduleCoverage(insurer: "${MINE}", module: "${module}") {
         assessment { totals ${TOTALS} findings { code verdict force } } } }`,
  );
  const { totals, findings } = moduleCoverage.assessment;
  const unmet = findings.filter(
    ({ verdict, force }) => force === 'BINDING' && /^(NOT|PARTLY)_MET$/.test(verdict),
  );
  return { totals, bindingUnmet: unmet.map(({ code }) => code) };
}

const arrange = (text: string): Promise<unknown> => product.db.owner.query({ name: '', text });

test('the next answer has every change, of what changed alone, and says what moduleCoverage says', async () => {
  const before = await national();
  expect(await national()).toEqual(before);

  await insertContract(product.db.owner, {
    ...{ number: 'NEW', insurer: MINE, supplier: SUPPLIER, lot: 'New' },
    versions: [{ lines: [{ group: 'A100101', deliveryHours: 24 }] }],
  });

  const begun = await national();
  expect(of(begun, MINE)).not.toEqual(of(before, MINE));
  expect(without(begun)).toEqual(without(before));
  const stoma = of(begun, MINE)?.modules.find(({ module }) => module === 'STOMA/1');
  expect(stoma).toEqual({ module: 'STOMA/1', ...(await coverageOf('STOMA')) });
  expect(stoma?.bindingUnmet.length).toBeGreaterThan(0);

  // One that is signed for later changes nothing now, and that day.
  await insertContract(product.db.owner, {
    ...{ number: 'LATER', insurer: MINE, supplier: '76990002', lot: 'Later' },
    versions: [
      { status: 'SIGNED', valid: '[2027-01-01,2028-01-01)', lines: [{ group: 'A100201' }] },
    ],
  });
  expect(await national()).toEqual(begun);
  expect(of(await national('2027-01-01'), MINE)).not.toEqual(of(begun, MINE));

  await arrange(
    `UPDATE contract_version SET status = 'TERMINATED', ended_on = '2026-11-10'
     WHERE contract_id = (SELECT id FROM contract WHERE number = 'NEW')`,
  );
  expect(await national()).toEqual(before);
});

test('what contracts are judged against is noticed too: a supplier that loses its qualification', async () => {
  await insertContract(product.db.owner, {
    ...{ number: 'AGAIN', insurer: MINE, supplier: SUPPLIER, lot: 'Again' },
    versions: [{ lines: [{ group: 'A100101' }] }],
  });
  const before = of(await national(), MINE);

  await arrange(
    `UPDATE supplier_qualification SET valid_until = '2026-06-30' WHERE supplier_agb = '${SUPPLIER}' AND qualification = '7625'`,
  );

  const after = of(await national(), MINE);
  const gkh = (row: Row | undefined): Totals | undefined =>
    row?.modules.find(({ module }) => module.startsWith('GKH/'))?.totals;
  expect(gkh(after)?.['bindingUnmet']).toBe((gkh(before)?.['bindingUnmet'] ?? 0) + 1);
});
