import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Whether one article may stand in for another (substitutie). It holds in the written direction. */
@Entity('substitution')
export class SubstitutionEntity {
  @PrimaryColumn({ type: 'integer', name: 'article_id' })
  articleId!: number;

  @PrimaryColumn({ type: 'integer', name: 'substitute_id' })
  substituteId!: number;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'text', nullable: true })
  note!: string | null;
}
