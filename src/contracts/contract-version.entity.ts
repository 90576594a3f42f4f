import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** The terms of a contract in a period. Once signed it never changes. */
@Entity('contract_version')
export class ContractVersionEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column({ type: 'integer', name: 'contract_id' })
  contractId!: number;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'character', length: 4, name: 'insurer_uzovi' })
  insurerUzovi!: string;

  @Column({ type: 'character', length: 8, name: 'supplier_agb' })
  supplierAgb!: string;

  @Column({ type: 'text' })
  lot!: string;

  @Column({ type: 'text' })
  status!: string;

  /** As PostgreSQL writes a daterange: '[2026-01-01,2027-01-01)'. */
  @Column({ type: 'daterange' })
  valid!: string;

  @Column({ type: 'text', name: 'payment_form' })
  paymentForm!: string;

  @Column({ type: 'boolean', name: 'emergency_clause' })
  emergencyClause!: boolean;

  @Column({ type: 'timestamptz', name: 'signed_by_insurer_at', nullable: true })
  signedByInsurerAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'signed_by_supplier_at', nullable: true })
  signedBySupplierAt!: Date | null;

  @Column({ type: 'integer', name: 'amends_version', nullable: true })
  amendsVersion!: number | null;

  @Column({ type: 'text', name: 'pen_holder', nullable: true })
  penHolder!: string | null;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  /** The moment it came into force. */
  @Column({ type: 'timestamptz', name: 'in_force_from', nullable: true })
  inForceFrom!: Date | null;

  /** The first day on which it no longer holds, when that is before its agreed end. */
  @Column({ type: 'date', name: 'ended_on', nullable: true })
  endedOn!: string | null;

  /** When it holds, or held; null: not signed. Written by the database alone. */
  @Column({ type: 'daterange', name: 'in_effect', nullable: true })
  inEffect!: string | null;

  /** As the insurer's setting was when the text was last offered; null: not offered. Written by the database alone. */
  @Column({ type: 'integer', name: 'insurer_signatures_needed', nullable: true })
  insurerSignaturesNeeded!: number | null;

  /** Likewise of the supplier. */
  @Column({ type: 'integer', name: 'supplier_signatures_needed', nullable: true })
  supplierSignaturesNeeded!: number | null;

  /** Likewise of the insurer's procedure; null also: it names no term. */
  @Column({ type: 'integer', name: 'reaction_days', nullable: true })
  reactionDays!: number | null;

  /** The moment at which its day had come and something binding and unmet held it back; null: never. */
  @Column({ type: 'timestamptz', name: 'held_since', nullable: true })
  heldSince!: Date | null;

  /** Whether it was put to the other party, or signed elsewhere. Written by the database alone. */
  @Column({ type: 'boolean', default: false })
  offered!: boolean;

  /** In which it was to begin when it was first offered; null: it was not talked about. Written by the database alone. */
  @Column({ type: 'integer', name: 'talks_year', nullable: true })
  talksYear!: number | null;

  /** When it ended, was broken off, lapsed or was given up. */
  @Column({ type: 'timestamptz', name: 'closed_at', nullable: true })
  closedAt!: Date | null;

  /** The first day on which it held, when that is later than agreed. */
  @Column({ type: 'date', name: 'begins_on', nullable: true })
  beginsOn!: string | null;

  /** SHA-256 of what it says; null: not reckoned yet. Written by the database alone. */
  @Column({ type: 'text', name: 'content_hash', nullable: true })
  contentHash!: string | null;

  /** Of what is signed; 1: without the joint procurement, 2: with it, where there is one. */
  @Column({ type: 'smallint', name: 'content_format', default: 2 })
  contentFormat!: number;
}
