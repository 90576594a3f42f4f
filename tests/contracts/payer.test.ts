import fc from 'fast-check';
import { contractedLines } from '../../src/contracts/payer.service';
import { selectContractedLines, type ContractedLine } from '../../src/contracts/payer.sql';
import {
  createMarket,
  insertContract,
  type ContractWords,
  type Market,
  type VersionWords,
} from './market';
import { assertProperty } from '../support/properties';

let market: Market;
const articleIds = new Map<string, number>();

beforeAll(async () => {
  market = await createMarket();
  const articles = await market.db.owner.query<{ id: number; gtin: string }>({
    name: '',
    text: 'SELECT id, gtin FROM article',
  });
  for (const { id, gtin } of articles) articleIds.set(gtin, id);
});
afterAll(() => market.dispose());

const POUCH_ONE = '08712345000014';
const POUCH_TWO = '08712345000021';
const PLATE = '08712345000038';
const PAD = '08712345000045';

const idOf = (gtin: string): number => articleIds.get(gtin) ?? 0;

let insurers = 0;
/** An insurer of its own for each test, so that no other test's contract is in the answer. */
async function newInsurer(): Promise<string> {
  insurers += 1;
  const uzovi = String(5000 + insurers);
  await market.db.owner.query(
    {
      name: '',
      text: `INSERT INTO insurer (uzovi, name, verified, source) VALUES ($1, 'Test', false, 'test')`,
    },
    [uzovi],
  );
  return uzovi;
}

interface Asked {
  readonly on?: string;
  readonly gtins?: readonly string[];
  readonly region?: string;
  readonly suppliers?: readonly string[];
}

function ask(uzovi: string, asked: Asked = {}): Promise<ContractedLine[]> {
  const { on = '2026-06-01', gtins = [POUCH_ONE], region = 'ZK23', suppliers } = asked;
  return contractedLines(market.db.database, {
    uzovi,
    on,
    articleIds: gtins.map(idOf),
    regionCode: region,
    supplierAgbs: suppliers,
  });
}

const tariffsOf = (lines: readonly ContractedLine[]): string[] =>
  lines.map(({ tariff }) => tariff).sort();

async function contractOf(uzovi: string, words: Partial<ContractWords>): Promise<void> {
  const number = `${uzovi}-${words.lot ?? 'Stoma'}-${words.supplier ?? 'one'}`;
  await insertContract(market.db.owner, { number, insurer: uzovi, ...words });
}

describe('what a contract excludes is not paid under it', () => {
  const of = async (
    exclusions: NonNullable<VersionWords['exclusions']>,
    more: readonly { lot: string; tariff: string }[] = [],
  ): Promise<[string, string][]> => {
    const uzovi = await newInsurer();
    await contractOf(uzovi, { versions: [{ lines: [{ group: 'A', tariff: '1' }], exclusions }] });
    for (const { lot, tariff } of more) {
      await contractOf(uzovi, { lot, versions: [{ lines: [{ group: 'A', tariff }] }] });
    }
    const lines = await ask(uzovi, { gtins: [POUCH_ONE, POUCH_TWO, PLATE] });
    const names = new Map([POUCH_ONE, POUCH_TWO, PLATE].map((gtin) => [idOf(gtin), gtin]));
    return lines
      .map(({ articleId, tariff }): [string, string] => [names.get(articleId) ?? '', tariff])
      .sort();
  };

  test('a group, an article, or what may be had with a reason', async () => {
    expect(await of([{ group: 'A1001' }])).toEqual([]);
    expect(await of([{ group: 'A100101' }])).toEqual([[PLATE, '1.0000']]);
    expect(await of([{ gtin: POUCH_TWO }])).toEqual([
      [POUCH_ONE, '1.0000'],
      [PLATE, '1.0000'],
    ]);
    expect(await of([{ group: 'A1001', deviation: true }])).toHaveLength(3);
  });

  test('another contract of the same supplier pays what the first excludes', async () => {
    expect(await of([{ gtin: POUCH_TWO }], [{ lot: 'Rest', tariff: '2' }])).toEqual([
      [POUCH_ONE, '1.0000'],
      [POUCH_TWO, '2.0000'],
      [PLATE, '1.0000'],
    ]);
  });

  test('a line on an article that is excluded pays nothing', async () => {
    const uzovi = await newInsurer();
    const lines = [{ gtin: POUCH_ONE }, { group: 'A1001' }];
    await contractOf(uzovi, { versions: [{ lines, exclusions: [{ gtin: POUCH_ONE }] }] });
    expect(await ask(uzovi)).toEqual([]);
  });
});

test('the line with everything that settling needs', async () => {
  const uzovi = await newInsurer();
  await contractOf(uzovi, { versions: [{ lines: [{ group: 'A', tariff: '1.2345' }] }] });
  const [line] = await ask(uzovi);
  expect(line).toEqual({
    articleId: idOf(POUCH_ONE),
    supplierAgb: '76000001',
    contractLineId: expect.any(Number) as number,
    contractNumber: `${uzovi}-Stoma-one`,
    tariff: '1.2345',
    unit: 'piece',
    tariffKind: 'PIECE',
  });
  const [row] = await market.db.owner.query<{ tariff: string }>(
    { name: '', text: 'SELECT tariff FROM contract_line WHERE id = $1' },
    [line?.contractLineId],
  );
  expect(row).toEqual({ tariff: '1.2345' });
});

describe('the most specific line wins', () => {
  test('article, then the longest prefix; a region before the whole country', async () => {
    const uzovi = await newInsurer();
    const lines = [
      { group: 'A', tariff: '1' },
      { group: 'A', region: 'ZK23', tariff: '2' },
      { group: 'A100101', tariff: '3' },
      { group: 'A10', region: 'ZK23', tariff: '4' },
      { gtin: POUCH_ONE, tariff: '5' },
      { gtin: POUCH_ONE, region: 'ZK02', tariff: '6' },
      { group: 'A1002', tariff: '7' },
      { group: 'A100102', region: 'ZK02', tariff: '8' },
    ];
    await contractOf(uzovi, { versions: [{ lines }] });
    const given = async (gtin: string, region: string): Promise<string[]> =>
      tariffsOf(await ask(uzovi, { gtins: [gtin], region }));
    expect(await given(POUCH_ONE, 'ZK23')).toEqual(['5.0000']);
    expect(await given(POUCH_ONE, 'ZK02')).toEqual(['6.0000']);
    expect(await given(POUCH_TWO, 'ZK23')).toEqual(['3.0000']);
    expect(await given(PLATE, 'ZK23')).toEqual(['4.0000']);
    expect(await given(PLATE, 'ZK02')).toEqual(['8.0000']);
    expect(await given(PAD, 'ZK23')).toEqual([]);
  });

  test('among equals a price per piece, then the oldest line', async () => {
    const uzovi = await newInsurer();
    const lines = [
      { group: 'A1001', kind: 'DAY', tariff: '1' },
      { group: 'A1001', kind: 'PIECE', tariff: '2' },
      { group: 'A1001', kind: 'PIECE', tariff: '3' },
    ];
    await contractOf(uzovi, { versions: [{ lines }] });
    expect(tariffsOf(await ask(uzovi))).toEqual(['2.0000']);
  });

  test('one line per article and supplier, over all lots', async () => {
    const uzovi = await newInsurer();
    const at = (supplier: string, lot: string, group: string, tariff: string): Promise<void> =>
      contractOf(uzovi, { supplier, lot, versions: [{ lines: [{ group, tariff }] }] });
    await at('76000001', 'Lot 1', 'A', '1');
    await at('76000001', 'Lot 2', 'A1001', '2');
    await at('76000002', 'Lot 1', 'A', '3');
    const lines = await ask(uzovi, { gtins: [POUCH_ONE, PLATE, PAD] });
    expect(
      lines.map(({ articleId, supplierAgb, tariff }) => [articleId, supplierAgb, tariff]).sort(),
    ).toEqual(
      [
        [idOf(POUCH_ONE), '76000001', '2.0000'],
        [idOf(POUCH_ONE), '76000002', '3.0000'],
        [idOf(PLATE), '76000001', '2.0000'],
        [idOf(PLATE), '76000002', '3.0000'],
      ].sort(),
    );
    expect(tariffsOf(await ask(uzovi, { suppliers: ['76000002'] }))).toEqual(['3.0000']);
    expect(await ask(uzovi, { suppliers: [] })).toEqual([]);
    expect(await ask(uzovi, { gtins: [] })).toEqual([]);
  });
});

test('only on the days of the version, the last one included', async () => {
  const uzovi = await newInsurer();
  await contractOf(uzovi, { versions: [{ valid: '[2026-03-01,2026-04-01)' }] });
  const found: Record<string, number> = {};
  for (const on of ['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01']) {
    found[on] = (await ask(uzovi, { on })).length;
  }
  expect(found).toEqual({ '2026-02-28': 0, '2026-03-01': 1, '2026-03-31': 1, '2026-04-01': 0 });
});

test.each(['DRAFT', 'OFFERED', 'NEGOTIATING', 'SIGNED', 'ENDED', 'TERMINATED'])(
  'a version that is %s pays nothing',
  async (status) => {
    const uzovi = await newInsurer();
    await contractOf(uzovi, { versions: [{ status }] });
    expect(await ask(uzovi)).toEqual([]);
  },
);

test("another insurer's contract pays nothing", async () => {
  const [uzovi, other] = [await newInsurer(), await newInsurer()];
  await contractOf(uzovi, {});
  expect(await ask(other)).toEqual([]);
});

describe('the lines in force follow the contracts', () => {
  const version = (uzovi: string, status: string): Promise<unknown> =>
    market.db.owner.query(
      {
        name: '',
        text: `UPDATE contract_version SET status = $2, signed_by_insurer_at = coalesce(signed_by_insurer_at, now()),
                 signed_by_supplier_at = coalesce(signed_by_supplier_at, now()) WHERE insurer_uzovi = $1`,
      },
      [uzovi, status],
    );

  const rename = (uzovi: string, number: string): Promise<unknown> =>
    market.db.owner.query(
      { name: '', text: 'UPDATE contract SET number = $2 WHERE insurer_uzovi = $1' },
      [uzovi, number],
    );

  test('renamed as a draft, in force, ended; once signed the number stays', async () => {
    const uzovi = await newInsurer();
    await contractOf(uzovi, { versions: [{ status: 'DRAFT', lines: [{}, { gtin: PAD }] }] });
    expect(await ask(uzovi)).toEqual([]);
    await rename(uzovi, `renamed-${uzovi}`);
    await version(uzovi, 'SIGNED');
    expect(await ask(uzovi)).toEqual([]);
    await version(uzovi, 'IN_FORCE');
    expect(await ask(uzovi, { gtins: [POUCH_ONE, PAD] })).toHaveLength(2);
    await expect(rename(uzovi, `again-${uzovi}`)).rejects.toThrow(
      'The number, the currency and the segment of a signed contract never change',
    );
    expect((await ask(uzovi)).map(({ contractNumber }) => contractNumber)).toEqual([
      `renamed-${uzovi}`,
    ]);
    await version(uzovi, 'ENDED');
    expect(await ask(uzovi, { gtins: [POUCH_ONE, PAD] })).toEqual([]);
  });

  test('to the row, whatever happened before', async () => {
    const differences = await market.db.owner.query({
      name: '',
      text: `WITH expected AS (
          SELECT l.id, c.number, c.insurer_uzovi, c.supplier_agb, v.valid, l.product_group_code, l.article_id,
            l.region_code, l.tariff_kind, l.tariff, l.unit,
            CASE WHEN l.article_id IS NULL THEN x.groups END AS groups,
            CASE WHEN l.article_id IS NULL THEN x.articles END AS articles
          FROM contract c JOIN contract_version v ON v.contract_id = c.id
          JOIN contract_line l ON l.contract_version_id = v.id LEFT JOIN article a ON a.id = l.article_id
          CROSS JOIN LATERAL (
            SELECT array_agg(e.product_group_code) FILTER (WHERE e.article_id IS NULL) AS groups,
              array_agg(e.article_id) FILTER (WHERE e.article_id IS NOT NULL) AS articles
            FROM contract_exclusion e WHERE e.contract_version_id = v.id AND NOT e.motivated_deviation) x
          WHERE v.status = 'IN_FORCE'
            AND (l.article_id = ANY (x.articles)) IS NOT TRUE AND NOT EXISTS (SELECT FROM unnest(x.groups) g
              WHERE starts_with(coalesce(l.product_group_code, a.product_group_code), g)))
        (SELECT * FROM expected EXCEPT SELECT * FROM contract_line_in_force)
        UNION ALL (SELECT * FROM contract_line_in_force EXCEPT SELECT * FROM expected)`,
    });
    expect(differences).toEqual([]);
  });

  test.each([
    'INSERT INTO contract_line_in_force SELECT * FROM contract_line_in_force',
    'DELETE FROM contract_line_in_force',
    "UPDATE contract_line_in_force SET tariff = 0 WHERE insurer_uzovi = '5001'",
  ])('and the application may not write them: %s', async (text) => {
    await expect(market.db.database.query({ name: '', text })).rejects.toMatchObject({
      code: '42501',
    });
  });
});

test('finds what a reading of all lines finds', async () => {
  const uzovi = await newInsurer();
  const groups = ['A', 'A10', 'A1001', 'A100101', 'A100102', 'A1002', 'T', 'T04'];
  const groupOf: Record<string, string> = {
    [POUCH_ONE]: 'A100101',
    [POUCH_TWO]: 'A100101',
    [PLATE]: 'A100102',
    [PAD]: 'T04',
  };
  const line = fc.record({
    subject: fc.constantFrom(...groups, ...Object.keys(groupOf)),
    region: fc.constantFrom(undefined, 'ZK23', 'ZK02'),
    kind: fc.constantFrom('PIECE', 'DAY'),
  });
  const given = fc.record({
    supplier: fc.constantFrom('76000001', '76000002'),
    lines: fc.array(line, { minLength: 1, maxLength: 12 }),
    excluded: fc.uniqueArray(fc.constantFrom('A1001', 'A100102', POUCH_ONE, PAD), { maxLength: 2 }),
  });
  let lots = 0;
  const known: {
    supplier: string;
    tariff: number;
    line: typeof line extends fc.Arbitrary<infer L> ? L : never;
    excluded: readonly string[];
  }[] = [];
  const number = { next: 0 };

  const specificity = (one: (typeof known)[number]): number[] => [
    groups.includes(one.line.subject) ? one.line.subject.length : 99,
    one.line.region === undefined ? 0 : 1,
    one.line.kind === 'PIECE' ? 1 : 0,
    -one.tariff,
  ];
  const covers = (subject: string, gtin: string): boolean =>
    subject === gtin || (groupOf[gtin] ?? '').startsWith(subject);

  await assertProperty(
    fc.asyncProperty(given, async ({ supplier, lines, excluded }) => {
      lots += 1;
      // The tariff tells the lines apart, in the order in which they were made.
      const words = lines.map(({ subject, region, kind }) => {
        number.next += 1;
        known.push({ supplier, tariff: number.next, line: { subject, region, kind }, excluded });
        const about = groups.includes(subject) ? { group: subject } : { gtin: subject };
        return { ...about, region, kind, tariff: String(number.next) };
      });
      const exclusions = excluded.map((subject) =>
        groups.includes(subject) ? { group: subject } : { gtin: subject },
      );
      const versions = [{ lines: words, exclusions }];
      await contractOf(uzovi, { supplier, lot: `Lot ${lots}`, versions });

      for (const region of ['ZK23', 'ZK02']) {
        const expected = Object.keys(groupOf).flatMap((gtin) =>
          ['76000001', '76000002'].flatMap((agb) => {
            const [best] = known
              .filter(
                (one) =>
                  one.supplier === agb &&
                  covers(one.line.subject, gtin) &&
                  !one.excluded.some((subject) => covers(subject, gtin)) &&
                  (one.line.region === undefined || one.line.region === region),
              )
              .map((one) => ({ one, rank: specificity(one) }))
              .sort((a, b) => {
                const at = a.rank.findIndex((value, index) => value !== b.rank[index]);
                return (b.rank[at] ?? 0) - (a.rank[at] ?? 0);
              });
            return best === undefined ? [] : [`${gtin} ${agb} ${best.one.tariff}.0000`];
          }),
        );
        const found = await ask(uzovi, { region, gtins: Object.keys(groupOf) });
        const shown = found.map(({ articleId, supplierAgb, tariff }) => {
          const gtin = [...articleIds].find(([, id]) => id === articleId)?.[0];
          return `${gtin} ${supplierAgb} ${tariff}`;
        });
        expect(shown.sort()).toEqual(expected.sort());
      }
    }),
    { numRuns: 15 },
  );
});

test('one plan serves all values', async () => {
  const connection = market.db.database;
  await connection.inTransaction(async (transaction) => {
    for (let time = 0; time < 8; time += 1) {
      const values = ['5001', '2026-06-01', [1, 2, 3].slice(0, 1 + (time % 3)), 'ZK23', null];
      await transaction.query(selectContractedLines, values);
    }
    const [plans] = await transaction.query<{ custom: string; generic: string }>({
      name: '',
      text: `SELECT custom_plans::text AS custom, generic_plans::text AS generic FROM pg_prepared_statements
             WHERE name = '${selectContractedLines.name}'`,
    });
    expect(Number(plans?.generic)).toBeGreaterThanOrEqual(3);
    expect(Number(plans?.custom)).toBeLessThanOrEqual(5);
  });
});
