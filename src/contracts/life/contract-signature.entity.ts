import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** One signature under one content. Only ever added to. */
@Entity('contract_signature')
export class ContractSignatureEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'integer', name: 'contract_version_id' })
  contractVersionId!: number;

  @Column({ type: 'text' })
  side!: string;

  @Column({ type: 'text' })
  signer!: string;

  @Column({ type: 'text', name: 'content_hash' })
  contentHash!: string;

  @Column({ type: 'timestamptz', name: 'signed_at' })
  signedAt!: Date;
}
