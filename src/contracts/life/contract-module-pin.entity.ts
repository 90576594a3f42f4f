import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The version of a quality module that a contract version keeps to. */
@Entity('contract_module_pin')
export class ContractModulePinEntity {
  @PrimaryColumn({ type: 'integer', name: 'contract_version_id' })
  contractVersionId!: number;

  @PrimaryColumn({ type: 'text', name: 'module_code' })
  moduleCode!: string;

  @Column({ type: 'integer', name: 'module_version' })
  moduleVersion!: number;
}
