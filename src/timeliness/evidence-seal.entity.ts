import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A hash over a stretch of a log and the seal before it, so that any later change shows. */
@Entity('evidence_seal')
export class EvidenceSealEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id!: string;

  /** The table that is sealed. */
  @Column({ type: 'text' })
  log!: string;

  @Column({ type: 'timestamptz', name: 'sealed_at', default: () => 'now()' })
  sealedAt!: Date;

  @Column({ type: 'bigint', name: 'from_id' })
  fromId!: string;

  @Column({ type: 'bigint', name: 'to_id' })
  toId!: string;

  @Column({ type: 'bigint', name: 'row_count' })
  rowCount!: string;

  /** The highest id that the log had when it was sealed. */
  @Column({ type: 'bigint', name: 'horizon_id' })
  horizonId!: string;

  @Column({ type: 'bytea', name: 'previous_hash', nullable: true })
  previousHash!: Buffer | null;

  @Column({ type: 'bytea' })
  hash!: Buffer;
}
