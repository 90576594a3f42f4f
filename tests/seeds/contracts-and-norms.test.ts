import { BENCHMARK_UZOVI, seedBenchmarkContracts } from '../../seeds/contracts/benchmark-contracts';
import { seedContracts } from '../../seeds/contracts/contracts';
import { NORM_CODE, seedNorms } from '../../seeds/timeliness/norms';
import { statement } from '../../src/platform/database/statement';
import { selectNormRule } from '../../src/timeliness/norm.rules';
import { loadNorms } from '../../src/timeliness/norms.snapshot';
import { SEEDED_AT } from '../support/seeded-at';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { checksums, countOf } from './database-contents';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase({ withReferenceData: true });
});
afterAll(() => db.dispose());

describe('contracts', () => {
  test('are 60 to 100 of ten insurers, with versions of every kind', async () => {
    const [found] = await db.owner.query(
      statement<{ contracts: number; insurers: number; statuses: string[] }>(
        'test.contracts',
        `SELECT (SELECT count(*)::int FROM contract) AS contracts,
           (SELECT count(DISTINCT insurer_uzovi)::int FROM contract) AS insurers,
           (SELECT array_agg(DISTINCT status ORDER BY status) FROM contract_version) AS statuses`,
      ),
    );

    expect(found?.contracts).toBeGreaterThanOrEqual(60);
    expect(found?.contracts).toBeLessThanOrEqual(100);
    expect(found?.insurers).toBe(10);
    expect(found?.statuses).toEqual([
      'DRAFT',
      'ENDED',
      'IN_FORCE',
      'NEGOTIATING',
      'OFFERED',
      'SIGNED',
      'TERMINATED',
    ]);
  });

  test('in force are of this year and signed ones of the next, with lines the supplier may supply', async () => {
    const wrongYear = `SELECT FROM contract_version WHERE status = 'IN_FORCE' AND valid <> '[2026-01-01,2027-01-01)'
      OR status = 'SIGNED' AND valid <> '[2027-01-01,2028-01-01)'`;
    const empty = `SELECT FROM contract_version v
      WHERE NOT EXISTS (SELECT FROM contract_line l WHERE l.contract_version_id = v.id)`;
    const unqualified = `SELECT FROM contract_line l
      JOIN contract_version v ON v.id = l.contract_version_id
      LEFT JOIN article a ON a.id = l.article_id
      JOIN product_group g ON g.code = coalesce(l.product_group_code, a.product_group_code)
      WHERE NOT EXISTS (SELECT FROM supplier_qualification q
        WHERE q.supplier_agb = v.supplier_agb AND q.qualification = g.supplier_qualification)`;
    for (const wrong of [wrongYear, empty, unqualified]) {
      expect(await countOf(db.owner, wrong)).toBe(0);
    }
    const inForce = `SELECT FROM contract_line_in_force f
      FULL JOIN (SELECT l.id FROM contract_line l JOIN contract_version v ON v.id = l.contract_version_id
                 WHERE v.status = 'IN_FORCE') l ON l.id = f.contract_line_id
      WHERE l.id IS NULL OR f.contract_line_id IS NULL`;
    expect(await countOf(db.owner, inForce)).toBe(0);
  });

  test('leave gaps: a product group that an insurer has with nobody, or in some regions only', async () => {
    const without = `SELECT i.uzovi, g.code FROM (SELECT DISTINCT insurer_uzovi AS uzovi FROM contract) i
      CROSS JOIN product_group g
      WHERE g.category IN ('DIABETES', 'INCONTINENCE', 'STOMA', 'WOUND')
        AND NOT EXISTS (SELECT FROM contract_line_in_force f
                        WHERE f.insurer_uzovi = i.uzovi AND f.product_group_code = g.code)`;
    const regional = `SELECT FROM contract_line_in_force WHERE region_code IS NOT NULL`;
    expect(await countOf(db.owner, without)).toBeGreaterThan(0);
    expect(await countOf(db.owner, regional)).toBeGreaterThan(0);
  });

  test('seeded again, next year too, change nothing', async () => {
    const before = await checksums(db.owner);

    await db.owner.inTransaction((transaction) => seedContracts(transaction, SEEDED_AT));
    const nextYear = new Date('2027-03-01T09:00:00Z');
    await db.owner.inTransaction((transaction) => seedContracts(transaction, nextYear));

    expect(await checksums(db.owner)).toEqual(before);
  });

  test('for benchmarks are 50 of 20 lines, of an insurer of their own, once', async () => {
    const seed = (): Promise<string[]> =>
      db.owner.inTransaction((transaction) => seedBenchmarkContracts(transaction, SEEDED_AT));
    const numbers = await seed();

    expect(await seed()).toEqual(numbers);
    expect(numbers).toHaveLength(50);
    const lines = `SELECT contract_number FROM contract_line_in_force WHERE insurer_uzovi = '${BENCHMARK_UZOVI}'
      GROUP BY 1 HAVING count(*) = 20`;
    expect(await countOf(db.owner, lines)).toBe(50);
  });
});

describe('norms', () => {
  test('are one of each status, the adopted one in force long before the eight weeks', async () => {
    const { versions } = await loadNorms(db.owner);

    expect(versions.map(({ normCode, status }) => [normCode, status])).toEqual([
      [NORM_CODE, 'WITHDRAWN'],
      [NORM_CODE, 'ADOPTED'],
      [NORM_CODE, 'CONSULTED'],
      [NORM_CODE, 'DRAFT'],
    ]);
    expect(versions[1]?.validFrom).toEqual(new Date('2024-12-31T23:00:00Z'));
    expect(versions[1]?.validUntil).toBeUndefined();
  });

  test('only four hours in an emergency have a source; all else says that it is ours', async () => {
    const { versions } = await loadNorms(db.owner);
    const rules = versions.flatMap((version) => version.rules);
    const verified = rules.filter((rule) => rule.verified);

    expect(verified.length).toBeGreaterThan(0);
    for (const rule of verified) {
      expect([rule.urgency, rule.maximumMinutes]).toEqual(['EMERGENCY', 240]);
      expect(rule.source).toMatch(/VGZ.*22-12-2022/);
    }
    for (const rule of rules.filter((one) => !one.verified)) {
      expect(rule.source).toBe('proposal of this project, no published norm');
    }
    expect(versions.some((version) => version.verified)).toBe(false);
    expect(rules.some((rule) => rule.targetVerified)).toBe(false);
  });

  test.each([
    [{ urgency: 'EMERGENCY', category: 'STOMA' }, 240],
    [{ urgency: 'ACCELERATED', category: 'STOMA' }, 720],
    [{ urgency: 'ACCELERATED', category: 'STOMA', uzovi: '7029' }, 600],
    [{ urgency: 'REGULAR', category: 'WOUND' }, 1440],
    [{ urgency: 'EMERGENCY', category: 'DIABETES', productGroup: 'W0101060110' }, 120],
    [{ urgency: 'EMERGENCY', category: 'DIABETES', productGroup: 'W0101060101' }, 240],
  ] as const)('%j may take %i minutes', async (question, minutes) => {
    const { versions } = await loadNorms(db.owner);

    const found = selectNormRule(versions, { at: SEEDED_AT, ...question });

    expect(found?.rule.maximumMinutes).toBe(minutes);
  });

  test('an adopted version cannot be changed, and seeding again does not try', async () => {
    const before = await checksums(db.owner);

    await db.owner.inTransaction((transaction) => seedNorms(transaction, SEEDED_AT));

    expect(await checksums(db.owner)).toEqual(before);
    const change = statement<never>(
      'test.change-an-adopted-norm',
      `UPDATE timeliness_norm_rule SET maximum_minutes = 999
       WHERE version_id = (SELECT id FROM timeliness_norm_version WHERE status = 'ADOPTED')`,
    );
    await expect(db.owner.query(change)).rejects.toThrow(/never change/);
  });
});
