import type {
  ActivityCode,
  CertificateKind,
  ClauseCode,
  ReplacementGround,
  TermActivity,
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
  readonly quantityLimitPer?: 'DAY' | 'MONTH' | 'QUARTER' | 'YEAR' | null;
  readonly motivatedDeviation?: boolean | null;
  readonly patientProfile?: string | null;
  readonly replacementGrounds?: readonly ReplacementGround[] | null;
  readonly usageTermMonths?: number | null;
  readonly cheaperFirst?: boolean | null;
}

export interface ContentActivity {
  readonly code: ActivityCode;
  readonly productGroupPrefix?: string | null;
  readonly funding: TermActivity['funding'];
  readonly byQualification?: string | null;
}

export interface ContentClause {
  readonly code: ClauseCode;
  readonly parameters: Readonly<Record<string, string | number | boolean>>;
  readonly text: string;
}

export interface ContentModulePin {
  readonly moduleCode: string;
  readonly version: number;
}

export interface ContentCertificate {
  readonly kind: CertificateKind;
  readonly validFrom: string;
  readonly validUntil?: string | null;
}

export interface ContentSubcontractor {
  readonly agb: string;
  readonly reportedOn: string;
  readonly approved: boolean;
}

export interface ContentKpi {
  readonly code: string;
  readonly target: string;
  readonly unit: string;
  readonly text: string;
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
}
