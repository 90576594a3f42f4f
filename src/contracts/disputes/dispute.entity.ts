import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A dispute between an insurer and a supplier. Only ever added to. */
@Entity('dispute')
export class DisputeEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'character', length: 4, name: 'insurer_uzovi' })
  insurerUzovi!: string;

  @Column({ type: 'character', length: 8, name: 'supplier_agb' })
  supplierAgb!: string;

  @Column({ type: 'integer', name: 'contract_id', nullable: true })
  contractId!: number | null;

  @Column({ type: 'text', name: 'opened_by' })
  openedBy!: string;

  @Column({ type: 'text' })
  subject!: string;

  @Column({ type: 'text', name: 'module_code', nullable: true })
  moduleCode!: string | null;

  @Column({ type: 'text', name: 'requirement_code', nullable: true })
  requirementCode!: string | null;

  @Column({ type: 'timestamptz', name: 'opened_at' })
  openedAt!: Date;
}
