import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A group of devices with one intended use, by its EMDN code (productgroep). */
@Entity('product_group')
export class ProductGroupEntity {
  @PrimaryColumn({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', name: 'dutch_name' })
  dutchName!: string;

  @Column({ type: 'text' })
  category!: string;

  /** Code of the Dutch device classification (GPH); null where not sure. */
  @Column({ type: 'character', length: 12, nullable: true })
  gph!: string | null;

  /** The qualification that a supplier needs for this group. */
  @Column({ type: 'character', length: 4, name: 'supplier_qualification' })
  supplierQualification!: string;

  /** False: the code is a stand-in, because the EMDN has no clear one. */
  @Column({ type: 'boolean' })
  verified!: boolean;

  @Column({ type: 'text' })
  source!: string;
}
