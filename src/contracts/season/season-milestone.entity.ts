import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What an insurer met of the contracting calendar, and when. Only ever added to. */
@Entity('season_milestone')
export class SeasonMilestoneEntity {
  @PrimaryColumn({ type: 'character', length: 4, name: 'insurer_uzovi' })
  insurerUzovi!: string;

  @PrimaryColumn({ type: 'integer' })
  year!: number;

  @PrimaryColumn({ type: 'text' })
  kind!: string;

  @Column({ type: 'date', name: 'met_on' })
  metOn!: string;

  @Column({ type: 'text' })
  url!: string;

  @Column({ type: 'timestamptz', name: 'recorded_at' })
  recordedAt!: Date;

  @Column({ type: 'text', name: 'recorded_by' })
  recordedBy!: string;
}
