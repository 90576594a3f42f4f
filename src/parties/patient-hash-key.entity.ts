import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The mark of the key by which the BSNs of this database are found again. One row at most. */
@Entity('patient_hash_key')
export class PatientHashKeyEntity {
  @PrimaryColumn({ type: 'boolean', name: 'is_the_one', default: true })
  isTheOne!: boolean;

  @Column({ type: 'bytea' })
  mark!: Buffer;
}
