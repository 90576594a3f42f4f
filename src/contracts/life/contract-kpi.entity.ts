import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A figure that the supplier is held to. */
@Entity('contract_kpi')
export class ContractKpiEntity {
  @PrimaryColumn({ type: 'integer', name: 'contract_version_id' })
  contractVersionId!: number;

  @PrimaryColumn({ type: 'text' })
  code!: string;

  @Column({ type: 'numeric', precision: 12, scale: 4 })
  target!: string;

  @Column({ type: 'text' })
  unit!: string;

  @Column({ type: 'text' })
  text!: string;
}
