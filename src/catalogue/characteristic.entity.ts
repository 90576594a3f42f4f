import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A property of articles with its type (kenmerk). */
@Entity('characteristic')
export class CharacteristicEntity {
  @PrimaryColumn({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', name: 'dutch_name' })
  dutchName!: string;

  @Column({ type: 'text', name: 'value_type' })
  valueType!: string;

  /** Unit of a number, such as mm; null without one. */
  @Column({ type: 'text', nullable: true })
  unit!: string | null;

  /** The allowed values of a choice; null for other types. */
  @Column({ type: 'text', array: true, nullable: true })
  choices!: string[] | null;

  /** [{ value, for }]: a device of the value does for who asked one of the others. */
  @Column({ type: 'jsonb', name: 'stand_ins', default: [] })
  standIns!: unknown;
}
