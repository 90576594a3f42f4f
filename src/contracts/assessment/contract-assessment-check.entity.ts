import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Against what a contract version was judged last, whether or not anything came of it. */
@Entity('contract_assessment_check')
export class ContractAssessmentCheckEntity {
  @PrimaryColumn({ type: 'integer', name: 'contract_version_id' })
  contractVersionId!: number;

  @Column({ type: 'text', name: 'judged_against' })
  judgedAgainst!: string;

  /** The first day on which it was to be out of effect; null: none. */
  @Column({ type: 'date', name: 'in_effect_until', nullable: true })
  inEffectUntil!: string | null;

  @Column({ type: 'timestamptz', name: 'checked_at' })
  checkedAt!: Date;
}
