import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** One asked-for device of a request. */
@Entity('emergency_request_line')
export class EmergencyRequestLineEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id!: string;

  @Column({ type: 'bigint', name: 'request_id' })
  requestId!: string;

  @Column({ type: 'smallint', name: 'line_number' })
  lineNumber!: number;

  @Column({ type: 'text', name: 'product_group_code' })
  productGroupCode!: string;

  @Column({ type: 'integer', name: 'article_id', nullable: true })
  articleId!: number | null;

  @Column({ type: 'jsonb', name: 'required_characteristics', default: {} })
  requiredCharacteristics!: unknown;

  @Column({ type: 'integer' })
  pieces!: number;

  @Column({ type: 'text' })
  substitution!: string;

  /** Whether its prescriber may prescribe of the start assortment only: then nothing else is ever given. */
  @Column({ type: 'boolean', name: 'start_assortment_only', default: false })
  startAssortmentOnly!: boolean;
}
