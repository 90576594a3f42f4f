import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A subcontractor that the supplier reported. */
@Entity('contract_subcontractor')
export class ContractSubcontractorEntity {
  @PrimaryColumn({ type: 'integer', name: 'contract_version_id' })
  contractVersionId!: number;

  @PrimaryColumn({ type: 'character', length: 8 })
  agb!: string;

  @Column({ type: 'date', name: 'reported_on' })
  reportedOn!: string;

  @Column({ type: 'boolean' })
  approved!: boolean;
}
