import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who is insured with whom, for the shipped insurance check; a keyed hash stands for the BSN. */
@Entity('insured_person')
export class InsuredPersonEntity {
  @PrimaryColumn({ type: 'bytea', name: 'bsn_hash' })
  bsnHash!: Buffer;

  @Column({ type: 'character', length: 4 })
  uzovi!: string;

  @Column({ type: 'date', name: 'valid_from' })
  validFrom!: string;

  @Column({ type: 'date', name: 'valid_until', nullable: true })
  validUntil!: string | null;
}
