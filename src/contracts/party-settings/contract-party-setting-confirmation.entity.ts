import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That a second person agrees with a change of how a party contracts. Only ever added to. */
@Entity('contract_party_setting_confirmation')
export class ContractPartySettingConfirmationEntity {
  @PrimaryColumn({ type: 'integer', name: 'change_id' })
  changeId!: number;

  @Column({ type: 'timestamptz', name: 'confirmed_at' })
  confirmedAt!: Date;

  @Column({ type: 'text', name: 'confirmed_by' })
  confirmedBy!: string;
}
