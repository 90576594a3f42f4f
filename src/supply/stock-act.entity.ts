import { Column, Entity, PrimaryColumn } from 'typeorm';

/** On which lot a key of a stock point was used; PostgreSQL writes it with the row of the ledger. */
@Entity('stock_act')
export class StockActEntity {
  @PrimaryColumn({ type: 'integer', name: 'stock_point_id' })
  stockPointId!: number;

  @PrimaryColumn({ type: 'text', name: 'act_key' })
  actKey!: string;

  @Column({ type: 'integer', name: 'stock_lot_id' })
  stockLotId!: number;
}
