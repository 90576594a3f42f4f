import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a person needs to be able to do, by its ICF code. */
@Entity('functional_need')
export class FunctionalNeedEntity {
  @PrimaryColumn({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', name: 'dutch_name' })
  dutchName!: string;

  /** IMPAIRMENT, LIMITATION or PARTICIPATION. */
  @Column({ type: 'text' })
  perspective!: string;

  @Column({ type: 'text' })
  source!: string;

  @Column({ type: 'boolean' })
  verified!: boolean;
}
