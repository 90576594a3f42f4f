import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A place that hands out devices in an emergency (voorraadpunt). */
@Entity('stock_point')
export class StockPointEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  kind!: string;

  /** AGB code of the organisation that runs it. */
  @Column({ type: 'character', length: 8, name: 'operator_agb' })
  operatorAgb!: string;

  /** The supplier whose stock it is and who is paid. */
  @Column({ type: 'character', length: 8, name: 'supplier_agb' })
  supplierAgb!: string;

  @Column({ type: 'text' })
  address!: string;

  @Column({ type: 'text' })
  phone!: string;

  @Column({ type: 'character', length: 4 })
  pc4!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'double precision' })
  latitude!: number;

  @Column({ type: 'double precision' })
  longitude!: number;

  @Column({ type: 'text', nullable: true })
  island!: string | null;

  /** AGB qualifications (76xx) that the stock point hands out under. */
  @Column({ type: 'text', array: true })
  qualifications!: string[];

  /** Minutes from the start of work until the goods can leave. */
  @Column({ type: 'integer', name: 'preparation_minutes' })
  preparationMinutes!: number;

  @Column({ type: 'integer', name: 'accept_within_minutes' })
  acceptWithinMinutes!: number;

  @Column({ type: 'boolean' })
  delivers!: boolean;

  @Column({ type: 'boolean', name: 'offers_pickup' })
  offersPickup!: boolean;

  @Column({ type: 'boolean', name: 'on_call_outside_hours' })
  onCallOutsideHours!: boolean;

  /** Minutes that come on top when someone on call must come in. */
  @Column({ type: 'integer', name: 'on_call_extra_minutes', default: 0 })
  onCallExtraMinutes!: number;

  @Column({ type: 'boolean', default: true })
  active!: boolean;
}
