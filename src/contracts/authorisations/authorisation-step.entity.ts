import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** One step of a request for permission. Only ever added to. */
@Entity('authorisation_step')
export class AuthorisationStepEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id!: string;

  @Column({ type: 'integer', name: 'authorisation_id' })
  authorisationId!: number;

  @Column({ type: 'smallint' })
  sequence!: number;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'text' })
  actor!: string;

  @Column({ type: 'timestamptz', name: 'occurred_at' })
  occurredAt!: Date;

  @Column({ type: 'text', nullable: true })
  words!: string | null;

  @Column({ type: 'text', name: 'reason_code', nullable: true })
  reasonCode!: string | null;

  @Column({ type: 'integer', name: 'requirement_id', nullable: true })
  requirementId!: number | null;
}
