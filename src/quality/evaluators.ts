import type { AnyEvaluator } from './evaluator';
import { deliveryWithin } from './evaluators/delivery-within.rules';

/** Every kind of rule. A new kind is one file in `evaluators/` and one line here. */
export const EVALUATORS: readonly AnyEvaluator[] = [deliveryWithin];

const byKind = new Map(EVALUATORS.map((one) => [one.kind, one]));

export function evaluatorOf(kind: string): AnyEvaluator | undefined {
  return byKind.get(kind);
}
