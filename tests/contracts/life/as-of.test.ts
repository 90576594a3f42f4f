import fc from 'fast-check';
import { loadTerms } from '../../../src/contracts/life/terms.loader';
import { createLifeWorld, LINE, type LifeWorld, type Outcome } from './world';
import { assertProperty } from '../../support/properties';

let world: LifeWorld;
beforeAll(async () => {
  world = await createLifeWorld();
});
afterAll(() => world.dispose());

const START = Date.parse('2026-11-10T09:00:00Z');
const DAY = 86_400_000;
const dayAt = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);
const FIRST = Date.parse('2026-11-10T00:00:00Z');

/**
 * Days pass; an amendment is drawn up from a day so many days ahead, changed, offered, signed by both (maybe
 * long after its first day) or given up; the contract is broken off.
 */
type Edit =
  | { readonly edit: 'WAIT'; readonly days: number }
  | { readonly edit: 'DRAFT'; readonly ahead: number; readonly until: number }
  | { readonly edit: 'REVISE'; readonly until: number }
  | { readonly edit: 'OFFER' | 'SIGN' | 'WITHDRAW' }
  | { readonly edit: 'TERMINATE'; readonly ahead: number };

const days = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });
const only = <Name extends string>(edit: Name): fc.Arbitrary<{ edit: Name }> =>
  fc.constant({ edit });

const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ edit: fc.constant('WAIT' as const), days: days(90) }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        edit: fc.constant('DRAFT' as const),
        ahead: days(250),
        until: days(200),
      }),
    },
    { weight: 2, arbitrary: fc.record({ edit: fc.constant('REVISE' as const), until: days(200) }) },
    { weight: 2, arbitrary: only('OFFER') },
    { weight: 5, arbitrary: only('SIGN') },
    { weight: 1, arbitrary: only('WITHDRAW') },
    {
      weight: 1,
      arbitrary: fc.record({ edit: fc.constant('TERMINATE' as const), ahead: days(200) }),
    },
  ),
  { minLength: 3, maxLength: 10 },
);

/** A version, and its tariff: its number and how often it was changed, so that terms are seen to be its own. */
interface Shown {
  readonly version: number;
  readonly amount: string;
}

interface Open extends Shown {
  readonly from: string;
  readonly until: string;
  readonly offered: boolean;
}

const tariffOf = (version: number, revision: number): string => `${version}.${revision}000`;

/** What the contract should be, kept as a list of what happened. */
class Model {
  readonly signed: (Shown & { from: string; until: string; at: number })[] = [];
  versions = 1;
  revisions = 0;
  open: Open | undefined;
  termination: { readonly on: string; readonly at: number } | undefined;

  /** The version that holds on a day as was known at a moment: a replay of what happened until then. */
  holds(on: string, at: number): Shown | undefined {
    const { termination } = this;
    if (termination !== undefined && termination.at <= at && termination.on <= on) return undefined;
    const holding = this.signed.findLast((one) => one.at <= at && one.from <= on);
    if (holding === undefined || holding.until < on) return undefined;
    return { version: holding.version, amount: holding.amount };
  }
}

async function asOf(id: string, on: string, at: number): Promise<Shown | undefined> {
  const answer = await world.ask<{
    contract: { version: { version: number; lines: { tariff: { amount: string } }[] } } | null;
  }>(
    world.insurerA,
    `query ($id: ID!, $on: LocalDate, $at: DateTime) { contract(id: $id, asOf: $on, knownAt: $at) {
       version { version lines { tariff { amount } } } } }`,
    { id, on, at: new Date(at).toISOString() },
  );
  const version = answer.contract?.version;
  return version && { version: version.version, amount: version.lines[0]?.tariff.amount ?? '' };
}

/** A version as it is shown, its own terms left out: those are compared by day. */
interface Stage {
  readonly version: number;
  readonly status: string;
  readonly signedByInsurerAt: string | null;
  readonly signedBySupplierAt: string | null;
  readonly inForceFrom: string | null;
  readonly heldSince: string | null;
  /** Null of a draft: a draft keeps no history. */
  readonly validUntil: string | null;
}

const STAGE =
  'version status signedByInsurerAt signedBySupplierAt inForceFrom heldSince validUntil';

/** All versions as each caller is shown them now, or was at a moment; null: nothing holds on that day. */
async function stages(
  id: string,
  known?: { readonly on: string; readonly at: number },
): Promise<(readonly Stage[] | null)[]> {
  const callers = [world.insurerA, world.supplierOne, world.authority];
  const answers = callers.map((token) =>
    world.ask<{ contract: { version: Stage; versions: Stage[] } | null }>(
      token,
      `query ($id: ID!, $on: LocalDate, $at: DateTime) { contract(id: $id, asOf: $on, knownAt: $at) {
         version { ${STAGE} } versions { ${STAGE} } } }`,
      {
        id,
        on: known?.on ?? null,
        at: known === undefined ? null : new Date(known.at).toISOString(),
      },
    ),
  );
  return (await Promise.all(answers)).map(({ contract }) => {
    if (contract === null) return null;
    const { version, versions } = contract;
    expect(versions.find((one) => one.version === version.version)).toEqual(version);
    return versions.map((one) => (one.status === 'DRAFT' ? { ...one, validUntil: null } : one));
  });
}

const done = ({ __typename }: Outcome): boolean => __typename === 'ContractChanged';

/** Does the edit, and says that it was done when it could be, and only then. */
async function apply(id: string, model: Model, edit: Edit): Promise<void> {
  const now = world.clock.now().getTime();
  const act = (token: string, field: string, rest: string, variables = {}): Promise<Outcome> =>
    world.act(token, field, `contract: "${id}"${rest}`, variables);
  const { open } = model;
  switch (edit.edit) {
    case 'WAIT':
      world.clock.moveTo(new Date(now + edit.days * DAY));
      await world.composition.putContractsInForce();
      return;
    case 'DRAFT': {
      const from = dayAt(now + edit.ahead * DAY);
      const until = dayAt(now + (edit.ahead + edit.until) * DAY);
      const version = model.versions + 1;
      const amount = tariffOf(version, 0);
      const could = open === undefined && model.holds(from, now) !== undefined;
      const outcome = await act(
        world.insurerA,
        'amendContract',
        ', from: $from, changes: $changes',
        { from, changes: { validUntil: until, lines: [{ ...LINE, tariff: amount }] } },
      );
      expect(done(outcome)).toBe(could);
      if (!could) return;
      model.versions = version;
      model.open = { version, amount, from, until, offered: false };
      return;
    }
    case 'REVISE': {
      model.revisions = (model.revisions + 1) % 10;
      const amount = tariffOf(open?.version ?? 0, model.revisions);
      const until = dayAt(Date.parse(open?.from ?? dayAt(FIRST)) + edit.until * DAY);
      const holder = open?.offered ? world.supplierOne : world.insurerA;
      const changes = { validUntil: until, lines: [{ ...LINE, tariff: amount }] };
      const outcome = await act(holder, 'reviseContractDraft', ', changes: $changes', { changes });
      expect(done(outcome)).toBe(open !== undefined);
      if (open !== undefined) model.open = { ...open, amount, until };
      return;
    }
    case 'OFFER': {
      const could = open !== undefined && !open.offered;
      expect(done(await act(world.insurerA, 'offerContract', ', words: "Ours."'))).toBe(could);
      if (could) model.open = { ...open, offered: true };
      return;
    }
    case 'SIGN': {
      if (open === undefined) return;
      expect(done(await world.offerAndSign(id))).toBe(true);
      model.signed.push({ ...open, at: now });
      model.open = undefined;
      return;
    }
    case 'WITHDRAW': {
      const token = open?.offered === true ? world.supplierOne : world.insurerA;
      const outcome = await act(token, 'withdrawContractDraft', ', words: "No."');
      expect(done(outcome)).toBe(open !== undefined);
      model.open = undefined;
      return;
    }
    case 'TERMINATE': {
      const on = dayAt(now + edit.ahead * DAY);
      const outcome = await act(
        world.supplierOne,
        'terminateContract',
        ', on: $on, reason: "We stop."',
        {
          on,
        },
      );
      if (!done(outcome)) return;
      expect(model.termination).toBeUndefined();
      model.termination = { on, at: now };
      model.open = undefined;
    }
  }
}

/** Walks that are always among those that are tried. */
const EXAMPLES: Edit[][] = [
  [
    { edit: 'DRAFT', ahead: 20, until: 200 },
    { edit: 'OFFER' },
    { edit: 'REVISE', until: 100 },
    { edit: 'WAIT', days: 60 },
    { edit: 'SIGN' },
    { edit: 'DRAFT', ahead: 30, until: 10 },
  ],
  [
    { edit: 'DRAFT', ahead: 100, until: 50 },
    { edit: 'SIGN' },
    { edit: 'DRAFT', ahead: 60, until: 200 },
    { edit: 'WITHDRAW' },
    { edit: 'DRAFT', ahead: 40, until: 200 },
    { edit: 'SIGN' },
    { edit: 'WAIT', days: 80 },
    { edit: 'TERMINATE', ahead: 50 },
    { edit: 'WAIT', days: 90 },
  ],
];

/** Of what kinds the walks were, so that the property is seen to have been about something. */
const seen = new Set<string>();
const seenStatuses = new Set<string>();

test('property: as it stood and as it was known, after any edits, is what a replay of them gives', async () => {
  await assertProperty(
    fc.asyncProperty(edits, async (walk) => {
      world.clock.moveTo(new Date(START));
      const model = new Model();
      const amount = tariffOf(1, 0);
      const id = await world.draft(
        {},
        { validFrom: dayAt(FIRST), lines: [{ ...LINE, tariff: amount }] },
      );
      await world.offerAndSign(id);
      model.signed.push({ version: 1, amount, from: dayAt(FIRST), until: '2027-12-31', at: START });
      const shown: { at: number; stages: (readonly Stage[] | null)[] }[] = [];
      const look = async (): Promise<void> => {
        shown.push({ at: world.clock.now().getTime(), stages: await stages(id) });
      };
      await look();
      for (const edit of walk) {
        // Two edits in one moment would be known at once; a minute apart they are told apart.
        world.clock.moveOn(1);
        await apply(id, model, edit);
        await look();
      }
      const end = world.clock.now().getTime();
      const moments = [
        START - 1,
        ...model.signed.map(({ at }) => at),
        ...model.signed.map(({ at }) => at - 1),
        model.termination?.at ?? end,
        end,
      ];
      for (let day = FIRST - DAY; day < FIRST + 500 * DAY; day += 71 * DAY) {
        const on = dayAt(day);
        for (const at of moments)
          expect([on, at, await asOf(id, on, at)]).toEqual([on, at, model.holds(on, at)]);
        const [now] = await loadTerms(world.db.database, { contractId: Number(id), on });
        const [known] = await loadTerms(world.db.database, {
          contractId: Number(id),
          on,
          asKnownAt: new Date(end),
        });
        expect(now).toEqual(known);
        expect(now === undefined).toBe(model.holds(on, end) === undefined);
      }
      // What was shown at a moment is what is said of it later, whatever happened since.
      for (const { at, stages: then } of shown) {
        const said = await stages(id, { on: dayAt(at), at });
        if (said.every((one) => one === null)) continue;
        expect([at, said]).toEqual([at, then]);
        for (const one of said.flatMap((versions) => versions ?? [])) seenStatuses.add(one.status);
      }
      const kinds = [
        model.signed.length > 1 && 'amended',
        model.signed.some(({ at, from }) => from < dayAt(at)) && 'signed late',
        model.open !== undefined && 'left open',
        model.termination !== undefined && 'broken off',
      ];
      for (const kind of kinds) if (kind !== false) seen.add(kind);
    }),
    { numRuns: 25, examples: EXAMPLES.map((walk) => [walk]) },
  );
  expect([...seen].sort()).toEqual(['amended', 'broken off', 'left open', 'signed late']);
  expect([...seenStatuses].sort()).toEqual([
    'DRAFT',
    'ENDED',
    'IN_FORCE',
    'OFFERED',
    'SIGNED',
    'TERMINATED',
  ]);
}, 180_000);
