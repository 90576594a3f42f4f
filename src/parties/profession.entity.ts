import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A profession that may prescribe, by its AGB qualification. */
@Entity('profession')
export class ProfessionEntity {
  /** AGB qualification: care type and specialism, four digits. */
  @PrimaryColumn({ type: 'character', length: 4 })
  code!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', name: 'dutch_name' })
  dutchName!: string;

  /** Whether the code stands in a list of whoever gives it out. */
  @Column({ type: 'boolean', default: false })
  verified!: boolean;

  /** Where the code comes from. */
  @Column({ type: 'text', default: 'Not stated' })
  source!: string;
}
