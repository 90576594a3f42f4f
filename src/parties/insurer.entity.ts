import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A health insurer (zorgverzekeraar), by its UZOVI code. */
@Entity('insurer')
export class InsurerEntity {
  @PrimaryColumn({ type: 'character', length: 4 })
  uzovi!: string;

  @Column({ type: 'text' })
  name!: string;

  /** False: the code is not confirmed by the register of UZOVI codes. */
  @Column({ type: 'boolean' })
  verified!: boolean;

  @Column({ type: 'text' })
  source!: string;
}
