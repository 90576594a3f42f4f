import { Entity, PrimaryColumn } from 'typeorm';

/** An insurer that takes part in a joint procurement. */
@Entity('contract_framework_insurer')
export class ContractFrameworkInsurerEntity {
  @PrimaryColumn({ type: 'integer', name: 'framework_id' })
  frameworkId!: number;

  @PrimaryColumn({ type: 'character', length: 4, name: 'insurer_uzovi' })
  insurerUzovi!: string;
}
