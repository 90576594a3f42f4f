import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** What one stock point was asked to hand over of a request. */
@Entity('emergency_request_part')
export class EmergencyRequestPartEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id!: string;

  @Column({ type: 'bigint', name: 'request_id' })
  requestId!: string;

  @Column({ type: 'smallint', name: 'part_number' })
  partNumber!: number;

  @Column({ type: 'integer', name: 'stock_point_id' })
  stockPointId!: number;

  @Column({ type: 'text' })
  state!: string;

  @Column({ type: 'timestamptz', name: 'assigned_at' })
  assignedAt!: Date;

  @Column({ type: 'timestamptz', name: 'accept_by' })
  acceptBy!: Date;

  @Column({ type: 'timestamptz', name: 'starts_at' })
  startsAt!: Date;

  @Column({ type: 'boolean', name: 'on_call' })
  onCall!: boolean;

  @Column({ type: 'integer', name: 'preparation_minutes' })
  preparationMinutes!: number;

  @Column({ type: 'integer', name: 'travel_minutes' })
  travelMinutes!: number;

  /** Great-circle distance in km. */
  @Column({ type: 'numeric', precision: 7, scale: 2, name: 'distance_km' })
  distanceKm!: string;

  /** When the handover is expected. */
  @Column({ type: 'timestamptz', name: 'expected_at' })
  expectedAt!: Date;

  @Column({ type: 'timestamptz', name: 'accepted_at', nullable: true })
  acceptedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'dispatched_at', nullable: true })
  dispatchedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'ready_at', nullable: true })
  readyAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'handed_over_at', nullable: true })
  handedOverAt!: Date | null;

  @Column({ type: 'text', name: 'proof_method', nullable: true })
  proofMethod!: string | null;

  @Column({ type: 'text', name: 'received_by', nullable: true })
  receivedBy!: string | null;

  @Column({ type: 'text', name: 'pass_over_reason', nullable: true })
  passOverReason!: string | null;
}
