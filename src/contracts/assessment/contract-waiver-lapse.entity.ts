import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That a waiver has lapsed while what it was for is still lacking. Only ever added to. */
@Entity('contract_waiver_lapse')
export class ContractWaiverLapseEntity {
  @PrimaryColumn({ type: 'integer', name: 'waiver_id' })
  waiverId!: number;

  @Column({ type: 'timestamptz', name: 'noticed_at' })
  noticedAt!: Date;
}
