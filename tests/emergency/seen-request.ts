import type { World } from './world';

/** A request as the API shows it, with what the tests look at. */
export interface SeenRequest {
  readonly id: string;
  readonly state: string;
  readonly verdict: string;
  readonly stoppedAt: string | null;
  readonly closedAt: string | null;
  readonly closeReason: string | null;
  readonly expectedLate: boolean;
  readonly deadline: { readonly at: string; readonly effectiveAt: string };
  readonly suspensions: readonly {
    readonly reason: string;
    readonly suspendedAt: string;
    readonly resumedAt: string | null;
  }[];
  readonly parts: readonly SeenPart[];
}

export interface SeenPart {
  readonly partNumber: number;
  readonly state: string;
  readonly stockPoint: { readonly id: string };
  readonly assignedAt: string;
  readonly acceptBy: string;
  readonly expectedAt: string;
  readonly passOverReason: string | null;
  readonly declineReason: string | null;
  readonly reckoning: {
    readonly startsAt: string;
    readonly onCall: boolean;
    readonly preparationMinutes: number;
    readonly travelMinutes: number;
  };
  readonly gives: readonly {
    readonly lineNumber: number;
    readonly pieces: number;
    readonly match: string;
    readonly article: { readonly gtin: string };
    readonly lots: readonly { readonly lotNumber: string; readonly pieces: number }[];
  }[];
}

const REQUEST = `query ($id: ID!) { emergencyRequest(id: $id) {
  id state verdict stoppedAt closedAt closeReason expectedLate deadline { at effectiveAt }
  suspensions { reason suspendedAt resumedAt }
  parts { partNumber state stockPoint { id } assignedAt acceptBy expectedAt passOverReason declineReason
    reckoning { startsAt onCall preparationMinutes travelMinutes }
    gives { lineNumber pieces match article { gtin } lots { lotNumber pieces } } }
} }`;

/** @returns null when the caller may not see it */
export async function seenBy(world: World, token: string, id: string): Promise<SeenRequest | null> {
  const answer = await world.ask<{ emergencyRequest: SeenRequest | null }>(token, REQUEST, { id });
  return answer.emergencyRequest;
}

/** As `seenBy`, by who may see it. */
export async function seen(world: World, token: string, id: string): Promise<SeenRequest> {
  const request = await seenBy(world, token, id);
  if (request === null) throw new Error(`${id} may not be seen`);
  return request;
}

/** 'SP-0067 RESERVED' for each part, in order. */
export function partWords({ parts }: Pick<SeenRequest, 'parts'>): string[] {
  return parts.map(({ stockPoint, state }) => `${stockPoint.id} ${state}`);
}

/** Whole minutes from one instant to another. */
export function minutesBetween(from: string | Date, until: string | Date): number {
  return (new Date(until).getTime() - new Date(from).getTime()) / 60_000;
}
