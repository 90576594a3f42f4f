import type { TARIFF_KINDS } from '../quality/paid-as.rules';
import type { DeviceCategory } from '../catalogue/device-category';
import type { Article, ProductGroup } from '../catalogue/catalogue';
import type { Region } from '../geography/postcodes.snapshot';
import type { Insurer, Supplier } from '../parties/parties.snapshot';

/** Only a version signed by both can be SIGNED, IN_FORCE or ENDED. */
export const CONTRACT_STATUSES = [
  'DRAFT',
  'OFFERED',
  'NEGOTIATING',
  'SIGNED',
  'IN_FORCE',
  'ENDED',
  'TERMINATED',
] as const;
export type ContractStatus = (typeof CONTRACT_STATUSES)[number];

/** How a contract pays as a whole. */
export const PAYMENT_FORMS = ['PIECE', 'DAY_PRICE', 'ALL_IN', 'MIXED'] as const;
export type PaymentForm = (typeof PAYMENT_FORMS)[number];

export type TariffKind = (typeof TARIFF_KINDS)[number];

export interface Tariff {
  readonly kind: TariffKind;
  /** Exact decimal of four places. */
  readonly amount: string;
  /** ISO 4217. */
  readonly currency: string;
  /** What the amount is for, such as 'piece' or 'day'. */
  readonly unit: string;
}

export interface ContractLine {
  readonly lineNumber: number;
  readonly productGroup: ProductGroup;
  /** Null: every article of the product group and of the groups under it. */
  readonly article: Article | null;
  /** Null: the whole country. */
  readonly region: Region | null;
  readonly tariff: Tariff;
  readonly deliveryHours: number | null;
  readonly emergencyDeliveryMinutes: number | null;
}

/** One version without its lines. Dates are 'YYYY-MM-DD', instants the text of PostgreSQL. */
export interface ContractTerm {
  readonly version: number;
  readonly status: ContractStatus;
  readonly validFrom: string;
  /** The last day; null: no end. */
  readonly validUntil: string | null;
  readonly paymentForm: PaymentForm;
  readonly emergencyClause: boolean;
  readonly signedByInsurerAt: string | null;
  readonly signedBySupplierAt: string | null;
  /** When it came into force; null: not yet. */
  readonly inForceFrom: string | null;
  /** Since when something binding and unmet keeps it from force; null: nothing does. */
  readonly heldSince: string | null;
}

export interface ContractVersion extends ContractTerm {
  readonly lines: readonly ContractLine[];
}

export interface Contract {
  readonly id: string;
  readonly number: string;
  /** The part of the assortment that was put out to contract (perceel). */
  readonly lot: string;
  /** What care it is about; null: not said, or several. */
  readonly segment: DeviceCategory | null;
  readonly currency: string;
  readonly insurer: Insurer;
  readonly supplier: Supplier;
  /** Number of the joint procurement it belongs to; null: none. */
  readonly framework: string | null;
  readonly version: ContractVersion;
  /** All versions, oldest first. */
  readonly versions: readonly ContractTerm[];
}

/** Which contracts are asked for; everything given must hold, all of it for one version. */
export interface ContractFilter {
  readonly status?: ContractStatus;
  /** UZOVI. */
  readonly insurer?: string;
  /** AGB. */
  readonly supplier?: string;
  readonly lot?: string;
  readonly segment?: DeviceCategory;
  readonly number?: string;
  /** Number of the joint procurement. */
  readonly framework?: string;
  /** EMDN code: a line covers it, or covers something under it. */
  readonly productGroup?: string;
  /** 'YYYY-MM-DD'. */
  readonly validOn?: string;
}
