import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** What a yearly review of a module came to. Rows are only ever added. */
@Entity('quality_module_review')
export class QualityModuleReviewEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'text', name: 'module_code' })
  moduleCode!: string;

  @Column({ type: 'integer' })
  year!: number;

  /** NO_CHANGE, UPDATE or REVISION. */
  @Column({ type: 'text' })
  outcome!: string;

  @Column({ type: 'text' })
  note!: string;

  /** Subject of the token. */
  @Column({ type: 'text', name: 'noted_by' })
  notedBy!: string;

  @Column({ type: 'timestamp with time zone', name: 'noted_at', default: () => 'now()' })
  notedAt!: Date;
}
