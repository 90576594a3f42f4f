import { DEVICE_CATEGORIES } from '../catalogue/device-category';
import { InputProblems } from '../platform/invalid-input';
import type { CatalogueIndex, IndexedGroup } from './catalogue-index';
import type { Evaluator } from './evaluator';
import { evaluatorOf } from './evaluators';
import { JUDGED_BY_PEOPLE, NOT_APPLICABLE, isUnmet, type Finding } from './finding';
import { allOf, overContracts, untoldOver, type Judge } from './findings.rules';
import type { GroupSelection } from './group-selection.rules';
import {
  emdnPrefix,
  listOf,
  oneOf,
  readParameters,
  withDefault,
  type GivenParameters,
  type ParametersOf,
  type Shape,
} from './parameters';
import type {
  ModuleVersion,
  QualityModule,
  Requirement,
  RequirementLevel,
  Rule,
} from './quality-module';
import type { TermsIndex } from './terms-index';

/** A rule made of others, all of which must be met. */
export const ALL_OF = 'ALL_OF';

/** What every rule may be narrowed by, within what its module is about. */
const SELECTION_SHAPE = {
  categories: withDefault(listOf(oneOf(DEVICE_CATEGORIES)), []),
  productGroups: withDefault(listOf(emdnPrefix), []),
};

/** A rule as data, its parameters checked by the compiler. */
export function ruleOf<S extends Shape>(
  { kind }: Evaluator<S>,
  parameters: GivenParameters<S & typeof SELECTION_SHAPE>,
): Rule {
  return { kind, parameters };
}

export function allRules(...rules: readonly Rule[]): Rule {
  return { kind: ALL_OF, parameters: { rules } };
}

export interface RequirementFinding {
  readonly requirement: Requirement;
  readonly finding: Finding;
}

/** Judges contracts by every requirement of a module version, in its order. */
export function evaluateVersion(version: ModuleVersion, terms: TermsIndex): RequirementFinding[] {
  return version.requirements.map((requirement) => ({
    requirement,
    finding: evaluateRequirement(version.module, requirement, terms),
  }));
}

/**
 * Judges contracts by one requirement. One for all contracts of an insurer together is not asked of one
 * contract; one that each contract must keep is asked of each, and all of them must keep it. What people
 * judge is asked where anything that the module is about is contracted.
 * @throws Error when the rule is of no known kind or its parameters do not fit it
 */
export function evaluateRequirement(
  module: QualityModule,
  requirement: Requirement,
  terms: TermsIndex,
): Finding {
  const { judging, on, verdictsOnly } = terms.context;
  if (requirement.rule === null) {
    const isAsked = isAboutAll(module) || terms.touches(terms.catalogue.select(module));
    return isAsked ? JUDGED_BY_PEOPLE : NOT_APPLICABLE;
  }
  if (requirement.appliesFrom !== null && on < requirement.appliesFrom) return NOT_APPLICABLE;
  if (requirement.level === 'INSURER' && judging === 'CONTRACT') return NOT_APPLICABLE;
  const judge = judgeOf(module, requirement, requirement.rule);
  if (requirement.level === 'INSURER') return judge(terms);
  if (verdictsOnly === true) return untoldOver(terms.each, judge);
  return overContracts(terms.contracts, terms.each.map(judge));
}

/** Whether a contract with this finding may not come into force without a waiver. */
export function keepsFromForce({ requirement, finding }: RequirementFinding): boolean {
  return requirement.level === 'CONTRACT' && requirement.force === 'BINDING' && isUnmet(finding);
}

/** Whether all that a finding of it can tell is who is contracted for what and where, whatever the contracts. */
export function restsOnCoverage({ rule }: Requirement): boolean {
  // What people judge is asked by what is contracted alone, and nothing is told of it.
  if (rule === null) return true;
  return singleRules(rule).every(({ kind }) => evaluatorOf(kind)?.restsOnCoverage === true);
}

/** The parameters of each rule of a kind in a module version, in its order. */
export function parametersOfKind<S extends Shape>(
  { kind, shape }: Evaluator<S>,
  { requirements }: ModuleVersion,
): ParametersOf<S>[] {
  return requirements
    .flatMap(({ rule }) => (rule === null ? [] : singleRules(rule)))
    .filter((rule) => rule.kind === kind)
    .map(({ parameters }) => parametersIn(shape, parameters));
}

/** Of a rule that was checked: those of the shape alone. */
function parametersIn<S extends Shape>(
  shape: S,
  given: Readonly<Record<string, unknown>>,
): ParametersOf<S> {
  return readParameters(shape, pick(given, Object.keys(shape)), '', new InputProblems());
}

/** Notes what is wrong with a rule that somebody wrote down. */
export function checkRule(rule: Rule, path: string, problems: InputProblems): void {
  if (rule.kind === ALL_OF) {
    const parts = partsOf(rule);
    problems.require(parts !== undefined, `${path}.parameters.rules`, 'must be a list of rules');
    parts?.forEach((part, index) => checkRule(part, `${path}.parameters.rules.${index}`, problems));
    return;
  }
  const evaluator = evaluatorOf(rule.kind);
  if (evaluator === undefined) {
    problems.add(`${path}.kind`, 'must be a kind of rule: see qualityRuleKinds');
    return;
  }
  const shape = { ...SELECTION_SHAPE, ...evaluator.shape };
  readParameters(shape, rule.parameters, `${path}.parameters`, problems);
}

const judges = new WeakMap<Requirement, { module: QualityModule; judge: Judge }>();

function judgeOf(module: QualityModule, requirement: Requirement, rule: Rule): Judge {
  const known = judges.get(requirement);
  if (known?.module === module) return known.judge;
  const problems = new InputProblems();
  checkRule(rule, `${module.code} ${requirement.code}`, problems);
  if (!problems.none) {
    throw new Error(`The rule of ${module.code} ${requirement.code} does not fit its kind`);
  }
  const judge = compile(rule, module, requirement.level);
  judges.set(requirement, { module, judge });
  return judge;
}

function compile(rule: Rule, module: QualityModule, level: RequirementLevel): Judge {
  if (rule.kind === ALL_OF) {
    const parts = (partsOf(rule) ?? []).map((part) => compile(part, module, level));
    return (terms) => allOf(parts.map((part) => part(terms)));
  }
  const evaluator = evaluatorOf(rule.kind);
  if (evaluator === undefined) throw new Error(`There is no rule of kind ${rule.kind}`);
  const { categories, productGroups } = parametersIn(SELECTION_SHAPE, rule.parameters);
  const parameters = parametersIn(evaluator.shape, rule.parameters);
  const narrower: GroupSelection = { categories, productGroups };
  const onlyIfContracted = level === 'CONTRACT' && !(isAboutAll(module) && isAboutAll(narrower));
  let last: CatalogueIndex | undefined;
  let groups: readonly IndexedGroup[] = [];
  return (terms) => {
    if (terms.catalogue !== last) {
      last = terms.catalogue;
      groups = last.selectBoth(module, narrower);
    }
    if (onlyIfContracted && !terms.touches(groups)) return NOT_APPLICABLE;
    return evaluator.evaluate(parameters, { terms, groups, level });
  };
}

/** Whether it is about every contract, whatever that is about. */
export function isAboutAll({ categories, productGroups }: GroupSelection): boolean {
  return categories.length === 0 && productGroups.length === 0;
}

/** The rules that it is made of; of one by itself, that one. */
function singleRules(rule: Rule): readonly Rule[] {
  return rule.kind === ALL_OF ? (partsOf(rule) ?? []).flatMap(singleRules) : [rule];
}

function partsOf({ parameters }: Rule): readonly Rule[] | undefined {
  const { rules } = parameters;
  if (!Array.isArray(rules) || rules.length === 0) return undefined;
  return rules.every(isRule) ? rules : undefined;
}

function isRule(value: unknown): value is Rule {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, parameters } = value as Partial<Rule>;
  return typeof kind === 'string' && typeof parameters === 'object' && parameters !== null;
}

function pick(
  values: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Record<string, unknown> {
  return Object.fromEntries(
    names.flatMap((name) => (Object.hasOwn(values, name) ? [[name, values[name]]] : [])),
  );
}
