import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A text that was put on the table in a negotiation. Written by the database alone, and only added to. */
@Entity('contract_text')
export class ContractTextEntity {
  @PrimaryColumn({ type: 'integer', name: 'contract_version_id' })
  contractVersionId!: number;

  /** SHA-256 of the content, in hex. */
  @PrimaryColumn({ type: 'text', name: 'content_hash' })
  contentHash!: string;

  @Column({ type: 'jsonb' })
  content!: unknown;

  @Column({ type: 'timestamptz', name: 'put_at' })
  putAt!: Date;
}
