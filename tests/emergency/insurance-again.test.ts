import { contractedLines, contractedLinesThen } from '../../src/contracts/payer.service';
import type { ContractedLine } from '../../src/contracts/payer.sql';
import { INSURANCE_PAUSES_MINUTES } from '../../src/emergency/insurance-again';
import type { InsuranceCheckOutcome } from '../../src/emergency/insurance-check';
import { actsOf, idOf, rows } from './acts';
import { createWorld, form, lineOf, type KnownArticle, type World } from './world';

const NEAR = 'SP-0067';
const UNAVAILABLE: InsuranceCheckOutcome = { outcome: 'UNAVAILABLE' };
const PIECES = 7;

let world: World;
let doctor: string;
let clerk: string;
let catheter: KnownArticle;
/** What the check outside says now, and for whom and when it was asked. */
let answer: InsuranceCheckOutcome;
let asked: string[];
/** With a contract that pays catheters by the piece, and without any. */
let contracted: { uzovi: string; number: string; tariff: string; versionId: number };
let uncontracted: string;

beforeAll(async () => {
  world = await createWorld({
    insurance: {
      insurerOf: (_, on) => {
        asked.push(on);
        return Promise.resolve(answer);
      },
    },
  });
  await world.onlyOpen(NEAR);
  [doctor, clerk] = await Promise.all([world.prescriber(), world.clerk(NEAR)]);
  [catheter] = (await world.articles('U010201')) as [KnownArticle];
  await world.stock(NEAR, catheter.gtin, 200);
  const [found] = await rows<typeof contracted>(
    world,
    `SELECT v.insurer_uzovi AS uzovi, c.number, l.tariff::text AS tariff, v.id AS "versionId"
     FROM contract_line l JOIN contract_version v ON v.id = l.contract_version_id
     JOIN contract c ON c.id = v.contract_id JOIN stock_point s ON s.supplier_agb = v.supplier_agb
     WHERE s.code = $1 AND v.status = 'IN_FORCE' AND v.in_effect @> '2026-11-10'::date
       AND l.product_group_code = 'U010201' AND l.region_code IS NULL AND l.tariff_kind = 'PIECE'
     ORDER BY v.id LIMIT 1`,
    [NEAR],
  );
  const [other] = await rows<{ uzovi: string }>(
    world,
    `SELECT i.uzovi FROM insurer i WHERE NOT EXISTS (
       SELECT FROM contract_version v JOIN stock_point s ON s.supplier_agb = v.supplier_agb
       WHERE s.code = $1 AND v.insurer_uzovi = i.uzovi) ORDER BY 1 LIMIT 1`,
    [NEAR],
  );
  if (found === undefined || other === undefined) throw new Error('The market is another one');
  contracted = found;
  uncontracted = other.uzovi;
});
beforeEach(() => {
  answer = UNAVAILABLE;
  asked = [];
  world.clock.moveTo('2026-11-10T01:00:00Z');
});
afterEach(async () => {
  // What a test left waiting disturbs no other.
  await rows(world, 'UPDATE emergency_request SET insurance_ask_at = NULL WHERE true');
});
afterAll(() => world.dispose());

const placed = async (): Promise<string> => {
  const { number, parts } = await world.place(
    doctor,
    form({ lines: [lineOf(catheter.gtin, PIECES)] }),
  );
  expect(parts[0]?.gives[0]?.payer.basis).toBe('INSURER_UNKNOWN');
  return number;
};

async function handedOver(): Promise<string> {
  const number = await placed();
  const acts = actsOf(world);
  await acts.accept(clerk, number);
  expect(await acts.handOver(clerk, number)).toMatchObject({ state: 'HANDED_OVER' });
  return number;
}

const askAgain = (minutes = 5): Promise<number> => {
  world.clock.moveOn(minutes);
  return world.composition.askInsuranceAgain();
};

interface Settled {
  readonly id: string;
  readonly requestNumber: string;
  readonly basis: string;
  readonly insurer: { readonly uzovi: string } | null;
  readonly contractNumber: string | null;
  readonly tariff: string;
  readonly amount: string;
  readonly handedOverAt: string;
  readonly correction: object | null;
  readonly correctedById: string | null;
}

/** As the API shows them to this caller. */
async function settlementsOf(token: string, number: string, filter = ''): Promise<Settled[]> {
  const { settlements } = await world.ask<{ settlements: { nodes: Settled[] } }>(
    token,
    `{ settlements(first: 100${filter}) { nodes { id requestNumber basis insurer { uzovi } contractNumber
       tariff amount handedOverAt correction { correctsId reason actor at } correctedById } } }`,
  );
  return settlements.nodes.filter(({ requestNumber }) => requestNumber === number);
}

interface Seen {
  readonly insuranceCheck: string;
  readonly insurer: { readonly uzovi: string } | null;
  readonly parts: readonly { readonly gives: readonly { payer: { basis: string } }[] }[];
  readonly events: readonly { kind: string; details: string; chainIntact: boolean }[];
}

const seenBy = async (token: string, number: string): Promise<Seen | null> =>
  (
    await world.ask<{ emergencyRequest: Seen | null }>(
      token,
      `{ emergencyRequest(id: "${number}") { insuranceCheck insurer { uzovi }
         parts { gives { payer { basis } } } events { kind details chainIntact } } }`,
    )
  ).emergencyRequest;

const insurer = (uzovi: string): Promise<string> =>
  world.token({ sub: 'insurer', role: 'INSURER', uzovi });
const authority = (): Promise<string> => world.token({ sub: 'nza', role: 'AUTHORITY' });

/** Ten-thousandths of a euro of an exact decimal of four places. */
const units = (text: string): bigint => BigInt(text.replace('.', ''));

test('given any insurer with contracts in force, then who is contracted on a day says the same out of all versions as out of those in force', async () => {
  const insurers = await rows<{ uzovi: string }>(
    world,
    `SELECT DISTINCT insurer_uzovi AS uzovi FROM contract_line_in_force ORDER BY 1`,
  );
  const articles = await rows<{ id: number }>(world, 'SELECT id FROM article WHERE id % 7 = 0');
  let found = 0;
  for (const { uzovi } of insurers) {
    const question = {
      uzovi,
      on: '2026-11-10',
      articleIds: articles.map(({ id }) => id),
      regionCode: 'ZK23',
    };
    const byKey = (lines: ContractedLine[]): ContractedLine[] =>
      lines.toSorted(
        (one, other) =>
          one.articleId - other.articleId || (one.supplierAgb < other.supplierAgb ? -1 : 1),
      );
    const now = await contractedLines(world.db.owner, question);
    expect(byKey(await contractedLinesThen(world.db.owner, question))).toEqual(byKey(now));
    found += now.length;
  }
  expect(found).toBeGreaterThan(100);
});

test('given a check that was down at two in the night, when it is back after the handover, then the insurer that it finds sees the request and pays by its contract', async () => {
  const number = await handedOver();
  const [unknown] = await settlementsOf(await authority(), number);
  expect(unknown).toMatchObject({ basis: 'INSURER_UNKNOWN', insurer: null, correction: null });
  const token = await insurer(contracted.uzovi);
  expect(await seenBy(token, number)).toBeNull();
  answer = { outcome: 'FOUND', uzovi: contracted.uzovi };

  expect(await askAgain(4)).toBe(0);
  expect(await askAgain(1)).toBe(1);

  expect(asked).toEqual(['2026-11-10', '2026-11-10']);
  const seen = await seenBy(token, number);
  expect(seen).toMatchObject({
    insuranceCheck: 'FOUND',
    insurer: { uzovi: contracted.uzovi },
    parts: [{ gives: [{ payer: { basis: 'CONTRACT' } }] }],
  });
  expect(seen?.events.map(({ kind }) => kind)).toEqual([
    'PLACED',
    'ACCEPTED',
    'HANDED_OVER',
    'INSURANCE_CHECKED',
  ]);
  expect(seen?.events.every(({ chainIntact }) => chainIntact)).toBe(true);
  expect(JSON.parse(seen?.events[3]?.details ?? '')).toEqual({
    outcome: 'FOUND',
    insurer: contracted.uzovi,
    correctedSettlements: [unknown?.id],
  });
  const standing = await settlementsOf(token, number);
  expect(standing).toEqual([
    {
      ...unknown,
      id: standing[0]?.id,
      basis: 'CONTRACT',
      insurer: { uzovi: contracted.uzovi },
      contractNumber: contracted.number,
      tariff: contracted.tariff,
      amount: standing[0]?.amount,
      correction: {
        correctsId: unknown?.id,
        reason: 'INSURER_FOUND',
        actor: 'platform',
        at: '2026-11-10T02:05:00+01:00',
      },
    },
  ]);
  expect(units(standing[0]?.amount ?? '')).toBe(units(contracted.tariff) * BigInt(PIECES));
  // Who adds up what stands counts it once; who asks for all sees both.
  expect(await settlementsOf(await authority(), number)).toEqual(standing);
  expect(
    await settlementsOf(await authority(), number, ', filter: { withCorrected: true }'),
  ).toEqual([...standing, { ...unknown, correctedById: standing[0]?.id }]);
  expect(await askAgain(60 * 24 * 30)).toBe(0);
});

test('given an insurer without a contract, when it is found, then it pays by its exception what the list says', async () => {
  const number = await handedOver();
  const [unknown] = await settlementsOf(await authority(), number);
  answer = { outcome: 'FOUND', uzovi: uncontracted };

  expect(await askAgain()).toBe(1);

  expect(await settlementsOf(await insurer(uncontracted), number)).toMatchObject([
    {
      basis: 'EMERGENCY_EXCEPTION',
      contractNumber: null,
      tariff: unknown?.tariff,
      amount: unknown?.amount,
    },
  ]);
});

test('given a request that was not handed over yet, when the insurer is found, then the handover settles by its contract, and there is nothing to correct', async () => {
  const number = await placed();
  answer = { outcome: 'FOUND', uzovi: contracted.uzovi };
  expect(await askAgain()).toBe(1);

  const acts = actsOf(world);
  await acts.accept(clerk, number);
  await acts.handOver(clerk, number);

  const all = ', filter: { withCorrected: true }';
  expect(await settlementsOf(await authority(), number, all)).toMatchObject([
    { basis: 'CONTRACT', contractNumber: contracted.number, correction: null, correctedById: null },
  ]);
});

test('given several servers that ask at once while someone hands over, then each request is answered once', async () => {
  const numbers = [await handedOver(), await handedOver(), await placed()];
  await actsOf(world).accept(clerk, numbers[2] ?? '');
  answer = { outcome: 'FOUND', uzovi: contracted.uzovi };
  world.clock.moveOn(5);

  const [one, two, three] = await Promise.all([
    world.composition.askInsuranceAgain(),
    world.composition.askInsuranceAgain(),
    world.composition.askInsuranceAgain(),
    actsOf(world).handOver(clerk, numbers[2] ?? ''),
  ]);

  // Whoever had it in hand at that moment is not waited for: the next time does.
  const later = await world.composition.askInsuranceAgain();
  expect((one ?? 0) + (two ?? 0) + (three ?? 0) + later).toBe(3);
  for (const number of numbers) {
    expect(await settlementsOf(await authority(), number)).toMatchObject([{ basis: 'CONTRACT' }]);
    const events = (await seenBy(doctor, number))?.events ?? [];
    expect(events.filter(({ kind }) => kind === 'INSURANCE_CHECKED')).toHaveLength(1);
    expect(events.every(({ chainIntact }) => chainIntact)).toBe(true);
  }
});

test('given a check that stays down, then it is asked ever more seldom, and in the end no more; nothing is written but that', async () => {
  const number = await handedOver();
  const before = await world.counts();
  asked = [];

  for (const [index, minutes] of INSURANCE_PAUSES_MINUTES.entries()) {
    expect(await askAgain(minutes - 1)).toBe(0);
    expect(asked).toHaveLength(index);
    expect(await askAgain(1)).toBe(0);
    expect(asked).toHaveLength(index + 1);
  }

  expect(await askAgain(60 * 24 * 365)).toBe(0);
  expect(asked).toHaveLength(INSURANCE_PAUSES_MINUTES.length);
  expect(await world.counts()).toEqual(before);
  expect(await seenBy(doctor, number)).toMatchObject({ insuranceCheck: 'UNAVAILABLE' });
});

test('given a check that knows nobody, or an insurer that is not registered here, then that is its answer, and it is not asked again', async () => {
  for (const found of [{ outcome: 'NOT_FOUND' }, { outcome: 'FOUND', uzovi: '0000' }] as const) {
    answer = UNAVAILABLE;
    const number = await handedOver();
    answer = found;

    expect(await askAgain()).toBe(1);
    expect(await askAgain(60 * 24 * 30)).toBe(0);

    expect(await seenBy(doctor, number)).toMatchObject({
      insuranceCheck: 'NOT_FOUND',
      insurer: null,
    });
    expect(await settlementsOf(await authority(), number)).toMatchObject([
      { basis: 'INSURER_UNKNOWN', correction: null, correctedById: null },
    ]);
  }
});

test('given a request that ended and was counted, when its insurer is found, then it counts for that insurer, once', async () => {
  const rollUp = (): Promise<unknown> => rows(world, 'SELECT roll_up_timeliness(1000)');
  const counted = (): Promise<{ uzovi: string; n: number }[]> =>
    rows(
      world,
      `SELECT insurer_uzovi AS uzovi, sum(requests)::int AS n FROM timeliness_rollup GROUP BY 1 ORDER BY 1`,
    );
  const of = (list: { uzovi: string; n: number }[], uzovi: string): number =>
    list.find((one) => one.uzovi === uzovi)?.n ?? 0;
  await handedOver();
  await rollUp();
  const before = await counted();
  answer = { outcome: 'FOUND', uzovi: contracted.uzovi };

  expect(await askAgain()).toBe(1);
  await rollUp();

  const after = await counted();
  expect(of(after, '')).toBe(of(before, '') - 1);
  expect(of(after, contracted.uzovi)).toBe(of(before, contracted.uzovi) + 1);
  await rows(world, 'SELECT rebuild_timeliness_rollup()');
  expect(await counted()).toEqual(after);
});

test('given a contract that has ended since, when the insurer is found, then what was handed over under it is paid by it', async () => {
  const number = await handedOver();
  await rows(world, `UPDATE contract_version SET status = 'ENDED' WHERE id = $1`, [
    contracted.versionId,
  ]);
  answer = { outcome: 'FOUND', uzovi: contracted.uzovi };

  expect(await askAgain()).toBe(1);

  expect(await settlementsOf(await insurer(contracted.uzovi), number)).toMatchObject([
    { basis: 'CONTRACT', contractNumber: contracted.number },
  ]);
});

describe('given what was written down, then the database keeps it', () => {
  let id: string;

  beforeAll(async () => {
    answer = UNAVAILABLE;
    asked = [];
    id = idOf(await handedOver());
    answer = { outcome: 'FOUND', uzovi: contracted.uzovi };
    await askAgain();
  });

  test.each([
    [
      'an insurer that was found',
      `UPDATE emergency_request SET insurer_uzovi = '9086' WHERE id = $1`,
      'What the insurance check has answered never changes',
    ],
    [
      'the rest of a request that has ended',
      `UPDATE emergency_request SET region_code = 'ZK01' WHERE id = $1`,
      'A request that has ended never changes',
    ],
    [
      'who pays for an allocation',
      `UPDATE allocation SET pays = 'EMERGENCY_EXCEPTION', contract_line_id = NULL
       WHERE line_id IN (SELECT l.id FROM emergency_request_line l WHERE l.request_id = $1)`,
      'Who pays is found once',
    ],
  ])('%s never changes', async (_, text, message) => {
    await expect(rows(world, text, [id])).rejects.toThrow(message);
  });

  const copy = (which: string, over: string): string =>
    `INSERT INTO settlement SELECT (jsonb_populate_record(s, jsonb_build_object('id', 999999) || ${over})).*
     FROM settlement s WHERE s.request_id = $1 AND s.corrects_id IS ${which}`;
  const explained = `jsonb_build_object('corrects_id', s.id, 'correction_reason', 'INSURER_FOUND',
    'corrected_by', 'test', 'corrected_at', now(), 'insurer_uzovi', '9086', 'basis', 'EMERGENCY_EXCEPTION')`;

  test.each([
    ['a second correction', copy('NULL', explained), 'one_correction_per_settlement'],
    ['a second settlement', copy('NULL', `'{}'`), 'one_settlement_per_allocation'],
    [
      'a correction of other pieces',
      copy('NULL', `${explained} || '{"pieces": 8}'`),
      'A correction says who pays',
    ],
    [
      'a correction of what has a payer',
      copy(
        'NOT NULL',
        `jsonb_build_object('corrects_id', s.id, 'contract_line_id', NULL) || '{"basis": "EMERGENCY_EXCEPTION"}'`,
      ),
      'A correction says who pays',
    ],
    [
      'one without a reason',
      copy('NULL', `${explained} || '{"correction_reason": null}'`),
      'correction_is_explained',
    ],
  ])('%s is refused', async (_, text, message) => {
    await expect(rows(world, text, [id])).rejects.toThrow(message);
  });
});
