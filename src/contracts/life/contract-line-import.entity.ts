import { Entity, PrimaryColumn } from 'typeorm';
import { LineTermsColumns } from '../line-terms.columns';

/** A line of a file that is being read in; it never outlives the transaction that put it there. */
@Entity('contract_line_import')
export class ContractLineImportEntity extends LineTermsColumns {
  /** Apart from what others read in at the same time. */
  @PrimaryColumn({ type: 'uuid' })
  import!: string;

  @PrimaryColumn({ type: 'integer', name: 'line_number' })
  lineNumber!: number;
}
