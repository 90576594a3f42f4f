import { Entity, PrimaryColumn } from 'typeorm';

/** A product group of which the patient profiles of a version together are for everybody. */
@Entity('contract_complete_profile')
export class ContractCompleteProfileEntity {
  @PrimaryColumn({ type: 'integer', name: 'contract_version_id' })
  contractVersionId!: number;

  @PrimaryColumn({ type: 'text', name: 'product_group_code' })
  productGroupCode!: string;
}
