import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** One change of the counters of a lot. Only ever added to. */
@Entity('stock_ledger')
export class StockLedgerEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id!: string;

  @Column({ type: 'integer', name: 'stock_lot_id' })
  stockLotId!: number;

  @Column({ type: 'timestamptz', name: 'occurred_at' })
  occurredAt!: Date;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'integer', name: 'on_hand_delta' })
  onHandDelta!: number;

  @Column({ type: 'integer', name: 'reserved_delta' })
  reservedDelta!: number;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'text' })
  actor!: string;

  @Column({ type: 'bigint', name: 'request_id', nullable: true })
  requestId!: string | null;

  @Column({ type: 'text', name: 'act_key', nullable: true })
  actKey!: string | null;

  @Column({ type: 'bytea', name: 'previous_hash', nullable: true })
  previousHash!: Buffer | null;

  @Column({ type: 'bytea' })
  hash!: Buffer;

  /** What the hash is over: 1, all but the key of the act and what the lot holds after it; 2, everything. */
  @Column({ type: 'smallint', name: 'hash_version' })
  hashVersion!: number;

  /** What the lot holds after this row, which PostgreSQL adds up. */
  @Column({ type: 'integer', name: 'on_hand_after' })
  onHandAfter!: number;

  @Column({ type: 'integer', name: 'reserved_after' })
  reservedAfter!: number;

  /** Of a correction of the expiry date alone. */
  @Column({ type: 'date', name: 'expires_on_before', nullable: true })
  expiresOnBefore!: string | null;

  @Column({ type: 'date', name: 'expires_on_after', nullable: true })
  expiresOnAfter!: string | null;
}
