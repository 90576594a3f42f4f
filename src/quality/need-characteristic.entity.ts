import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** What a device must be like to meet a need. */
@Entity('need_characteristic')
export class NeedCharacteristicEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'text', name: 'need_code' })
  needCode!: string;

  /** EMDN prefix of the product groups that it is about. */
  @Column({ type: 'text', name: 'product_group_prefix' })
  productGroupPrefix!: string;

  @Column({ type: 'text', name: 'characteristic_code' })
  characteristicCode!: string;

  /** The values that will do; null: bounds instead. */
  @Column({ type: 'jsonb', name: 'one_of', nullable: true })
  oneOf!: (string | number | boolean)[] | null;

  @Column({ type: 'numeric', precision: 12, scale: 4, name: 'at_least', nullable: true })
  atLeast!: string | null;

  @Column({ type: 'numeric', precision: 12, scale: 4, name: 'at_most', nullable: true })
  atMost!: string | null;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ type: 'text', name: 'dutch_reason' })
  dutchReason!: string;

  @Column({ type: 'text' })
  source!: string;

  @Column({ type: 'boolean' })
  verified!: boolean;
}
