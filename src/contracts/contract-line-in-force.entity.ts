import { Column, Entity, PrimaryColumn } from 'typeorm';
import { LinePriceColumns } from './line-terms.columns';

/** A line of a contract version in force, written by the database alone: what routing and coverage read. */
@Entity('contract_line_in_force')
export class ContractLineInForceEntity extends LinePriceColumns {
  @PrimaryColumn({ type: 'integer', name: 'contract_line_id' })
  contractLineId!: number;

  @Column({ type: 'text', name: 'contract_number' })
  contractNumber!: string;

  @Column({ type: 'character', length: 4, name: 'insurer_uzovi' })
  insurerUzovi!: string;

  @Column({ type: 'character', length: 8, name: 'supplier_agb' })
  supplierAgb!: string;

  /** As PostgreSQL writes a daterange: '[2026-01-01,2027-01-01)'. */
  @Column({ type: 'daterange' })
  valid!: string;

  /** Of a line on a product group: EMDN codes that its contract excludes, whatever the reason. Null: none. */
  @Column({ type: 'text', name: 'excluded_groups', array: true, nullable: true })
  excludedGroups!: string[] | null;

  /** Likewise articles. */
  @Column({ type: 'integer', name: 'excluded_articles', array: true, nullable: true })
  excludedArticles!: number[] | null;
}
