import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Against what a contract version was judged last, whether or not anything came of it. */
@Entity('contract_assessment_check')
export class ContractAssessmentCheckEntity {
  @PrimaryColumn({ type: 'integer', name: 'contract_version_id' })
  contractVersionId!: number;

  @Column({ type: 'text', name: 'judged_against' })
  judgedAgainst!: string;

  @Column({ type: 'timestamptz', name: 'checked_at' })
  checkedAt!: Date;
}
