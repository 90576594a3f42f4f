import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What is left out of the groups that the lines of a version give: a product group or an article. */
@Entity('contract_exclusion')
export class ContractExclusionEntity {
  @PrimaryColumn({ type: 'integer', name: 'contract_version_id' })
  contractVersionId!: number;

  @PrimaryColumn({ type: 'integer' })
  place!: number;

  @Column({ type: 'text', name: 'product_group_code', nullable: true })
  productGroupCode!: string | null;

  @Column({ type: 'integer', name: 'article_id', nullable: true })
  articleId!: number | null;

  @Column({ type: 'text' })
  ground!: string;

  @Column({ type: 'boolean', name: 'motivated_deviation' })
  motivatedDeviation!: boolean;
}
