import type { CharacteristicValues } from '../catalogue/catalogue';
import type { DeviceCategory } from '../catalogue/device-category';

/**
 * A contract as the quality modules look at it: plain data, whatever room it comes from. The rules of
 * this room know nothing else of contracts.
 */
export interface ContractTerms {
  readonly contractId: number;
  readonly versionId: number;
  readonly number: string;
  readonly insurerUzovi: string;
  readonly supplierAgb: string;
  /** The part of the assortment that was put out to contract (perceel). */
  readonly lot: string;
  /** YYYY-MM-DD, both inclusive; null: no end. */
  readonly validFrom: string;
  readonly validUntil: string | null;
  readonly modulePins: readonly ModulePin[];
  readonly lines: readonly TermLine[];
  readonly activities: readonly TermActivity[];
  readonly clauses: readonly TermClause[];
  /** EMDN codes of the devices that need permission beforehand (machtiging). */
  readonly authorisationList: readonly string[];
  readonly certificates: readonly TermCertificate[];
  readonly subcontractors: readonly TermSubcontractor[];
  readonly exclusions: readonly TermExclusion[];
  /** EMDN codes of the groups of which the patient profiles of the lines together are for everybody. */
  readonly completeProfiles: readonly string[];
  readonly supplierQualifications: readonly DatedQualification[];
}

export interface ModulePin {
  readonly moduleCode: string;
  readonly version: number;
}

export interface TermLine {
  readonly lineNumber: number;
  /** EMDN code: the whole group and all groups under it; or else an article. */
  readonly productGroupCode: string | null;
  readonly articleId: number | null;
  /** null: the whole country. */
  readonly regionCode: string | null;
  readonly tariffKind: string;
  /** null: no limit. */
  readonly quantityLimit: QuantityLimit | null;
  readonly deliveryHours: number | null;
  readonly emergencyMinutes: number | null;
  /** The patients that it is for; null: all. */
  readonly patientProfile: string | null;
  readonly replacement: ReplacementTerms | null;
}

export const QUANTITY_PERIODS = ['DAY', 'MONTH', 'QUARTER', 'YEAR'] as const;

export interface QuantityLimit {
  readonly maximum: number;
  readonly per: (typeof QUANTITY_PERIODS)[number];
  /** Whether a motivated prescription may go beyond it. */
  readonly motivatedDeviation: boolean;
}

export const REPLACEMENT_GROUNDS = [
  'NEW_INDICATION',
  'CHANGED_BODY',
  'CHANGED_NEED',
  'WORN_OUT',
  'END_OF_USAGE_TERM',
  'LOST_OR_BROKEN',
] as const;
export type ReplacementGround = (typeof REPLACEMENT_GROUNDS)[number];

export interface ReplacementTerms {
  readonly grounds: readonly ReplacementGround[];
  /** Usual term of use; null: none stated. */
  readonly usageTermMonths: number | null;
  /** Whether cheaper kinds must be tried first, though nothing changed. */
  readonly cheaperFirst: boolean;
}

export const ACTIVITY_CODES = [
  'FITTING',
  'INSTRUCTION',
  'TRIAL',
  'TRIAL_PROSTHESIS',
  'COMPLETING_PRESCRIPTION',
  'DECISION_TREE_BY_NURSE',
  'SUPPORT_BANDAGE_FITTING',
  'IRRIGATION_INSTRUCTION',
  'TEACHING_TO_PUT_ON',
  'ADJUSTMENT',
  'EVALUATION',
  'BREAKDOWN_SERVICE_DAY_AND_NIGHT',
  'LOAN_DEVICE',
  'REPAIR',
  'SAMPLES',
  'REGISTRATION_PER_ARTICLE',
] as const;
export type ActivityCode = (typeof ACTIVITY_CODES)[number];

/** Paid by a tariff line, included in the price, paid elsewhere, or not paid. */
export const ACTIVITY_FUNDINGS = ['PRICED', 'INCLUDED', 'ELSEWHERE', 'NOT_FUNDED'] as const;
export type ActivityFunding = (typeof ACTIVITY_FUNDINGS)[number];

export interface TermActivity {
  readonly code: ActivityCode;
  /** EMDN prefix that it is for; null: all of the contract. */
  readonly productGroupPrefix: string | null;
  readonly funding: ActivityFunding;
  /** AGB qualification of who does it, of a professional or of the supplier itself; null: it is not named who. */
  readonly byQualification: string | null;
  /** Whether an amount is agreed. Contracts signed before one was asked for may be priced without. */
  readonly hasTariff: boolean;
}

export const CLAUSE_CODES = [
  'MODULES_KEPT',
  'EMERGENCY',
  'REJECTION_MOTIVATED',
  'ESCALATION',
  'INDEXATION',
  'INSURER_CHANGE_OR_DEATH',
  'DOUBLE_SUPPLIER',
  'PUBLICATION',
  'GOOD_CONTRACTING',
  'SECOND_SOURCE',
  'PENALTY',
  'INNOVATION',
  'STEPPED_CARE',
  'MINIMUM_STOCK',
  'CONVERSION',
  'START_STOP_CRITERIA',
  'TRAINING',
  'SECOND_DEVICE',
  'SHARED_DECISION',
  'REPEAT_WITHOUT_PRESCRIPTION',
  'AFTERCARE',
] as const;
export type ClauseCode = (typeof CLAUSE_CODES)[number];

export interface TermClause {
  readonly code: ClauseCode;
  /** Figures and choices of the clause by name (see CLAUSE_PARAMETERS), such as { decisionDays: 10 }. */
  readonly parameters: Readonly<Record<string, string | number | boolean>>;
  readonly text: string;
}

export const CERTIFICATE_KINDS = ['SEMH', 'ISO_13485', 'ISO_9001', 'KWOT', 'NEN_7510'] as const;
export type CertificateKind = (typeof CERTIFICATE_KINDS)[number];

export interface TermCertificate {
  readonly kind: CertificateKind;
  readonly validFrom: string;
  readonly validUntil: string | null;
}

export interface TermSubcontractor {
  readonly agb: string;
  readonly reportedOn: string;
  readonly approved: boolean;
}

/** What a contract leaves out of the groups that its lines give. */
export interface TermExclusion {
  /** EMDN code: the whole group and all groups under it; or else an article. */
  readonly productGroupCode: string | null;
  readonly articleId: number | null;
  /** Whether a motivated prescription may go beyond it. */
  readonly motivatedDeviation: boolean;
}

export interface DatedQualification {
  /** Four digits, 76xx. */
  readonly code: string;
  readonly validFrom: string;
  readonly validUntil: string | null;
}

/** A product group as a rule has to know it. */
export interface QualityGroup {
  /** EMDN code. */
  readonly code: string;
  readonly name: string;
  readonly category: DeviceCategory;
  /** AGB qualifications (76xx), any of which a supplier of it needs; the narrowest first. */
  readonly qualifications: readonly string[];
}

/** An article as a rule has to know it. */
export interface QualityArticle {
  readonly id: number;
  /** GTIN of 14 digits. */
  readonly gtin: string;
  readonly productGroupCode: string;
  readonly maker: string;
  /**
   * Articles of a group with the same key serve the same function: their hard characteristics are the
   * same. In words, as findings quote it: 'catheter size 14 CH, term of use: long'.
   */
  readonly functionKey: string;
  readonly characteristics: CharacteristicValues;
}

/** A characteristic as a rule has to know it, to speak of it. */
export interface QualityCharacteristic {
  readonly code: string;
  readonly name: string;
  /** Unit of a number, such as 'mm'; null: none. */
  readonly unit: string | null;
}

/** What a rule has to know of the catalogue; made by `qualityCatalogueOf`. Active articles alone. */
export interface QualityCatalogue {
  readonly groups: readonly QualityGroup[];
  readonly characteristics: readonly QualityCharacteristic[];
  readonly articles: readonly QualityArticle[];
}

/** A version of a timeliness norm (tijdigheidsnorm) as a rule has to know it. */
export interface QualityNorm {
  /** Code and version, as clauses name it: 'DISW-TIJDIGHEID/2'. */
  readonly name: string;
  /** False: a draft, put to patients, or withdrawn. */
  readonly adopted: boolean;
  /** YYYY-MM-DD, both inclusive; null: no end. */
  readonly validFrom: string;
  readonly validUntil: string | null;
  /**
   * How many minutes an emergency for the product group may take at most.
   * @param regionCode null: the whole country, so the fewest minutes of any region
   * @returns undefined when the norm says nothing of it
   */
  emergencyMinutes(
    group: Pick<QualityGroup, 'code' | 'category'>,
    regionCode: string | null,
    insurerUzovi: string,
  ): number | undefined;
}

export interface DatedStockPoints {
  /** Suppliers with a stock point that serves day and night, per region. */
  readonly nightRegions: readonly {
    readonly supplierAgb: string;
    readonly regionCode: string;
    /** AGB qualifications (76xx) that it may hand out under. */
    readonly qualifications: ReadonlySet<string>;
  }[];
}
