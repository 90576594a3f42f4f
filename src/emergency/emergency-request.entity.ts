import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A request for devices in an emergency (spoedaanvraag). */
@Entity('emergency_request')
export class EmergencyRequestEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id!: string;

  @Column({ type: 'character', length: 8, name: 'organisation_agb' })
  organisationAgb!: string;

  /** Chosen by the caller; one request per organisation and key. */
  @Column({ type: 'text', name: 'request_key' })
  requestKey!: string;

  @Column({ type: 'bytea', name: 'content_hash' })
  contentHash!: Buffer;

  @Column({ type: 'character', length: 8, name: 'prescriber_agb' })
  prescriberAgb!: string;

  @Column({ type: 'bigint', name: 'patient_id' })
  patientId!: string;

  @Column({ type: 'character', length: 4, name: 'insurer_uzovi', nullable: true })
  insurerUzovi!: string | null;

  @Column({ type: 'text', name: 'insurance_check' })
  insuranceCheck!: string;

  /** How often the insurance check was asked. */
  @Column({ type: 'smallint', name: 'insurance_asked', default: 1 })
  insuranceAsked!: number;

  /** When it is asked again; null: it has answered, or nobody asks any more. */
  @Column({ type: 'timestamptz', name: 'insurance_ask_at', nullable: true })
  insuranceAskAt!: Date | null;

  @Column({ type: 'text' })
  urgency!: string;

  @Column({ type: 'text', name: 'urgency_reason' })
  urgencyReason!: string;

  @Column({ type: 'text' })
  prescription!: string;

  @Column({ type: 'text' })
  category!: string;

  @Column({ type: 'text' })
  handover!: string;

  @Column({ type: 'character', length: 4 })
  pc4!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  /** Date of birth, delivery address, note and call-back number as this request gave them, sealed. */
  @Column({ type: 'bytea', name: 'contact_sealed' })
  contactSealed!: Buffer;

  @Column({ type: 'text', name: 'contact_key_id' })
  contactKeyId!: string;

  @Column({ type: 'text' })
  state!: string;

  @Column({ type: 'timestamptz', name: 'placed_at' })
  placedAt!: Date;

  @Column({ type: 'integer', name: 'norm_rule_id' })
  normRuleId!: number;

  @Column({ type: 'timestamptz', name: 'deadline_at' })
  deadlineAt!: Date;

  /** Milliseconds of ended suspensions that the norm lets count. */
  @Column({ type: 'bigint', name: 'suspended_milliseconds', default: 0 })
  suspendedMilliseconds!: string;

  /** When the clock stopped: last part handed over, or ready where pickup was chosen. */
  @Column({ type: 'timestamptz', name: 'stopped_at', nullable: true })
  stoppedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'closed_at', nullable: true })
  closedAt!: Date | null;

  @Column({ type: 'text', name: 'close_reason', nullable: true })
  closeReason!: string | null;
}
