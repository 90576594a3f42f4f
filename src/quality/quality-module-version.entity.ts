import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A version of a module; once registered it never changes. */
@Entity('quality_module_version')
export class QualityModuleVersionEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'text', name: 'module_code' })
  moduleCode!: string;

  @Column({ type: 'integer' })
  version!: number;

  /** DRAFT, REGISTERED or SUPERSEDED. */
  @Column({ type: 'text' })
  status!: string;

  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'date', name: 'registered_on', nullable: true })
  registeredOn!: string | null;

  @Column({ type: 'date', name: 'valid_from' })
  validFrom!: string;

  @Column({ type: 'text' })
  source!: string;

  @Column({ type: 'boolean' })
  verified!: boolean;

  /** Subject of the token; null: with the reference data. */
  @Column({ type: 'text', name: 'drafted_by', nullable: true })
  draftedBy!: string | null;

  @Column({ type: 'text', name: 'registered_by', nullable: true })
  registeredBy!: string | null;
}
