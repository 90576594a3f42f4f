import { actsOf, outcomeOf } from './acts';
import { MUTATIONS } from './mutations';
import { createWorld, form, lineOf, PLACE, type KnownArticle, type World } from './world';

const NEAR = 'SP-0067';

let world: World;
let article: KnownArticle;
let doctor: string;
let clerk: string;

beforeAll(async () => {
  world = await createWorld();
  await world.onlyOpen(NEAR);
  [article] = (await world.articles('U010201')) as [KnownArticle];
  [doctor, clerk] = await Promise.all([world.prescriber(), world.clerk(NEAR)]);
  await world.stock(NEAR, article.gtin, 10, { lotNumber: 'A' });
});
afterAll(() => world.dispose());

/** Paths of the fields that were found wrong; and that no value that was sent came back. */
async function wrongFields(
  token: string,
  document: string,
  variables: Record<string, unknown>,
  ...values: readonly string[]
): Promise<string[]> {
  const before = await world.counts();
  const answer = await world.send(token, document, variables);
  expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  expect(await world.counts()).toEqual(before);
  const text = JSON.stringify(answer) + JSON.stringify(world.logged);
  for (const value of values) expect(text).not.toContain(value);
  return (answer.errors ?? []).flatMap(({ extensions }) =>
    (extensions.fields ?? []).map(({ path }) => path),
  );
}

test('given a form with everything wrong, when it is placed, then every field is named at once and no value comes back', async () => {
  const input = {
    requestKey: '   ',
    patient: { bsn: '123456789', birthDate: '2031-07-08', name: 'N'.repeat(101) },
    urgency: 'EMERGENCY',
    urgencyReason: 'DEVICE_LOST',
    prescription: 'REPEAT',
    handover: 'DELIVERY',
    address: { postcode: '0999 ZZ', houseNumber: 'Q77', note: 'note '.repeat(50) },
    callBackNumber: '12-34-56',
    lines: [
      { pieces: 0, substitution: 'ALLOWED' },
      { gtin: '8799903400002', productGroup: 'U010201', pieces: 501, substitution: 'ALLOWED' },
      {
        productGroup: '77',
        pieces: 1,
        substitution: 'ALLOWED',
        characteristics: [
          { code: 'charriere', value: '16' },
          { code: 'CHARRIERE ', value: '18' },
        ],
      },
    ],
  };

  expect(
    await wrongFields(
      doctor,
      PLACE,
      { input },
      '123456789',
      '2031-07-08',
      'NNNN',
      '0999',
      'Q77',
      'note note',
      '12-34-56',
      '8799903400002',
    ),
  ).toEqual([
    'input.requestKey',
    'input.patient.bsn',
    'input.patient.birthDate',
    'input.patient.name',
    'input.address.postcode',
    'input.address.houseNumber',
    'input.address.note',
    'input.callBackNumber',
    'input.lines.0',
    'input.lines.0.pieces',
    'input.lines.1',
    'input.lines.1.pieces',
    'input.lines.1.gtin',
    'input.lines.2.characteristics',
    'input.lines.2.productGroup',
  ]);
});

test.each([
  ['no line', { lines: [] }, ['input.lines']],
  [
    '21 lines',
    { lines: Array.from({ length: 21 }, () => lineOf('08799903400001')) },
    ['input.lines'],
  ],
  [
    'a delivery without a house number',
    { address: { postcode: '3511 LX' } },
    ['input.address.houseNumber'],
  ],
  ['characters that no text has', { requestKey: 'a\u0000b' }, ['input.requestKey']],
  ['half a character', { requestKey: 'a\ud800b' }, ['input.requestKey']],
  ['a key of 101 characters', { requestKey: 'k'.repeat(101) }, ['input.requestKey']],
] as const)(
  'given a form with %s, when it is placed, then that is named',
  async (_, over, paths) => {
    const input = form({ lines: [lineOf(article.gtin)], ...over });

    expect(await wrongFields(doctor, PLACE, { input })).toEqual(paths);
  },
);

test.each(['receiveStock', 'adjustStock'] as const)(
  'given %s with everything wrong, then every field is named at once and no value comes back',
  async (mutation) => {
    const own = mutation === 'receiveStock' ? ['pieces', 'expiresOn'] : ['change'];
    const input = {
      actKey: 'k'.repeat(101),
      gtin: '8799903400002',
      lotNumber: 'L\u0000T',
      ...(mutation === 'receiveStock'
        ? { pieces: 0, expiresOn: '2026-11-09' }
        : { change: 0, reason: 'COUNTED' }),
    };

    const paths = await wrongFields(clerk, MUTATIONS[mutation], { input }, 'kkkk', '8799903400002');

    expect(paths).toEqual(['actKey', 'gtin', 'lotNumber', ...own].map((field) => `input.${field}`));
  },
);

test('given a handover with pieces that are none, then each is named', async () => {
  const lots = [0, 1, -3].map((pieces) => ({
    lineNumber: 1,
    lotNumber: `A${pieces < 0 ? '\0' : ''}`,
    pieces,
  }));
  const input = { method: 'SIGNATURE', receivedBy: 'PATIENT', lots };

  const paths = await wrongFields(clerk, MUTATIONS.handOverEmergencyRequest, { id: 'ER1', input });

  expect(paths).toEqual(['input.lots.0.pieces', 'input.lots.2.lotNumber', 'input.lots.2.pieces']);
});

test.each([
  [
    'left with a neighbour, by a pickup code',
    { method: 'PICKUP_CODE', receivedBy: 'NEIGHBOUR' },
    ['input.method', 'input.receivedBy'],
    /must be PATIENT, REPRESENTATIVE or PROFESSIONAL: .* report NOBODY_HOME/,
  ],
  [
    'left with a neighbour',
    { method: 'PHOTO', receivedBy: 'NEIGHBOUR' },
    ['input.receivedBy'],
    /must be PATIENT, REPRESENTATIVE or PROFESSIONAL/,
  ],
  [
    'handed over on a code that nobody was given',
    { method: 'PICKUP_CODE', receivedBy: 'PATIENT' },
    ['input.method'],
    /must be SIGNATURE, IDENTITY_CHECK, PHOTO or PROFESSIONAL_CONFIRMED/,
  ],
] as const)(
  'given a device that was %s, then it is not handed over, its clock runs on, and it is said what would do',
  async (_, input, paths, words) => {
    const acts = actsOf(world);
    const { number } = await world.place(doctor, form({ lines: [lineOf(article.gtin)] }));
    await acts.accept(clerk, number);
    const variables = { id: number, input };

    expect(await wrongFields(clerk, MUTATIONS.handOverEmergencyRequest, variables)).toEqual(paths);

    const { errors } = await world.send(clerk, MUTATIONS.handOverEmergencyRequest, variables);
    expect(JSON.stringify(errors)).toMatch(words);
    expect(await acts.cancel(doctor, number)).toMatchObject({ stoppedAt: null });
  },
);

test('given filters with characters that no text has, then they are named', async () => {
  const paths = await wrongFields(
    doctor,
    `query ($filter: EmergencyRequestFilter) { emergencyRequests(first: 1, filter: $filter) { nodes { id } } }`,
    { filter: { region: 'ZK\0', insurer: '33\ud800' } },
  );

  expect(paths).toEqual(['filter.region', 'filter.insurer']);
});

test('given a nurse of another field, an unknown postcode and wrong lines, when she places, then she hears all refusals at once and nothing is kept', async () => {
  const before = await world.counts();

  const { refusals } = await world.place(
    await world.prescriber('9101'),
    form({
      address: { postcode: '1000 AA', houseNumber: '1' },
      lines: [
        lineOf('08712345678906'),
        lineOf(article.gtin),
        {
          productGroup: 'U010201',
          pieces: 1,
          substitution: 'ALLOWED',
          characteristics: [
            { code: 'CHARRIERE', value: 'thick' },
            { code: 'COLOUR', value: 'blue' },
            // Not in the order of their codes: each is named where it was sent.
            { code: 'TERM_OF_USE', value: 'FOREVER' },
            { code: 'LATEX_FREE', value: 'maybe' },
          ],
        },
        { productGroup: 'Z99', pieces: 1, substitution: 'ALLOWED' },
      ],
    }),
  );

  expect(refusals.map(({ code, path }) => [code, path])).toEqual([
    ['UNKNOWN_POSTCODE', 'input.address.postcode'],
    ['NOT_IN_CATALOGUE', 'input.lines.0.gtin'],
    ['NOT_IN_CATALOGUE', 'input.lines.2.characteristics.0.value'],
    ['NOT_IN_CATALOGUE', 'input.lines.2.characteristics.1.code'],
    ['NOT_IN_CATALOGUE', 'input.lines.2.characteristics.2.value'],
    ['NOT_IN_CATALOGUE', 'input.lines.2.characteristics.3.value'],
    ['CHARACTERISTIC_MISSING', 'input.lines.2.characteristics'],
    ['NOT_IN_CATALOGUE', 'input.lines.3.productGroup'],
    ['MAY_NOT_PRESCRIBE', 'input.lines.1'],
    ['MAY_NOT_PRESCRIBE', 'input.lines.2'],
  ]);
  expect(await world.counts()).toEqual(before);
});

test('given a district nurse who asks on a first prescription what she may only again, for a meter that nobody makes, then she hears both', async () => {
  const before = await world.counts();

  const { refusals } = await world.place(
    await world.prescriber('9110'),
    form({
      urgency: 'ACCELERATED',
      prescription: 'FIRST',
      lines: [
        {
          productGroup: 'W0101060101',
          pieces: 50,
          substitution: 'ALLOWED',
          characteristics: [{ code: 'METER_FAMILY', value: 'nope' }],
        },
      ],
    }),
  );

  expect(refusals.map(({ code, path }) => [code, path])).toEqual([
    ['NOT_IN_CATALOGUE', 'input.lines.0.characteristics.0.value'],
    ['MAY_NOT_PRESCRIBE', 'input.lines.0'],
  ]);
  expect(await world.counts()).toEqual(before);
});

test('given a line that nothing fits, by who may prescribe of the start assortment only, then it is not said to be none of it: of no device can that be told', async () => {
  const line = {
    productGroup: 'U010206',
    pieces: 1,
    substitution: 'ALLOWED',
    characteristics: [{ code: 'CHARRIERE', value: '61' }],
  };
  const before = await world.counts();

  const { refusals } = await world.place(await world.prescriber('0200'), form({ lines: [line] }));

  expect(refusals.map(({ code, path }) => [code, path])).toEqual([
    ['CHARACTERISTIC_MISSING', 'input.lines.0.characteristics'],
    ['CHARACTERISTIC_MISSING', 'input.lines.0.characteristics'],
    ['NOTHING_FITS', 'input.lines.0.characteristics.0.value'],
  ]);
  expect(await world.counts()).toEqual(before);
});

test('given no norm for what is asked, and something wrong with it, then both are said', async () => {
  world.clock.moveTo('2024-06-01T10:00:00Z');
  const before = await world.counts();

  const { refusals } = await world.place(
    doctor,
    form({
      lines: [
        {
          productGroup: 'W0101060101',
          pieces: 50,
          substitution: 'ALLOWED',
          characteristics: [{ code: 'METER_FAMILY', value: 'nope' }],
        },
      ],
    }),
  );

  world.clock.moveTo('2026-11-10T01:00:00Z');
  expect(refusals.map(({ code, path }) => [code, path])).toEqual([
    ['NOT_IN_CATALOGUE', 'input.lines.0.characteristics.0.value'],
    ['NO_NORM_IN_FORCE', 'input.urgency'],
  ]);
  expect(await world.counts()).toEqual(before);
});

test('given wrong lots for two lines, when they are handed over, then all is said at once and nothing is kept', async () => {
  const [, second] = (await world.articles('U010201')) as [KnownArticle, KnownArticle];
  await world.stock(NEAR, second.gtin, 5, { lotNumber: 'B' });
  const { number } = await world.place(
    doctor,
    form({ lines: [lineOf(article.gtin, 2), lineOf(second.gtin, 1)] }),
  );
  const acts = actsOf(world);
  await acts.accept(clerk, number);
  const before = await world.counts();

  const answer = await acts.handOver(clerk, number, [
    { lineNumber: 1, lotNumber: 'NONE', pieces: 1 },
    { lineNumber: 1, lotNumber: 'A', pieces: 1 },
    { lineNumber: 2, lotNumber: 'A', pieces: 1 },
    { lineNumber: 2, lotNumber: 'B', pieces: 3 },
    { lineNumber: 9, lotNumber: 'A', pieces: 1 },
  ]);

  expect(outcomeOf(answer)).toEqual([
    'UNKNOWN_LOT',
    'UNKNOWN_LOT',
    'UNKNOWN_LOT',
    'LOTS_DO_NOT_ADD_UP',
    'LOTS_DO_NOT_ADD_UP',
  ]);
  expect(answer.refusals?.map(({ path }) => path)).toEqual([
    'input.lots.0',
    'input.lots.2',
    'input.lots.4',
    'input.lots',
    'input.lots',
  ]);
  expect(await world.counts()).toEqual(before);
});
