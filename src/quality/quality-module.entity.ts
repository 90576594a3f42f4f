import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The quality framework or one of its modules, whatever its version. */
@Entity('quality_module')
export class QualityModuleEntity {
  @PrimaryColumn({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', name: 'dutch_name' })
  dutchName!: string;

  /** False: no module in the Register of Zorginstituut Nederland. */
  @Column({ type: 'boolean', name: 'in_register' })
  inRegister!: boolean;

  /** Devices it is about; empty: every contract. */
  @Column({ type: 'text', array: true })
  categories!: string[];

  /** EMDN prefixes it is limited to; empty: no limit. */
  @Column({ type: 'text', array: true, name: 'product_groups', default: '{}' })
  productGroups!: string[];

  @Column({ type: 'text' })
  source!: string;
}
