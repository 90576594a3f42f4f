import { createLifeWorld, LINE, type LifeWorld } from '../life/world';

let world: LifeWorld;
beforeAll(async () => {
  world = await createLifeWorld();
  // It asks nothing of a device: every article suits.
  await world.db.owner.query({
    name: '',
    text: `INSERT INTO functional_need (code, name, dutch_name, perspective, source, verified)
           VALUES ('b810', 'x', 'x', 'IMPAIRMENT', 'test', false)`,
  });
});
afterAll(() => world.dispose());
beforeEach(() => world.clock.moveTo('2026-11-10T09:00:00Z'));

const ONE = '76000001';
const YEARS = [2026, 2027, 2028, 2029];
const OFFER = `supplier { agb } standing lots paymentForms productGroups
  groups { productGroup lot paymentForm paidPer }`;

/** Everything that is told without signing in of insurer A: every year, by itself and narrowed down. */
const PUBLIC = `{ ${YEARS.flatMap((year) =>
  ['', 'postcode: "3511 LX"', 'productGroup: "A100101"', 'productGroup: "T04"'].map(
    (narrowed, at) =>
      `of${year}_${at}: contractedOffer(insurer: "9001", year: ${year}, ${narrowed}) { ${OFFER} }`,
  ),
).join('\n')} }`;

/** What whoever signed in may ask of what insurers have contracted. */
const SIGNED_IN = `{ ${YEARS.map(
  (year) =>
    `of${year}: contractingSeason(year: ${year}) {
       insurer { uzovi } contractedAtStart { agb } contracted { agb } inTalks { agb } }
     on${year}: coverage(insurer: "9001", postcode: "3511", productGroup: "A100101", on: "${year}-12-31") {
       suppliers { supplier { agb } coversWholeGroup } }`,
).join('\n')}
  suitableArticles(needs: ["b810"], productGroup: "A100101", insurer: "9001") {
    articles { article { gtin } contracted { supplier { agb } } } } }`;

type Offers = Readonly<Record<string, readonly Record<string, unknown>[]>>;

const toEverybody = async (): Promise<Offers> => {
  const { data, errors } = await world.send<Offers>(undefined, PUBLIC);
  expect(errors).toBeUndefined();
  return data;
};

/** Each answer as it came. */
const toOutsiders = async (): Promise<string> => {
  const callers = [world.insurerB, world.supplierTwo, world.prescriber, world.stockPoint];
  const answers = await Promise.all(callers.map((token) => world.ask(token, SIGNED_IN)));
  return JSON.stringify([await toEverybody(), ...answers]);
};

const IN_TALKS = {
  supplier: { agb: ONE },
  standing: 'IN_TALKS',
  lots: [],
  paymentForms: [],
  productGroups: [],
  groups: [],
};

test('of talks everybody is told with whom they go on, and not what is on the table, however it changes', async () => {
  const draft = { lot: 'Secret lot' };
  const terms = { lines: [{ ...LINE, productGroup: 'A100101' }] };
  const before = await toOutsiders();
  const id = await world.draft(draft, terms);
  expect(await toOutsiders()).toBe(before);

  const about = `contract: "${id}"`;
  const done = async (
    token: string,
    field: string,
    rest: string,
    given: Record<string, unknown> = {},
  ): Promise<void> => {
    const { __typename } = await world.act(token, field, `${about}, ${rest}`, given);
    expect([field, __typename]).toEqual([field, 'ContractChanged']);
  };
  const revise = (changes: Record<string, unknown>): Promise<void> =>
    done(world.supplierOne, 'reviseContractDraft', 'changes: $changes', { changes });

  await done(world.insurerA, 'offerContract', 'words: "Ours."');
  const offered = await toEverybody();
  for (const year of YEARS) {
    const expected = year === 2027 ? [IN_TALKS] : [];
    for (let at = 0; at < 4; at += 1) {
      expect([year, at, offered[`of${year}_${at}`]]).toEqual([year, at, expected]);
    }
  }
  const afterOffer = await toOutsiders();
  expect(afterOffer).not.toContain('Secret lot');

  for (const step of [
    () => revise({ lines: [{ ...LINE, productGroup: 'T04', tariffKind: 'MONTH' }] }),
    () => revise({ paymentForm: 'MIXED', lines: [{ ...LINE, region: 'ZK02' }] }),
    () =>
      revise({ exclusions: [{ productGroup: 'A100101', ground: 'x', motivatedDeviation: false }] }),
    () => revise({ validUntil: '2029-12-31' }),
    () => revise({ validFrom: '2028-01-01' }),
    () => done(world.insurerA, 'remarkOnContract', 'words: "Hm."'),
    () => done(world.insurerA, 'proposeContractChange', 'words: "Less."'),
    () => done(world.supplierOne, 'passContractPen', 'words: "Yours."'),
    () => done(world.insurerA, 'offerContract', 'words: "Ours again."'),
  ]) {
    await step();
    expect(await toOutsiders()).toBe(afterOffer);
  }
  expect((await world.sign(world.insurerA, id)).__typename).toBe('ContractChanged');
  expect(await toOutsiders()).toBe(afterOffer);
});

test('of what is signed they are told what it is for, in the years in which it holds', async () => {
  const id = await world.draft(
    { lot: 'Signed lot', otherParty: '76000002' },
    {
      validFrom: '2027-03-01',
      validUntil: '2028-12-31',
      lines: [{ ...LINE, productGroup: 'T04' }],
    },
  );
  const about = `contract: "${id}"`;
  const signed = async (): Promise<unknown> => {
    const offers = await toEverybody();
    return YEARS.map((year) =>
      offers[`of${year}_3`]
        ?.filter(({ standing }) => standing === 'CONTRACTED')
        .map(({ lots, productGroups }) => ({ lots, productGroups })),
    );
  };
  await world.act(world.insurerA, 'offerContract', `${about}, words: "Ours."`);
  expect(await signed()).toEqual([[], [], [], []]);

  await world.sign(world.insurerA, id);
  await world.sign(world.supplierTwo, id);

  const own = { lots: ['Signed lot'], productGroups: ['T04'] };
  expect(await signed()).toEqual([[], [own], [own], []]);
});

test('who gave talks up is in talks no more, and one in several talks is told once', async () => {
  const inTalks = async (): Promise<unknown[]> =>
    (await toEverybody())['of2028_0']?.filter(({ standing }) => standing === 'IN_TALKS') ?? [];
  const ids = [
    await world.draft({}, { validFrom: '2028-01-01', validUntil: '2028-12-31' }),
    await world.draft({}, { validFrom: '2028-07-01', validUntil: '2028-12-31' }),
  ];
  for (const id of ids) {
    await world.act(world.insurerA, 'offerContract', `contract: "${id}", words: "Ours."`);
    expect(await inTalks()).toEqual([IN_TALKS]);
  }
  const left: unknown[] = [];
  for (const id of ids) {
    await world.act(world.supplierOne, 'withdrawContractDraft', `contract: "${id}", words: "No."`);
    left.push(await inTalks());
  }
  expect(left).toEqual([[IN_TALKS], []]);
});

test('the year of talks is kept by the database: nobody changes it', async () => {
  const id = await world.draft();
  await world.act(world.insurerA, 'offerContract', `contract: "${id}", words: "Ours."`);
  const change = {
    name: '',
    text: `UPDATE contract_version SET talks_year = 2030 WHERE contract_id = ${id} RETURNING talks_year AS year`,
  };
  await expect(world.db.database.query(change)).rejects.toMatchObject({ code: '42501' });
  expect(await world.db.owner.query(change)).toEqual([{ year: 2027 }]);
});
