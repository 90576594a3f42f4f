import { SUBSTITUTION_WISHES } from '../../src/catalogue/substitution.rules';
import { actsOf, rows } from './acts';
import { createWorld, form, lineOf, type KnownArticle, type World } from './world';

const [NEAR, FAR] = ['SP-0067', 'SP-0031'] as const;
const PUMPS = 'Z1204021601';
const LONG_14_FOR_A_MAN = {
  CHARRIERE: '14',
  TERM_OF_USE: 'LONG',
  LATEX_FREE: 'true',
  WEARER: 'MAN',
};

let world: World;
let doctor: string;
let pharmacist: string;

beforeAll(async () => {
  world = await createWorld();
  await world.onlyOpen(NEAR, FAR);
  doctor = await world.prescriber();
  pharmacist = await world.prescriber('0200');
});
afterAll(() => world.dispose());

const ofGroup = (
  productGroup: string,
  characteristics: Record<string, string> = {},
): Record<string, unknown> => ({
  productGroup,
  pieces: 1,
  substitution: 'ALLOWED',
  characteristics: Object.entries(characteristics).map(([code, value]) => ({ code, value })),
});

async function refusedTo(token: string, ...lines: object[]): Promise<[string, string][]> {
  const before = await world.counts();
  const { refusals } = await world.place(token, form({ lines }));
  expect(await world.counts()).toEqual(before);
  return refusals.map(({ code, message }) => [code, message]);
}

test('given a plate and a bag without their size and coupling, when they are asked, then all that is missing is said at once, with what there is, and no clock starts', async () => {
  const found = await refusedTo(
    doctor,
    ofGroup('A100201'),
    ofGroup('A100202', { COUPLING: 'KLIKRAND' }),
  );

  expect(found).toEqual([
    [
      'CHARACTERISTIC_MISSING',
      'input.lines.0.characteristics must name CONVEX (convex): false or true',
    ],
    [
      'CHARACTERISTIC_MISSING',
      'input.lines.0.characteristics must name COUPLING (coupling of plate and bag): KLIKRAND or ZACHTRING',
    ],
    [
      'CHARACTERISTIC_MISSING',
      expect.stringMatching(
        /^input\.lines\.0\.characteristics must name FLANGE_MM \(flange size\): \d+, .* or \d+ mm$/,
      ),
    ],
    [
      'CHARACTERISTIC_MISSING',
      expect.stringMatching(
        /^input\.lines\.1\.characteristics must name FLANGE_MM \(flange size\): \d+, .* or \d+ mm$/,
      ),
    ],
  ]);
});

test('given what the product groups say must be asked, when just that is asked, then each group that is supplied can be had', async () => {
  const { productGroups } = await world.ask<{
    productGroups: {
      code: string;
      category: string;
      characteristics: { code: string; hard: boolean; mustBeAsked: boolean }[];
    }[];
  }>(doctor, '{ productGroups { code category characteristics { code hard mustBeAsked } } }');
  const asked = productGroups.flatMap(({ code, characteristics }) =>
    characteristics
      .filter(({ mustBeAsked }) => mustBeAsked)
      .map((one) => ({ ...one, group: code })),
  );

  expect(asked.every(({ hard }) => hard)).toBe(true);
  expect(
    ['U010201', 'W0101060101', 'A100201', 'A100101', 'U01010501', 'A06030301', 'M02'].map((group) =>
      asked.filter((one) => one.group === group).map(({ code }) => code),
    ),
  ).toEqual([
    ['CHARRIERE', 'LATEX_FREE', 'TERM_OF_USE', 'WEARER'],
    ['METER_FAMILY'],
    ['CONVEX', 'COUPLING', 'FLANGE_MM'],
    ['CONVEX', 'CUT_TO_FIT_MAX_MM'],
    ['CHARRIERE', 'WEARER'],
    ['BAG_WORN'],
    [],
  ]);
  const disw = productGroups.filter(
    ({ category }) => category !== 'COMPRESSION' && category !== 'PROSTHESIS',
  );
  expect(disw.length).toBeGreaterThan(30);
  for (const { code, characteristics } of disw) {
    const [article] = (await world.articles(code)) as [KnownArticle];
    const said = characteristics
      .filter(({ mustBeAsked }) => mustBeAsked)
      .map((one) => [one.code, String(article.characteristics[one.code])] as const);
    const answer = await world.place(
      doctor,
      form({ lines: [ofGroup(code, Object.fromEntries(said))] }),
    );
    expect([code, answer.refusals]).toEqual([code, undefined]);
    await actsOf(world).cancel(doctor, answer.number);
  }
});

test('given a catheter of which no length was spoken, when it is given, then its length and all else that nobody asked is shown, and that it is for anybody', async () => {
  const long = (await world.articles('U010201')).find(
    ({ characteristics }) =>
      characteristics['CHARRIERE'] === 14 && characteristics['TERM_OF_USE'] === 'LONG',
  );
  await world.stock(NEAR, long?.gtin ?? '', 5);
  const line = ofGroup('U010201', LONG_14_FOR_A_MAN);

  const { number } = await world.place(doctor, form({ lines: [line] }));

  const { emergencyRequest } = await world.ask<{
    emergencyRequest: { parts: { gives: unknown[] }[] };
  }>(
    doctor,
    `{ emergencyRequest(id: "${number}") { parts { gives {
       match differences { characteristic asked given } } } } }`,
  );
  expect(emergencyRequest.parts[0]?.gives).toEqual([
    {
      match: 'EXACT',
      differences: [
        { characteristic: 'WEARER', asked: 'MAN', given: 'EITHER' },
        ...['BALLOON_ML', 'LENGTH_CM', 'TIP'].map((characteristic) => ({
          characteristic,
          asked: null,
          given: String(long?.characteristics[characteristic]),
        })),
      ],
    },
  ]);
});

describe('given catheters of the length for women and for anybody, of one size', () => {
  const ofSize = async (wearer: string): Promise<KnownArticle> => {
    const found = (await world.articles('U010201')).find(
      ({ characteristics: { CHARRIERE, TERM_OF_USE, WEARER } }) =>
        CHARRIERE === 16 && TERM_OF_USE === 'LONG' && WEARER === wearer,
    );
    if (found === undefined) throw new Error(`None for ${wearer}`);
    return found;
  };
  const asked = { ...LONG_14_FOR_A_MAN, CHARRIERE: '16' };
  const answer = async (line: object) => {
    const placed = await world.place(doctor, form({ lines: [line] }));
    await actsOf(world).cancel(doctor, placed.number);
    return placed.parts.flatMap(({ gives }) =>
      gives.map(({ article, match }) => [article.gtin, match]),
    );
  };

  test('when one for a man is asked and only that for women is there, then he gets none of it, whatever may be given', async () => {
    const forWomen = await ofSize('WOMAN');
    await world.stock(NEAR, forWomen.gtin, 6);

    for (const substitution of SUBSTITUTION_WISHES) {
      expect(await answer({ ...ofGroup('U010201', asked), substitution })).toEqual([]);
    }
    expect(await answer(ofGroup('U010201', { ...asked, WEARER: 'WOMAN' }))).toEqual([
      [forWomen.gtin, 'EXACT'],
    ]);
  });

  test('when the one for anybody is there too, then it is exact for a man, for each wish; and for whom it is must be said', async () => {
    const forAnybody = await ofSize('EITHER');
    await world.stock(FAR, forAnybody.gtin, 6);

    for (const substitution of SUBSTITUTION_WISHES) {
      expect(await answer({ ...ofGroup('U010201', asked), substitution })).toEqual([
        [forAnybody.gtin, 'EXACT'],
      ]);
    }
    const { WEARER: _nobody, ...others } = asked;
    expect(await refusedTo(doctor, ofGroup('U010201', others))).toEqual([
      [
        'CHARACTERISTIC_MISSING',
        'input.lines.0.characteristics must name WEARER (for whom): EITHER, MAN or WOMAN',
      ],
    ]);
  });
});

test('given sheaths with latex and without, when nothing is said of latex, then it is asked', async () => {
  const sheath = { ...ofGroup('U070201', { DIAMETER_MM: '30' }), substitution: 'NOT_ALLOWED' };

  expect(await refusedTo(doctor, sheath)).toEqual([
    [
      'CHARACTERISTIC_MISSING',
      'input.lines.0.characteristics must name LATEX_FREE (free of latex): false or true',
    ],
  ]);
});

test.each([
  ['a breast prosthesis', 'Y063018', 'prostheses'],
  ['compression stockings', 'M030405', 'compression devices'],
])(
  'given %s, when it is asked as an emergency, then it is refused, by article too',
  async (_, code, words) => {
    const [article] = (await world.articles(code)) as [KnownArticle];
    const message =
      `${code} is of the ${words}. An emergency request is for devices for diabetes, incontinence, ` +
      'stoma or wounds (DISW); ask a supplier for others.';

    expect(await refusedTo(doctor, ofGroup(code), lineOf(article.gtin))).toEqual([
      ['NOT_A_DISW_DEVICE', `input.lines.0: ${message}`],
      ['NOT_A_DISW_DEVICE', `input.lines.1: ${message}`],
    ]);
  },
);

test('given the database, then it takes no request for another category, whoever asks', async () => {
  await world.place(doctor, form({ lines: [ofGroup('T04010104', { SIZE: 'M' })] }));
  await expect(
    rows(
      world,
      `INSERT INTO emergency_request
       SELECT (jsonb_populate_record(r, '{"id": 999999, "request_key": "another", "category": "PROSTHESIS"}')).*
       FROM emergency_request r LIMIT 1`,
    ),
  ).rejects.toThrow('An emergency request is for devices of DISW, not for category PROSTHESIS');
});

describe('given a pharmacist, who may prescribe of the start assortment only', () => {
  const START = `SELECT a.gtin FROM start_assortment s JOIN article a ON a.id = s.article_id WHERE a.product_group_code = $1 ORDER BY a.id`;

  test('when an insulin pump is asked, by group or by article, then it is refused with words, though a doctor may', async () => {
    const [pump] = (await world.articles(PUMPS)) as [KnownArticle];
    const model = { PUMP_MODEL: String(pump.characteristics['PUMP_MODEL']) };
    const message =
      'A pharmacist (0200) may prescribe diabetes devices of the start assortment only, and this is none of it ' +
      '(to bridge an emergency).';

    expect(await refusedTo(pharmacist, ofGroup(PUMPS, model), lineOf(pump.gtin))).toEqual([
      ['MAY_NOT_PRESCRIBE', message],
      ['MAY_NOT_PRESCRIBE', message],
    ]);
    const answer = await world.place(doctor, form({ lines: [lineOf(pump.gtin)] }));
    expect(answer.__typename).toBe('EmergencyRequestPlaced');
  });

  test('when a catheter of the start assortment is asked, by article or by what it is like, then it is taken in', async () => {
    const [start] = await rows<{ gtin: string }>(world, START, ['U010201']);
    const lines = [lineOf(start?.gtin ?? ''), ofGroup('U010201', LONG_14_FOR_A_MAN)];

    const answer = await world.place(pharmacist, form({ lines }));

    expect(answer.__typename).toBe('EmergencyRequestPlaced');
  });

  test('when another article of the same group is asked, then it is refused', async () => {
    const ofStart = new Set(
      (await rows<{ gtin: string }>(world, START, ['U010201'])).map(({ gtin }) => gtin),
    );
    const other = (await world.articles('U010201')).find(({ gtin }) => !ofStart.has(gtin));

    expect((await refusedTo(pharmacist, lineOf(other?.gtin ?? ''))).map(([code]) => code)).toEqual([
      'MAY_NOT_PRESCRIBE',
    ]);
  });
});

test('given an article that leaves the register while a request for it moves on, then the explanation says that there is no article, not that nobody is qualified', async () => {
  const [, , article] = (await world.articles('U010201')) as [
    KnownArticle,
    KnownArticle,
    KnownArticle,
  ];
  await world.stock(NEAR, article.gtin, 3);
  const { number, parts } = await world.place(doctor, form({ lines: [lineOf(article.gtin)] }));
  expect(parts.map(({ stockPoint }) => stockPoint.id)).toEqual([NEAR]);
  await rows(world, 'UPDATE article SET active = false WHERE id = $1', [article.id]);

  await actsOf(world).decline(await world.clerk(NEAR), number);

  const { emergencyRequest } = await world.ask<{
    emergencyRequest: { routing: { considered: { verdict: string }[] }[] };
  }>(
    doctor,
    `{ emergencyRequest(id: "${number}") { routing { considered { stockPoint { id } verdict } } } }`,
  );
  const last = emergencyRequest.routing.at(-1)?.considered ?? [];
  expect(last.filter(({ verdict }) => verdict === 'NO_ARTICLE')).toEqual([
    { stockPoint: { id: FAR }, verdict: 'NO_ARTICLE' },
  ]);
  expect(last.map(({ verdict }) => verdict)).not.toContain('NOT_QUALIFIED');
});
