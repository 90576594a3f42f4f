import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What came of judging all contracts of an insurer together. Only ever added to. */
@Entity('insurer_assessment')
export class InsurerAssessmentEntity {
  /** Of one sequence with the assessments of contracts. */
  @PrimaryColumn({
    type: 'bigint',
    default: () => "nextval('contract_assessment_id_seq')",
  })
  id!: string;

  @Column({ type: 'character', length: 4, name: 'insurer_uzovi' })
  insurerUzovi!: string;

  /** From 1 for each insurer. */
  @Column({ type: 'integer' })
  sequence!: number;

  @Column({ type: 'timestamptz', name: 'assessed_at' })
  assessedAt!: Date;

  @Column({ type: 'date', name: 'judged_on' })
  judgedOn!: string;

  @Column({ type: 'text', array: true, name: 'module_versions' })
  moduleVersions!: string[];

  @Column({ type: 'integer', array: true, name: 'contract_version_ids' })
  contractVersionIds!: number[];

  @Column({ type: 'bytea', name: 'judged_hash' })
  judgedHash!: Buffer;

  @Column({ type: 'integer', name: 'binding_unmet' })
  bindingUnmet!: number;

  @Column({ type: 'jsonb' })
  findings!: unknown;
}
