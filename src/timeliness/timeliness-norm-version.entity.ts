import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** One version of a timeliness norm (tijdigheidsnorm). Once adopted it never changes. */
@Entity('timeliness_norm_version')
export class TimelinessNormVersionEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'text' })
  status!: string;

  @Column({ type: 'timestamptz', name: 'valid_from' })
  validFrom!: Date;

  /** Exclusive; null: no end yet. */
  @Column({ type: 'timestamptz', name: 'valid_until', nullable: true })
  validUntil!: Date | null;

  @Column({ type: 'text', array: true, name: 'adopted_by', default: '{}' })
  adoptedBy!: string[];

  @Column({ type: 'text' })
  source!: string;

  @Column({ type: 'boolean' })
  verified!: boolean;
}
