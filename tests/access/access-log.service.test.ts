import { AccessLog, recordDenials } from '../../src/access/access-log.service';
import type { Caller } from '../../src/access/caller';
import { NotSignedIn } from '../../src/platform/call-errors';
import { type Queryable, statement } from '../../src/platform/database/statement';
import type { FaultDescription } from '../../src/platform/faults';
import { RequestContext } from '../../src/platform/request-context';
import { type TestDatabase, createTestDatabase } from '../support/test-database';

const ROWS = statement<Record<string, unknown>>(
  'test.access-log-rows',
  'SELECT * FROM access_log ORDER BY id',
);
const CHANGE = statement('test.access-log-change', `UPDATE access_log SET outcome = 'GRANTED'`);
const DELETE = statement('test.access-log-delete', 'DELETE FROM access_log');

const insurer: Caller = { subject: 'clerk', role: 'INSURER', uzovi: '3311' };
const context = new RequestContext(insurer, '4bf92f3577b34da6a3ce929d0e0e4736', new Date());
const log = new AccessLog();

let world: TestDatabase;
beforeAll(async () => {
  world = await createTestDatabase();
});
afterAll(() => world.dispose());

test('an entry says who did what to what, when and under which trace', async () => {
  await log.record(world.database, context, {
    operation: 'emergencyRequest',
    action: 'READ',
    outcome: 'GRANTED',
    objectType: 'EmergencyRequest',
    objectIds: ['17', '18'],
  });

  const rows = await world.database.query(ROWS);
  expect(rows).toEqual([
    {
      id: '1',
      occurred_at: expect.any(Date) as Date,
      subject: 'clerk',
      role: 'INSURER',
      organisation: 'uzovi:3311',
      operation: 'emergencyRequest',
      action: 'READ',
      outcome: 'GRANTED',
      object_type: 'EmergencyRequest',
      object_ids: ['17', '18'],
      reason: null,
      trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
    },
  ]);
});

test('an entry goes with its transaction', async () => {
  const before = (await world.database.query(ROWS)).length;
  const failing = world.database.inTransaction(async (transaction) => {
    await log.record(transaction, context, {
      operation: 'x',
      action: 'UPDATE',
      outcome: 'GRANTED',
    });
    throw new Error('changed our mind');
  });

  await expect(failing).rejects.toThrow('changed our mind');
  expect(await world.database.query(ROWS)).toHaveLength(before);
});

test('nobody can be recorded only under a name', async () => {
  const nobody = new RequestContext<Caller>(undefined, '0', new Date());

  await expect(
    log.record(world.database, nobody, { operation: 'x', action: 'READ', outcome: 'GRANTED' }),
  ).rejects.toThrow(NotSignedIn);
});

test('the application can neither change nor delete what is recorded', async () => {
  const before = await world.database.query(ROWS);

  await expect(world.database.query(CHANGE)).rejects.toThrow();
  await expect(world.database.query(DELETE)).rejects.toThrow();
  await expect(world.owner.query(DELETE)).rejects.toThrow();
  expect(await world.database.query(ROWS)).toEqual(before);
});

test('a denied call is recorded without being waited for', async () => {
  const before = (await world.database.query(ROWS)).length;
  const faults: FaultDescription[] = [];
  const onDenied = recordDenials(log, world.database, (_, fault) => faults.push(fault));

  onDenied(context, { kind: 'Mutation', name: 'receiveStock' });
  onDenied(context, { kind: 'Query', name: 'stockPointWorklist' });

  let rows: Record<string, unknown>[] = [];
  for (let tries = 0; rows.length < before + 2 && tries < 100; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    rows = await world.database.query(ROWS);
  }
  const added = rows
    .slice(before)
    .map(({ operation, action, outcome, reason }) => [operation, action, outcome, reason]);
  expect(added.sort()).toEqual([
    ['receiveStock', 'UPDATE', 'DENIED', 'role'],
    ['stockPointWorklist', 'READ', 'DENIED', 'role'],
  ]);
  expect(faults).toEqual([]);
});

test('a denial that cannot be recorded is told in the log of the program', async () => {
  const broken: Queryable = { query: () => Promise.reject(new Error('no connection')) };
  const faults: FaultDescription[] = [];

  recordDenials(log, broken, (_, fault) => faults.push(fault))(context, {
    kind: 'Query',
    name: 'x',
  });
  await new Promise((resolve) => setImmediate(resolve));

  expect(faults.map(({ message }) => message)).toEqual(['no connection']);
});
