import type { Difference } from '../catalogue/substitution.rules';
import type { PayerBasis } from '../contracts/payer-basis';
import type { KnownLine } from './lines';
import type { RequestState } from './request-state.rules';
import type { Route } from './router';
import type { PlannedPart } from './routing.rules';

export interface AnsweredAllocation {
  readonly line: number;
  readonly articleId: number;
  readonly pieces: number;
  readonly match: 'EXACT' | 'EQUIVALENT' | 'FUNCTIONAL';
  readonly differences: readonly Difference[];
  readonly pays: PayerBasis;
  readonly contractLineId: number | null;
  readonly contractNumber: string | null;
}

export interface AnsweredPart {
  readonly part: number;
  readonly stockPointId: number;
  readonly acceptBy: string;
  readonly startsAt: string;
  readonly onCall: boolean;
  readonly preparationMinutes: number;
  readonly travelMinutes: number;
  /** Exact decimal, two digits. */
  readonly distanceKm: string;
  readonly expectedAt: string;
  readonly allocations: readonly AnsweredAllocation[];
}

/**
 * What the prescriber was told, kept word for word in the event PLACED: the same key gets the same
 * answer again, and a supervisor sees what had been promised. No patient data.
 */
export interface PlacedAnswer {
  readonly state: RequestState;
  readonly placedAt: string;
  readonly deadlineAt: string;
  readonly normRuleId: number;
  readonly insurerUzovi: string | null;
  readonly parts: readonly AnsweredPart[];
  /** Line numbers that no stock point could serve. */
  readonly unassigned: readonly number[];
}

/** Parts of a plan as they are answered and stored, numbered from `firstPart`. */
export function answeredParts(
  route: Route,
  lines: readonly KnownLine[],
  firstPart: number,
  uzovi: string | undefined,
): AnsweredPart[] {
  return route.parts.map((planned, index) =>
    answeredPart(planned, firstPart + index, route, lines, uzovi),
  );
}

function answeredPart(
  { timing, allocations }: PlannedPart,
  part: number,
  route: Route,
  lines: readonly KnownLine[],
  uzovi: string | undefined,
): AnsweredPart {
  const { point } = timing;
  return {
    part,
    stockPointId: point.id,
    acceptBy: timing.acceptBy.toISOString(),
    startsAt: timing.startsAt.toISOString(),
    onCall: timing.onCall,
    preparationMinutes: timing.preparationMinutes,
    travelMinutes: timing.travelMinutes,
    distanceKm: timing.distanceKm.toFixed(2),
    expectedAt: timing.expectedAt.toISOString(),
    allocations: allocations.map(({ lineNumber, articleId, pieces, match }) => {
      const matching = lines
        .find((line) => line.lineNumber === lineNumber)
        ?.matching.find(({ article }) => article.id === articleId);
      const contracted = route.contractedLine(point.supplierAgb, articleId);
      return {
        line: lineNumber,
        articleId,
        pieces,
        match,
        differences: matching?.differences ?? [],
        pays: payerBasis(uzovi, contracted !== undefined),
        contractLineId: contracted?.contractLineId ?? null,
        contractNumber: contracted?.contractNumber ?? null,
      };
    }),
  };
}

/** Who pays is settled after the stock point was chosen, and never stands in the way. */
export function payerBasis(uzovi: string | undefined, contracted: boolean): PayerBasis {
  if (uzovi === undefined) return 'INSURER_UNKNOWN';
  return contracted ? 'CONTRACT' : 'EMERGENCY_EXCEPTION';
}

/** The rows that `insert-request` and `insert-parts` take beside the parts themselves. */
export function allocationRows(
  parts: readonly AnsweredPart[],
  route: Route,
): {
  allocations: (AnsweredAllocation & { part: number })[];
  lots: { line: number; lot: number; pieces: number }[];
} {
  return {
    allocations: parts.flatMap(({ part, allocations }) =>
      allocations.map((allocation) => ({ ...allocation, part })),
    ),
    lots: route.parts.flatMap(({ allocations }) =>
      allocations.flatMap(({ lineNumber, lots }) =>
        lots.map(({ lotId, pieces }) => ({ line: lineNumber, lot: lotId, pieces })),
      ),
    ),
  };
}

/** As `routing_decision.considered` keeps it. */
export function consideredRows(route: Route): (number | string | null)[][] {
  return route.considered.map(({ stockPointId, verdict, minutes }) => [
    stockPointId,
    verdict,
    minutes,
  ]);
}
