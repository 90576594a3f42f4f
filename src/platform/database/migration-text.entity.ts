import { Column, Entity, PrimaryColumn } from 'typeorm';

/** By which text a migration was run on this database. */
@Entity('migration_text')
export class MigrationTextEntity {
  @PrimaryColumn({ type: 'text' })
  name!: string;

  /** Of its statements, in hex. */
  @Column({ type: 'text' })
  sha256!: string;
}
