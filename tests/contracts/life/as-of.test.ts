import fc from 'fast-check';
import { loadTerms } from '../../../src/contracts/life/terms.loader';
import { createLifeWorld, LINE, type LifeWorld } from './world';

let world: LifeWorld;
beforeAll(async () => {
  world = await createLifeWorld();
});
afterAll(() => world.dispose());

const START = Date.parse('2026-11-10T09:00:00Z');
const DAY = 86_400_000;
const dayAt = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);
const FIRST = Date.parse('2027-01-01T00:00:00Z');

/** Days pass; or the contract is amended, or broken off, from a day so many days ahead. */
type Edit =
  | { readonly edit: 'WAIT'; readonly days: number }
  | { readonly edit: 'AMEND'; readonly ahead: number; readonly until: number }
  | { readonly edit: 'TERMINATE'; readonly ahead: number };

const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        edit: fc.constant('WAIT' as const),
        days: fc.integer({ min: 1, max: 90 }),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        edit: fc.constant('AMEND' as const),
        ahead: fc.integer({ min: 0, max: 250 }),
        until: fc.integer({ min: 0, max: 200 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        edit: fc.constant('TERMINATE' as const),
        ahead: fc.integer({ min: 0, max: 200 }),
      }),
    },
  ),
  { minLength: 2, maxLength: 7 },
);

interface Signed {
  readonly version: number;
  readonly from: string;
  readonly until: string;
  readonly at: number;
}

/** What the contract should be, kept as a list of what happened. */
class Model {
  readonly signed: Signed[] = [];
  termination: { readonly on: string; readonly at: number } | undefined;

  /** Number of the version that holds on a day as was known at a moment: a replay of what happened until then. */
  holds(on: string, at: number): number | undefined {
    let holding: Signed | undefined;
    for (const one of this.signed) if (one.at <= at && one.from <= on) holding = one;
    const { termination } = this;
    if (termination !== undefined && termination.at <= at && termination.on <= on) return undefined;
    return holding !== undefined && on <= holding.until ? holding.version : undefined;
  }
}

async function asOf(id: string, on: string, at: number): Promise<number | undefined> {
  const answer = await world.ask<{
    contract: { version: { version: number; lines: { tariff: { amount: string } }[] } } | null;
  }>(
    world.insurerA,
    `query ($id: ID!, $on: LocalDate, $at: DateTime) { contract(id: $id, asOf: $on, knownAt: $at) {
       version { version lines { tariff { amount } } } } }`,
    { id, on, at: new Date(at).toISOString() },
  );
  const version = answer.contract?.version;
  // Each version has its number as its tariff, so that the terms are seen to be its own.
  if (version !== undefined)
    expect(version.lines[0]?.tariff.amount).toBe(`${version.version}.0000`);
  return version?.version;
}

async function apply(id: string, model: Model, edit: Edit): Promise<void> {
  const now = world.clock.now().getTime();
  if (edit.edit === 'WAIT') {
    world.clock.moveTo(new Date(now + edit.days * DAY));
    await world.composition.putContractsInForce();
    return;
  }
  const from = dayAt(now + edit.ahead * DAY);
  if (edit.edit === 'TERMINATE') {
    const outcome = await world.act(
      world.supplierOne,
      'terminateContract',
      `contract: "${id}", on: $on, reason: "We stop."`,
      { on: from },
    );
    if (outcome.__typename === 'ContractChanged') model.termination = { on: from, at: now };
    return;
  }
  const next = model.signed.length + 1;
  const until = dayAt(now + (edit.ahead + edit.until) * DAY);
  const amended = await world.act(
    world.insurerA,
    'amendContract',
    `contract: "${id}", from: $from, changes: $changes`,
    {
      from,
      changes: { validUntil: until, lines: [{ ...LINE, tariff: String(next) }] },
    },
  );
  const could = model.holds(from, now) !== undefined;
  expect(amended.__typename).toBe(could ? 'ContractChanged' : 'Refused');
  if (!could) return;
  const outcome = await world.offerAndSign(id);
  expect(outcome.__typename).toBe('ContractChanged');
  model.signed.push({ version: next, from, until, at: now });
}

test('property: as it stood and as it was known, after any edits, is what a replay of them gives', async () => {
  await fc.assert(
    fc.asyncProperty(edits, async (walk) => {
      world.clock.moveTo(new Date(START));
      const model = new Model();
      const id = await world.draft({}, { lines: [{ ...LINE, tariff: '1' }] });
      await world.offerAndSign(id);
      model.signed.push({ version: 1, from: '2027-01-01', until: '2027-12-31', at: START });
      for (const edit of walk) {
        // Two edits in one moment would be known at once; a minute apart they are told apart.
        world.clock.moveOn(1);
        await apply(id, model, edit);
      }
      const end = world.clock.now().getTime();
      const moments = [
        START - 1,
        ...model.signed.map(({ at }) => at),
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
    }),
    { numRuns: 12 },
  );
});
