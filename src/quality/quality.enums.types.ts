import { registerEnumType } from 'type-graphql';
import { enumOf } from '../platform/graphql/refusal.types';
import { CARE_PHASES, FORCES } from './quality-module';

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
