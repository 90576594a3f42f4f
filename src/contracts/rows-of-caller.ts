import type { Caller } from '../access/caller';

/**
 * $1 and $2 of every statement that reads contracts or settlements: the caller's role and the code of
 * its organisation (UZOVI or AGB). The statements give nothing for a role they do not name.
 */
export function rowsOf({ role, uzovi, supplierAgb }: Caller): readonly [string, string | null] {
  return [role, uzovi ?? supplierAgb ?? null];
}

/** The parties whose rows are asked for. */
export interface AskedParties {
  readonly insurer?: string;
  readonly supplier?: string;
}

/**
 * Narrows what is asked down to the caller's own.
 * @returns undefined when it asks for another's: nothing is read then, so that not even the time it takes
 * tells how much the other has
 */
export function ownOf(
  caller: Caller,
  { insurer, supplier }: AskedParties,
): AskedParties | undefined {
  const own = { insurer: insurer ?? caller.uzovi, supplier: supplier ?? caller.supplierAgb };
  const isOther =
    (caller.uzovi !== undefined && own.insurer !== caller.uzovi) ||
    (caller.supplierAgb !== undefined && own.supplier !== caller.supplierAgb);
  return isOther ? undefined : own;
}
