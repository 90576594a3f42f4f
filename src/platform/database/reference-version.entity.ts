import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How often a room's reference data changed; servers compare it with what they hold in memory. */
@Entity('reference_version')
export class ReferenceVersionEntity {
  @PrimaryColumn({ type: 'text' })
  room!: string;

  @Column({ type: 'bigint', default: 1 })
  version!: string;
}
