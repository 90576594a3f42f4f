import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An organisation that asks for devices or hands them over (zorgaanbieder). */
@Entity('care_provider')
export class CareProviderEntity {
  @PrimaryColumn({ type: 'character', length: 8 })
  agb!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'character', length: 4 })
  pc4!: string;
}
