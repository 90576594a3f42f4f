import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Joint procurement of several insurers (gezamenlijke inkoop). */
@Entity('contract_framework')
export class ContractFrameworkEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'text' })
  number!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'character', length: 4, name: 'led_by' })
  ledBy!: string;

  @Column({ type: 'timestamptz', name: 'opened_at' })
  openedAt!: Date;

  /** The lot that is bought together; null: every lot of the one supplier. */
  @Column({ type: 'text', nullable: true })
  lot!: string | null;

  /** The supplier that is contracted together; null: whoever supplies the one lot. */
  @Column({ type: 'character', length: 8, name: 'supplier_agb', nullable: true })
  supplierAgb!: string | null;

  /** Null, as the two below: open. */
  @Column({ type: 'timestamptz', name: 'closed_at', nullable: true })
  closedAt!: Date | null;

  @Column({ type: 'text', name: 'closed_by', nullable: true })
  closedBy!: string | null;

  @Column({ type: 'text', name: 'closing_reason', nullable: true })
  closingReason!: string | null;
}
