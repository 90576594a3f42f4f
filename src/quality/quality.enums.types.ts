import { registerEnumType } from 'type-graphql';
import { enumOf } from '../platform/graphql/refusal.types';
import { NEED_PERSPECTIVES } from './functional-needs.rules';
import {
  CARE_PHASES,
  CERTAINTIES,
  FORCES,
  FUNDINGS,
  MODULE_VERSION_STATUSES,
  REQUIREMENT_LEVELS,
  REVIEW_OUTCOMES,
} from './quality-module';

export const CarePhaseEnum = enumOf(CARE_PHASES);
registerEnumType(CarePhaseEnum, {
  name: 'CarePhase',
  description:
    'The steps of the process of care with a device, as the quality framework (GKH) has them.',
});

export const RequirementForceEnum = enumOf(FORCES);
registerEnumType(RequirementForceEnum, {
  name: 'RequirementForce',
  description:
    'Whether a requirement binds, advises, or is left to the insurer (annex "Uitwerking en implementatie").',
});

export const ModuleVersionStatusEnum = enumOf(MODULE_VERSION_STATUSES);
registerEnumType(ModuleVersionStatusEnum, {
  name: 'ModuleVersionStatus',
  description: 'Where a version of a module stands.',
  valuesConfig: {
    DRAFT: { description: 'In the making (concept).' },
    REGISTERED: { description: 'The newest that was registered; it never changes.' },
    SUPERSEDED: { description: 'Followed by a later one; still pinned by older contracts.' },
  },
});

export const RequirementCertaintyEnum = enumOf(CERTAINTIES);
registerEnumType(RequirementCertaintyEnum, {
  name: 'RequirementCertainty',
  description: 'How sure it is that the module asks for it.',
  valuesConfig: {
    SOURCED: { description: 'A source says so.' },
    DERIVED: { description: 'It follows from what a source says.' },
    PROPOSED: { description: 'A proposal of this project, to be confirmed with the module.' },
  },
});

export const RequirementFundingEnum = enumOf(FUNDINGS);
registerEnumType(RequirementFundingEnum, {
  name: 'RequirementFunding',
  description: 'Where the act that a requirement asks for is paid (bekostiging).',
  valuesConfig: {
    FUNDED_HERE: { description: 'Under the contract.' },
    ELSEWHERE: { description: 'Elsewhere in care.' },
    UNDECIDED: { description: 'Not decided; left to the insurer (beleidsruimte).' },
  },
});

export const RequirementLevelEnum = enumOf(REQUIREMENT_LEVELS);
registerEnumType(RequirementLevelEnum, {
  name: 'RequirementLevel',
  description: 'Who must keep a requirement.',
  valuesConfig: {
    CONTRACT: { description: 'Each contract.' },
    INSURER: { description: 'All contracts of an insurer together.' },
  },
});

export const ReviewOutcomeEnum = enumOf(REVIEW_OUTCOMES);
registerEnumType(ReviewOutcomeEnum, {
  name: 'ModuleReviewOutcome',
  description: 'What the yearly review of a module came to.',
  valuesConfig: {
    NO_CHANGE: { description: 'It stays as it is.' },
    UPDATE: { description: 'Parts are brought up to date (actualiseren).' },
    REVISION: { description: 'The whole is revised (reviseren).' },
  },
});

export const NeedPerspectiveEnum = enumOf(NEED_PERSPECTIVES);
registerEnumType(NeedPerspectiveEnum, {
  name: 'NeedPerspective',
  description: 'From which of the three perspectives of the ICF a need is seen.',
  valuesConfig: {
    IMPAIRMENT: { description: 'A function or structure of the body (stoornis).' },
    LIMITATION: { description: 'An activity (beperking).' },
    PARTICIPATION: { description: 'Taking part in life (participatieprobleem).' },
  },
});
