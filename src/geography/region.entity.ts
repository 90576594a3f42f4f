import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A care-office region (zorgkantoorregio), by its CBS code. */
@Entity('region')
export class RegionEntity {
  @PrimaryColumn({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  name!: string;

  /** Whether the code stands in a list of whoever gives it out. */
  @Column({ type: 'boolean', default: false })
  verified!: boolean;

  /** Where the code comes from. */
  @Column({ type: 'text', default: 'Not stated' })
  source!: string;
}
