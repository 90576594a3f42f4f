import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Which stock points were looked at on one occasion, and why each was or was not taken. */
@Entity('routing_decision')
export class RoutingDecisionEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id!: string;

  @Column({ type: 'bigint', name: 'request_id' })
  requestId!: string;

  @Column({ type: 'timestamptz', name: 'decided_at' })
  decidedAt!: Date;

  @Column({ type: 'text' })
  occasion!: string;

  /** [[stock point id, verdict, minutes until handover or null], ...] */
  @Column({ type: 'jsonb' })
  considered!: unknown;
}
