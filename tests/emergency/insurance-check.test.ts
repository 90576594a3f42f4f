import { NeverBlockingCheck, type InsuranceCheck } from '../../src/emergency/insurance-check';
import { eventually, idOf, rows } from './acts';
import { createWorld, form, lineOf, type KnownArticle, type World } from './world';

const NEAR = 'SP-0067';

let world: World;
let doctor: string;
let article: KnownArticle;
/** What the check outside does; each test sets it. */
let check: InsuranceCheck['insurerOf'];

beforeAll(async () => {
  world = await createWorld({ insurance: { insurerOf: (bsn, on) => check(bsn, on) } });
  await world.onlyOpen(NEAR);
  doctor = await world.prescriber();
  [article] = (await world.articles('U010201')) as [KnownArticle];
  await world.stock(NEAR, article.gtin, 20);
});
afterAll(() => world.dispose());

const hangs = (): Promise<never> => new Promise(() => undefined);
const secret = 'the check quotes 999990019';

async function storedCheck(number: string): Promise<object | undefined> {
  const [row] = await rows<object>(
    world,
    `SELECT insurance_check AS outcome, insurer_uzovi AS uzovi FROM emergency_request WHERE id = $1`,
    [idOf(number)],
  );
  return row;
}

test.each<[string, InsuranceCheck['insurerOf']]>([
  ['rejects', () => Promise.reject(new Error(secret))],
  [
    'throws',
    () => {
      throw new TypeError('check is not a function');
    },
  ],
  ['gives no answer', hangs],
])(
  'given a check that %s, when a device is asked, then it is had and the check is written down as UNAVAILABLE',
  async (_, does) => {
    check = does;

    const placed = await world.place(doctor, form({ lines: [lineOf(article.gtin)] }));

    expect(placed).toMatchObject({
      __typename: 'EmergencyRequestPlaced',
      state: 'RESERVED',
      parts: [{ stockPoint: { id: NEAR }, gives: [{ payer: { basis: 'INSURER_UNKNOWN' } }] }],
    });
    expect(await storedCheck(placed.number)).toEqual({ outcome: 'UNAVAILABLE', uzovi: null });
    const faults = world.takeFaults();
    expect(faults).toMatchObject([{ id: 'insurance-check' }]);
    expect(JSON.stringify(faults)).not.toContain('999990019');
  },
);

test('given a check that says UNAVAILABLE itself, then that is written down and is no fault', async () => {
  check = () => Promise.resolve({ outcome: 'UNAVAILABLE' });

  const placed = await world.place(doctor, form({ lines: [lineOf(article.gtin)] }));

  expect(await storedCheck(placed.number)).toEqual({ outcome: 'UNAVAILABLE', uzovi: null });
});

test('given a check that names an insurer not registered here, then the device is had and the insurer counts as not found', async () => {
  check = () => Promise.resolve({ outcome: 'FOUND', uzovi: '0000' });

  const placed = await world.place(doctor, form({ lines: [lineOf(article.gtin)] }));

  expect(placed).toMatchObject({ state: 'RESERVED' });
  expect(await storedCheck(placed.number)).toEqual({ outcome: 'NOT_FOUND', uzovi: null });
});

test('given a check that finds the insurer, then it is asked for this patient on the date in Amsterdam', async () => {
  const asked: string[][] = [];
  check = (...of) => {
    asked.push(of);
    return Promise.resolve({ outcome: 'FOUND', uzovi: '3311' });
  };

  const placed = await world.place(doctor, form({ lines: [lineOf(article.gtin)] }));

  expect(asked).toEqual([['999990019', '2026-11-10']]);
  expect(await storedCheck(placed.number)).toEqual({ outcome: 'FOUND', uzovi: '3311' });
});

test('given a check that gives no answer, when a request is sent again, then its first answer comes without waiting for it', async () => {
  check = () => Promise.resolve({ outcome: 'NOT_FOUND' });
  const input = form({ lines: [lineOf(article.gtin)] });
  const first = await world.place(doctor, input);
  check = hangs;

  expect(await world.place(doctor, input)).toEqual(first);
  // Not given up yet; and when it is, nobody is waiting for it.
  expect(world.takeFaults()).toEqual([]);
  const faults = await eventually(
    () => Promise.resolve(world.takeFaults()),
    (taken) => taken.length > 0,
  );
  expect(faults).toMatchObject([{ id: 'insurance-check' }]);
});

test('given a check whose answer comes after its time, then UNAVAILABLE stands and a late error disturbs nobody', async () => {
  const failures: unknown[] = [];
  let reject: (error: Error) => void = () => undefined;
  const late = new Promise<never>((_, rejectLate) => (reject = rejectLate));
  const patient = new NeverBlockingCheck({ insurerOf: () => late }, (e) => failures.push(e), 20);

  expect(await patient.insurerOf('999990019', '2026-11-10')).toEqual({ outcome: 'UNAVAILABLE' });
  reject(new Error(secret));
  await new Promise((resolve) => setTimeout(resolve, 20));

  expect(failures).toEqual([new Error('The insurance check gave no answer in time')]);
});
