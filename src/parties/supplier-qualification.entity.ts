import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a supplier is qualified to supply (AGB-kwalificatie), and in which period. */
@Entity('supplier_qualification')
export class SupplierQualificationEntity {
  @PrimaryColumn({ type: 'character', length: 8, name: 'supplier_agb' })
  supplierAgb!: string;

  @PrimaryColumn({ type: 'character', length: 4 })
  qualification!: string;

  @PrimaryColumn({ type: 'date', name: 'valid_from' })
  validFrom!: string;

  @Column({ type: 'date', name: 'valid_until', nullable: true })
  validUntil!: string | null;

  /** Whether the code stands in a list of whoever gives it out. */
  @Column({ type: 'boolean', default: false })
  verified!: boolean;

  /** Where the code comes from. */
  @Column({ type: 'text', default: 'Not stated' })
  source!: string;
}
