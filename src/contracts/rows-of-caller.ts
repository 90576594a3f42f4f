import type { Caller } from '../access/caller';

/**
 * $1 and $2 of every statement that reads contracts or settlements: the caller's role and the code of
 * its organisation (UZOVI or AGB). The statements give nothing for a role they do not name.
 */
export function rowsOf({ role, uzovi, supplierAgb }: Caller): readonly [string, string | null] {
  return [role, uzovi ?? supplierAgb ?? null];
}
