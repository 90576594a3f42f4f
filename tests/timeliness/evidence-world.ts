import { Client } from 'pg';
import { statement } from '../../src/platform/database/statement';
import { SEALED_LOGS } from '../../src/timeliness/seal.sql';
import { seal } from '../../src/timeliness/sealing';
import type { Finding } from '../../src/timeliness/verification.rules';
import { EvidenceVerification, type Verification } from '../../src/timeliness/verification.service';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { handedOver, insertTimelinessRequest, insertTimelinessWorld } from './requests';

export const PLACED = '2026-11-10T02:00:00Z';
/** So many minutes after it. */
export const at = (minutes: number): Date =>
  new Date(new Date(PLACED).getTime() + minutes * 60_000);
export const DAY = { from: at(0), until: at(1440) };

export const insertEvent = statement<{ id: string }>(
  'test.event',
  `INSERT INTO emergency_request_event (request_id, sequence, occurred_at, kind, actor_role, actor, details)
   VALUES ($1, $2, $3, $4, 'PRESCRIBER', 'doctor', $5) RETURNING id::text AS id`,
);
export const insertLots = statement<{ id: number }>(
  'test.lots',
  `WITH g AS (INSERT INTO product_group (code, name, dutch_name, category, supplier_qualification, verified, source)
              VALUES ('A', 'Group', 'Groep', 'STOMA', '7625', false, 'invented')),
   a AS (INSERT INTO article (id, gtin, name, maker, product_group_code, pieces_per_pack, minimum_remaining_days, list_price)
         OVERRIDING SYSTEM VALUE VALUES (1, '00000000000017', 'Bag', 'Maker', 'A', 1, 0, 1))
   INSERT INTO stock_lot (stock_point_id, article_id, lot_number, expires_on)
   SELECT 1, 1, 'L' || n, '2030-01-01' FROM generate_series(1, 2) n RETURNING id`,
);
export const insertLedger = statement<never>(
  'test.ledger',
  `WITH lot AS (UPDATE stock_lot SET on_hand = on_hand + 1 WHERE id = $1 RETURNING id)
   INSERT INTO stock_ledger (stock_lot_id, occurred_at, kind, on_hand_delta, reserved_delta, actor)
   SELECT id, $2, 'RECEIVED', 1, 0, 'clerk' FROM lot`,
);
const insertAccess = statement<never>(
  'test.access',
  `INSERT INTO access_log (occurred_at, subject, role, operation, action, outcome, object_ids)
   VALUES ($1, 'doctor', 'PRESCRIBER', 'emergencyRequest', 'READ', 'GRANTED', '{1}')`,
);

/** What an event of placing says of who hands over what: [part, lines] each. */
export const assigned = (...parts: readonly (readonly [number, readonly number[]])[]) => ({
  parts: parts.map(([part, lines]) => ({ part, allocations: lines.map((line) => ({ line })) })),
  unassigned: [],
});
const onePart = assigned([1, [1]]);

const GUARDED = [...SEALED_LOGS, 'evidence_seal', 'emergency_request'];

/** A database with a clock that stands until it is moved, and someone who can get round every guard. */
export class EvidenceWorld {
  now = at(300);
  readonly clock = { now: (): Date => this.now };
  readonly verification: EvidenceVerification;

  private constructor(readonly db: TestDatabase) {
    this.verification = new EvidenceVerification(db.database);
  }

  static async create(): Promise<EvidenceWorld> {
    const db = await createTestDatabase({ poolSize: 30 });
    await insertTimelinessWorld(db.owner);
    return new EvidenceWorld(db);
  }

  /** As the application writes it. @returns the event's id */
  async event(
    request: string,
    sequence: number,
    minutes: number,
    kind: string,
    details: object = {},
  ): Promise<string> {
    const values = [request, sequence, at(minutes), kind, JSON.stringify(details)];
    const [row] = await this.db.database.query(insertEvent, values);
    return row?.id ?? '';
  }

  request(): Promise<string> {
    return insertTimelinessRequest(this.db.owner, { placedAt: PLACED });
  }

  /** Two requests that were handed over, stock that came in, and accesses; all as it should be. */
  async twoRequests(): Promise<[string, string]> {
    const first = await insertTimelinessRequest(this.db.owner, handedOver(PLACED, 60));
    const second = await insertTimelinessRequest(
      this.db.owner,
      handedOver(PLACED, 90, { suspendedMilliseconds: 10 * 60_000 }),
    );
    await this.event(first, 1, 0, 'PLACED', onePart);
    await this.event(second, 1, 0, 'PLACED', onePart);
    await this.event(first, 2, 5, 'ACCEPTED');
    await this.event(second, 2, 20, 'CLOCK_SUSPENDED', { reason: 'PATIENT_UNREACHABLE' });
    await this.event(second, 3, 30, 'CLOCK_RESUMED', { reason: 'PATIENT_UNREACHABLE' });
    await this.event(first, 3, 60, 'HANDED_OVER', { part: 1 });
    await this.event(second, 4, 90, 'HANDED_OVER', { part: 1 });
    const lots = await this.db.owner.query(insertLots);
    for (const minutes of [1, 2, 3]) {
      for (const { id } of lots) await this.db.database.query(insertLedger, [id, at(minutes)]);
      await this.db.database.query(insertAccess, [at(minutes)]);
    }
    return [first, second];
  }

  async sealAll(): Promise<void> {
    for (const log of SEALED_LOGS) await seal(this.db.database, this.clock, log);
  }

  /** As whoever has the database in hand, with every guard switched off: changes exactly one row. */
  async tamper(text: string): Promise<void> {
    await this.unguarded(async (owner) => {
      expect((await owner.query(text)).rowCount).toBe(1);
    });
  }

  async backUp(): Promise<void> {
    await this.unguarded(async (owner) => {
      for (const table of GUARDED) {
        await owner.query(`CREATE TABLE backup_${table} AS SELECT * FROM ${table}`);
      }
    });
  }

  /** Everything as it was at `backUp`; requests in the columns that tests tamper with. */
  async restore(): Promise<void> {
    await this.unguarded(async (owner) => {
      for (const table of GUARDED.slice(0, -1)) {
        await owner.query(`DELETE FROM ${table}`);
        await owner.query(
          `INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM backup_${table}`,
        );
      }
      await owner.query(
        `UPDATE emergency_request r SET state = b.state, placed_at = b.placed_at, deadline_at = b.deadline_at,
           stopped_at = b.stopped_at, suspended_milliseconds = b.suspended_milliseconds
         FROM backup_emergency_request b WHERE b.id = r.id`,
      );
    });
  }

  private async unguarded(work: (owner: Client) => Promise<void>): Promise<void> {
    const owner = new Client({ connectionString: this.db.ownerUrl });
    await owner.connect();
    const all = (how: string): string =>
      GUARDED.map((table) => `ALTER TABLE ${table} ${how} TRIGGER USER`).join(';');
    try {
      await owner.query(all('DISABLE'));
      await work(owner);
      await owner.query(all('ENABLE'));
    } finally {
      await owner.end();
    }
  }
}

/** The findings without their words. */
export function brief(verified: Verification | undefined): Partial<Finding>[] {
  return (verified?.findings ?? []).map(({ words: _, ...finding }) =>
    Object.fromEntries(Object.entries(finding).filter(([, value]) => value !== undefined)),
  );
}
