import { needCharacteristics } from '../../seeds/quality/need-characteristics';
import type { ContractTerms } from '../../src/quality/contract-terms';
import type { Finding } from '../../src/quality/finding';
import { requiredCharacteristics, unmetBy } from '../../src/quality/functional-needs.rules';
import { catalogue, judgeSeeded as judge } from './seeded-modules';
import { activity, clause, contract, line } from './terms';

/** What the seeded modules ask beyond the cases of the report. */

describe('compression stockings made to measure, and the days of their aftercare', () => {
  const stockings = (over: Partial<ContractTerms>): ContractTerms =>
    contract({ lot: 'Compressie', lines: [line(1, 'M030405')], ...over });
  const paid = [activity('ADJUSTMENT'), activity('EVALUATION')];

  it('given ready-made stockings alone, K3 finds that those made to measure are missing', () => {
    const readyMade = catalogue.articles
      .filter(
        ({ productGroupCode, characteristics }) =>
          productGroupCode === 'M030405' && characteristics['SIZE'] !== 'MADE_TO_MEASURE',
      )
      .map(({ id }, index) => line(index + 1, id));

    const { verdict, missing } = judge(
      'COMPRESSION',
      'K3',
      [stockings({ lines: readyMade })],
      'INSURER',
    );

    expect(verdict).toBe('PARTLY_MET');
    expect(missing).toEqual([
      'Nothing is contracted of compression stockings (M030405) of this kind: pressure class 4.',
      'Nothing is contracted for stockings made to measure (maatwerk).',
    ]);
    expect(judge('COMPRESSION', 'K3', [stockings({})], 'INSURER').verdict).toBe('MET');
  });

  it('given no days in which it is adjusted, K6 is partly met; with them it is met', () => {
    const agreed = (parameters: Parameters<typeof clause>[1]): Finding =>
      judge('COMPRESSION', 'K6', [
        stockings({ activities: paid, clauses: [clause('AFTERCARE', parameters)] }),
      ]);

    expect(agreed({ evaluationWeeks: 6 })).toMatchObject({
      verdict: 'PARTLY_MET',
      missing: [
        'The clause on aftercare states no number of days within which what does not fit is adjusted.',
      ],
    });
    expect(agreed({ evaluationWeeks: 6, adjustmentDays: 10 }).verdict).toBe('MET');
  });
});

describe('compression: who fits, and what may come before', () => {
  const fitted = (...by: string[]): ContractTerms =>
    contract({
      lines: [line(1, 'M030405')],
      activities: by.flatMap((byQualification) => [
        activity('FITTING', { byQualification }),
        activity('TEACHING_TO_PUT_ON', { byQualification, funding: 'INCLUDED' }),
      ]),
    });

  it('given payment for skin therapists alone, K2 asks for physiotherapists too', () => {
    expect(judge('COMPRESSION', 'K2', [fitted('9013')])).toMatchObject({
      verdict: 'PARTLY_MET',
      missing: [
        'It is not agreed that fitting (aanmeten) and teaching how to put on (aanleren) are paid when done by an oedema physiotherapist (0405), for compression stockings (M030405).',
      ],
    });
    expect(judge('COMPRESSION', 'K2', [fitted('9031', '0405')]).verdict).toBe('MET');
    expect(judge('COMPRESSION', 'K2', [fitted('7641')]).verdict).toBe('NOT_MET');
  });

  it('given stockings alone, K7 asks for bandages or a clause that they need no new contract', () => {
    const stepped = (parameters: Parameters<typeof clause>[1], ...codes: string[]): Finding =>
      judge('COMPRESSION', 'K7', [
        contract({
          lines: ['M030405', ...codes].map((code, index) => line(index + 1, code)),
          clauses: [clause('STEPPED_CARE', parameters)],
        }),
      ]);

    expect(stepped({})).toMatchObject({
      verdict: 'PARTLY_MET',
      missing: [
        'For another step nothing of compression bandages (M030401) is contracted, and the clause that allows stepped care does not say that it needs no new contract.',
      ],
    });
    expect(stepped({}, 'M030401').verdict).toBe('MET');
    expect(stepped({ withoutNewContract: true }).verdict).toBe('MET');
    expect(judge('COMPRESSION', 'K7', [fitted()]).verdict).toBe('NOT_MET');
  });
});

describe('a second source, and what is named to stand in', () => {
  const catheters = (alternative: string): ContractTerms =>
    contract({
      lines: [line(1, 'U0101')],
      clauses: [clause('SECOND_SOURCE', { productGroups: 'U0101', alternative })],
    });
  const other = contract({
    number: 'VC-2',
    supplierAgb: '76990002',
    lines: [line(1, 'U01010501', { regionCode: 'ZK06' })],
  });
  const aboutCatheters = ({ missing }: Finding): string[] =>
    missing.filter((words) => words.includes('(U01010501)'));
  const found = (alternative: string): string[] =>
    aboutCatheters(judge('GKH', 'G16', [catheters(alternative), other], 'INSURER'));

  it.each(['n.v.t.', 'the other suppliers of the insurer', '76990001', '76990009'])(
    'given %s, G16 is not met by it',
    (alternative) => {
      expect(found(alternative)).toContain(
        'The clause that names a second source names no other contracted supplier (AGB), article (GTIN) or product group ' +
          '(EMDN) to stand in for intermittent catheters, Nelaton tip, ready to use (U01010501) and intermittent ' +
          'catheters, Tiemann tip, ready to use (U01010601).',
      );
    },
  );

  it('given a supplier that is contracted in one region, it stands in there alone', () => {
    expect(found('76990002')).toContain(
      'Only 76990001 gives every function of intermittent catheters, Nelaton tip, ready to use (U01010501) ' +
        'anywhere but in Drenthe (ZK06); at least 2 suppliers are asked.',
    );
  });

  it('given another product group or an article that is contracted, it stands in', () => {
    const gtin = catalogue.articles.find(
      ({ productGroupCode }) => productGroupCode === 'U01010601',
    )?.gtin;

    expect(found('U01010601')).toEqual([]);
    expect(found(gtin ?? '')).toEqual([]);
    expect(found('M04')).not.toEqual([]);
  });
});

describe('the norm that an emergency clause names', () => {
  const emergency = (normVersion: string, emergencyMinutes: number | null): Finding =>
    judge('GKH', 'G15', [
      contract({
        lines: [line(1, 'A108005', { emergencyMinutes })],
        clauses: [clause('EMERGENCY', { normVersion, dayAndNight: true, uniformRequest: true })],
      }),
    ]);

  it.each([
    ['', 'names no timeliness norm and version.'],
    ['as agreed', 'names a timeliness norm and version that is not known.'],
    ['DISW-TIJDIGHEID/9', 'names a timeliness norm and version that is not known.'],
  ])('given %p, G15 says what is wrong with it', (name, words) => {
    expect(emergency(name, 240).missing).toContain(`The emergency clause (spoedclausule) ${words}`);
  });

  it('given more minutes than the norm has, or none, G15 says so; given fewer, nothing', () => {
    const late = (minutes: number | null): string[] =>
      emergency('DISW-TIJDIGHEID/2', minutes).missing.filter((words) => /^Line/.test(words));

    expect(late(300)).toEqual([
      'Line 1 agrees emergency delivery within 5 hours, more than the 4 hours of DISW-TIJDIGHEID/2.',
    ]);
    expect(late(null)).toEqual([
      'Line 1 agrees no time of emergency delivery, where at most the 4 hours of DISW-TIJDIGHEID/2 may pass.',
    ]);
    expect(late(240)).toEqual([]);
  });
});

it('G10 asks of a change of insurer and of death apart who bears the risk, and why', () => {
  const clauses = [
    clause('INSURER_CHANGE_OR_DEATH', { bearer: 'SHARED', argument: 'Neither can help it.' }),
    clause('DOUBLE_SUPPLIER', { bearer: 'INSURER', argument: 'It alone can see it.' }),
  ];

  expect(judge('GKH', 'G10', [contract({ clauses })])).toMatchObject({
    verdict: 'PARTLY_MET',
    missing: [
      'The clause on change of insurer and death does not say who bears the risk of death and why the risk of death is borne so.',
    ],
  });
});

it('permission beforehand for what is not costly is said to be off the list of costly devices', () => {
  const strips = contract({
    lines: [line(1, 'W0101060101')],
    authorisationList: ['W0101060101'],
  });

  expect(judge('GKH', 'G09', [strips]).missing).toEqual([
    'Permission beforehand is asked for glucose test strips (W0101060101), which the list of costly devices does not have.',
  ]);
});

describe('diabetes: what somebody can work with', () => {
  const meters = (...families: string[]): ContractTerms['lines'] =>
    catalogue.articles
      .filter(
        ({ productGroupCode, characteristics }) =>
          productGroupCode === 'W0201060102' &&
          families.includes(String(characteristics['METER_FAMILY'])),
      )
      .map(({ id }, index) => line(index + 1, id));

  it('given families without a choice for poor eyes or a weak grip, D2 is partly met and says for whom', () => {
    const found = (...families: string[]): Finding =>
      judge('DIABETES', 'D2', [contract({ lines: meters(...families) })], 'INSURER');

    expect(found('SUIKERWIJS', 'VINGERTIP').missing).toEqual([
      'Nothing is contracted for blood glucose meters for somebody who sees poorly.',
      'Of the 2 kinds asked of blood glucose meters for somebody with a weak grip only this is contracted: family of glucose meters: vingertip.',
    ]);
    expect(found('KLARE_KIJK').mend).toEqual([
      'Contract 2 kinds of devices for blood glucose meters from among blood glucose meters (W0201060102).',
      'Contract 2 kinds of devices for blood glucose meters for somebody with a weak grip from among blood glucose meters (W0201060102).',
    ]);
  });

  it('given two families of one maker, D2 is met: it counts families, as many as the market has', () => {
    const lines = meters('VINGERTIP', 'KLARE_KIJK');

    expect(judge('DIABETES', 'D2', [contract({ lines })], 'INSURER').verdict).toBe('MET');
  });

  it('given criteria for sensors alone, D3 is partly met in a contract that has pumps too', () => {
    const asInModule = { start: true, continuation: true, stop: true, asInModule: true };
    const both = (productGroups: string): ContractTerms =>
      contract({
        lines: [line(1, 'Z12040299'), line(2, 'Z1204021601')],
        clauses: [clause('START_STOP_CRITERIA', { ...asInModule, productGroups })],
      });

    expect(judge('DIABETES', 'D3', [both('Z12040299')])).toMatchObject({
      verdict: 'PARTLY_MET',
      missing: [
        'The clause on the criteria to start, continue and stop does not say when insulin pumps (Z1204021601) are started, continued and stopped.',
      ],
    });
    expect(judge('DIABETES', 'D3', [both('Z12040299 Z1204021601')]).verdict).toBe('MET');
  });

  it('given pumps without a loan pump, D6 is met and D10, a proposal, is not', () => {
    const pumps = contract({
      lines: [line(1, 'Z1204021601')],
      supplierQualifications: [{ code: '7656', validFrom: '2020-01-01', validUntil: null }],
    });

    expect(judge('DIABETES', 'D6', [pumps]).verdict).toBe('MET');
    expect(judge('DIABETES', 'D10', [pumps]).missing).toEqual([
      'Nothing is agreed about a breakdown service (24/7) and a loan device for insulin pumps (Z1204021601).',
    ]);
  });

  it('given pumps that work with no sensor, D1 finds that there is no hybrid closed loop', () => {
    const pumps = (withSensor: boolean): string[] => {
      const lines = catalogue.articles
        .filter(
          ({ productGroupCode, characteristics }) =>
            productGroupCode === 'Z1204021601' && characteristics['WITH_CGM'] === withSensor,
        )
        .map(({ id }, index) => line(index + 1, id));
      return [...judge('DIABETES', 'D1', [contract({ lines })], 'INSURER').missing];
    };

    const others =
      'Nothing is contracted for blood glucose meters, glucose test strips, insulin pens and their needles, ' +
      'infusion sets for insulin pumps';
    expect(pumps(false)).toContain(`${others}, hybrid closed loop or ketone test strips.`);
    expect(pumps(true)).toContain(`${others} or ketone test strips.`);
  });
});

describe('stoma bags at a fixed price per category, in one region', () => {
  const bags = catalogue.articles.filter(({ productGroupCode }) => productGroupCode === 'A100101');
  const inZeeland = (of: typeof bags): ContractTerms =>
    contract({
      lines: of.map(({ id }, index) =>
        line(index + 1, id, { tariffKind: 'CATEGORY_FIXED', regionCode: 'ZK27' }),
      ),
    });

  it('given bags of every maker, S8 is met: other regions are for other contracts', () => {
    expect(judge('STOMA', 'S8', [inZeeland(bags)])).toMatchObject({ verdict: 'MET', missing: [] });
  });

  it('given bags of one maker, S8 is not met there, and says nothing of other regions', () => {
    const ofOne = bags.filter(({ maker }) => maker === bags[0]?.maker);

    const { verdict, missing } = judge('STOMA', 'S8', [inZeeland(ofOne)]);

    expect(verdict).toBe('NOT_MET');
    expect(missing).toEqual([
      'Of colostomy bags, one-piece (A100101) 4 of 4 functions have fewer than 2 products of 2 makers in Zeeland (ZK27), ' +
        'such as largest opening that can be cut 55 mm, not convex, one-piece, outlet: closed: ' +
        '1 product of Voorbeeldmerk Noorderkroon.',
    ]);
  });
});

it('what is missing in most regions is missing anywhere but in the others; to mend it is everywhere but there', () => {
  const regional = contract({ lines: [line(1, 'A108001', { regionCode: 'ZK06' })] });

  const { missing, mend } = judge('STOMA', 'S3', [regional], 'INSURER');

  expect(missing[0]).toBe(
    'No supplier is contracted for rings for the skin (A108001) anywhere but in Drenthe (ZK06).',
  );
  expect(mend[0]).toBe(
    'Contract a supplier for rings for the skin (A108001) everywhere but in Drenthe (ZK06).',
  );
});

describe('instruction in irrigation', () => {
  const lacking = 'Nothing is agreed about instruction in irrigation (spoelen) for';

  it('given colostomy bags alone, S6 is not asked', () => {
    expect(judge('STOMA', 'S6', [contract()]).verdict).toBe('NOT_APPLICABLE');
  });

  it('given irrigation sets or cones, S6 asks that it is paid', () => {
    const irrigation = contract({ lines: [line(1, 'A1003'), line(2, 'A108007')] });

    expect(judge('STOMA', 'S6', [irrigation]).missing).toEqual([
      `${lacking} irrigation sets (A1003) and irrigation cones (A108007).`,
    ]);
    expect(
      judge('STOMA', 'S6', [{ ...irrigation, activities: [activity('IRRIGATION_INSTRUCTION')] }])
        .verdict,
    ).toBe('MET');
  });
});

describe('the qualification for leg prostheses', () => {
  const made = (code: string): Finding =>
    judge('GKH', 'G17', [
      contract({
        lines: [line(1, 'Y062415')],
        supplierQualifications: [{ code, validFrom: '2020-01-01', validUntil: null }],
      }),
    ]);

  it.each(['7652', '7601'])('is had by a supplier with %s', (code) => {
    expect(made(code).verdict).toBe('MET');
  });

  it('is not had by who makes arm prostheses', () => {
    expect(made('7610').missing).toEqual([
      'Supplier 76990001 has no AGB qualification 7652 (leg prostheses) or AGB qualification 7601 (limb prostheses) ' +
        'from 2026-01-01 to 2026-12-31, for prostheses above the knee (Y062415).',
    ]);
  });
});

describe('what a wearer needs of a leg prosthesis', () => {
  const rules = needCharacteristics.map((one) => ({
    needCode: one.need,
    productGroupPrefix: one.groups,
    characteristic: one.characteristic,
    oneOf: one.oneOf ?? null,
    atLeast: one.atLeast ?? null,
    atMost: one.atMost ?? null,
    reason: one.reason,
    dutchReason: one.dutchReason,
  }));
  const knees = (...needs: string[]): string[] => {
    const required = requiredCharacteristics(needs, 'Y062415', rules);
    const fitting = catalogue.articles.filter(
      ({ productGroupCode, characteristics }) =>
        productGroupCode === 'Y062415' && unmetBy(characteristics, required).length === 0,
    );
    return [
      ...new Set(fitting.map(({ characteristics }) => String(characteristics['KNEE_JOINT']))),
    ];
  };

  it.each([
    [['s7500'], ['LOCKED', 'BRAKED', 'HYDRAULIC', 'MICROPROCESSOR']],
    [
      ['s7500', 'd450'],
      ['BRAKED', 'HYDRAULIC', 'MICROPROCESSOR'],
    ],
    [
      ['s7500', 'd850'],
      ['BRAKED', 'HYDRAULIC', 'MICROPROCESSOR'],
    ],
    [
      ['s7500', 'd450', 'd4551'],
      ['HYDRAULIC', 'MICROPROCESSOR'],
    ],
    [
      ['s750', 'd920'],
      ['HYDRAULIC', 'MICROPROCESSOR'],
    ],
  ])('given %j, the knees that will do are %j', (needs, expected) => {
    expect(knees(...needs)).toEqual(expected);
  });
});
