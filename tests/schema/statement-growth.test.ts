import {
  buildSchema,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isObjectType,
  isUnionType,
  type GraphQLNamedType,
} from 'graphql';
import { Client } from 'pg';
import { schemaText } from '../../src/commands/schema';
import { rootCalls } from '../access/schema-calls';
import type { Answer } from '../support/product';
import { FIRST } from './growing-rows.sql';
import { createGrowingWorld, type GrowingWorld } from './growing-world';

/**
 * What a query costs PostgreSQL does not grow with the rows that it shows. Every query of the schema is asked,
 * with every field on every path, over a world in which everything grows from one to ten to a hundred.
 */
const SIZES = [1, 10, 100] as const;
const schema = buildSchema(schemaText());
const queries = rootCalls(schema).filter(({ isMutation }) => !isMutation);

interface Question {
  readonly field: string;
  readonly who: 'authority' | 'insurerA' | 'prescriber' | 'stockPoint';
  readonly variables: Readonly<Record<string, unknown>>;
}

const first = 100;
const on = '2026-11-10';
let ids: Readonly<Record<string, string>>;

const QUESTIONS: readonly (readonly [string, Question['who'], (() => object)?])[] = [
  ['articles', 'authority', () => ({ first, filter: { productGroup: 'T04' } })],
  ['assessContract', 'authority', () => ({ contract: FIRST.contract, on: '2032-01-01' })],
  ['assessmentChanges', 'authority', () => ({ first, since: '2026-01-01T00:00:00Z' })],
  ['authorisation', 'authority', () => ({ id: 1 })],
  ['authorisationFigures', 'authority', () => ({ from: '2026-01-01', until: '2026-12-31' })],
  ['authorisations', 'authority', () => ({ first, onlyUndecided: false })],
  ['categories', 'authority'],
  ['contract', 'authority', () => ({ id: ids['contract'] })],
  ['contract', 'authority', () => ({ id: ids['versions'] })],
  ['contractAssessments', 'authority', () => ({ first, contract: FIRST.contract })],
  ['contractFramework', 'authority', () => ({ number: '9001-JOINT' })],
  ['contractFrameworks', 'authority', () => ({ first })],
  ['contractNegotiation', 'authority', () => ({ id: ids['talks'] })],
  ['contractPartySettings', 'insurerA'],
  ['contractedOffer', 'authority', () => ({ insurer: '9001', year: 2027 })],
  ['contractingSeason', 'authority', () => ({ year: 2027 })],
  ['contracts', 'authority', () => ({ first })],
  [
    'coverage',
    'authority',
    () => ({ insurer: '9001', postcode: '3511 LX', productGroup: 'A1001', on }),
  ],
  ['dispute', 'authority', () => ({ id: 1 })],
  ['disputes', 'authority', () => ({ first, onlyOpen: false })],
  [
    'emergencyOptions',
    'prescriber',
    () => ({
      input: {
        ...{ urgency: 'EMERGENCY', handover: 'DELIVERY', postcode: '3511 LX' },
        lines: [{ productGroup: 'A100101', pieces: 1, substitution: 'ALLOWED' }],
      },
    }),
  ],
  ['emergencyRequest', 'authority', () => ({ id: ids['request'] })],
  ['emergencyRequests', 'authority', () => ({ first })],
  ['exportContract', 'authority', () => ({ id: ids['contract'] })],
  ['exportContractLines', 'authority', () => ({ id: ids['contract'] })],
  ['functionalNeeds', 'authority'],
  ['insurerAssessments', 'authority', () => ({ first, insurer: '9001' })],
  ['insurers', 'authority'],
  ['me', 'prescriber'],
  ['moduleCoverage', 'authority', () => ({ insurer: '9001', module: FIRST.module, on })],
  ['moduleDiff', 'authority', () => ({ module: 'DIFF', from: 1, to: 2 })],
  ['moduleImpact', 'authority', () => ({ first, module: 'IMPACT', version: 2 })],
  ['nationalCoverage', 'authority', () => ({ on })],
  ['productGroups', 'authority'],
  ['qualityModules', 'authority'],
  ['qualityRuleKinds', 'authority'],
  ['regions', 'authority'],
  ['settlements', 'authority', () => ({ first })],
  ['sourcing', 'authority', () => ({ insurer: '9001', module: FIRST.module })],
  ['stockPoint', 'authority', () => ({ id: 'SP-0001' })],
  ['stockPointWorklist', 'stockPoint', () => ({ first })],
  ['stockPoints', 'authority', () => ({ first })],
  [
    'suitableArticles',
    'authority',
    () => ({ needs: ['b1'], productGroup: 'T04', insurer: '9001' }),
  ],
  ['suppliers', 'authority'],
  ['timelinessNorms', 'authority'],
  ['timelinessReport', 'authority', () => ({ period: { month: '2026-11' }, groupBy: ['REGION'] })],
  ['unwaivedContracts', 'authority', () => ({ first })],
  [
    'verifyEvidence',
    'authority',
    () => ({
      period: { from: '2026-01-01T00:00:00Z', until: '2027-01-01T00:00:00Z' },
      notedSeals: [],
    }),
  ],
  ['waivers', 'authority', () => ({ first })],
];

interface Asked {
  readonly field: string;
  /** Names of the statements that PostgreSQL was sent; whether reference data have changed is left out. */
  readonly statements: readonly string[];
  /** How many things each list of the answer holds altogether, by its coordinate. */
  readonly lists: ReadonlyMap<string, number>;
}

let world: GrowingWorld;
const asked = new Map<number, readonly Asked[]>();

beforeAll(async () => {
  world = await createGrowingWorld();
  for (const size of [0, ...SIZES]) {
    await world.grow(size);
    ids = await idsOf();
    // Reference data are trusted for a second.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const answers: Asked[] = [];
    for (const [field, who, variables] of QUESTIONS) {
      answers.push(await ask({ field, who, variables: { ...variables?.() } }, size));
    }
    asked.set(size, answers);
  }
}, 120_000);
afterAll(() => world.market.dispose());

async function idsOf(): Promise<Record<string, string>> {
  const rows = await world.market.db.owner.query<{ name: string; id: string }>({
    name: '',
    text: `SELECT CASE number WHEN '${FIRST.contract}' THEN 'contract' ELSE lower(number) END AS name, id::text AS id
             FROM contract WHERE number IN ('${FIRST.contract}', 'TALKS', 'VERSIONS')
           UNION ALL SELECT 'request', 'ER' || lpad(id::text, 9, '0') FROM emergency_request WHERE request_key = 'RESERVED-1'`,
  });
  return {
    contract: '1',
    request: 'ER000000001',
    ...Object.fromEntries(rows.map(({ name, id }) => [name, id])),
  };
}

interface Sent {
  readonly name?: string;
  readonly text?: string;
}

async function ask({ field, who, variables }: Question, size: number): Promise<Asked> {
  const call = queries.find(({ name }) => name === `Query.${field}`);
  if (call === undefined) throw new Error(`No query ${field}`);
  const { market } = world;
  const token =
    who === 'stockPoint'
      ? await market.token({ sub: 'clerk', role: 'STOCK_POINT', stock_point: 'SP-1001' })
      : market[who];
  const sent = jest.spyOn(Client.prototype, 'query');
  let answer: Answer<Record<string, unknown>>;
  let statements: string[];
  try {
    answer = await market.send(token, call.document, variables);
    statements = sent.mock.calls
      .map(([statement]) => {
        const { name, text } = (statement ?? {}) as Sent;
        return name ?? text ?? String(statement);
      })
      .filter((name) => name !== 'platform.reference-versions')
      .sort();
  } finally {
    sent.mockRestore();
  }
  // Nothing to be seen yet is no fault of the question.
  if (answer.errors !== undefined && size > 0) {
    throw new Error(
      `${field}: ${JSON.stringify(answer.errors)} ${JSON.stringify(market.takeFaults())}`,
    );
  }
  const lists = new Map<string, number>();
  const root = answer.data?.[field];
  if (Array.isArray(root)) lists.set(`Query.${field}`, root.length);
  count(root, lists);
  return { field, statements, lists };
}

/** Adds what the lists in a part of an answer hold; each stands there as 'Type_field'. */
function count(part: unknown, lists: Map<string, number>): void {
  if (Array.isArray(part)) {
    for (const one of part) count(one, lists);
  } else if (typeof part === 'object' && part !== null) {
    for (const [key, value] of Object.entries(part)) {
      if (Array.isArray(value)) {
        const coordinate = key.replace('_', '.');
        lists.set(coordinate, (lists.get(coordinate) ?? 0) + value.length);
      }
      count(value, lists);
    }
  }
}

test('every query is asked', () => {
  const all = queries.map(({ name }) => name.replace('Query.', ''));
  expect([...new Set(QUESTIONS.map(([field]) => field))].sort()).toEqual(all.sort());
});

test('what PostgreSQL is sent is seen', () => {
  const contracts = QUESTIONS.findIndex(([field]) => field === 'contracts');
  expect(asked.get(100)?.[contracts]?.statements).toEqual([
    'contracts.agreed',
    'contracts.line-terms',
    'contracts.list-by-none',
    'contracts.signatures',
  ]);
});

test.each(QUESTIONS.map(([field], index) => [field, index] as const))(
  'given one, ten and a hundred, %s is answered by the same statements (question %i)',
  (_, index) => {
    const [one, ten, hundred] = SIZES.map((size) => asked.get(size)?.[index]?.statements);
    expect(ten).toEqual(one);
    expect(hundred).toEqual(one);
  },
);

/** Coordinates of the lists of objects that a query can come to. */
function listsBelow(
  type: GraphQLNamedType | null,
  seen = new Set<GraphQLNamedType>(),
): readonly string[] {
  if (type === null || seen.has(type)) return [];
  seen.add(type);
  if (isUnionType(type)) return type.getTypes().flatMap((member) => listsBelow(member, seen));
  if (!isObjectType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => {
    const of = getNamedType(field.type);
    const isList = isListType(getNullableType(field.type)) && !isLeafType(of);
    return [...(isList ? [`${type.name}.${field.name}`] : []), ...listsBelow(of, seen)];
  });
}

/** Lists of objects that do not grow, or not so far, and why they cannot. */
const OTHERWISE: Readonly<Record<string, string>> = {
  'ContractNegotiation.runningTerms': 'one for each of the two sides',
  'EmergencyOptions.options': 'the best few',
  'EvidenceReport.latestSeals': 'one for each of the three logs',
  'NeededCharacteristic.because': 'a question names twenty needs at most',
  'Query.categories': 'an enumeration',
  'Query.qualityRuleKinds': 'one for each evaluator of the program',
  'QualityRuleKind.parameters': 'written in the program',
  'Refused.refusals': 'one for each thing that is wrong with an input',
  'SuitableArticles.required': 'a question names twenty needs at most',
};

test('every list of objects in the schema grew each time, to a hundred or more', () => {
  const lists = listsBelow(schema.getQueryType() ?? null);
  const held = (size: number, index: number, list: string): number =>
    asked.get(size)?.[index]?.lists.get(list) ?? 0;
  const grown = (list: string): boolean =>
    QUESTIONS.some((_, index) => {
      const [one = 0, ten = 0, hundred = 0] = SIZES.map((size) => held(size, index, list));
      return one > 0 && ten > one && hundred > ten && hundred >= 100;
    });
  expect(lists.filter((list) => !grown(list)).sort()).toEqual(Object.keys(OTHERWISE).sort());
  const empty = lists.filter((list) => QUESTIONS.every((_, index) => held(100, index, list) === 0));
  expect(empty).toEqual(['Refused.refusals']);
});
