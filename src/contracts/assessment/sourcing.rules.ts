/** What the shares of suppliers are reckoned by. */
export const SHARE_BASES = ['SUPPLIED', 'CONTRACTED'] as const;
export type ShareBasis = (typeof SHARE_BASES)[number];

/** How far supply rests on one supplier. */
export interface Concentration {
  /** Null: too few deliveries to tell, and nobody is contracted. */
  readonly basis: ShareBasis | null;
  /** Emergency deliveries that were made. */
  readonly deliveries: number;
  /** Share of the largest, 0..100. */
  readonly largestShare: number | null;
  /** Herfindahl-Hirschman index: the sum of the squared shares, 0..10000. */
  readonly concentration: number | null;
}

/** What one source handed over. */
export interface Supplied {
  readonly pieces: number;
  readonly deliveries: number;
}

/** With fewer deliveries shares say nothing: one delivery would be a monopoly. Ours; reports withhold below it too. */
export const LEAST_DELIVERIES = 10;

/**
 * By the pieces that each handed over; where too few deliveries were made to tell, as if those contracted
 * supply alike: no contract says how much.
 * @param supplied of each source that handed over any
 * @param contracted how many independent sources are contracted
 */
export function concentrationOf(supplied: readonly Supplied[], contracted: number): Concentration {
  const deliveries = supplied.reduce((sum, one) => sum + one.deliveries, 0);
  const isEnough = deliveries >= LEAST_DELIVERIES;
  const amounts = isEnough
    ? supplied.map(({ pieces }) => pieces).filter((amount) => amount > 0)
    : new Array<number>(contracted).fill(1);
  if (amounts.length === 0) {
    return { basis: null, deliveries, largestShare: null, concentration: null };
  }
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  const shares = amounts.map((amount) => (100 * amount) / total);
  return {
    basis: isEnough ? 'SUPPLIED' : 'CONTRACTED',
    deliveries,
    largestShare: Math.max(...shares),
    concentration: Math.round(shares.reduce((sum, share) => sum + share ** 2, 0)),
  };
}

/** Adds up what each source handed over; who is in none of them is one by itself. */
export function bySource(
  supplied: readonly (Supplied & { readonly supplierAgb: string })[],
  sources: readonly { readonly suppliers: readonly string[] }[],
): Supplied[] {
  const sums = new Map<string, Supplied>();
  for (const { supplierAgb, pieces, deliveries } of supplied) {
    const source = sources.find(({ suppliers }) => suppliers.includes(supplierAgb));
    const name = source?.suppliers[0] ?? supplierAgb;
    const sum = sums.get(name) ?? { pieces: 0, deliveries: 0 };
    sums.set(name, { pieces: sum.pieces + pieces, deliveries: sum.deliveries + deliveries });
  }
  return [...sums.values()];
}
