import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person who prescribes (voorschrijver), by personal AGB code. */
@Entity('practitioner')
export class PractitionerEntity {
  @PrimaryColumn({ type: 'character', length: 8 })
  agb!: string;

  /** BIG registration number; null for a profession outside the register. */
  @Column({ type: 'character', length: 11, nullable: true })
  big!: string | null;

  @Column({ type: 'text', name: 'display_name' })
  displayName!: string;

  @Column({ type: 'character', length: 4, name: 'profession_code' })
  professionCode!: string;

  @Column({ type: 'character', length: 8, name: 'care_provider_agb' })
  careProviderAgb!: string;

  @Column({ type: 'boolean', default: true })
  active!: boolean;
}
