import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A contract of one insurer with one supplier for one lot of the assortment (perceel). */
@Entity('contract')
export class ContractEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'text' })
  number!: string;

  @Column({ type: 'character', length: 4, name: 'insurer_uzovi' })
  insurerUzovi!: string;

  @Column({ type: 'character', length: 8, name: 'supplier_agb' })
  supplierAgb!: string;

  /** The part of the assortment that was put out to contract (perceel). */
  @Column({ type: 'text' })
  lot!: string;

  /** What care it is about, as product groups are; null: not said, or several. */
  @Column({ type: 'text', nullable: true })
  segment!: string | null;

  @Column({ type: 'character', length: 3, default: 'EUR' })
  currency!: string;

  /** The joint procurement it belongs to; null: none. */
  @Column({ type: 'integer', name: 'framework_id', nullable: true })
  frameworkId!: number | null;
}
