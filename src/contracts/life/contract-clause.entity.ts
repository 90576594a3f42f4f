import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A clause of a contract version, with its figures and choices by name. */
@Entity('contract_clause')
export class ContractClauseEntity {
  @PrimaryColumn({ type: 'integer', name: 'contract_version_id' })
  contractVersionId!: number;

  @PrimaryColumn({ type: 'text' })
  code!: string;

  @Column({ type: 'jsonb' })
  parameters!: Record<string, string | number | boolean>;

  @Column({ type: 'text' })
  text!: string;
}
