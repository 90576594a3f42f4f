import type {
  ClauseCode,
  ModulePin,
  QuantityLimit,
  ReplacementGround,
  TermActivity,
  TermCertificate,
  TermClause,
  TermSubcontractor,
} from '../../quality/contract-terms';
import type { PaymentForm, TariffKind } from '../contract';

/**
 * All that is agreed in one version: what is drawn up, shown, signed, exported and imported. Codes, so
 * that it means the same in any database. Dates are 'YYYY-MM-DD', both inclusive.
 */
export interface ContractContent {
  readonly validFrom: string;
  /** Null: no end. */
  readonly validUntil: string | null;
  readonly paymentForm: PaymentForm;
  readonly emergencyClause: boolean;
  readonly lines: readonly ContentLine[];
  readonly activities: readonly ContentActivity[];
  readonly clauses: readonly ContentClause[];
  /** EMDN codes. */
  readonly authorisationList: readonly string[];
  readonly modulePins: readonly ContentModulePin[];
  readonly certificates: readonly ContentCertificate[];
  readonly subcontractors: readonly ContentSubcontractor[];
  readonly kpis: readonly ContentKpi[];
  /** What is left out of the groups that the lines give. */
  readonly exclusions: readonly ContentExclusion[];
  /** EMDN codes of the groups of which the patient profiles of the lines together are for everybody. */
  readonly completeProfiles: readonly string[];
}

export interface ContentLine {
  readonly lineNumber: number;
  /** EMDN code; or else a GTIN. */
  readonly productGroup?: string | null;
  readonly gtin?: string | null;
  readonly region?: string | null;
  readonly tariffKind: TariffKind;
  /** Exact decimal of at most four places, in the currency of the contract. */
  readonly tariff: string;
  readonly unit: string;
  readonly deliveryHours?: number | null;
  readonly emergencyDeliveryMinutes?: number | null;
  readonly quantityLimitMaximum?: number | null;
  readonly quantityLimitPer?: QuantityLimit['per'] | null;
  readonly motivatedDeviation?: boolean | null;
  readonly patientProfile?: string | null;
  readonly replacementGrounds?: readonly ReplacementGround[] | null;
  readonly usageTermMonths?: number | null;
  readonly cheaperFirst?: boolean | null;
}

/** Of a term: what may be null may also be left out. */
type Given<Term> = {
  readonly [Key in keyof Term as null extends Term[Key] ? never : Key]: Term[Key];
} & {
  readonly [Key in keyof Term as null extends Term[Key] ? Key : never]?: Term[Key];
};

export type ContentActivity = Given<Omit<TermActivity, 'hasTariff'>> & {
  /** As of a line; with `unit`, exactly when it is paid by a tariff. */
  readonly tariff?: string | null;
  readonly unit?: string | null;
};
export type ContentClause = TermClause;
export type ContentModulePin = ModulePin;
export type ContentCertificate = Given<TermCertificate>;
export type ContentSubcontractor = TermSubcontractor;

export interface ContentKpi {
  readonly code: string;
  readonly target: string;
  readonly unit: string;
  readonly text: string;
}

export interface ContentExclusion {
  /** EMDN code: the group and all under it; or else a GTIN. */
  readonly productGroup?: string | null;
  readonly gtin?: string | null;
  /** Why, in words. */
  readonly ground: string;
  /** Whether it may be had after all on a motivated prescription. */
  readonly motivatedDeviation: boolean;
}

/** What a change leaves out stays as it is. */
export interface ContentChanges {
  readonly validFrom?: string | null;
  readonly validUntil?: string | null;
  readonly withoutEnd?: boolean | null;
  readonly paymentForm?: PaymentForm | null;
  readonly emergencyClause?: boolean | null;
  /** Added, or put in the place of those with the same number. */
  readonly lines?: readonly ContentLine[] | null;
  readonly removeLines?: readonly number[] | null;
  /** Added, or put in the place of those with the same code. */
  readonly clauses?: readonly ContentClause[] | null;
  readonly removeClauses?: readonly ClauseCode[] | null;
  /** The lists below are given whole. */
  readonly activities?: readonly ContentActivity[] | null;
  readonly authorisationList?: readonly string[] | null;
  readonly modulePins?: readonly ContentModulePin[] | null;
  readonly certificates?: readonly ContentCertificate[] | null;
  readonly subcontractors?: readonly ContentSubcontractor[] | null;
  readonly kpis?: readonly ContentKpi[] | null;
  readonly exclusions?: readonly ContentExclusion[] | null;
  readonly completeProfiles?: readonly string[] | null;
}
