import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A period in which the timeliness clock stood still, with its reason. */
@Entity('clock_suspension')
export class ClockSuspensionEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id!: string;

  @Column({ type: 'bigint', name: 'request_id' })
  requestId!: string;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ type: 'timestamptz', name: 'suspended_at' })
  suspendedAt!: Date;

  @Column({ type: 'timestamptz', name: 'resumed_at', nullable: true })
  resumedAt!: Date | null;
}
