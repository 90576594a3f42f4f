import type { Caller } from '../access/caller';

/** Of a stock point, what says whose it is. */
export interface OwnedPoint {
  readonly code: string;
  /** AGB code. */
  readonly supplierAgb: string;
}

/** Who may know what it holds, by article and lot: itself, its supplier, and the supervisor. */
export function mayReadStock(caller: Caller, point: OwnedPoint): boolean {
  return caller.role === 'AUTHORITY' || isOwn(caller, point);
}

/**
 * Who may know whether it holds anything of a product group: prescribers and insurers as well. Whoever
 * supplies must not learn when a competitor has run out.
 */
export function mayAskWhatIsHeld(caller: Caller, point: OwnedPoint): boolean {
  const isCompetitor = caller.role === 'STOCK_POINT' || caller.role === 'SUPPLIER';
  return !isCompetitor || isOwn(caller, point);
}

function isOwn({ role, stockPointCode, supplierAgb }: Caller, point: OwnedPoint): boolean {
  if (role === 'STOCK_POINT') return point.code === stockPointCode;
  return role === 'SUPPLIER' && point.supplierAgb === supplierAgb;
}
