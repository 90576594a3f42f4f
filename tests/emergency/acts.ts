import type { World } from './world';

/** What a mutation on a request answered. */
export interface ActAnswer {
  readonly __typename:
    'EmergencyRequest' | 'EmergencyRequestDeclined' | 'NotHandedOverReported' | 'Refused';
  readonly id?: string;
  readonly state?: string;
  readonly verdict?: string;
  readonly stoppedAt?: string | null;
  readonly deadline?: { readonly at: string; readonly effectiveAt: string };
  readonly refusals?: readonly {
    readonly code: string;
    readonly message: string;
    readonly path: string | null;
  }[];
}

export interface LotTakenWords {
  readonly lineNumber: number;
  readonly lotNumber: string;
  readonly pieces: number;
}

const RESULT = `{ __typename
  ... on EmergencyRequest { id state verdict stoppedAt deadline { at effectiveAt } }
  ... on Refused { refusals { code message path } } }`;
const DECLINED = `{ __typename ... on EmergencyRequestDeclined { id } ... on Refused { refusals { code message path } } }`;
const REPORTED = `{ __typename ... on NotHandedOverReported { id } ... on Refused { refusals { code message path } } }`;

/** The acts on a request, as users send them. */
export interface Acts {
  accept(token: string, id: string): Promise<ActAnswer>;
  decline(token: string, id: string, reason?: string): Promise<ActAnswer>;
  dispatch(token: string, id: string): Promise<ActAnswer>;
  markReady(token: string, id: string): Promise<ActAnswer>;
  reportNotHandedOver(token: string, id: string, reason: string): Promise<ActAnswer>;
  handOver(token: string, id: string, lots?: readonly LotTakenWords[]): Promise<ActAnswer>;
  suspend(token: string, id: string, reason?: string): Promise<ActAnswer>;
  resume(token: string, id: string): Promise<ActAnswer>;
  approve(token: string, id: string): Promise<ActAnswer>;
  cancel(token: string, id: string, reason?: string): Promise<ActAnswer>;
}

export function actsOf(world: World): Acts {
  const act = async (
    token: string,
    operation: string,
    variables: Record<string, unknown>,
    types: string,
    given: string,
    result = RESULT,
  ): Promise<ActAnswer> => {
    const answer = await world.ask<Record<string, ActAnswer>>(
      token,
      `mutation ($id: ID!${types}) { ${operation}(id: $id${given}) ${result} }`,
      variables,
    );
    return answer[operation] as ActAnswer;
  };
  return {
    accept: (token, id) => act(token, 'acceptEmergencyRequest', { id }, '', ''),
    decline: (token, id, reason = 'NO_STAFF') =>
      act(
        token,
        'declineEmergencyRequest',
        { id, reason },
        ', $reason: DeclineReason!',
        ', reason: $reason',
        DECLINED,
      ),
    dispatch: (token, id) => act(token, 'dispatchEmergencyRequest', { id }, '', ''),
    markReady: (token, id) => act(token, 'markReadyForPickup', { id }, '', ''),
    reportNotHandedOver: (token, id, reason) =>
      act(
        token,
        'reportNotHandedOver',
        { id, reason },
        ', $reason: NotHandedOverReason!',
        ', reason: $reason',
        REPORTED,
      ),
    handOver: (token, id, lots) =>
      act(
        token,
        'handOverEmergencyRequest',
        { id, input: { method: 'SIGNATURE', receivedBy: 'PATIENT', lots } },
        ', $input: HandOverInput!',
        ', input: $input',
      ),
    suspend: (token, id, reason = 'PATIENT_UNREACHABLE') =>
      act(
        token,
        'suspendClock',
        { id, reason },
        ', $reason: SuspensionReason!',
        ', reason: $reason',
      ),
    resume: (token, id) => act(token, 'resumeClock', { id }, '', ''),
    approve: (token, id) => act(token, 'approveSuspension', { id }, '', ''),
    cancel: (token, id, reason = 'NO_LONGER_NEEDED') =>
      act(
        token,
        'cancelEmergencyRequest',
        { id, reason },
        ', $reason: CancelReason!',
        ', reason: $reason',
      ),
  };
}

/** The codes of a refusal; of anything else its type, so that a test shows what came instead. */
export function outcomeOf({ __typename, refusals }: Pick<ActAnswer, '__typename' | 'refusals'>) {
  return refusals?.map(({ code }) => code) ?? __typename;
}

/** Rows straight from the database, with the owner's eyes. */
export function rows<Row>(
  world: World,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  return world.db.owner.query<Row>({ name: '', text }, values);
}

export interface LotCounters {
  readonly point: string;
  readonly lot: string;
  readonly onHand: number;
  readonly reserved: number;
}

/** Lots' counters, in order of stock point and lot number. @param gtins of these articles only */
export function lotCounters(world: World, ...gtins: readonly string[]): Promise<LotCounters[]> {
  return rows(
    world,
    `SELECT s.code AS point, l.lot_number AS lot, l.on_hand AS "onHand", l.reserved
     FROM stock_lot l JOIN stock_point s ON s.id = l.stock_point_id JOIN article a ON a.id = l.article_id
     WHERE cardinality($1::text[]) = 0 OR a.gtin = ANY ($1::text[]) ORDER BY 1, 2`,
    [gtins],
  );
}

/** Kinds of the events of a request, in order. */
export async function eventKinds(world: World, number: string): Promise<string[]> {
  const found = await rows<{ kind: string }>(
    world,
    `SELECT kind FROM emergency_request_event WHERE request_id = $1 ORDER BY sequence`,
    [idOf(number)],
  );
  return found.map(({ kind }) => kind);
}

/** The row's id that a request's number stands for. */
export function idOf(number: string): string {
  return number.replace(/^ER0*/, '');
}

/** Waits for what happens after an answer was given, such as another try at waiting requests. */
export async function eventually<Value>(
  look: () => Promise<Value>,
  holds: (value: Value) => boolean,
): Promise<Value> {
  const patience = Date.now() + 10_000;
  for (;;) {
    const value = await look();
    if (holds(value) || Date.now() > patience) return value;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
