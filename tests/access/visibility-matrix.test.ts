import { buildSchema } from 'graphql';
import { schemaText } from '../../src/commands/schema';
import { postJson } from '../support/post-json';
import type { Answer } from '../support/product';
import { rootCalls, type Leaf, type RootCall } from './schema-calls';
import { argumentsOf, type Arguments, type Given } from './visibility-arguments';
import {
  CALLERS,
  createVisibilityWorld,
  PAIRS,
  type CallerName,
  type Canary,
  type VisibilityWorld,
} from './visibility-world';

/**
 * Tariffs, talks and contracts are for their two parties and the supervisor. Every root field is called with
 * every argument by everybody, asking for every field on every path; all of it made from the schema. Nowhere
 * in an answer may stand anything of another's, and what another has must be answered as what nobody has.
 */
const calls = rootCalls(buildSchema(schemaText()));
const queries = calls.filter(({ isMutation }) => !isMutation);

interface Asked {
  readonly caller: CallerName;
  readonly call: RootCall;
  readonly given: ReadonlyMap<Leaf, Given>;
  readonly answer: string;
}

let world: VisibilityWorld;
let givable: Arguments;
const asked: Asked[] = [];

beforeAll(async () => {
  world = await createVisibilityWorld();
  givable = argumentsOf(world);
  await Promise.all(
    CALLERS.map(async (caller) => {
      for (const call of queries) {
        for (const given of variations(call, caller)) {
          const answer = await ask(caller, call, given);
          asked.push({ caller, call, given, answer });
          if (isTurnedAway(answer)) break;
        }
      }
    }),
  );
}, 300_000);
afterAll(() => world.market.dispose());

async function ask(
  caller: CallerName,
  call: RootCall,
  given: ReadonlyMap<Leaf, Given>,
  more: Record<string, unknown> = {},
): Promise<string> {
  return postJson(world.market.url, world.tokens.get(caller), {
    query: call.document,
    variables: { ...variablesOf(call, caller, given), ...more },
  });
}

function variablesOf(
  call: RootCall,
  caller: CallerName,
  given: ReadonlyMap<Leaf, Given>,
): Record<string, unknown> {
  const usual = (leaf: Leaf): unknown => givable.of(leaf, caller)?.[0]?.value;
  const always = call.leaves.filter((leaf) => givable.isAlwaysGiven(leaf));
  const values = new Map(always.map((leaf) => [leaf.coordinate, usual(leaf)]));
  for (const [leaf, { value }] of given) values.set(leaf.coordinate, value);
  return call.variables(values, usual);
}

/** By what the caller is, before anything of what is given is read: see MayCall. */
function isTurnedAway(answer: string): boolean {
  return /"message":"(Sign in first:|\w+ may be called by:)/.test(answer);
}

/**
 * What leads to things in all combinations. All else one at a time, with everything that the caller sees, and of
 * each kind that it does not see with one: the pairs are alike.
 */
function variations(call: RootCall, caller: CallerName): ReadonlyMap<Leaf, Given>[] {
  const isWide = (leaf: Leaf): boolean => leaf.required && givable.isWide(leaf);
  let bases: ReadonlyMap<Leaf, Given>[] = [new Map()];
  for (const leaf of call.leaves.filter(isWide)) {
    const values = givable.of(leaf, caller) ?? [];
    bases = bases.flatMap((base) => values.map((one) => new Map(base).set(leaf, one)));
  }
  const others = call.leaves.filter((leaf) => !isWide(leaf));
  const unlike = new Map(bases.map((base) => [kindOf(base, caller), base])).values();
  const varied = [...unlike].flatMap((base) =>
    others.flatMap((leaf) =>
      (givable.of(leaf, caller) ?? []).map((one) => new Map(base).set(leaf, one)),
    ),
  );
  return [...bases, ...varied];
}

function kindOf(base: ReadonlyMap<Leaf, Given>, caller: CallerName): string {
  const kinds = [...base.values()].map(({ key, value }) =>
    key === undefined || key.seenBy.has(caller) ? value : key.kind,
  );
  return JSON.stringify(kinds);
}

/** An answer with its cursors read out, as whoever gets it can do. */
function readable(answer: string): string {
  const cursors = answer.match(/"[\w-]{12,}"/g) ?? [];
  return [answer, ...cursors.map((one) => Buffer.from(one, 'base64url').toString())].join('\n');
}

/** Most questions get an answer that others got too. */
const read = new Map<string, readonly Canary[]>();

function canariesIn(answer: string): readonly Canary[] {
  const known = read.get(answer);
  if (known !== undefined) return known;
  const text = readable(answer);
  const found = world.canaries.filter((canary) => text.includes(canary.text));
  read.set(answer, found);
  return found;
}

/** What of others stands in an answer that was not in the question. */
function leaked({ caller, call, given, answer }: Asked): string[] {
  const hidden = canariesIn(answer).filter(({ seenBy }) => !seenBy.has(caller));
  if (hidden.length === 0) return [];
  const question = JSON.stringify(variablesOf(call, caller, given));
  return hidden
    .filter(({ text }) => !question.includes(text))
    .map(({ text }) => `${caller} sees ${text} in ${call.name} ${question}`);
}

function isHidden({ key }: Given, caller: CallerName): boolean {
  return key !== undefined && !key.seenBy.has(caller);
}

const unasked = (answer: string, { value }: Given): string =>
  answer.replaceAll(String(value), '<asked>');

test('of every argument it is known what can be given to it', () => {
  const unknown = calls.flatMap(({ leaves }) =>
    leaves
      .filter((leaf) => givable.of(leaf, 'insurer A') === undefined)
      .map(
        ({ coordinate, key }) => `${coordinate}: say in visibility-arguments.ts what "${key}" is`,
      ),
  );
  expect(unknown).toEqual([]);
});

test('nothing of others stands in any answer to any question', () => {
  expect(asked.flatMap(leaked)).toEqual([]);
});

/** Requirements for all contracts together that rest on clauses or subcontractors too. */
const ON_OTHER_TERMS: readonly string[] = ['G16', 'G21'];

test.each([
  ['each contract must keep by itself', ['_level":"CONTRACT"']],
  ['rests on a clause or a subcontractor', ON_OTHER_TERMS.map((code) => `_code":"${code}"`)],
])('of what %s nobody else reads a verdict, whatever is asked', (_, marks) => {
  // In a finding: the requirements of a module, which are public, have the same.
  const verdicts = ({ answer }: Asked): boolean =>
    marks.some((mark) => answer.includes(`RequirementFinding${mark}`));
  const isOwn = ({ caller, call, given }: Asked): boolean => {
    const asks = String([...given].find(([{ key }]) => key === 'insurer: String')?.[1].value);
    const own = PAIRS.find(({ insurer }) => insurer === caller)?.uzovi;
    return caller === 'authority' || call.name !== 'Query.moduleCoverage' || asks === own;
  };
  const judged = asked.filter((one) => one.answer.includes('RequirementFinding_'));
  expect(judged.filter((one) => !isOwn(one) && verdicts(one)).map(({ caller }) => caller)).toEqual(
    [],
  );
  // They do read what all contracts together give, and the insurer itself reads the rest.
  expect(judged.some((one) => !isOwn(one))).toBe(true);
  expect(judged.some((one) => one.caller === 'insurer A' && isOwn(one) && verdicts(one))).toBe(
    true,
  );
  const outside: readonly CallerName[] = ['prescriber', 'stock point', 'nobody'];
  expect(judged.filter((one) => outside.includes(one.caller) && verdicts(one))).toEqual([]);
});

test('whoever may see a thing does see it: the questions reach everything that there is', () => {
  const unseen = CALLERS.flatMap((caller) => {
    const answers = asked.filter((one) => one.caller === caller).map(({ answer }) => answer);
    const seen = new Set(answers.flatMap(canariesIn));
    return world.canaries
      .filter((canary) => canary.seenBy.has(caller) && !seen.has(canary))
      .map(({ text }) => `${caller} does not see ${text}`);
  });
  expect(unseen).toEqual([]);
});

test('what another has is answered to the letter as what nobody has', () => {
  const answers = new Map(
    asked.map(({ caller, call, given, answer }) => [
      JSON.stringify([caller, call.name, variablesOf(call, caller, given)]),
      answer,
    ]),
  );
  let compared = 0;
  for (const { caller, call, given, answer } of asked) {
    if (isTurnedAway(answer)) continue;
    for (const [leaf, one] of given) {
      if (!isHidden(one, caller)) continue;
      const nothing = { value: one.nothing };
      const variables = variablesOf(call, caller, new Map(given).set(leaf, nothing));
      const other = answers.get(JSON.stringify([caller, call.name, variables]));
      const where = `${caller}: ${call.name} ${String(one.value)}`;
      expect([where, unasked(answer, one)]).toEqual([where, unasked(other ?? '', nothing)]);
      compared += 1;
    }
  }
  expect(compared).toBeGreaterThan(0);
});

test('from a cursor of another nobody comes to what is that other', async () => {
  const lists = queries.filter(({ leaves }) => leaves.some(({ key }) => key === 'after: String'));
  const found: string[] = [];
  for (const call of lists) {
    const cursors = new Set(
      asked
        .filter((one) => one.call === call)
        .flatMap(({ answer }) => [...answer.matchAll(/_cursor":"([\w-]+)"/g)])
        .map(([, cursor]) => cursor),
    );
    for (const caller of CALLERS) {
      for (const after of cursors) {
        const given = new Map<Leaf, Given>();
        const answer = await ask(caller, call, given, { after });
        if (isTurnedAway(answer)) break;
        found.push(...leaked({ caller, call, given, answer }));
      }
    }
  }
  expect(found).toEqual([]);
});

describe('acts', () => {
  const acts = calls.flatMap((call) =>
    call.isMutation ? call.leaves.map((leaf) => ({ call, leaf })) : [],
  );
  const onThings = (): typeof acts =>
    acts.filter(({ leaf }) => givable.of(leaf, 'insurer A')?.some(({ key }) => key !== undefined));
  /** Without the access log, which has a line of each who is turned away. */
  const counts = async (): Promise<Record<string, number>> => ({
    ...(await world.market.counts()),
    access_log: 0,
  });
  const act = (caller: CallerName, call: RootCall, leaf: Leaf, one: Given): Promise<string> =>
    ask(caller, call, new Map([[leaf, one]]));
  const refusals = new Map<string, Promise<string>>();
  const refusal = (...asking: Parameters<typeof act>): Promise<string> => {
    const [caller, , { coordinate }, { value }] = asking;
    const key = JSON.stringify([caller, coordinate, value]);
    const known = refusals.get(key) ?? act(...asking);
    refusals.set(key, known);
    return known;
  };

  test('on what another has are refused as on what nobody has, and leave nothing behind', async () => {
    const before = await counts();
    for (const { call, leaf } of onThings()) {
      for (const caller of CALLERS) {
        for (const one of givable.of(leaf, caller) ?? []) {
          if (!isHidden(one, caller)) continue;
          const nothing = { value: one.nothing };
          const answer = await act(caller, call, leaf, one);
          if (isTurnedAway(answer)) break;
          const other = await refusal(caller, call, leaf, nothing);
          const where = `${caller}: ${call.name} ${String(one.value)}`;
          expect([where, unasked(answer, one)]).toEqual([where, unasked(other, nothing)]);
          expect(leaked({ caller, call, given: new Map([[leaf, one]]), answer })).toEqual([]);
        }
      }
    }
    expect(await counts()).toEqual(before);
  }, 120_000);

  test('on what is their own get further: the refusals above are about whose it is', async () => {
    const never: string[] = [];
    for (const { call, leaf } of onThings()) {
      let further = false;
      for (const caller of CALLERS) {
        for (const one of givable.of(leaf, caller) ?? []) {
          if (further || one.key === undefined || isHidden(one, caller)) continue;
          const nothing = { value: one.nothing };
          const answer = unasked(await act(caller, call, leaf, one), one);
          further = answer !== unasked(await refusal(caller, call, leaf, nothing), nothing);
        }
      }
      if (!further) never.push(leaf.coordinate);
    }
    expect(never).toEqual([]);
  }, 120_000);

  test('a number that others gave to their contract is free, and of two alike an id tells which', async () => {
    const draft = calls.find(({ name }) => name === 'Mutation.draftContract');
    const number = draft?.leaves.find(({ coordinate }) => coordinate.endsWith('.input.number'));
    if (draft === undefined || number === undefined) throw new Error('No contract can be drafted');
    const drafted = (caller: CallerName, value: string): Promise<string> =>
      ask(caller, draft, new Map([[number, { value }]]));
    // Insurer B drafts with supplier 1, supplier 2 with insurer A: neither pair has these numbers.
    expect(await drafted('insurer B', 'kanarie-A2-number-agreed')).toContain('ContractChanged');
    const second = await drafted('supplier 2', 'kanarie-A1-number-agreed');
    expect(second).toContain('ContractChanged');
    expect(await drafted('supplier 2', 'kanarie-A1-number-agreed')).toContain('NUMBER_TAKEN');

    const id = /"Contract_id":"(\d+)"/.exec(second)?.[1];
    // What is only drawn up insurer A does not see: it is offered first.
    await world.market.ask(
      world.tokens.get('supplier 2') ?? '',
      `mutation ($id: ID!) { offerContract(contract: $id, words: "Ours.") { __typename } }`,
      { id },
    );
    const assess = (contract: string): Promise<Answer<unknown>> =>
      world.market.send(
        world.tokens.get('insurer A'),
        'query ($contract: String!) { assessContract(contract: $contract) { contractNumber } }',
        { contract },
      );
    expect(await assess('kanarie-A1-number-agreed')).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'contract' }] } }],
    });
    expect(await assess(String(id))).toEqual({
      data: { assessContract: { contractNumber: 'kanarie-A1-number-agreed' } },
    });
  });
});
