import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A supplier of medical devices (leverancier hulpmiddelen), by its AGB code. */
@Entity('supplier')
export class SupplierEntity {
  @PrimaryColumn({ type: 'character', length: 8 })
  agb!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'character', length: 8 })
  kvk!: string;
}
