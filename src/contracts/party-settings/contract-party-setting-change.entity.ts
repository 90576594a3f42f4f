import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A change of how a party contracts, as somebody made it. Only ever added to. */
@Entity('contract_party_setting_change')
export class ContractPartySettingChangeEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'text' })
  side!: string;

  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'integer', name: 'signatures_needed' })
  signaturesNeeded!: number;

  @Column({ type: 'integer', name: 'reaction_days', nullable: true })
  reactionDays!: number | null;

  @Column({ type: 'text' })
  source!: string;

  @Column({ type: 'timestamptz', name: 'changed_at' })
  changedAt!: Date;

  @Column({ type: 'text', name: 'changed_by' })
  changedBy!: string;

  /** Whether it holds only once a second person has confirmed it. Written by the database alone. */
  @Column({ type: 'boolean' })
  waits!: boolean;
}
