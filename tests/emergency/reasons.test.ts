import { INSURANCE_OUTCOMES } from '../../src/emergency/insurance-check';
import { CLOSE_REASONS, PASS_OVER_REASONS, ROUTING_OCCASIONS } from '../../src/emergency/reasons';
import { REQUEST_EVENT_KINDS } from '../../src/timeliness/event-kind';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.dispose());

test.each([
  ['known_close_reason', CLOSE_REASONS],
  ['known_pass_over_reason', PASS_OVER_REASONS],
  ['routing_decision_occasion_check', ROUTING_OCCASIONS],
  ['emergency_request_insurance_check_check', INSURANCE_OUTCOMES],
  ['emergency_request_event_kind_check', REQUEST_EVENT_KINDS],
])('what the database keeps by %s is what the API can tell', async (name, values) => {
  const [constraint] = await db.owner.query<{ text: string }>(
    {
      name: '',
      text: 'SELECT pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE conname = $1',
    },
    [name],
  );
  const kept = [...(constraint?.text.matchAll(/'([A-Z_]+)'/g) ?? [])].map(([, value]) => value);
  expect(kept.sort()).toEqual([...values].sort());
});
