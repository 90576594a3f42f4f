import { syntheticBsns } from '../../seeds/demo/bsn';
import { actsOf, idOf, rows } from './acts';
import { seen } from './seen-request';
import {
  createWorld,
  form,
  lineOf,
  type KnownArticle,
  type PlaceAnswer,
  type World,
} from './world';

const NEAR = 'SP-0067';
const REGION = 'ZK23';

let world: World;
let doctor: string;
let clerk: string;
let catheter: KnownArticle;
/** Of a pack of thirty: a piece does not cost a whole number of cents. */
let packed: KnownArticle;
let patients: Record<'contracted' | 'uncontracted' | 'unknown', object>;
let insurers: { contracted: string; uncontracted: string };

beforeAll(async () => {
  world = await createWorld();
  await world.onlyOpen(NEAR);
  [doctor, clerk] = await Promise.all([world.prescriber(), world.clerk(NEAR)]);
  [catheter] = (await world.articles('U010201')) as [KnownArticle];
  [packed] = (await world.articles('U01010501')) as [KnownArticle];
  await world.stock(NEAR, catheter.gtin, 100);
  await world.stock(NEAR, packed.gtin, 100);
  const [contracted] = await insurersWith('EXISTS');
  const [uncontracted] = await insurersWith('NOT EXISTS');
  insurers = { contracted: contracted ?? '', uncontracted: uncontracted ?? '' };
  const bsns = syntheticBsns();
  const person = async (uzovi?: string): Promise<object> => {
    const bsn = bsns.next().value as string;
    if (uzovi !== undefined) await insure(bsn, uzovi);
    return { bsn, birthDate: '1950-05-17' };
  };
  patients = {
    contracted: await person(insurers.contracted),
    uncontracted: await person(insurers.uncontracted),
    unknown: await person(),
  };
});
afterAll(() => world.dispose());

/** Insurers with, or without, a contract with the supplier of NEAR for catheters, paid by the piece. */
async function insurersWith(exists: 'EXISTS' | 'NOT EXISTS'): Promise<string[]> {
  const found = await rows<{ uzovi: string }>(
    world,
    `SELECT i.uzovi FROM insurer i WHERE ${exists} (
       SELECT FROM contract_line_in_force l JOIN stock_point s ON s.supplier_agb = l.supplier_agb
       WHERE s.code = $1 AND l.insurer_uzovi = i.uzovi AND l.product_group_code = 'U010201'
         AND l.valid @> '2026-11-10'::date AND coalesce(l.region_code, $2) = $2
         AND (l.tariff_kind = 'PIECE' OR '${exists}' = 'NOT EXISTS')
     ) ORDER BY 1`,
    [NEAR, REGION],
  );
  return found.map(({ uzovi }) => uzovi);
}

async function insure(bsn: string, uzovi: string, until: string | null = null): Promise<void> {
  await rows(
    world,
    `INSERT INTO insured_person (bsn_hash, uzovi, valid_from, valid_until) VALUES ($1, $2, '2020-01-01', $3)`,
    [world.cipher.hashBsn(bsn), uzovi, until],
  );
}

const placeFor = (patient: object, article = catheter, pieces = 7): Promise<PlaceAnswer> =>
  world.place(doctor, form({ patient, lines: [lineOf(article.gtin, pieces)] }));

interface SettlementRow {
  readonly insurer: string | null;
  readonly basis: string;
  readonly contract: string | null;
  readonly tariff: string | null;
  readonly amount: string | null;
}

async function settledAfterHandover(number: string): Promise<SettlementRow> {
  const acts = actsOf(world);
  await acts.accept(clerk, number);
  expect(await acts.handOver(clerk, number)).toMatchObject({ state: 'HANDED_OVER' });
  const found = await rows<SettlementRow>(
    world,
    `SELECT t.insurer_uzovi AS insurer, t.basis, l.contract_number AS contract, t.tariff::text, t.amount::text
     FROM settlement t LEFT JOIN contract_line_in_force l ON l.contract_line_id = t.contract_line_id
     WHERE t.request_id = $1`,
    [idOf(number)],
  );
  expect(found).toHaveLength(1);
  return found[0] as SettlementRow;
}

/** Ten-thousandths of a euro of an exact decimal of four places. */
const units = (text: string | null | undefined): bigint => BigInt((text ?? '').replace('.', ''));

async function listPriceOf({ id }: KnownArticle): Promise<{ price: bigint; pack: bigint }> {
  const [found] = await rows<{ price: string; pack: number }>(
    world,
    'SELECT list_price::numeric(14,4)::text AS price, pieces_per_pack AS pack FROM article WHERE id = $1',
    [id],
  );
  return { price: units(found?.price), pack: BigInt(found?.pack ?? 0) };
}

/** price x pieces / pack, rounded half up to a ten-thousandth. */
const shareOf = ({ price, pack }: { price: bigint; pack: bigint }, pieces: bigint): bigint =>
  (2n * price * pieces + pack) / (2n * pack);

test('given the same request for patients of a contracted insurer, of another one and of none that is known, then all get it at the same stock point at the same time', async () => {
  const answers = await Promise.all(
    [patients.contracted, patients.uncontracted, patients.unknown].map((patient) =>
      placeFor(patient, catheter, 1),
    ),
  );

  const [first] = answers;
  for (const { state, expectedAt, deadline, parts } of answers) {
    expect({ state, expectedAt, deadline, point: parts[0]?.stockPoint.id }).toEqual({
      state: 'RESERVED',
      expectedAt: first?.expectedAt,
      deadline: first?.deadline,
      point: NEAR,
    });
  }
  expect(answers.map(({ parts }) => parts[0]?.gives[0]?.payer.basis)).toEqual([
    'CONTRACT',
    'EMERGENCY_EXCEPTION',
    'INSURER_UNKNOWN',
  ]);
});

test('given a contract by the piece, when seven are handed over, then the insurer pays seven times its tariff', async () => {
  const { number } = await placeFor(patients.contracted);

  const settled = await settledAfterHandover(number);

  const [line] = await rows<{ contract: string; tariff: string }>(
    world,
    `SELECT l.contract_number AS contract, l.tariff::text FROM allocation a
     JOIN emergency_request_line e ON e.id = a.line_id
     JOIN contract_line_in_force l ON l.contract_line_id = a.contract_line_id WHERE e.request_id = $1`,
    [idOf(number)],
  );
  expect(settled).toMatchObject({
    insurer: insurers.contracted,
    basis: 'CONTRACT',
    contract: line?.contract,
    tariff: line?.tariff,
  });
  expect(units(settled.amount)).toBe(units(line?.tariff) * 7n);
});

test.each([
  ['of an insurer without a contract', 'uncontracted', 'EMERGENCY_EXCEPTION'],
  ['of nobody who is known', 'unknown', 'INSURER_UNKNOWN'],
] as const)(
  'given a patient %s, when seven of a pack of thirty are handed over, then the amount is their exact share of the list price',
  async (_, patient, basis) => {
    const { number } = await placeFor(patients[patient], packed);

    const settled = await settledAfterHandover(number);

    const listPrice = await listPriceOf(packed);
    expect(listPrice.pack).toBe(30n);
    expect(settled).toMatchObject({
      insurer: patient === 'uncontracted' ? insurers.uncontracted : null,
      basis,
      contract: null,
    });
    expect(units(settled.amount)).toBe(shareOf(listPrice, 7n));
    expect(units(settled.tariff)).toBe(shareOf(listPrice, 1n));
    // Rounded once: seven times the rounded price of a piece would be another amount.
    expect(units(settled.amount)).not.toBe(units(settled.tariff) * 7n);
  },
);

test('given a whole pack is handed over by exception, then the amount is its list price', async () => {
  const { number } = await placeFor(patients.uncontracted, packed, 30);

  expect(units((await settledAfterHandover(number)).amount)).toBe(
    (await listPriceOf(packed)).price,
  );
});

test('given a contract that pays by the day, when pieces are handed over, then the insurer pays by contract and no amount is reckoned from pieces', async () => {
  const [line] = await rows<{ point: string; uzovi: string; group: string; region: string }>(
    world,
    `SELECT s.code AS point, l.insurer_uzovi AS uzovi, l.product_group_code AS "group"
     FROM contract_line_in_force l JOIN stock_point s ON s.supplier_agb = l.supplier_agb
     WHERE l.tariff_kind = 'DAY' AND l.valid @> '2026-11-10'::date AND l.region_code IS NULL AND s.island IS NULL
     ORDER BY l.contract_line_id, s.id LIMIT 1`,
  );
  const [article] = (await world.articles(line?.group ?? '')) as [KnownArticle];
  const bsn = '999990056';
  await insure(bsn, line?.uzovi ?? '');
  await world.stock(line?.point ?? '', article.gtin, 10);
  await rows(world, 'DELETE FROM stock_point_closure WHERE reason = $1', ['test']);
  await world.onlyOpen(line?.point ?? '');
  const { number } = await placeFor({ bsn, birthDate: '1950-05-17' }, article, 2);
  clerk = await world.clerk(line?.point ?? '');

  expect(await settledAfterHandover(number)).toMatchObject({
    insurer: line?.uzovi,
    basis: 'CONTRACT',
    tariff: null,
    amount: null,
  });
  clerk = await world.clerk(NEAR);
  await rows(world, 'DELETE FROM stock_point_closure WHERE reason = $1', ['test']);
  await world.onlyOpen(NEAR);
});

test('given someone who was insured until yesterday, then the insurer is not found and the device is had all the same', async () => {
  const bsn = '999990068';
  await insure(bsn, insurers.contracted, '2026-11-09');

  const placed = await placeFor({ bsn, birthDate: '1950-05-17' }, catheter, 1);

  expect(placed).toMatchObject({
    state: 'RESERVED',
    parts: [{ stockPoint: { id: NEAR }, gives: [{ payer: { basis: 'INSURER_UNKNOWN' } }] }],
  });
  expect((await seen(world, doctor, placed.number)).state).toBe('RESERVED');
});
