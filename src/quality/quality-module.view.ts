import type { ModuleVersion, Requirement } from './quality-module';
import type { ModuleVersionType, QualityRequirementType } from './quality-module.types';

/** A version of a module as the API shows it. */
export function moduleVersionView({
  module,
  requirements,
  ...version
}: ModuleVersion): ModuleVersionType {
  return {
    __typename: 'ModuleVersion',
    ...version,
    module: module.code,
    get requirements() {
      return requirements.map(requirementView);
    },
  };
}

export function requirementView(requirement: Requirement): QualityRequirementType {
  const { rule } = requirement;
  return {
    ...requirement,
    rule: rule && { kind: rule.kind, parameters: JSON.stringify(rule.parameters) },
  };
}
