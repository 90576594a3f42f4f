import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** One event in the life of a request; the evidence. Only ever added to. */
@Entity('emergency_request_event')
export class EmergencyRequestEventEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id!: string;

  @Column({ type: 'bigint', name: 'request_id' })
  requestId!: string;

  @Column({ type: 'smallint' })
  sequence!: number;

  @Column({ type: 'timestamptz', name: 'occurred_at' })
  occurredAt!: Date;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'text', name: 'actor_role' })
  actorRole!: string;

  @Column({ type: 'text' })
  actor!: string;

  @Column({ type: 'jsonb', default: {} })
  details!: unknown;

  @Column({ type: 'bytea', name: 'previous_hash', nullable: true })
  previousHash!: Buffer | null;

  @Column({ type: 'bytea' })
  hash!: Buffer;
}
