import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { LineTermsColumns } from './line-terms.columns';

/** What a contract version covers and at which tariff. */
@Entity('contract_line')
export class ContractLineEntity extends LineTermsColumns {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'integer', name: 'contract_version_id' })
  contractVersionId!: number;

  @Column({ type: 'integer', name: 'line_number' })
  lineNumber!: number;
}
