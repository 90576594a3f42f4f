import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A care-office region (zorgkantoorregio), by its CBS code. */
@Entity('region')
export class RegionEntity {
  @PrimaryColumn({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  name!: string;
}
