import { isAgbQualification } from '../../src/parties/agb-qualifications.rules';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.dispose());

it('given every code of four digits, the database knows those alone that the program knows', async () => {
  const [row] = await test.owner.query<{ definition: string }>({
    name: '',
    text: `SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conname = 'known_agb_qualification'`,
  });
  const inDatabase = [...(row?.definition ?? '').matchAll(/'(\d{4})'/g)].map(([, code]) => code);

  const inProgram = Array.from({ length: 10_000 }, (_, code) =>
    String(code).padStart(4, '0'),
  ).filter(isAgbQualification);
  expect(inProgram.length).toBeGreaterThan(40);
  expect(inDatabase.sort()).toEqual(inProgram);
});
