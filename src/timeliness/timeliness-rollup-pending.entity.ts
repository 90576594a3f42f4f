import { Entity, PrimaryColumn } from 'typeorm';

/** A request that has ended and is not counted in the rollup yet. */
@Entity('timeliness_rollup_pending')
export class TimelinessRollupPendingEntity {
  @PrimaryColumn({ type: 'bigint', name: 'request_id' })
  requestId!: string;
}
