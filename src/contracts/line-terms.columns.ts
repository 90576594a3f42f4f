import { Column } from 'typeorm';

/** What a line of a contract is about, where, and what it costs. */
export abstract class LinePriceColumns {
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
}

/** All that a line of a contract says, as it is kept and as it is read in. */
export abstract class LineTermsColumns extends LinePriceColumns {
  @Column({ type: 'integer', name: 'delivery_hours', nullable: true })
  deliveryHours!: number | null;

  @Column({ type: 'integer', name: 'emergency_delivery_minutes', nullable: true })
  emergencyDeliveryMinutes!: number | null;

  /** Null: no limit; else with `quantityLimitPer` and `motivatedDeviation`. */
  @Column({ type: 'integer', name: 'quantity_limit_maximum', nullable: true })
  quantityLimitMaximum!: number | null;

  @Column({ type: 'text', name: 'quantity_limit_per', nullable: true })
  quantityLimitPer!: string | null;

  @Column({ type: 'boolean', name: 'motivated_deviation', nullable: true })
  motivatedDeviation!: boolean | null;

  @Column({ type: 'text', name: 'patient_profile', nullable: true })
  patientProfile!: string | null;

  /** Null: nothing is agreed about replacement. */
  @Column({ type: 'text', name: 'replacement_grounds', array: true, nullable: true })
  replacementGrounds!: string[] | null;

  @Column({ type: 'integer', name: 'usage_term_months', nullable: true })
  usageTermMonths!: number | null;

  @Column({ type: 'boolean', name: 'cheaper_first', nullable: true })
  cheaperFirst!: boolean | null;
}
