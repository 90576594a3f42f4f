import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One span of the weekly opening hours of a stock point, in local time. */
@Entity('stock_point_hours')
export class StockPointHoursEntity {
  @PrimaryColumn({ type: 'integer', name: 'stock_point_id' })
  stockPointId!: number;

  /** 1 Monday .. 7 Sunday (ISO 8601), 8 a public holiday. */
  @PrimaryColumn({ type: 'smallint' })
  weekday!: number;

  /** Local time 'HH:MM'. */
  @PrimaryColumn({ type: 'text' })
  opens!: string;

  /** Local time 'HH:MM', up to '24:00'; before `opens` means past midnight. */
  @Column({ type: 'text' })
  closes!: string;
}
