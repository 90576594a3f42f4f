import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The file that a contract was last imported from. */
@Entity('contract_import')
export class ContractImportEntity {
  @PrimaryColumn({ type: 'integer', name: 'contract_id' })
  contractId!: number;

  /** SHA-256 of what the file says, whatever the order in which it says it. */
  @Column({ type: 'text', name: 'file_hash' })
  fileHash!: string;

  @Column({ type: 'timestamptz', name: 'imported_at' })
  importedAt!: Date;
}
