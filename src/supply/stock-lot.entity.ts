import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** What one stock point has of one lot of an article (partij). */
@Entity('stock_lot')
export class StockLotEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'integer', name: 'stock_point_id' })
  stockPointId!: number;

  @Column({ type: 'integer', name: 'article_id' })
  articleId!: number;

  @Column({ type: 'text', name: 'lot_number' })
  lotNumber!: string;

  @Column({ type: 'date', name: 'expires_on' })
  expiresOn!: string;

  /** Pieces present, reserved ones included. */
  @Column({ type: 'integer', name: 'on_hand', default: 0 })
  onHand!: number;

  /** Pieces promised to requests. */
  @Column({ type: 'integer', default: 0 })
  reserved!: number;
}
