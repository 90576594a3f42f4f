/** A field of Query or Mutation. */
export interface RootField {
  readonly kind: 'Query' | 'Mutation';
  readonly name: string;
}

/** Who may call one root field. */
export interface RootFieldRule<Context> {
  /** A sentence that is added to the field's description. */
  readonly description: string;
  /** The error to answer with, or undefined when the call may go on. */
  refusal(context: Context, field: RootField): Error | undefined;
}

/** Knows the rule of every root field. A root field without one is not built. */
export interface RootFieldGuard<Context> {
  /** @param resolverClass the constructor that has `method` */
  ruleFor(resolverClass: object, method: string): RootFieldRule<Context> | undefined;
}

/** The rule of a root field, for another way to the same. @throws Error when it has none */
export function ruleOf<Context>(
  guard: RootFieldGuard<Context>,
  resolverClass: object,
  method: string,
): RootFieldRule<Context> {
  const rule = guard.ruleFor(resolverClass, method);
  if (rule === undefined) throw new Error(`Nobody says who may call ${method}`);
  return rule;
}
