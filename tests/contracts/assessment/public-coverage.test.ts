import { startProduct, type Product } from '../../support/product';
import { insertContract } from '../market';

/** Insurers without a contract of the demo: alike but for what no other may know. */
const BARE = '0736';
const AGREED = '9086';
/** Its suppliers are each other's subcontractors. */
const LINKED = '7037';
const SOLE = '76990003';
const SECOND = '76990002';
/** Of it nothing is named but in words. */
const IN_WORDS = 'whoever can';

let product: Product;
let tokens: ReadonlyMap<string, string>;

const owned = (text: string): Promise<unknown> => product.db.owner.query({ name: '', text });

interface Agreed {
  readonly alternative?: string;
  readonly subcontractor?: string;
}

/** A contract for bags everywhere, in force. */
async function begin(insurer: string, supplier: string, agreed: Agreed = {}): Promise<void> {
  const id = await insertContract(product.db.owner, {
    ...{ number: `${insurer}-${supplier}`, insurer, supplier, lot: supplier },
    versions: [{ status: 'DRAFT', lines: [{ group: 'A100101' }] }],
  });
  const version = `(SELECT id FROM contract_version WHERE contract_id = ${id})`;
  if (agreed.alternative !== undefined) {
    await owned(`INSERT INTO contract_clause (contract_version_id, code, parameters, text)
      VALUES (${version}, 'SECOND_SOURCE', '{"alternative": "${agreed.alternative}"}', 'x')`);
  }
  if (agreed.subcontractor !== undefined) {
    await owned(`INSERT INTO contract_subcontractor (contract_version_id, agb, reported_on, approved)
      VALUES (${version}, '${agreed.subcontractor}', '2025-12-01', true)`);
  }
  await owned(`UPDATE contract_version SET status = 'IN_FORCE', signed_by_insurer_at = now(),
    signed_by_supplier_at = now() WHERE id = ${version}`);
}

beforeAll(async () => {
  product = await startProduct({ withReferenceData: true, now: '2026-11-10T09:00:00Z' });
  tokens = new Map([
    ['insurer', await product.token({ sub: 'i', role: 'INSURER', uzovi: AGREED })],
    ['authority', await product.token({ sub: 'nza', role: 'AUTHORITY' })],
    ['its supplier', await product.token({ sub: 's', role: 'SUPPLIER', agb: SOLE })],
    ['another supplier', await product.token({ sub: 'o', role: 'SUPPLIER', agb: '76990005' })],
    ['another insurer', await product.token({ sub: 'b', role: 'INSURER', uzovi: '3311' })],
    [
      'prescriber',
      await product.token({
        ...{ sub: 'p', role: 'PRESCRIBER', agb: '01000001', practitioner_agb: '01000002' },
      }),
    ],
    ['stock point', await product.token({ sub: 'c', role: 'STOCK_POINT', stock_point: 'SP-0001' })],
  ]);
  await begin(BARE, SOLE);
  await begin(AGREED, SOLE, { alternative: IN_WORDS, subcontractor: SECOND });
  await begin(LINKED, SOLE, { subcontractor: SECOND });
  await begin(LINKED, SECOND);
});
afterAll(() => product.dispose());

interface Assessment {
  readonly totals: Readonly<Record<string, number>>;
  readonly findings: readonly {
    readonly code: string;
    readonly level: string;
    readonly verdict: string;
    readonly missing: readonly string[];
    readonly mend: readonly string[];
  }[];
}

async function read(who: string, insurer: string, module = 'GKH'): Promise<Assessment> {
  const { moduleCoverage } = await product.ask<{ moduleCoverage: { assessment: Assessment } }>(
    tokens.get(who) ?? '',
    `{ moduleCoverage(insurer: "${insurer}", module: "${module}") { assessment {
         totals { met partlyMet notMet notApplicable judgedByPeople bindingUnmet }
         findings { code level verdict missing mend evidence { contractNumber } } } } }`,
  );
  return moduleCoverage.assessment;
}

const wordsOf = ({ findings }: Assessment, code: string): readonly string[] =>
  findings.find((one) => one.code === code)?.missing ?? [];

test.each(['insurer', 'authority'])(
  'that a single supplier has no second source, and what a clause names, is read by the %s',
  async (who) => {
    const told = await read(who, AGREED);

    expect(wordsOf(told, 'G16')).toEqual(
      expect.arrayContaining([
        expect.stringMatching(new RegExp(`^Only .* \\(${SOLE}\\) gives every function of `)),
        expect.stringMatching(/^The clause that names a second source names no other /),
      ]),
    );
    expect(told.findings.find(({ code }) => code === 'G21')?.verdict).not.toBe('NOT_APPLICABLE');
  },
);

test('that of two suppliers one rests on the other is read by the authority', async () => {
  expect(wordsOf(await read('authority', LINKED), 'G16')).toEqual(
    expect.arrayContaining([
      expect.stringMatching(
        /^Only [^,]* gives every function of .*; at least 2 suppliers are asked\.$/,
      ),
    ]),
  );
});

describe.each(['its supplier', 'another supplier', 'another insurer', 'prescriber', 'stock point'])(
  '%s',
  (who) => {
    test('reads the same whatever a clause says and whoever is a subcontractor', async () => {
      const bare = await read(who, BARE);

      expect(await read(who, AGREED)).toEqual(bare);
      expect(JSON.stringify(bare)).not.toMatch(/second source|subcontract|clause|by night/i);
    });

    test('reads what is covered, and no total of anything else', async () => {
      const { findings, totals } = await read(who, AGREED);

      expect(findings.map(({ code, level }) => [code, level])).toEqual([
        ['G02', 'INSURER'],
        ['G03', 'INSURER'],
      ]);
      expect(wordsOf({ findings, totals }, 'G02')).not.toEqual([]);
      const { bindingUnmet: _, ...counts } = totals;
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(findings.length);
    });

    test('does not read who supplies for whom', async () => {
      const told = JSON.stringify(await read(who, LINKED));

      expect(told).not.toContain(SOLE);
      expect(told).not.toContain(SECOND);
    });
  },
);
