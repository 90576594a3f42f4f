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

  @Column({ type: 'text', name: 'suspended_by_role' })
  suspendedByRole!: string;

  /** Subject of the caller. */
  @Column({ type: 'text', name: 'suspended_by' })
  suspendedBy!: string;

  /** Which stock point suspended it; null: the prescriber did. */
  @Column({ type: 'integer', name: 'stock_point_id', nullable: true })
  stockPointId!: number | null;

  @Column({ type: 'timestamptz', name: 'approved_at', nullable: true })
  approvedAt!: Date | null;

  @Column({ type: 'text', name: 'approved_by_role', nullable: true })
  approvedByRole!: string | null;

  /** Subject of the second person. */
  @Column({ type: 'text', name: 'approved_by', nullable: true })
  approvedBy!: string | null;
}
