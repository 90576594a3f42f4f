import { statement, type Queryable } from '../../src/platform/database/statement';
import { startProduct, type Product, type ProductOptions } from '../support/product';

/** One line as a test says it; what is left out is as in `LINE`. */
export interface LineWords {
  readonly group?: string;
  readonly gtin?: string;
  readonly region?: string;
  readonly kind?: string;
  readonly tariff?: string;
  readonly unit?: string;
  readonly deliveryHours?: number | null;
  readonly emergencyMinutes?: number | null;
  readonly profile?: string;
}

export interface VersionWords {
  readonly status?: string;
  /** A daterange. */
  readonly valid?: string;
  readonly paymentForm?: string;
  readonly emergencyClause?: boolean;
  readonly lines?: readonly LineWords[];
  readonly exclusions?: readonly {
    readonly group?: string;
    readonly gtin?: string;
    readonly deviation?: boolean;
  }[];
  /** Product groups of which the profiles together are for everybody. */
  readonly completeProfiles?: readonly string[];
}

export interface ContractWords {
  readonly number: string;
  readonly insurer?: string;
  readonly supplier?: string;
  readonly lot?: string;
  readonly versions?: readonly VersionWords[];
}

/** Two insurers, two suppliers and a small catalogue of our own; the contracts are the test's. */
export interface Market extends Product {
  readonly insurerA: string;
  readonly insurerB: string;
  readonly supplierOne: string;
  readonly supplierTwo: string;
  readonly authority: string;
  readonly prescriber: string;
  readonly stockPoint: string;
  /** @returns the id of the contract */
  contract(words: ContractWords): Promise<string>;
}

const UNSIGNED = ['DRAFT', 'OFFERED', 'NEGOTIATING'];

const sql = (text: string): { name: string; text: string } => ({ name: '', text });

export async function createMarket(options: ProductOptions = {}): Promise<Market> {
  const product = await startProduct(options);
  const { owner } = product.db;
  for (const text of WORLD) await owner.query(sql(text));
  return {
    ...product,
    insurerA: await product.token({ sub: 'a', role: 'INSURER', uzovi: '9001' }),
    insurerB: await product.token({ sub: 'b', role: 'INSURER', uzovi: '9002' }),
    supplierOne: await product.token({ sub: 'one', role: 'SUPPLIER', agb: '76000001' }),
    supplierTwo: await product.token({ sub: 'two', role: 'SUPPLIER', agb: '76000002' }),
    authority: await product.token({ sub: 'nza', role: 'AUTHORITY' }),
    prescriber: await product.token({
      sub: 'doctor',
      role: 'PRESCRIBER',
      agb: '01000001',
      practitioner_agb: '01000002',
    }),
    stockPoint: await product.token({
      sub: 'clerk',
      role: 'STOCK_POINT',
      stock_point: 'SP-0001',
    }),
    contract: (words) => insertContract(owner, words),
  };
}

/** As the owner writes one: a draft, its lines, and only then what was signed. */
export async function insertContract(owner: Queryable, words: ContractWords): Promise<string> {
  const { number, insurer = '9001', supplier = '76000001', lot = 'Stoma' } = words;
  const [contract] = await owner.query(insertHead, [number, insurer, supplier, lot]);
  if (contract === undefined) throw new Error('No contract');
  for (const [index, version] of (words.versions ?? [{}]).entries()) {
    const [row] = await owner.query(insertVersion, [
      contract.id,
      index + 1,
      version.valid ?? '[2026-01-01,2027-01-01)',
      version.paymentForm ?? 'PIECE',
      version.emergencyClause ?? true,
    ]);
    for (const [position, line] of (version.lines ?? [{}]).entries()) {
      const hasArticle = line.gtin !== undefined;
      await owner.query(insertLine, [
        row?.id,
        position + 1,
        hasArticle ? null : (line.group ?? 'A1001'),
        line.gtin ?? null,
        line.region ?? null,
        line.kind ?? 'PIECE',
        line.tariff ?? '1.5000',
        line.unit ?? 'piece',
        line.deliveryHours === undefined ? 24 : line.deliveryHours,
        line.emergencyMinutes === undefined ? 240 : line.emergencyMinutes,
        line.profile ?? null,
      ]);
    }
    for (const [position, { group, gtin, deviation }] of (version.exclusions ?? []).entries()) {
      const values = [row?.id, position + 1, group ?? null, gtin ?? null, deviation ?? false];
      await owner.query(insertExclusion, values);
    }
    for (const code of version.completeProfiles ?? []) {
      await owner.query(insertCompleteProfile, [row?.id, code]);
    }
    const status = version.status ?? 'IN_FORCE';
    await owner.query(UNSIGNED.includes(status) ? setStatus : signAndSetStatus, [row?.id, status]);
  }
  return String(contract.id);
}

const insertHead = statement<{ id: number }>(
  'test.insert-contract',
  `INSERT INTO contract (number, insurer_uzovi, supplier_agb, lot) VALUES ($1, $2, $3, $4) RETURNING id`,
);

const insertVersion = statement<{ id: number }>(
  'test.insert-version',
  `INSERT INTO contract_version (contract_id, version, insurer_uzovi, supplier_agb, lot, status, valid, payment_form,
     emergency_clause)
   SELECT id, $2, insurer_uzovi, supplier_agb, lot, 'DRAFT', $3, $4, $5 FROM contract WHERE id = $1 RETURNING id`,
);

const insertLine = statement<never>(
  'test.insert-line',
  `INSERT INTO contract_line (contract_version_id, line_number, product_group_code, article_id, region_code,
     tariff_kind, tariff, unit, delivery_hours, emergency_delivery_minutes, patient_profile)
   VALUES ($1, $2, $3, (SELECT id FROM article WHERE gtin = $4), $5, $6, $7, $8, $9, $10, $11)`,
);

const insertExclusion = statement<never>(
  'test.insert-exclusion',
  `INSERT INTO contract_exclusion (contract_version_id, place, product_group_code, article_id, ground, motivated_deviation)
   VALUES ($1, $2, $3, (SELECT id FROM article WHERE gtin = $4), 'test', $5)`,
);

const insertCompleteProfile = statement<never>(
  'test.insert-complete-profile',
  `INSERT INTO contract_complete_profile (contract_version_id, product_group_code) VALUES ($1, $2)`,
);

const setStatus = statement<never>(
  'test.set-status',
  `UPDATE contract_version SET status = $2 WHERE id = $1`,
);

const signAndSetStatus = statement<never>(
  'test.sign-version',
  `UPDATE contract_version SET status = $2, signed_by_insurer_at = '2025-11-17T10:30:00Z',
     signed_by_supplier_at = '2025-11-18T23:15:00.250Z' WHERE id = $1`,
);

const WORLD: readonly string[] = [
  `INSERT INTO region (code, name) VALUES ('ZK23', 'Utrecht'), ('ZK02', 'Amsterdam')`,
  `INSERT INTO postcode_area (pc4, place, region_code, latitude, longitude, island, source) VALUES
     ('3511', 'Utrecht', 'ZK23', 52.09, 5.12, NULL, 'test'),
     ('1012', 'Amsterdam', 'ZK02', 52.37, 4.89, NULL, 'test')`,
  `INSERT INTO insurer (uzovi, name, verified, source) VALUES
     ('9001', 'Insurer A', false, 'test'), ('9002', 'Insurer B', false, 'test')`,
  `INSERT INTO supplier (agb, name, kvk) VALUES
     ('76000001', 'Supplier One', '90000001'), ('76000002', 'Supplier Two', '90000002')`,
  `INSERT INTO product_group (code, name, dutch_name, category, supplier_qualification, verified, source)
   SELECT code, 'Group ' || code, 'Groep ' || code, 'STOMA', '7625', false, 'test'
   FROM unnest(ARRAY['A', 'A10', 'A1001', 'A100101', 'A100102', 'A1002', 'T', 'T04']) AS code`,
  `INSERT INTO article (gtin, name, maker, product_group_code, pieces_per_pack, minimum_remaining_days, list_price)
   VALUES ('08712345000014', 'Pouch one', 'Maker M', 'A100101', 10, 30, 12.50),
          ('08712345000021', 'Pouch two', 'Maker M', 'A100101', 10, 30, 13.50),
          ('08712345000038', 'Plate', 'Maker N', 'A100102', 5, 30, 25),
          ('08712345000045', 'Pad', 'Maker N', 'T04', 30, 30, 9)`,
];

/** Counts the statements that run through it. */
export class CountingQueryable implements Queryable {
  count = 0;

  constructor(private readonly inner: Queryable) {}

  query: Queryable['query'] = (asked, values) => {
    this.count += 1;
    return this.inner.query(asked, values);
  };
}
