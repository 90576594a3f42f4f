import type { Caller } from '../access/caller';

/** The two parties of a contract. */
export const SIDES = ['INSURER', 'SUPPLIER'] as const;
export type Side = (typeof SIDES)[number];

/** For whom a caller acts; only insurers and suppliers act on contracts. */
export function sideOf(caller: Caller): Side {
  return caller.role === 'INSURER' ? 'INSURER' : 'SUPPLIER';
}

export function otherSide(side: Side): Side {
  return side === 'INSURER' ? 'SUPPLIER' : 'INSURER';
}
