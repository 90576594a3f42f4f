/**
 * What came of reading an input. `value` is the normalised form, to be stored as it is.
 * `warning` tells of a doubt that does not refuse. `problem` says what would be right; neither ever
 * repeats the input, as it may be a patient's.
 */
export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value; readonly warning?: string }
  | { readonly ok: false; readonly problem: string };

export function accepted<Value>(value: Value, warning?: string): Parsed<Value> {
  return warning === undefined ? { ok: true, value } : { ok: true, value, warning };
}

export function refused(problem: string): { readonly ok: false; readonly problem: string } {
  return { ok: false, problem };
}
