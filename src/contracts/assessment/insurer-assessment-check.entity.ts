import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Against what the contracts of an insurer were judged last, whether or not anything came of it. */
@Entity('insurer_assessment_check')
export class InsurerAssessmentCheckEntity {
  @PrimaryColumn({ type: 'character', length: 4, name: 'insurer_uzovi' })
  insurerUzovi!: string;

  @Column({ type: 'text', name: 'judged_against' })
  judgedAgainst!: string;

  @Column({ type: 'integer', array: true, name: 'contract_version_ids' })
  contractVersionIds!: number[];

  /** Of each of these the first day on which it was to be out of effect; null: none. */
  @Column({ type: 'date', array: true, name: 'in_effect_until' })
  inEffectUntil!: (string | null)[];

  @Column({ type: 'timestamptz', name: 'checked_at' })
  checkedAt!: Date;
}
