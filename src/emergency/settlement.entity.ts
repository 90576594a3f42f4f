import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Who pays for what was handed over; written once, and corrected by a row of its own. */
@Entity('settlement')
export class SettlementEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id!: string;

  @Column({ type: 'bigint', name: 'allocation_id' })
  allocationId!: string;

  @Column({ type: 'bigint', name: 'request_id' })
  requestId!: string;

  @Column({ type: 'character', length: 4, name: 'insurer_uzovi', nullable: true })
  insurerUzovi!: string | null;

  @Column({ type: 'character', length: 8, name: 'supplier_agb' })
  supplierAgb!: string;

  @Column({ type: 'integer', name: 'article_id' })
  articleId!: number;

  @Column({ type: 'integer' })
  pieces!: number;

  @Column({ type: 'text' })
  basis!: string;

  @Column({ type: 'integer', name: 'contract_line_id', nullable: true })
  contractLineId!: number | null;

  @Column({ type: 'numeric', precision: 12, scale: 4, nullable: true })
  tariff!: string | null;

  @Column({ type: 'numeric', precision: 14, scale: 4, nullable: true })
  amount!: string | null;

  @Column({ type: 'character', length: 3 })
  currency!: string;

  @Column({ type: 'timestamptz', name: 'handed_over_at' })
  handedOverAt!: Date;

  /** The settlement that this one takes the place of. */
  @Column({ type: 'bigint', name: 'corrects_id', nullable: true })
  correctsId!: string | null;

  @Column({ type: 'text', name: 'correction_reason', nullable: true })
  correctionReason!: string | null;

  @Column({ type: 'text', name: 'corrected_by', nullable: true })
  correctedBy!: string | null;

  @Column({ type: 'timestamptz', name: 'corrected_at', nullable: true })
  correctedAt!: Date | null;
}
