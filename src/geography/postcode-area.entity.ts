import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The four digits of a postcode (PC4): where it lies and to which region it belongs. */
@Entity('postcode_area')
export class PostcodeAreaEntity {
  @PrimaryColumn({ type: 'character', length: 4 })
  pc4!: string;

  @Column({ type: 'text' })
  place!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  /** Degrees north (WGS 84). */
  @Column({ type: 'double precision' })
  latitude!: number;

  /** Degrees east (WGS 84). */
  @Column({ type: 'double precision' })
  longitude!: number;

  /** Name of the Wadden island; null on the mainland. */
  @Column({ type: 'text', nullable: true })
  island!: string | null;

  /** Where place and coordinates come from. */
  @Column({ type: 'text' })
  source!: string;
}
