import type { DeviceCategory } from '../../src/catalogue/device-category';
import type {
  CarePhase,
  Certainty,
  Force,
  Funding,
  Requirement,
  RequirementLevel,
  Rule,
} from '../../src/quality/quality-module';

/** A module as it is seeded. */
export interface SeedModule {
  readonly code: string;
  readonly name: string;
  readonly dutchName: string;
  readonly inRegister: boolean;
  readonly categories: readonly DeviceCategory[];
  readonly productGroups: readonly string[];
  readonly source: string;
  /** Oldest first; the last may be a draft. */
  readonly versions: readonly SeedVersion[];
}

export interface SeedVersion {
  readonly version: number;
  readonly status: 'DRAFT' | 'REGISTERED';
  readonly title: string;
  /** YYYY-MM-DD; null where no date was found, and for a draft. */
  readonly registeredOn: string | null;
  readonly validFrom: string;
  readonly source: string;
  readonly requirements: readonly Requirement[];
}

interface Given {
  readonly code: string;
  readonly statement: string;
  readonly dutch: string;
  readonly source: string;
  readonly certainty: Certainty;
  readonly force: Force;
  readonly funding?: Funding;
  readonly phase?: CarePhase;
  readonly level?: RequirementLevel;
  readonly appliesFrom?: string;
}

/** A requirement that contracts can be checked by. */
export function checked(given: Given, rule: Rule): Requirement {
  return { ...requirement(given), rule };
}

/** A requirement that no contract can show. */
export function judged(given: Given, judgedBy: string): Requirement {
  return { ...requirement(given), judgedBy };
}

function requirement({ dutch, ...given }: Given): Requirement {
  return {
    funding: null,
    phase: null,
    level: 'CONTRACT',
    judgedBy: null,
    appliesFrom: null,
    rule: null,
    ...given,
    dutchStatement: dutch,
  };
}
