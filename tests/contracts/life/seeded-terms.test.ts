import { loadTerms } from '../../../src/contracts/life/terms.loader';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase({ withReferenceData: true });
});
afterAll(() => db.dispose());

test('the demo contracts have whole terms, and some lack something', async () => {
  const terms = await loadTerms(db.database, { on: '2026-06-01' });

  expect(terms.length).toBeGreaterThan(50);
  for (const one of terms) {
    expect(one.lines.length).toBeGreaterThan(0);
    expect(one.modulePins.map(({ moduleCode }) => moduleCode)).toContain('GKH');
    expect(one.supplierQualifications.length).toBeGreaterThan(0);
    expect(one.lines.every(({ replacement }) => replacement !== null)).toBe(true);
  }
  const clauses = terms.map((one) => one.clauses.length);
  expect(clauses.filter((count) => count >= 19).length).toBeGreaterThan(terms.length / 2);
  expect(clauses.filter((count) => count < 19).length).toBeGreaterThan(0);
});

test('one version, one contract and all of them give the same terms', async () => {
  const all = await loadTerms(db.database, { on: '2026-06-01' });
  const [first] = all;
  if (first === undefined) throw new Error('No contract holds');

  expect(await loadTerms(db.database, { versionIds: [first.versionId] })).toEqual([first]);
  expect(await loadTerms(db.database, { contractId: first.contractId, on: '2026-06-01' })).toEqual([
    first,
  ]);
  expect(
    await loadTerms(db.database, { insurerUzovi: first.insurerUzovi, on: '2026-06-01' }),
  ).toEqual(all.filter(({ insurerUzovi }) => insurerUzovi === first.insurerUzovi));
  expect(
    await loadTerms(db.database, { on: '2026-06-01', asKnownAt: new Date('2027-01-01T00:00:00Z') }),
  ).toEqual(all);
});
