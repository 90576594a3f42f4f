import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** What came of judging a contract version, with what it was judged by. Only ever added to. */
@Entity('contract_assessment')
export class ContractAssessmentEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id!: string;

  @Column({ type: 'integer', name: 'contract_version_id' })
  contractVersionId!: number;

  /** From 1 for each version. */
  @Column({ type: 'integer' })
  sequence!: number;

  @Column({ type: 'timestamptz', name: 'assessed_at' })
  assessedAt!: Date;

  @Column({ type: 'date', name: 'judged_on' })
  judgedOn!: string;

  @Column({ type: 'text', array: true, name: 'module_versions' })
  moduleVersions!: string[];

  @Column({ type: 'bytea', name: 'judged_hash' })
  judgedHash!: Buffer;

  @Column({ type: 'integer', name: 'binding_unmet' })
  bindingUnmet!: number;

  /** Of the terms that were judged; null: judged before this was kept. Written by the database alone. */
  @Column({ type: 'text', name: 'terms_hash', nullable: true })
  termsHash!: string | null;

  @Column({ type: 'jsonb' })
  findings!: unknown;
}
