import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** One rule of a norm version: how long it may take for what, where and for whom. */
@Entity('timeliness_norm_rule')
export class TimelinessNormRuleEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'integer', name: 'version_id' })
  versionId!: number;

  /** Null: every category. */
  @Column({ type: 'text', nullable: true })
  category!: string | null;

  @Column({ type: 'text' })
  urgency!: string;

  /** Beginning of an EMDN code; null: every product group. */
  @Column({ type: 'text', name: 'product_group_prefix', nullable: true })
  productGroupPrefix!: string | null;

  /** Null: the whole country. */
  @Column({ type: 'text', name: 'region_code', nullable: true })
  regionCode!: string | null;

  /** Null: every insurer. */
  @Column({ type: 'character', length: 4, name: 'insurer_uzovi', nullable: true })
  insurerUzovi!: string | null;

  @Column({ type: 'integer', name: 'maximum_minutes' })
  maximumMinutes!: number;

  /** Share of requests that must be on time, 0 to 100. */
  @Column({ type: 'numeric', precision: 5, scale: 2, name: 'target_percentage' })
  targetPercentage!: string;

  @Column({ type: 'text', name: 'start_event' })
  startEvent!: string;

  @Column({ type: 'text', name: 'stop_event' })
  stopEvent!: string;

  @Column({ type: 'text', array: true, name: 'allowed_suspensions' })
  allowedSuspensions!: string[];

  /** Whether a published source gives the same maximum. */
  @Column({ type: 'boolean' })
  verified!: boolean;

  /** Whether a published source gives the same target. */
  @Column({ type: 'boolean', name: 'target_verified', default: false })
  targetVerified!: boolean;

  @Column({ type: 'text' })
  source!: string;
}
