import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a stock point should at least have for emergencies (startassortiment). */
@Entity('start_assortment')
export class StartAssortmentEntity {
  @PrimaryColumn({ type: 'text' })
  category!: string;

  @PrimaryColumn({ type: 'integer', name: 'article_id' })
  articleId!: number;

  @Column({ type: 'integer', name: 'minimum_pieces' })
  minimumPieces!: number;
}
