import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** The terms of a contract in a period. Once signed it never changes. */
@Entity('contract_version')
export class ContractVersionEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'integer', name: 'contract_id' })
  contractId!: number;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'character', length: 4, name: 'insurer_uzovi' })
  insurerUzovi!: string;

  @Column({ type: 'character', length: 8, name: 'supplier_agb' })
  supplierAgb!: string;

  @Column({ type: 'text' })
  lot!: string;

  @Column({ type: 'text' })
  status!: string;

  /** As PostgreSQL writes a daterange: '[2026-01-01,2027-01-01)'. */
  @Column({ type: 'daterange' })
  valid!: string;

  @Column({ type: 'text', name: 'payment_form' })
  paymentForm!: string;

  @Column({ type: 'boolean', name: 'emergency_clause' })
  emergencyClause!: boolean;

  @Column({ type: 'timestamptz', name: 'signed_by_insurer_at', nullable: true })
  signedByInsurerAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'signed_by_supplier_at', nullable: true })
  signedBySupplierAt!: Date | null;
}
