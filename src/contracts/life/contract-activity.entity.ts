import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An activity around the device, and how it is paid. */
@Entity('contract_activity')
export class ContractActivityEntity {
  @PrimaryColumn({ type: 'integer', name: 'contract_version_id' })
  contractVersionId!: number;

  @PrimaryColumn({ type: 'integer' })
  place!: number;

  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'text', name: 'product_group_prefix', nullable: true })
  productGroupPrefix!: string | null;

  @Column({ type: 'text' })
  funding!: string;

  @Column({
    type: 'text',
    name: 'by_qualification',
    nullable: true,
    comment:
      'AGB qualification of who does it, of a professional or of the supplier itself; NULL: it is not named who.',
  })
  byQualification!: string | null;

  /** In the currency of the contract, per `unit`; both exactly when it is paid by a tariff. */
  @Column({ type: 'numeric', precision: 12, scale: 4, nullable: true })
  tariff!: string | null;

  @Column({ type: 'text', nullable: true })
  unit!: string | null;
}
