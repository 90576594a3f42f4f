import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A certificate of the supplier, as the contract version names it. */
@Entity('contract_certificate')
export class ContractCertificateEntity {
  @PrimaryColumn({ type: 'integer', name: 'contract_version_id' })
  contractVersionId!: number;

  @PrimaryColumn({ type: 'text' })
  kind!: string;

  @PrimaryColumn({ type: 'date', name: 'valid_from' })
  validFrom!: string;

  @Column({ type: 'date', name: 'valid_until', nullable: true })
  validUntil!: string | null;
}
