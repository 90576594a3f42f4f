import { statement } from '../../src/platform/database/statement';
import { selectNormRule } from '../../src/timeliness/norm.rules';
import { normsSnapshot } from '../../src/timeliness/norms.snapshot';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { insertTimelinessWorld } from './requests';

let world: TestDatabase;
beforeAll(async () => {
  world = await createTestDatabase();
  await insertTimelinessWorld(world.owner);
});
afterAll(() => world.dispose());

const adopt = statement<never>(
  'test.adopt-norm',
  `UPDATE timeliness_norm_version SET status = 'ADOPTED', adopted_by = '{Insurers,Patients}', valid_until = '2027-01-01Z'`,
);
const versions = statement<{ versions: Record<string, string> }>(
  'test.versions',
  `SELECT jsonb_object_agg(room, version::text) AS versions FROM reference_version`,
);

test('given a norm that is adopted, the snapshot has it as choosing a rule takes it, and by the id of the rule', async () => {
  const snapshot = normsSnapshot(world.database);
  const asked = {
    at: new Date('2026-11-10T02:00:00Z'),
    category: 'WOUND',
    urgency: 'EMERGENCY',
  } as const;
  const draft = await snapshot.current();
  expect(selectNormRule(draft.versions, asked)).toBeUndefined();

  await world.owner.query(adopt);
  const [row] = await world.database.query(versions);
  const norms = await snapshot.atVersion(row?.versions as never);
  expect(norms.versions).toEqual([
    {
      id: '1',
      normCode: 'DISW',
      version: 1,
      title: 'Norm',
      status: 'ADOPTED',
      validFrom: new Date('2020-01-01T00:00:00Z'),
      validUntil: new Date('2027-01-01T00:00:00Z'),
      adoptedBy: ['Insurers', 'Patients'],
      source: 'invented',
      verified: false,
      rules: [
        expect.objectContaining({ id: '1' }),
        expect.objectContaining({ id: '2' }),
      ] as unknown,
    },
  ]);
  const wound = {
    id: '2',
    category: 'WOUND',
    urgency: 'EMERGENCY',
    productGroupPrefix: undefined,
    regionCode: undefined,
    uzovi: undefined,
    maximumMinutes: 120,
    targetPercentage: 80,
    startEvent: 'REQUEST_ACCEPTED',
    stopEvent: 'HANDED_OVER_OR_READY_FOR_PICKUP',
    allowedSuspensions: [],
    verified: false,
    targetVerified: false,
    source: 'invented',
  };
  expect(norms.ruleById.get('2')).toEqual({ version: norms.versions[0], rule: wound });
  expect(selectNormRule(norms.versions, asked)?.rule).toEqual(wound);
  expect(selectNormRule(norms.versions, { ...asked, category: 'STOMA' })?.rule.maximumMinutes).toBe(
    240,
  );
});
