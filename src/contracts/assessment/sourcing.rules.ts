/** What the shares of suppliers are reckoned by. */
export const SHARE_BASES = ['SUPPLIED', 'CONTRACTED'] as const;
export type ShareBasis = (typeof SHARE_BASES)[number];

/** How far supply rests on one supplier. */
export interface Concentration {
  /** Null: nobody supplies, and nobody is contracted to. */
  readonly basis: ShareBasis | null;
  /** Share of the largest, 0..100. */
  readonly largestShare: number | null;
  /** Herfindahl-Hirschman index: the sum of the squared shares, 0..10000. */
  readonly concentration: number | null;
}

/**
 * By the pieces that each handed over; where nothing was, as if those contracted supply alike: no contract
 * says how much.
 * @param pieces of each supplier that handed over any
 * @param contracted how many suppliers are contracted
 */
export function concentrationOf(pieces: readonly number[], contracted: number): Concentration {
  const supplied = pieces.filter((amount) => amount > 0);
  const amounts = supplied.length > 0 ? supplied : new Array<number>(contracted).fill(1);
  if (amounts.length === 0) return { basis: null, largestShare: null, concentration: null };
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  const shares = amounts.map((amount) => (100 * amount) / total);
  return {
    basis: supplied.length > 0 ? 'SUPPLIED' : 'CONTRACTED',
    largestShare: Math.max(...shares),
    concentration: Math.round(shares.reduce((sum, share) => sum + share ** 2, 0)),
  };
}
