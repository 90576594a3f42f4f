import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A period in which a stock point is shut, on-call duty included. */
@Entity('stock_point_closure')
export class StockPointClosureEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'integer', name: 'stock_point_id' })
  stockPointId!: number;

  @Column({ type: 'timestamptz', name: 'closed_from' })
  closedFrom!: Date;

  @Column({ type: 'timestamptz', name: 'closed_until' })
  closedUntil!: Date;

  @Column({ type: 'text' })
  reason!: string;
}
