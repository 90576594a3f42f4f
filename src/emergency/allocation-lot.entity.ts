import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The lots that an allocation is taken from. */
@Entity('allocation_lot')
export class AllocationLotEntity {
  @PrimaryColumn({ type: 'bigint', name: 'allocation_id' })
  allocationId!: string;

  @PrimaryColumn({ type: 'integer', name: 'stock_lot_id' })
  stockLotId!: number;

  @Column({ type: 'integer' })
  pieces!: number;
}
