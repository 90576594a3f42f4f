import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** What a contract version covers and at which tariff. */
@Entity('contract_line')
export class ContractLineEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'integer', name: 'contract_version_id' })
  contractVersionId!: number;

  @Column({ type: 'integer', name: 'line_number' })
  lineNumber!: number;

  @Column({ type: 'text', name: 'product_group_code', nullable: true })
  productGroupCode!: string | null;

  @Column({ type: 'integer', name: 'article_id', nullable: true })
  articleId!: number | null;

  /** Null: the whole country. */
  @Column({ type: 'text', name: 'region_code', nullable: true })
  regionCode!: string | null;

  @Column({ type: 'text', name: 'tariff_kind' })
  tariffKind!: string;

  /** In the currency of the contract, per `unit`. */
  @Column({ type: 'numeric', precision: 12, scale: 4 })
  tariff!: string;

  @Column({ type: 'text' })
  unit!: string;

  @Column({ type: 'integer', name: 'delivery_hours', nullable: true })
  deliveryHours!: number | null;

  @Column({ type: 'integer', name: 'emergency_delivery_minutes', nullable: true })
  emergencyDeliveryMinutes!: number | null;
}
