import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getMetadataStorage } from 'type-graphql';
import { EmergencyResolver } from '../../src/emergency/emergency.resolver';
import { FulfilmentResolver } from '../../src/emergency/fulfilment.resolver';
import { REFUSAL_CODES } from '../../src/platform/refusal';
import { StockPointResolver } from '../../src/supply/stock-point.resolver';
import { eventually, outcomeOf, rows } from './acts';
import { CALLERS, MUTATIONS, type MutationName } from './mutations';
import { createRefusalWorld, type Prepared, type RefusalWorld } from './refusal-world';
import { form, lineOf } from './world';

let world: RefusalWorld;

beforeAll(async () => {
  world = await createRefusalWorld();
});
afterAll(() => world.dispose());

type Token = keyof RefusalWorld['tokens'];

interface Case {
  readonly mutation: MutationName;
  readonly code: string;
  readonly when: string;
  readonly who: Token;
  readonly variables: () => Record<string, unknown>;
  /** The clock for this one call; else it stands at two in the night. */
  readonly at?: string;
  /**
   * An attempt at a request that is not the caller's: by design that is written to the access log, as a
   * DENIED row of its own. Every other refusal leaves no trace whatever.
   */
  readonly denied?: true;
}

const asked = (over: Record<string, unknown> = {}) => ({
  input: form({ lines: [lineOf(world.article.gtin, 2)], ...over }),
});

const placing = (
  code: string,
  when: string,
  over: () => Record<string, unknown>,
  more: Partial<Case> = {},
): Case => ({
  mutation: 'placeEmergencyRequest',
  code,
  when,
  who: 'doctor',
  variables: () => asked(over()),
  ...more,
});

const REASONS: Partial<Record<MutationName, string>> = {
  declineEmergencyRequest: 'NO_STAFF',
  reportNotHandedOver: 'DAMAGED',
  suspendClock: 'PATIENT_UNREACHABLE',
  cancelEmergencyRequest: 'OTHER',
};
const proof = { method: 'SIGNATURE', receivedBy: 'PATIENT' };

const acting = (
  mutation: MutationName,
  code: string,
  when: Prepared | 'unknown' | 'no number',
  more: Partial<Case> & {
    readonly lots?: readonly object[];
    readonly reason?: string;
    readonly part?: number;
  } = {},
): Case => {
  const { lots, reason = REASONS[mutation], part, ...rest } = more;
  return {
    mutation,
    code,
    when: more.when ?? when,
    who: CALLERS[mutation][0] === 'STOCK_POINT' ? 'clerk' : 'doctor',
    variables: () => ({
      id: when === 'unknown' ? 'ER999999999' : when === 'no number' ? 'ten' : world.requests[when],
      ...(reason === undefined ? {} : { reason }),
      ...(part === undefined ? {} : { part }),
      ...(mutation === 'handOverEmergencyRequest' ? { input: { ...proof, lots } } : {}),
    }),
    ...rest,
  };
};

const STOCK_ACTS = ['receiveStock', 'adjustStock', 'correctLotExpiry'] as const;

const STOCK_INPUTS = {
  receiveStock: { pieces: 1, expiresOn: '2029-12-31' },
  adjustStock: { change: -1, reason: 'COUNTED' },
  correctLotExpiry: { expiresOn: '2029-12-31', reason: 'MISTYPED' },
};

const stocking = (
  mutation: (typeof STOCK_ACTS)[number],
  code: string,
  when: string,
  over: () => Record<string, unknown>,
  who: Token = 'clerk',
): Case => ({
  mutation,
  code,
  when,
  who,
  variables: () => ({
    input: {
      actKey: `act ${when}`,
      gtin: world.article.gtin,
      lotNumber: 'LARGE',
      ...STOCK_INPUTS[mutation],
      ...over(),
    },
  }),
});

const notMine = (mutation: MutationName): Case[] => {
  const strangers: Token[] = [];
  if (CALLERS[mutation].includes('STOCK_POINT')) strangers.push('elsewhere', 'nowhere');
  if (CALLERS[mutation].includes('PRESCRIBER')) strangers.push('stranger');
  return [
    acting(mutation, 'NOT_FOUND', 'unknown', { denied: true }),
    acting(mutation, 'NOT_FOUND', 'no number'),
    ...strangers.flatMap((who) =>
      (['reserved', 'handedOver'] as const).map((state) =>
        acting(mutation, 'NOT_FOUND', state, {
          who,
          denied: true,
          when: `${state}, asked by ${who}`,
        }),
      ),
    ),
  ];
};

const CASES: readonly Case[] = [
  placing('KEY_REUSED', 'its key was used for other content', () => ({
    requestKey: world.usedKey,
    urgencyReason: 'DEVICE_LOST',
  })),
  placing('UNKNOWN_PRESCRIBER', 'registered elsewhere', () => ({}), { who: 'wrongProvider' }),
  placing('MAY_NOT_PRESCRIBE', 'not of her field', () => ({}), { who: 'nurse' }),
  placing('UNKNOWN_POSTCODE', 'nowhere', () => ({
    address: { postcode: '1000 AA', houseNumber: '1' },
  })),
  placing('NOT_IN_CATALOGUE', 'an unknown article', () => ({ lines: [lineOf('08712345678906')] })),
  placing('NOT_A_DISW_DEVICE', 'a prosthesis', () => ({
    lines: [{ productGroup: 'Y063018', pieces: 1, substitution: 'ALLOWED' }],
  })),
  placing('CHARACTERISTIC_MISSING', 'test strips for some meter', () => ({
    lines: [{ productGroup: 'W0101060101', pieces: 50, substitution: 'ALLOWED' }],
  })),
  placing('NOTHING_FITS', 'a size that nobody makes', () => ({
    lines: [
      {
        productGroup: 'U010201',
        pieces: 1,
        substitution: 'ALLOWED',
        characteristics: [
          { code: 'CHARRIERE', value: '61' },
          { code: 'TERM_OF_USE', value: 'LONG' },
          { code: 'LATEX_FREE', value: 'true' },
          { code: 'WEARER', value: 'MAN' },
        ],
      },
    ],
  })),
  placing('NO_NORM_IN_FORCE', 'before any norm', () => ({}), { at: '2024-06-01T10:00:00Z' }),

  ...(Object.keys(REASONS_AND_OTHERS()) as MutationName[]).flatMap(notMine),
  ...(Object.keys(REASONS_AND_OTHERS()) as MutationName[]).flatMap((mutation) => [
    acting(mutation, 'ALREADY_ENDED', 'handedOver'),
    acting(mutation, 'ALREADY_ENDED', 'cancelled'),
    // What is on its way is still reported back.
    ...(mutation === 'reportNotHandedOver'
      ? []
      : [acting(mutation, 'ALREADY_ENDED', 'cancelledOnItsWay')]),
  ]),
  ...(Object.keys(MUTATIONS) as MutationName[])
    .filter((mutation) => MUTATIONS[mutation].includes('$part'))
    .map((mutation) =>
      acting(mutation, 'UNKNOWN_PART', 'accepted', { part: 2, when: 'it names a part of nobody' }),
    ),
  acting('acceptEmergencyRequest', 'WRONG_STATE', 'accepted'),
  acting('declineEmergencyRequest', 'WRONG_STATE', 'dispatched'),
  acting('dispatchEmergencyRequest', 'WRONG_STATE', 'reserved'),
  acting('dispatchEmergencyRequest', 'WRONG_STATE', 'dispatched'),
  acting('dispatchEmergencyRequest', 'WRONG_HANDOVER', 'pickupAccepted'),
  acting('markReadyForPickup', 'WRONG_STATE', 'pickupReady'),
  acting('markReadyForPickup', 'WRONG_HANDOVER', 'accepted'),
  acting('reportNotHandedOver', 'WRONG_STATE', 'accepted'),
  acting('reportNotHandedOver', 'WRONG_STATE', 'dispatched', {
    reason: 'CANCELLED',
    when: 'it is on its way and was not cancelled',
  }),
  acting('reportNotHandedOver', 'WRONG_HANDOVER', 'dispatched', { reason: 'NOT_FETCHED' }),
  acting('reportNotHandedOver', 'WRONG_HANDOVER', 'cancelledOnItsWay', { reason: 'NOT_FETCHED' }),
  acting('reportNotHandedOver', 'WRONG_HANDOVER', 'pickupReady', { reason: 'NOBODY_HOME' }),
  acting('handOverEmergencyRequest', 'WRONG_STATE', 'reserved'),
  acting('handOverEmergencyRequest', 'UNKNOWN_LOT', 'accepted', {
    lots: [{ lineNumber: 1, lotNumber: 'NONE', pieces: 2 }],
  }),
  acting('handOverEmergencyRequest', 'LOTS_DO_NOT_ADD_UP', 'accepted', {
    lots: [{ lineNumber: 1, lotNumber: 'LARGE', pieces: 1 }],
  }),
  acting('handOverEmergencyRequest', 'NOT_ENOUGH_STOCK', 'accepted', {
    lots: [{ lineNumber: 1, lotNumber: 'SMALL', pieces: 2 }],
  }),
  acting('handOverEmergencyRequest', 'LOT_EXPIRED', 'accepted', {
    lots: [{ lineNumber: 1, lotNumber: 'OLD', pieces: 2 }],
    at: '2026-11-13T01:00:00Z',
  }),
  acting('suspendClock', 'REASON_NOT_ALLOWED', 'normAllowsLess', { reason: 'FORCE_MAJEURE' }),
  acting('suspendClock', 'WRONG_STATE', 'reserved'),
  acting('suspendClock', 'WRONG_STATE', 'partlyHandedOver'),
  acting('suspendClock', 'CLOCK_NOT_RUNNING', 'suspended'),
  acting('suspendClock', 'CLOCK_NOT_RUNNING', 'pickupReady'),
  acting('resumeClock', 'CLOCK_RUNNING', 'accepted'),
  acting('resumeClock', 'WRONG_STATE', 'partlySuspended'),
  acting('approveSuspension', 'NOT_NEEDED', 'suspended'),
  acting('approveSuspension', 'NOT_YOUR_TURN', 'suspendedByDoctor'),

  stocking('receiveStock', 'NOT_FOUND', 'no such stock point', () => ({}), 'nowhere'),
  stocking('receiveStock', 'NOT_IN_CATALOGUE', 'unknown', () => ({ gtin: '08712345678906' })),
  stocking('receiveStock', 'EXPIRY_DIFFERS', 'another date', () => ({ expiresOn: '2029-12-30' })),
  stocking('receiveStock', 'KEY_REUSED', 'its key was used', () => ({
    actKey: 'lot-1',
    pieces: 41,
  })),
  stocking('adjustStock', 'NOT_FOUND', 'no such stock point', () => ({}), 'nowhere'),
  stocking('adjustStock', 'NOT_IN_CATALOGUE', 'unknown', () => ({ gtin: '08712345678906' })),
  stocking('adjustStock', 'UNKNOWN_LOT', 'unknown', () => ({ lotNumber: 'NONE' })),
  stocking('adjustStock', 'NOT_ENOUGH_STOCK', 'less than reserved', () => ({ change: -40 })),
  stocking('adjustStock', 'KEY_REUSED', 'its key was used', () => ({ actKey: 'lot-1' })),
  stocking('correctLotExpiry', 'NOT_FOUND', 'no such stock point', () => ({}), 'nowhere'),
  stocking('correctLotExpiry', 'NOT_IN_CATALOGUE', 'unknown', () => ({ gtin: '08712345678906' })),
  stocking('correctLotExpiry', 'UNKNOWN_LOT', 'unknown', () => ({ lotNumber: 'NONE' })),
  stocking('correctLotExpiry', 'EXPIRY_THE_SAME', 'nothing to correct', () => ({})),
  stocking('correctLotExpiry', 'KEY_REUSED', 'its key was used', () => ({ actKey: 'lot-1' })),
];

function isStockAct(mutation: MutationName): mutation is (typeof STOCK_ACTS)[number] {
  return (STOCK_ACTS as readonly string[]).includes(mutation);
}

/** Every mutation on a request that is there. */
function REASONS_AND_OTHERS(): Record<string, true> {
  return Object.fromEntries(
    Object.entries(MUTATIONS)
      .filter(([, document]) => document.includes('$id: ID!'))
      .map(([name]) => [name, true]),
  );
}

type Refusal = Record<
  string,
  { __typename: 'Refused'; refusals: { code: string; message: string; path: string | null }[] }
>;

test.each(CASES)(
  'given $mutation, when $when, then it is refused with $code and nothing changes',
  async ({ mutation, code, who, variables, at, denied }) => {
    const standing = world.clock.now();
    const given = variables();
    if (at !== undefined) world.clock.moveTo(at);
    const [counts, kept] = [await world.counts(), await world.fingerprint()];

    const answer = await world.ask<Refusal>(world.tokens[who], MUTATIONS[mutation], given);

    world.clock.moveTo(standing);
    const result = answer[mutation] as Refusal[string];
    expect(outcomeOf(result)).toEqual([code]);
    expect(result.refusals[0]?.message).toMatch(/\w+ \w+/);
    expect(await world.fingerprint()).toBe(kept);
    expect(await world.counts()).toEqual({
      ...counts,
      access_log: (counts['access_log'] ?? 0) + (denied ? 1 : 0),
    });
    if (denied)
      expect(await lastAccess()).toMatchObject({ operation: mutation, outcome: 'DENIED' });
  },
);

test('given all mutations and refusal codes of requests and stock, then each is among these cases', () => {
  const resolvers: readonly unknown[] = [EmergencyResolver, FulfilmentResolver, StockPointResolver];
  const mutations = getMetadataStorage()
    .mutations.filter(({ target }) => resolvers.includes(target))
    .map(({ schemaName }) => schemaName)
    .sort();
  expect(Object.keys(MUTATIONS).sort()).toEqual(mutations);
  expect([...new Set(CASES.map(({ mutation }) => mutation))].sort()).toEqual(mutations);

  const source = ['src/emergency', 'src/supply']
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const used = REFUSAL_CODES.filter((code) => source.includes(`'${code}'`));
  expect([...new Set(CASES.map(({ code }) => code))].sort()).toEqual([...used].sort());
});

const TOKENS: Readonly<Record<string, Token>> = {
  PRESCRIBER: 'doctor',
  STOCK_POINT: 'clerk',
  SUPPLIER: 'supplier',
  INSURER: 'insurer',
  AUTHORITY: 'authority',
};

test.each(Object.keys(MUTATIONS) as MutationName[])(
  'given %s, when someone calls who may not, then that is all that is written down; when nobody is signed in, nothing is',
  async (mutation) => {
    const variables =
      mutation === 'placeEmergencyRequest'
        ? asked()
        : isStockAct(mutation)
          ? stocking(mutation, '', 'by who may not', () => ({})).variables()
          : acting(mutation, '', 'accepted').variables();
    const kept = await world.fingerprint();
    for (const [role, token] of Object.entries(TOKENS)) {
      if (CALLERS[mutation].includes(role)) continue;
      const counts = await world.counts();
      const denials = (counts['access_log'] ?? 0) + 1;

      const { errors } = await world.send(world.tokens[token], MUTATIONS[mutation], variables);

      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
      // The answer does not wait for the record of it.
      await eventually(world.counts, (now) => now['access_log'] === denials);
      expect(await world.counts()).toEqual({ ...counts, access_log: denials });
      expect(await lastAccess()).toMatchObject({ operation: mutation, outcome: 'DENIED', role });
    }
    const counts = await world.counts();
    const { errors } = await world.send(undefined, MUTATIONS[mutation], variables);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
    expect(await world.counts()).toEqual(counts);
    expect(await world.fingerprint()).toBe(kept);
  },
);

async function lastAccess() {
  const [row] = await rows<{ operation: string; outcome: string; role: string }>(
    world,
    'SELECT operation, outcome, role FROM access_log ORDER BY id DESC LIMIT 1',
  );
  return row;
}
