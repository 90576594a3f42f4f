import { Entity, PrimaryColumn } from 'typeorm';

/** A product group that needs permission beforehand (machtiging). */
@Entity('contract_authorisation_item')
export class ContractAuthorisationItemEntity {
  @PrimaryColumn({ type: 'integer', name: 'contract_version_id' })
  contractVersionId!: number;

  @PrimaryColumn({ type: 'text', name: 'product_group_code' })
  productGroupCode!: string;
}
