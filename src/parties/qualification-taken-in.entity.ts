import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A qualification of suppliers that takes in another: that of limb prostheses those of arms and of legs. */
@Entity('qualification_taken_in')
export class QualificationTakenInEntity {
  @PrimaryColumn({ type: 'character', length: 4 })
  qualification!: string;

  @PrimaryColumn({ type: 'character', length: 4, name: 'takes_in' })
  takesIn!: string;

  @Column({ type: 'boolean' })
  verified!: boolean;

  /** Where it comes from. */
  @Column({ type: 'text' })
  source!: string;
}
