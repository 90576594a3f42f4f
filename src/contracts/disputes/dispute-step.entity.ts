import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** One step of a dispute. Only ever added to. */
@Entity('dispute_step')
export class DisputeStepEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id!: string;

  @Column({ type: 'integer', name: 'dispute_id' })
  disputeId!: number;

  @Column({ type: 'smallint' })
  sequence!: number;

  @Column({ type: 'text' })
  level!: string;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'text' })
  party!: string;

  @Column({ type: 'text' })
  actor!: string;

  @Column({ type: 'timestamptz', name: 'occurred_at' })
  occurredAt!: Date;

  @Column({ type: 'text', nullable: true })
  words!: string | null;

  @Column({ type: 'text', nullable: true })
  ending!: string | null;

  @Column({ type: 'timestamptz', name: 'due_at', nullable: true })
  dueAt!: Date | null;
}
