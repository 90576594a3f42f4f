import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A device as it is packed and traded, by its GTIN (artikel). */
@Entity('article')
export class ArticleEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'character', length: 14 })
  gtin!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  maker!: string;

  @Column({ type: 'text', name: 'product_group_code' })
  productGroupCode!: string;

  @Column({ type: 'integer', name: 'pieces_per_pack' })
  piecesPerPack!: number;

  /** Days of shelf life that must be left at handover. */
  @Column({ type: 'integer', name: 'minimum_remaining_days' })
  minimumRemainingDays!: number;

  /** Euros per pack, without VAT. */
  @Column({ type: 'numeric', precision: 12, scale: 4, name: 'list_price' })
  listPrice!: string;

  /** Value by characteristic code: number, text of a choice, or boolean. */
  @Column({ type: 'jsonb', default: {} })
  characteristics!: Record<string, number | string | boolean>;

  @Column({ type: 'boolean', default: true })
  active!: boolean;
}
