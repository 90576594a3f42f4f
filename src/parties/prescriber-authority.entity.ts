import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** One cell of the matrix of who may prescribe what (voorschrijfbevoegdheid). */
@Entity('prescriber_authority')
export class PrescriberAuthorityEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'character', length: 4, name: 'profession_code' })
  professionCode!: string;

  @Column({ type: 'text' })
  category!: string;

  @Column({ type: 'text' })
  prescription!: string;

  /** Null: whatever the urgency. */
  @Column({ type: 'text', nullable: true })
  urgency!: string | null;

  @Column({ type: 'boolean' })
  allowed!: boolean;

  /** Where it is allowed: for devices of the start assortment only. */
  @Column({ type: 'boolean', name: 'start_assortment_only', default: false })
  startAssortmentOnly!: boolean;

  /** Restriction in words, shown to the prescriber. */
  @Column({ type: 'text', nullable: true })
  condition!: string | null;

  /** False: a proposal, not confirmed by a published agreement. */
  @Column({ type: 'boolean' })
  verified!: boolean;

  @Column({ type: 'text' })
  source!: string;
}
