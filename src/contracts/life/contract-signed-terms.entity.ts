import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The terms of a signed version as one document, written by the database alone. */
@Entity('contract_signed_terms')
export class ContractSignedTermsEntity {
  @PrimaryColumn({ type: 'integer', name: 'contract_version_id' })
  contractVersionId!: number;

  @Column({ type: 'json' })
  terms!: unknown;
}
