import type { IndexedGroup } from './catalogue-index';
import type { Finding } from './finding';
import type { ParametersOf, Shape } from './parameters';
import type { RequirementLevel } from './quality-module';
import type { TermsIndex } from './terms-index';

/** What a rule looks at. */
export interface Judged {
  /** The contracts: one for a requirement that each contract must keep, else all together. */
  readonly terms: TermsIndex;
  /** Product groups that the requirement is about, whether contracted or not. */
  readonly groups: readonly IndexedGroup[];
  /** CONTRACT: one contract is judged by itself, and need not be about every region or product group. */
  readonly level: RequirementLevel;
}

/** A kind of rule: pure, so that the same contracts always get the same verdict. */
export interface Evaluator<S extends Shape> {
  /** Such as 'DELIVERY_WITHIN'. */
  readonly kind: string;
  /** What it checks, as a sentence. */
  readonly description: string;
  /**
   * True: all that it tells, verdict and words, follows from who is contracted for what, in what form of payment
   * and where, which is public. Left out: it looks at other terms, which are for the two parties.
   */
  readonly restsOnCoverage?: true;
  /** Its own parameters; every rule may have `categories` and `productGroups` besides. */
  readonly shape: S;
  /**
   * Said so that it is never asked of contracts without a line in `groups` when each contract must keep
   * it by itself: then it is not applicable.
   */
  evaluate(parameters: ParametersOf<S>, judged: Judged): Finding;
}

/** Any evaluator, when the type of its parameters does not matter. */
export type AnyEvaluator = Evaluator<Shape>;

/** Lets the types of the parameters follow from the shape. */
export function evaluator<S extends Shape>(definition: Evaluator<S>): Evaluator<S> {
  return definition;
}
