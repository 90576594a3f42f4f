import fc from 'fast-check';
import { createLifeWorld, LINE, registerClauseModule, type LifeWorld, type Outcome } from './world';
import { assertProperty } from '../../support/properties';

let world: LifeWorld;
beforeAll(async () => {
  world = await createLifeWorld();
  await registerClauseModule(world.db.owner);
});
afterAll(() => world.dispose());

const START = Date.parse('2026-11-10T09:00:00Z');
const DAY = 86_400_000;
const dayAt = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);

/** Days pass; an amendment is signed, for some days from some days on, with or without what binds; it is broken off. */
type Edit =
  | { readonly edit: 'WAIT'; readonly days: number }
  | {
      readonly edit: 'AMEND';
      readonly ahead: number;
      readonly length: number;
      readonly lacks: boolean;
    }
  | { readonly edit: 'TERMINATE'; readonly ahead: number };

const days = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });
const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ edit: fc.constant('WAIT' as const), days: days(60) }) },
    {
      weight: 6,
      arbitrary: fc.record({
        edit: fc.constant('AMEND' as const),
        ahead: days(90),
        length: days(120),
        lacks: fc.boolean(),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ edit: fc.constant('TERMINATE' as const), ahead: days(60) }),
    },
  ),
  { minLength: 4, maxLength: 10 },
);

const CLAUSE = { code: 'INNOVATION', text: 'New devices are talked about each year.' };

async function apply(id: string, { ...edit }: Edit): Promise<void> {
  const now = world.clock.now().getTime();
  if (edit.edit === 'WAIT') world.clock.moveTo(new Date(now + edit.days * DAY));
  else if (edit.edit === 'TERMINATE') {
    await world.act(
      world.insurerA,
      'terminateContract',
      `contract: "${id}", on: $on, reason: "We stop."`,
      { on: dayAt(now + edit.ahead * DAY) },
    );
  } else {
    const from = dayAt(now + edit.ahead * DAY);
    const validUntil = dayAt(now + (edit.ahead + edit.length) * DAY);
    const amend = (clauses: object): Promise<Outcome> =>
      world.act(
        world.insurerA,
        'amendContract',
        `contract: "${id}", from: $from, changes: $changes`,
        { from, changes: { validUntil, lines: [LINE], ...clauses } },
      );
    const drawn = edit.lacks
      ? // What it amends may lack it already: then there is nothing to remove.
        await amend({ removeClauses: ['INNOVATION'] }).catch(() => amend({}))
      : await amend({ clauses: [CLAUSE] });
    if (drawn.__typename === 'Refused') return;
    const signed = await world.offerAndSign(id);
    if (signed.__typename === 'Refused') {
      const words = `contract: "${id}", words: "Then not."`;
      await world.act(world.insurerA, 'withdrawContractDraft', words);
    }
  }
}

interface Row {
  readonly version: number;
  readonly status: string;
  readonly began: boolean;
  readonly lapsed: boolean;
  readonly inEffect: boolean;
  readonly pays: boolean;
}

const rowsOf = (id: string, on: string): Promise<Row[]> =>
  world.db.owner.query<Row>(
    {
      name: '',
      text: `SELECT v.version, v.status, v.in_force_from IS NOT NULL AS began, v.in_effect IS NOT NULL AND v.in_effect @> $2::date AS "inEffect",
               v.status = 'ENDED' AND v.in_force_from IS NULL AS lapsed,
               EXISTS (SELECT FROM contract_line_in_force f JOIN contract_line l ON l.id = f.contract_line_id
                 WHERE l.contract_version_id = v.id AND f.valid @> $2::date) AS pays
             FROM contract_version v WHERE v.contract_id = $1 ORDER BY v.version`,
    },
    [id, on],
  );

/** Walks that are always among those that are tried. */
const EXAMPLES: Edit[][] = [
  // A later version begins before an earlier one, and ends before it would have.
  [
    { edit: 'AMEND', ahead: 60, length: 120, lacks: false },
    { edit: 'AMEND', ahead: 30, length: 50, lacks: false },
    { edit: 'WAIT', days: 40 },
    { edit: 'WAIT', days: 60 },
    { edit: 'WAIT', days: 10 },
  ],
  // Held back, so that the one before it begins after all; and held back until it has run out.
  [
    { edit: 'AMEND', ahead: 40, length: 100, lacks: false },
    { edit: 'AMEND', ahead: 30, length: 40, lacks: true },
    { edit: 'WAIT', days: 30 },
    { edit: 'WAIT', days: 20 },
    { edit: 'WAIT', days: 60 },
  ],
  [
    { edit: 'AMEND', ahead: 10, length: 100, lacks: false },
    { edit: 'TERMINATE', ahead: 20 },
    { edit: 'WAIT', days: 15 },
    { edit: 'WAIT', days: 15 },
  ],
];

/** Of what kinds the walks were, so that the property is seen to have been about something. */
const seen = new Set<string>();

test('property: after any edits what pays on a day is what is in effect on it, and nothing comes back', async () => {
  await assertProperty(
    fc.asyncProperty(edits, async (walk) => {
      world.clock.moveTo(new Date(START));
      const id = await world.draft({}, { validFrom: dayAt(START), clauses: [CLAUSE] });
      await world.offerAndSign(id);
      let lastBegun = 1;
      for (const edit of walk) {
        await apply(id, edit);
        await world.composition.putContractsInForce();
        const now = await rowsOf(id, dayAt(world.clock.now().getTime()));
        expect(now.map(({ version, pays }) => [version, pays])).toEqual(
          now.map(({ version, inEffect }) => [version, inEffect]),
        );
        expect(now.filter(({ pays }) => pays).length).toBeLessThanOrEqual(1);
        const highest = Math.max(...now.map(({ version, began }) => (began ? version : 0)));
        expect(highest).toBeGreaterThanOrEqual(lastBegun);
        lastBegun = highest;
        // What will never begin does not stay signed.
        expect(now.filter((row) => row.status === 'SIGNED' && row.version < lastBegun)).toEqual([]);
        if (now.some(({ version, lapsed }) => lapsed && version < lastBegun))
          seen.add('passed over');
        if (now.some(({ version, lapsed }) => lapsed && version > lastBegun)) seen.add('ran out');
        if (now.some(({ status }) => status === 'TERMINATED')) seen.add('broken off');
        if (now.filter(({ began }) => began).length > 1) seen.add('amended');
      }
    }),
    { numRuns: 12, examples: EXAMPLES.map((walk) => [walk]) },
  );
  expect([...seen].sort()).toEqual(['amended', 'broken off', 'passed over', 'ran out']);
}, 120_000);
