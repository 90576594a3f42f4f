import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** The article given for a line by a part, and who pays for it. */
@Entity('allocation')
export class AllocationEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id!: string;

  @Column({ type: 'bigint', name: 'line_id' })
  lineId!: string;

  @Column({ type: 'bigint', name: 'part_id' })
  partId!: string;

  @Column({ type: 'integer', name: 'article_id' })
  articleId!: number;

  @Column({ type: 'integer' })
  pieces!: number;

  @Column({ type: 'text' })
  match!: string;

  @Column({ type: 'jsonb', default: [] })
  differences!: unknown;

  @Column({ type: 'text' })
  pays!: string;

  @Column({ type: 'integer', name: 'contract_line_id', nullable: true })
  contractLineId!: number | null;

  /** False: the part was passed over or cancelled. */
  @Column({ type: 'boolean', default: true })
  live!: boolean;
}
