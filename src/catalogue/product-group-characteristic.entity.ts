import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Which characteristics the articles of a product group have. */
@Entity('product_group_characteristic')
export class ProductGroupCharacteristicEntity {
  @PrimaryColumn({ type: 'text', name: 'product_group_code' })
  productGroupCode!: string;

  @PrimaryColumn({ type: 'text', name: 'characteristic_code' })
  characteristicCode!: string;

  /** A hard characteristic is kept in any substitution, and every article of the group states it. */
  @Column({ type: 'boolean' })
  hard!: boolean;

  /** A request by product group must state it. Proposal of this project. */
  @Column({ type: 'boolean', name: 'must_be_asked', default: false })
  mustBeAsked!: boolean;
}
