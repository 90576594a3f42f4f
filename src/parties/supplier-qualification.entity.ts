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
}
