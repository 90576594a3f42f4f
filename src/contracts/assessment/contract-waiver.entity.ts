import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Why a contract may be in force though it lacks something binding. Only ever added to. */
@Entity('contract_waiver')
export class ContractWaiverEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'integer', name: 'contract_version_id' })
  contractVersionId!: number;

  @Column({ type: 'text', name: 'module_code' })
  moduleCode!: string;

  @Column({ type: 'text', name: 'requirement_code' })
  requirementCode!: string;

  /** The version that it was weighed by: it is for the requirement as that asks it. */
  @Column({ type: 'integer', name: 'module_version_id' })
  moduleVersionId!: number;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ type: 'date', name: 'valid_until' })
  validUntil!: string;

  @Column({ type: 'text', name: 'granted_by' })
  grantedBy!: string;

  @Column({ type: 'timestamptz', name: 'granted_at' })
  grantedAt!: Date;
}
