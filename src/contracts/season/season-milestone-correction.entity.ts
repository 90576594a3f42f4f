import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What an insurer corrected of a milestone that it recorded. Only ever added to; the last one holds. */
@Entity('season_milestone_correction')
export class SeasonMilestoneCorrectionEntity {
  @PrimaryColumn({ type: 'character', length: 4, name: 'insurer_uzovi' })
  insurerUzovi!: string;

  @PrimaryColumn({ type: 'integer' })
  year!: number;

  @PrimaryColumn({ type: 'text' })
  kind!: string;

  @PrimaryColumn({ type: 'smallint' })
  sequence!: number;

  /** Null: it was not met at all. */
  @Column({ type: 'date', name: 'met_on', nullable: true })
  metOn!: string | null;

  @Column({ type: 'text', nullable: true })
  url!: string | null;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ type: 'timestamptz', name: 'recorded_at' })
  recordedAt!: Date;

  @Column({ type: 'text', name: 'recorded_by' })
  recordedBy!: string;
}
