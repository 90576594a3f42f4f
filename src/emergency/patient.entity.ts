import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A patient: the BSN, sealed, and found again by its keyed hash. What else is known is each request's own. */
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
