import type { Answer } from '../support/product';
import { actsOf, lotCounters } from './acts';
import { createWorld, form, lineOf, type KnownArticle, type World } from './world';

const [NEAR, NEXT, FAR] = ['SP-0067', 'SP-0061', 'SP-0031'] as const;

interface Option {
  readonly inTime: boolean;
  readonly missingLines: readonly number[];
  readonly part: {
    readonly state: string;
    readonly stockPoint: { readonly id: string };
    readonly expectedAt: string;
    readonly gives: readonly {
      readonly lineNumber: number;
      readonly pieces: number;
      readonly payer: { readonly basis: string };
    }[];
  };
}
interface Options {
  readonly __typename: 'EmergencyOptions' | 'Refused';
  readonly deadline: { readonly at: string };
  readonly options: readonly Option[];
  readonly refusals: readonly { readonly code: string; readonly path: string | null }[];
}

let world: World;
let doctor: string;
let one: KnownArticle;
let two: KnownArticle;

beforeAll(async () => {
  world = await createWorld();
  await world.onlyOpen(NEAR, NEXT, FAR);
  doctor = await world.prescriber();
  [one, two] = (await world.articles('U010201')) as [KnownArticle, KnownArticle];
  await world.stock(NEAR, one.gtin, 3);
  await world.stock(NEXT, two.gtin, 5);
  await world.stock(FAR, one.gtin, 5);
  await world.stock(FAR, two.gtin, 5);
});
afterAll(() => world.dispose());

const ask = (
  over: Record<string, unknown>,
  token = doctor,
): Promise<Answer<{ emergencyOptions: Options } | null>> =>
  world.send(
    token,
    `query ($input: EmergencyOptionsInput!) { emergencyOptions(input: $input) { __typename
       ... on EmergencyOptions { deadline { at } options { inTime missingLines
         part { state stockPoint { id } expectedAt gives { lineNumber pieces payer { basis } } } } }
       ... on Refused { refusals { code path } } } }`,
    {
      input: {
        urgency: 'EMERGENCY',
        handover: 'DELIVERY',
        postcode: '3511 LX',
        lines: [lineOf(one.gtin, 2), lineOf(two.gtin, 1)],
        ...over,
      },
    },
  );

async function options(over: Record<string, unknown> = {}, token = doctor): Promise<Options> {
  const { data, errors } = await ask(over, token);
  if (data === null) throw new Error(JSON.stringify(errors));
  return data.emergencyOptions;
}

test('given stock at three stock points, when options are asked, then each says what it could give by when, the whole first, and nothing is reserved or written', async () => {
  const before = await world.counts();

  const { deadline, options: found } = await options();

  expect(
    found.map(({ part, inTime, missingLines }) => [part.stockPoint.id, inTime, missingLines]),
  ).toEqual([
    [FAR, true, []],
    [NEAR, true, [2]],
    [NEXT, true, [1]],
  ]);
  expect(found[0]?.part.gives.map(({ lineNumber, pieces }) => [lineNumber, pieces])).toEqual([
    [1, 2],
    [2, 1],
  ]);
  expect(deadline.at).toBe('2026-11-10T05:00:00+01:00');
  expect(await world.counts()).toEqual(before);
  expect((await lotCounters(world)).map(({ reserved }) => reserved)).toEqual([0, 0, 0, 0]);
});

test('given what was offered first, when the same is placed, then it is had there by then', async () => {
  const [best] = (await options()).options;

  const placed = await world.place(
    doctor,
    form({ lines: [lineOf(one.gtin, 2), lineOf(two.gtin, 1)] }),
  );

  expect(placed.parts.map(({ stockPoint, expectedAt }) => [stockPoint.id, expectedAt])).toEqual([
    [best?.part.stockPoint.id, best?.part.expectedAt],
  ]);
  await actsOf(world).cancel(doctor, placed.number);
});

test('given an insurer, then the same is offered with who pays', async () => {
  const [none, known] = [await options(), await options({ insurer: '3311' })];

  const offers = ({ options: found }: Options) =>
    found.map(({ part }) => [part.stockPoint.id, part.expectedAt]);
  expect(offers(known)).toEqual(offers(none));
  expect(none.options[0]?.part.gives[0]?.payer.basis).toBe('INSURER_UNKNOWN');
  expect(['CONTRACT', 'EMERGENCY_EXCEPTION']).toContain(
    known.options[0]?.part.gives[0]?.payer.basis,
  );
});

test.each(['0000', '33', '3311\0', ''])(
  'given insurer %j, then it is named as wrong, and nobody is said to pay',
  async (insurer) => {
    const { data, errors } = await ask({ insurer });

    expect(data).toBeNull();
    expect(errors?.map(({ extensions }) => [extensions.code, extensions.fields])).toEqual([
      [
        'BAD_USER_INPUT',
        [{ path: 'input.insurer', message: 'must be the UZOVI code of an insurer: see insurers' }],
      ],
    ]);
  },
);

test('given lines that say too little, that nothing fits and that are for something else, then the options are refused as placing is', async () => {
  const lines = [
    { productGroup: 'A100201', pieces: 1, substitution: 'ALLOWED' },
    {
      productGroup: 'U010201',
      pieces: 1,
      substitution: 'ALLOWED',
      characteristics: [
        { code: 'CHARRIERE', value: '61' },
        { code: 'TERM_OF_USE', value: 'LONG' },
        { code: 'LATEX_FREE', value: 'true' },
        { code: 'WEARER', value: 'MAN' },
      ],
    },
    { productGroup: 'Y063018', pieces: 1, substitution: 'ALLOWED' },
  ];
  const asked = await options({ lines });
  const placed = await world.place(doctor, form({ lines }));

  expect(asked.refusals).toEqual([
    { code: 'CHARACTERISTIC_MISSING', path: 'input.lines.0.characteristics' },
    { code: 'CHARACTERISTIC_MISSING', path: 'input.lines.0.characteristics' },
    { code: 'CHARACTERISTIC_MISSING', path: 'input.lines.0.characteristics' },
    { code: 'NOTHING_FITS', path: 'input.lines.1.characteristics.0.value' },
    { code: 'NOT_A_DISW_DEVICE', path: 'input.lines.2' },
  ]);
  expect(placed.refusals.map(({ code, path }) => ({ code, path }))).toEqual(asked.refusals);
});

test('given a nurse of another field, then she is offered nothing that she may not ask; who may on a repeat prescription is', async () => {
  const strips = {
    productGroup: 'W0101060101',
    pieces: 50,
    substitution: 'ALLOWED',
    characteristics: [{ code: 'METER_FAMILY', value: 'DRUPPEL' }],
  };
  const lines = [lineOf(one.gtin, 2), strips];
  const of = async (profession: string, urgency: string): Promise<unknown> =>
    options({ lines, urgency }, await world.prescriber(profession));

  expect(await of('9101', 'ACCELERATED')).toEqual({
    __typename: 'Refused',
    refusals: [{ code: 'MAY_NOT_PRESCRIBE', path: 'input.lines.0' }],
  });
  expect(await of('9110', 'ACCELERATED')).toMatchObject({ __typename: 'EmergencyOptions' });
});

test('given a deadline that nobody can meet, then what can be had is offered as too late', async () => {
  // Nobody can be quicker than to get ready at noon.
  await world.db.owner.query({
    name: '',
    text: 'UPDATE stock_point SET preparation_minutes = 600',
  });
  const { options: found } = await options();
  await world.db.owner.query({
    name: '',
    text: 'UPDATE stock_point SET preparation_minutes = 15',
  });

  expect(found.map(({ inTime }) => inTime)).toEqual([false, false, false]);
});

test('given nothing in stock, then nothing is offered; given an unknown postcode and article, then both are refused at once', async () => {
  const third = (await world.articles('U010201'))[2] as KnownArticle;
  expect((await options({ lines: [lineOf(third.gtin)] })).options).toEqual([]);

  expect(
    (await options({ postcode: '1000 AA', lines: [lineOf('08712345678906')] })).refusals,
  ).toEqual([
    { code: 'NOT_IN_CATALOGUE', path: 'input.lines.0.gtin' },
    { code: 'UNKNOWN_POSTCODE', path: 'input.postcode' },
  ]);
});
