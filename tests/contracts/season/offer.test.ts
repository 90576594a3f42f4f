import { postcodesSnapshot } from '../../../src/geography/postcodes.snapshot';
import { partiesSnapshot } from '../../../src/parties/parties.snapshot';
import { SeasonService } from '../../../src/contracts/season/season.service';
import {
  CountingQueryable,
  createMarket,
  type ContractWords,
  type LineWords,
  type Market,
} from '../market';

const ONE = '76000001';
const TWO = '76000002';
const NEXT_YEAR = '[2027-01-01,2028-01-01)';
/** That no tariff is told is seen by one that stands nowhere else. */
const TARIFF = '7777.0100';

let market: Market;

const CONTRACTS: readonly ContractWords[] = [
  {
    number: 'RUNS-ON',
    supplier: ONE,
    lot: 'Runs on',
    versions: [
      { valid: '[2026-07-01,2027-07-01)', paymentForm: 'DAY_PRICE', lines: [{ tariff: TARIFF }] },
    ],
  },
  {
    number: 'SIGNED',
    supplier: ONE,
    lot: 'Signed',
    versions: [
      {
        status: 'SIGNED',
        valid: '[2027-03-01,2028-01-01)',
        lines: [{ gtin: '08712345000021', region: 'ZK02', tariff: TARIFF }],
      },
    ],
  },
  {
    number: 'TALKS-ONE',
    supplier: ONE,
    lot: 'Talks one',
    versions: [
      { status: 'NEGOTIATING', valid: NEXT_YEAR, lines: [{ group: 'T04', tariff: TARIFF }] },
    ],
  },
  {
    number: 'TALKS-TWO',
    supplier: TWO,
    lot: 'Talks two',
    versions: [
      {
        status: 'OFFERED',
        valid: NEXT_YEAR,
        paymentForm: 'MIXED',
        lines: [{ group: 'A100101', region: 'ZK23', tariff: TARIFF }],
      },
    ],
  },
  {
    number: 'DRAFT',
    supplier: TWO,
    lot: 'Draft',
    versions: [{ status: 'DRAFT', valid: NEXT_YEAR }],
  },
  {
    number: 'BROKEN-OFF',
    supplier: TWO,
    lot: 'Broken off',
    versions: [{ status: 'TERMINATED', valid: NEXT_YEAR }],
  },
  {
    number: 'LATER',
    supplier: TWO,
    lot: 'Later',
    versions: [{ status: 'SIGNED', valid: '[2028-01-01,2029-01-01)' }],
  },
  {
    number: 'OTHERS',
    insurer: '9002',
    supplier: TWO,
    lot: 'Of B',
    versions: [{ valid: NEXT_YEAR }],
  },
  {
    number: 'ENDED',
    supplier: TWO,
    lot: 'Ended',
    versions: [{ valid: '[2026-01-01,2026-07-01)' }],
  },
];

beforeAll(async () => {
  market = await createMarket({ now: '2026-11-10T09:00:00Z' });
  for (const words of CONTRACTS) await market.contract(words);
});
afterAll(() => market.dispose());

const OFFER = `query ($insurer: String!, $year: Int!, $postcode: String, $productGroup: String) {
  contractedOffer(insurer: $insurer, year: $year, postcode: $postcode, productGroup: $productGroup) {
    supplier { agb } standing lots paymentForms productGroups } }`;

async function offer(over: Record<string, unknown> = {}): Promise<unknown[]> {
  const variables = { insurer: '9001', year: 2027, ...over };
  const { data, errors } = await market.send<{ contractedOffer: unknown[] }>(
    undefined,
    OFFER,
    variables,
  );
  expect(errors).toBeUndefined();
  return data.contractedOffer;
}

const contractedWith = (
  lots: string[],
  paymentForms: string[],
  productGroups: string[],
): object => ({
  supplier: { agb: ONE },
  standing: 'CONTRACTED',
  lots,
  paymentForms,
  productGroups,
});
const NOTHING_TOLD = { standing: 'IN_TALKS', lots: [], paymentForms: [], productGroups: [] };
const IN_TALKS = [
  { supplier: { agb: ONE }, ...NOTHING_TOLD },
  { supplier: { agb: TWO }, ...NOTHING_TOLD },
];
const RUNS_ON = contractedWith(['Runs on'], ['DAY_PRICE'], ['A1001']);
const BOTH = contractedWith(['Runs on', 'Signed'], ['DAY_PRICE', 'PIECE'], ['A1001', 'A100101']);

test('without signing in: who is contracted, for what, how it is paid, and with whom talks go on', async () => {
  expect(await offer()).toEqual([BOTH, ...IN_TALKS]);
});

test.each([
  ['Utrecht', '3511 LX', RUNS_ON],
  ['Amsterdam', '1012 AB', BOTH],
])(
  'at a postcode, only what holds there, and with whom talks go on whatever they are about: %s',
  async (_, postcode, expected) => {
    expect(await offer({ postcode })).toEqual([expected, ...IN_TALKS]);
  },
);

test.each([
  ['of all under it', 'A10', [BOTH]],
  ['of itself, and the group above it that covers it', 'A100101', [BOTH]],
  ['of the group above it alone', 'A100102', [RUNS_ON]],
  ['under the group of an article, but not the article', 'A10010101', [RUNS_ON]],
  ['of another branch, which is only talked about', 'T04', []],
  ['that nobody has', 'B', []],
])(
  'for a product group, only what covers it, and with whom talks go on whatever they are about: %s',
  async (_, productGroup, expected) => {
    expect(await offer({ productGroup })).toEqual([...expected, ...IN_TALKS]);
  },
);

const GROUPS = `query ($insurer: String!, $year: Int!, $productGroup: String) {
  contractedOffer(insurer: $insurer, year: $year, productGroup: $productGroup) {
    supplier { agb } standing groups { productGroup lot paymentForm paidPer } } }`;

describe('of each product group', () => {
  const groupsOf = async (over: Record<string, unknown>): Promise<unknown[]> => {
    const { data, errors } = await market.send<{ contractedOffer: unknown[] }>(undefined, GROUPS, {
      insurer: '9001',
      year: 2027,
      ...over,
    });
    expect(errors).toBeUndefined();
    return data.contractedOffer;
  };
  const runsOn = { productGroup: 'A1001', lot: 'Runs on', paymentForm: 'DAY_PRICE' };
  const signed = { productGroup: 'A100101', lot: 'Signed', paymentForm: 'PIECE' };

  test('under which lot and in what form of payment; of talks nothing', async () => {
    const contracted = { supplier: { agb: ONE }, standing: 'CONTRACTED' };
    expect(await groupsOf({})).toEqual([
      {
        ...contracted,
        groups: [
          { ...runsOn, paidPer: ['PIECE'] },
          { ...signed, paidPer: ['PIECE'] },
        ],
      },
      { supplier: { agb: ONE }, standing: 'IN_TALKS', groups: [] },
      { supplier: { agb: TWO }, standing: 'IN_TALKS', groups: [] },
    ]);
    expect(await groupsOf({ productGroup: 'A100102' })).toEqual([
      { ...contracted, groups: [{ ...runsOn, paidPer: ['PIECE'] }] },
      { supplier: { agb: ONE }, standing: 'IN_TALKS', groups: [] },
      { supplier: { agb: TWO }, standing: 'IN_TALKS', groups: [] },
    ]);
  });
});

describe('what a contract excludes', () => {
  const POUCHES = { group: 'A100101' };
  const POUCH = { gtin: '08712345000014' };
  const PLATES = { group: 'A100102' };
  const PLATE = { gtin: '08712345000038' };
  /** Each case has a year to itself. */
  let year = 2029;

  const excluding = async (
    lines: readonly LineWords[],
    exclusion: { readonly group?: string; readonly gtin?: string; readonly deviation?: boolean },
  ): Promise<(productGroup?: string) => Promise<unknown[]>> => {
    year += 1;
    const own = year;
    const valid = `[${own}-01-01,${own + 1}-01-01)`;
    await market.contract({
      ...{ number: `EXCLUDES-${own}`, insurer: '9002', lot: `Excludes ${own}` },
      versions: [{ status: 'SIGNED', valid, lines, exclusions: [exclusion] }],
    });
    return async (productGroup) =>
      (await offer({ insurer: '9002', year: own, productGroup })).map(
        (row) => (row as { productGroups: string[] }).productGroups,
      );
  };

  test('whatever the reason, is contracted in no list, whichever group is asked for', async () => {
    const offered = await excluding([POUCHES, PLATES], PLATES);
    expect(await offered()).toEqual([['A100101']]);
    expect(await offered('A1001')).toEqual([['A100101']]);
    expect(await offered('A100101')).toEqual([['A100101']]);
    expect(await offered('A100102')).toEqual([]);
  });

  test('takes the articles of a group with it, and an article its own line', async () => {
    const ofGroup = await excluding([POUCHES, PLATE], PLATES);
    expect(await ofGroup()).toEqual([['A100101']]);
    const ofArticle = await excluding([POUCHES, PLATE], PLATE);
    expect(await ofArticle()).toEqual([['A100101']]);
    expect(await ofArticle('A100102')).toEqual([]);
  });

  test('of a wider line takes off that part alone', async () => {
    const part = await excluding([{ group: 'A1001' }], PLATES);
    expect(await part()).toEqual([['A1001']]);
    expect(await part('A100101')).toEqual([['A1001']]);
    expect(await part('A100102')).toEqual([]);
    const oneOfTwo = await excluding([POUCHES], POUCH);
    expect(await oneOfTwo('A100101')).toEqual([['A100101']]);
  });

  test('but for a motivated prescription, is contracted', async () => {
    const offered = await excluding([POUCHES, PLATES], { ...PLATES, deviation: true });
    expect(await offered()).toEqual([['A100101', 'A100102']]);
    expect(await offered('A100102')).toEqual([['A100102']]);
  });

  test('is all of it: nobody is contracted, in the offer and in the season', async () => {
    const offered = await excluding([POUCHES, PLATES], { group: 'A10' });
    expect(await offered()).toEqual([]);
    const { contractingSeason } = await market.ask<{ contractingSeason: unknown[] }>(
      market.authority,
      `{ contractingSeason(year: ${year}) { insurer { uzovi } contractedAtStart { agb } contracted { agb } } }`,
    );
    expect(contractingSeason[1]).toEqual({
      ...{ insurer: { uzovi: '9002' }, contractedAtStart: [], contracted: [] },
    });
  });
});

test('of this year what is over is no longer an offer; of a year that is over, it was', async () => {
  const endedOf = async (): Promise<unknown[]> =>
    (await offer({ year: 2026 })).filter((one) => JSON.stringify(one).includes('Ended'));
  expect(await endedOf()).toEqual([]);
  market.clock.moveTo('2027-02-01T09:00:00Z');
  expect(await endedOf()).toEqual([
    {
      supplier: { agb: TWO },
      standing: 'CONTRACTED',
      lots: ['Ended'],
      paymentForms: ['PIECE'],
      productGroups: ['A1001'],
    },
  ]);
  market.clock.moveTo('2026-11-10T09:00:00Z');
});

test('the season of each insurer: whose contracts hold on 1 January, who is contracted, with whom talks go on', async () => {
  const answer = await market.ask<{ contractingSeason: unknown[] }>(
    market.prescriber,
    `{ contractingSeason(year: 2027) { insurer { uzovi } year startsOn contractedAtStart { agb } contracted { agb } inTalks { agb } } }`,
  );
  expect(answer.contractingSeason).toEqual([
    {
      insurer: { uzovi: '9001' },
      year: 2027,
      startsOn: '2027-01-01',
      contractedAtStart: [{ agb: ONE }],
      contracted: [{ agb: ONE }],
      inTalks: [{ agb: ONE }, { agb: TWO }],
    },
    {
      insurer: { uzovi: '9002' },
      year: 2027,
      startsOn: '2027-01-01',
      contractedAtStart: [{ agb: TWO }],
      contracted: [{ agb: TWO }],
      inTalks: [],
    },
  ]);
});

test('what is only signed for later in the year does not hold on 1 January', async () => {
  await market.contract({
    number: 'LATE-START',
    insurer: '9002',
    supplier: ONE,
    lot: 'Late start',
    versions: [{ status: 'SIGNED', valid: '[2027-01-02,2028-01-01)' }],
  });
  const answer = await market.ask<{ contractingSeason: { contracted: object[] }[] }>(
    market.authority,
    `{ contractingSeason(year: 2027) { contractedAtStart { agb } contracted { agb } } }`,
  );
  expect(answer.contractingSeason[1]).toEqual({
    contractedAtStart: [{ agb: TWO }],
    contracted: [{ agb: ONE }, { agb: TWO }],
  });
});

test('one statement for the offer and two for the season, however many contracts there are', async () => {
  const counting = new CountingQueryable(market.db.database);
  const parties = partiesSnapshot(market.db.database);
  const postcodes = postcodesSnapshot(market.db.database);
  const season = new SeasonService(counting, parties, postcodes, market.clock);
  const counted = async (): Promise<number[]> => {
    counting.count = 0;
    await season.offer({ insurer: '9001', year: 2027 });
    const ofOffer = counting.count;
    await season.season(2027);
    return [ofOffer, counting.count - ofOffer];
  };
  expect(await counted()).toEqual([1, 2]);
  for (let more = 0; more < 20; more += 1) {
    await market.contract({
      number: `MORE-${more}`,
      supplier: TWO,
      lot: `More ${more}`,
      versions: [{ valid: NEXT_YEAR }],
    });
  }
  expect(await counted()).toEqual([1, 2]);
});

test('of a mixed contract, which group is paid by what; once, however many lines and versions', async () => {
  const mixed = {
    valid: NEXT_YEAR,
    paymentForm: 'MIXED',
    lines: [
      { group: 'A1001', kind: 'MONTH', tariff: TARIFF },
      { group: 'A1001', kind: 'DAY', tariff: TARIFF, region: 'ZK23' },
      { group: 'A1001', kind: 'DAY', tariff: TARIFF, region: 'ZK02' },
      { group: 'T04', kind: 'PIECE', tariff: TARIFF },
    ],
  };
  await market.contract({
    number: 'MIXED',
    insurer: '9002',
    supplier: ONE,
    lot: 'Mixed',
    versions: [mixed],
  });
  await market.contract({
    number: 'MIXED-TOO',
    insurer: '9002',
    supplier: ONE,
    lot: 'Another',
    versions: [{ ...mixed, paymentForm: 'ALL_IN', lines: [{ group: 'A1001', kind: 'ALL_IN' }] }],
  });
  const { data } = await market.send<{ contractedOffer: unknown[] }>(undefined, GROUPS, {
    insurer: '9002',
    year: 2027,
  });
  const [one] = data.contractedOffer;
  expect(one).toEqual({
    supplier: { agb: ONE },
    standing: 'CONTRACTED',
    groups: [
      { productGroup: 'A1001', lot: 'Another', paymentForm: 'ALL_IN', paidPer: ['ALL_IN'] },
      { productGroup: 'A1001', lot: 'Late start', paymentForm: 'PIECE', paidPer: ['PIECE'] },
      { productGroup: 'A1001', lot: 'Mixed', paymentForm: 'MIXED', paidPer: ['DAY', 'MONTH'] },
      { productGroup: 'T04', lot: 'Mixed', paymentForm: 'MIXED', paidPer: ['PIECE'] },
    ],
  });
  expect(JSON.stringify(one)).not.toContain('7777');
});
