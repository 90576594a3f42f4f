import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How often the same outcome came out on one day; reports read this instead of requests. */
@Entity('timeliness_rollup')
export class TimelinessRollupEntity {
  /** Day of placing, in Europe/Amsterdam. */
  @PrimaryColumn({ type: 'date' })
  day!: string;

  /** Month of that day, YYYY-MM. */
  @Column({ type: 'text' })
  month!: string;

  @PrimaryColumn({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @PrimaryColumn({ type: 'text' })
  category!: string;

  @PrimaryColumn({ type: 'text' })
  urgency!: string;

  /** Empty: not known. */
  @PrimaryColumn({ type: 'text', name: 'insurer_uzovi' })
  insurerUzovi!: string;

  /** Empty: none. */
  @PrimaryColumn({ type: 'text', name: 'supplier_agb' })
  supplierAgb!: string;

  @PrimaryColumn({ type: 'numeric', precision: 5, scale: 2, name: 'target_percentage' })
  targetPercentage!: string;

  @PrimaryColumn({ type: 'text' })
  verdict!: string;

  /** Empty: not excluded. */
  @PrimaryColumn({ type: 'text', name: 'excluded_reason' })
  excludedReason!: string;

  /** Whole minutes the clock ran; -1: it never stopped. */
  @PrimaryColumn({ type: 'integer' })
  minutes!: number;

  @Column({ type: 'integer' })
  requests!: number;
}
