import type { DeviceCategory } from '../catalogue/device-category';

export const MODULE_VERSION_STATUSES = ['DRAFT', 'REGISTERED', 'SUPERSEDED'] as const;
export type ModuleVersionStatus = (typeof MODULE_VERSION_STATUSES)[number];

/** How sure it is that the module says this: SOURCED as written, DERIVED from what is, PROPOSED by this project. */
export const CERTAINTIES = ['SOURCED', 'DERIVED', 'PROPOSED'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** Whether it binds, advises, or is left to the insurer (annex "Uitwerking en implementatie module X"). */
export const FORCES = ['BINDING', 'ADVISORY', 'INSURER_DISCRETION'] as const;
export type Force = (typeof FORCES)[number];

/** Where the act it asks for is paid: under the contract, elsewhere in care, or not decided. */
export const FUNDINGS = ['FUNDED_HERE', 'ELSEWHERE', 'UNDECIDED'] as const;
export type Funding = (typeof FUNDINGS)[number];

/** The steps of the process of care with a device, as the framework (GKH) has them. */
export const CARE_PHASES = [
  'PROBLEM',
  'CARE_QUESTION',
  'PLAN',
  'REQUIREMENTS',
  'CHOICE_AND_TRIAL',
  'DELIVERY_AND_INSTRUCTION',
  'USE',
  'EVALUATION',
] as const;
export type CarePhase = (typeof CARE_PHASES)[number];

/** CONTRACT: each contract must keep it. INSURER: all contracts of an insurer together. */
export const REQUIREMENT_LEVELS = ['CONTRACT', 'INSURER'] as const;
export type RequirementLevel = (typeof REQUIREMENT_LEVELS)[number];

/** A rule as data: one of the kinds of `evaluators.ts`, with its parameters. */
export interface Rule {
  readonly kind: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** One thing that a module asks for. */
export interface Requirement {
  /** Such as 'G01'; stays the same from version to version. */
  readonly code: string;
  readonly statement: string;
  readonly dutchStatement: string;
  readonly source: string;
  readonly certainty: Certainty;
  readonly force: Force;
  readonly funding: Funding | null;
  readonly phase: CarePhase | null;
  readonly level: RequirementLevel;
  /** Who judges it, when no contract can show it; then there is no rule. */
  readonly judgedBy: string | null;
  /** YYYY-MM-DD, the first day on which it is asked; null: always. */
  readonly appliesFrom: string | null;
  readonly rule: Rule | null;
}

/** What a module is about. */
export interface QualityModule {
  /** One of MODULE_CODES, or one that was added. */
  readonly code: string;
  readonly name: string;
  readonly dutchName: string;
  /** False: no module in the Register of Zorginstituut Nederland; then no contract need pin it. */
  readonly inRegister: boolean;
  /** Devices it is about; empty: every contract, whatever it is about. */
  readonly categories: readonly DeviceCategory[];
  /** EMDN prefixes it is limited to within these categories; empty: no limit. */
  readonly productGroups: readonly string[];
}

/** A version of a module with its requirements. */
export interface ModuleVersion {
  readonly id: number;
  readonly module: QualityModule;
  readonly version: number;
  readonly status: ModuleVersionStatus;
  readonly title: string;
  /** YYYY-MM-DD; null while a draft, and where no register has it. */
  readonly registeredOn: string | null;
  /** YYYY-MM-DD. */
  readonly validFrom: string;
  readonly source: string;
  readonly verified: boolean;
  /** In their order in the module. */
  readonly requirements: readonly Requirement[];
}

/** What a yearly review came to: it stays, is brought up to date in parts (actualiseren), or revised (reviseren). */
export const REVIEW_OUTCOMES = ['NO_CHANGE', 'UPDATE', 'REVISION'] as const;
export type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number];
