import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A patient: sealed data, found again by a keyed hash of the BSN. */
@Entity('patient')
export class PatientEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id!: string;

  @Column({ type: 'bytea', name: 'bsn_hash' })
  bsnHash!: Buffer;

  @Column({ type: 'bytea' })
  sealed!: Buffer;

  @Column({ type: 'text', name: 'key_id' })
  keyId!: string;
}
