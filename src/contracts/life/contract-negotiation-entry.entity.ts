import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** One step of a negotiation. Only ever added to. */
@Entity('contract_negotiation_entry')
export class ContractNegotiationEntryEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id!: string;

  @Column({ type: 'integer', name: 'contract_version_id' })
  contractVersionId!: number;

  @Column({ type: 'integer' })
  sequence!: number;

  @Column({ type: 'text' })
  party!: string;

  @Column({ type: 'text' })
  actor!: string;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'integer', name: 'line_number', nullable: true })
  lineNumber!: number | null;

  @Column({ type: 'text', name: 'clause_code', nullable: true })
  clauseCode!: string | null;

  @Column({ type: 'text' })
  words!: string;

  @Column({ type: 'timestamptz' })
  at!: Date;

  @Column({ type: 'timestamptz', name: 'due_at', nullable: true })
  dueAt!: Date | null;

  @Column({ type: 'boolean', name: 'in_time', nullable: true })
  inTime!: boolean | null;

  /** Of the text that it put on the table; null: it put none there. Written by the database alone. */
  @Column({ type: 'text', name: 'content_hash', nullable: true })
  contentHash!: string | null;

  /** Of a revision: what it changed in the text. Written by the database alone. */
  @Column({ type: 'integer', array: true, name: 'changed_lines', nullable: true })
  changedLines!: number[] | null;

  @Column({ type: 'text', array: true, name: 'changed_clauses', nullable: true })
  changedClauses!: string[] | null;

  @Column({ type: 'text', array: true, name: 'changed_parts', nullable: true })
  changedParts!: string[] | null;
}
