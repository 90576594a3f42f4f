import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That a contract was broken off, by whom and why. Only ever added to. */
@Entity('contract_termination')
export class ContractTerminationEntity {
  @PrimaryColumn({ type: 'integer', name: 'contract_id' })
  contractId!: number;

  @Column({ type: 'date', name: 'terminated_on' })
  terminatedOn!: string;

  @Column({ type: 'text' })
  party!: string;

  @Column({ type: 'text' })
  actor!: string;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ type: 'timestamptz', name: 'recorded_at' })
  recordedAt!: Date;
}
