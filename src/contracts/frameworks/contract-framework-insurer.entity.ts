import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An insurer that was asked to take part in a joint procurement, and its answer. */
@Entity('contract_framework_insurer')
export class ContractFrameworkInsurerEntity {
  @PrimaryColumn({ type: 'integer', name: 'framework_id' })
  frameworkId!: number;

  @PrimaryColumn({ type: 'character', length: 4, name: 'insurer_uzovi' })
  insurerUzovi!: string;

  /** 'JOINED' or 'DECLINED'; null: not answered. Given once. */
  @Column({ type: 'text', nullable: true })
  answer!: string | null;

  @Column({ type: 'timestamptz', name: 'answered_at', nullable: true })
  answeredAt!: Date | null;

  @Column({ type: 'text', name: 'answered_by', nullable: true })
  answeredBy!: string | null;
}
