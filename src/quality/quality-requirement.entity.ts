import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** One thing that a version of a module asks for. */
@Entity('quality_requirement')
export class QualityRequirementEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'integer', name: 'version_id' })
  versionId!: number;

  /** Its place in the module, from 1. */
  @Column({ type: 'integer' })
  position!: number;

  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  statement!: string;

  @Column({ type: 'text', name: 'dutch_statement' })
  dutchStatement!: string;

  @Column({ type: 'text' })
  source!: string;

  @Column({ type: 'text' })
  certainty!: string;

  @Column({ type: 'text' })
  force!: string;

  @Column({ type: 'text', nullable: true })
  funding!: string | null;

  @Column({ type: 'text', nullable: true })
  phase!: string | null;

  @Column({ type: 'text' })
  level!: string;

  /** Who judges it; null: a rule does. */
  @Column({ type: 'text', name: 'judged_by', nullable: true })
  judgedBy!: string | null;

  @Column({ type: 'date', name: 'applies_from', nullable: true })
  appliesFrom!: string | null;

  @Column({ type: 'text', name: 'rule_kind', nullable: true })
  ruleKind!: string | null;

  @Column({ type: 'jsonb', name: 'rule_parameters', default: {} })
  ruleParameters!: Record<string, unknown>;
}
