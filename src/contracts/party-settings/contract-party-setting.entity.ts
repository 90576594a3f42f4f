import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How a party contracts: signatures needed, and the days of its published procedure. */
@Entity('contract_party_setting')
export class ContractPartySettingEntity {
  @PrimaryColumn({ type: 'text' })
  side!: string;

  @PrimaryColumn({ type: 'text' })
  code!: string;

  @Column({ type: 'integer', name: 'signatures_needed', default: 1 })
  signaturesNeeded!: number;

  @Column({ type: 'integer', name: 'reaction_days', nullable: true })
  reactionDays!: number | null;

  @Column({ type: 'boolean', default: false })
  verified!: boolean;

  @Column({ type: 'text' })
  source!: string;

  /** Null: it came with the reference data. */
  @Column({ type: 'timestamptz', name: 'changed_at', nullable: true })
  changedAt!: Date | null;

  @Column({ type: 'text', name: 'changed_by', nullable: true })
  changedBy!: string | null;
}
