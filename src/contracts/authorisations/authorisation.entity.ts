import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A request for permission beforehand. Only ever added to. */
@Entity('authorisation')
export class AuthorisationEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'character', length: 4, name: 'insurer_uzovi' })
  insurerUzovi!: string;

  @Column({ type: 'text', name: 'asked_by_role' })
  askedByRole!: string;

  @Column({ type: 'character', length: 8, name: 'asked_by_agb' })
  askedByAgb!: string;

  @Column({ type: 'text', name: 'request_key' })
  requestKey!: string;

  @Column({ type: 'text', name: 'product_group_code' })
  productGroupCode!: string;

  @Column({ type: 'integer', name: 'article_id', nullable: true })
  articleId!: number | null;

  @Column({ type: 'text', array: true, name: 'functional_needs' })
  functionalNeeds!: string[];

  @Column({ type: 'integer', name: 'module_version_id' })
  moduleVersionId!: number;

  @Column({ type: 'text' })
  phase!: string;

  @Column({ type: 'bytea', name: 'bsn_hash' })
  bsnHash!: Buffer;

  @Column({ type: 'bytea' })
  sealed!: Buffer;

  @Column({ type: 'text', name: 'key_id' })
  keyId!: string;

  @Column({ type: 'timestamptz', name: 'submitted_at' })
  submittedAt!: Date;

  @Column({ type: 'integer', name: 'decision_days', nullable: true })
  decisionDays!: number | null;

  @Column({ type: 'text', name: 'decision_term', nullable: true })
  decisionTerm!: string | null;
}
