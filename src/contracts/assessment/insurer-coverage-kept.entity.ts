import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What the contracts of an insurer came to, when last anybody asked for the whole country. */
@Entity('insurer_coverage_kept')
export class InsurerCoverageKeptEntity {
  @PrimaryColumn({ type: 'character', length: 4, name: 'insurer_uzovi' })
  insurerUzovi!: string;

  @Column({ type: 'bytea', name: 'judged_hash' })
  judgedHash!: Buffer;

  @Column({ type: 'jsonb' })
  modules!: object[];

  @Column({ type: 'timestamptz', name: 'kept_at' })
  keptAt!: Date;
}
