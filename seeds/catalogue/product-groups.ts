import type { DeviceCategory } from '../../src/catalogue/device-category';
import type { CharacteristicCode } from './characteristics';

/** A product group as it is seeded. */
export interface SeedProductGroup {
  /** EMDN code. */
  readonly code: string;
  readonly name: string;
  readonly dutchName: string;
  readonly category: DeviceCategory;
  readonly gph: string | null;
  /** AGB qualification of the supplier. */
  readonly supplierQualification: string;
  readonly verified: boolean;
  readonly source: string;
  readonly hard: readonly CharacteristicCode[];
  readonly soft: readonly CharacteristicCode[];
  /** Those of the hard ones that a request for the group must state. */
  readonly mustBeAsked: readonly CharacteristicCode[];
}

/**
 * Without these a device can't be used (it doesn't fit the body, the meter, the pump or the other half),
 * or not be chosen safely, wherever they are hard. What the group says already, such as one or two pieces,
 * need not be said again; nor what can be made to do by hand, such as the size of a dressing: that is shown
 * with what is given. Proposal of this project, no published list.
 */
const MUST_BE_ASKED: ReadonlySet<CharacteristicCode> = new Set([
  'BAG_WORN',
  'CANNULA_MM',
  'CHARRIERE',
  'CONVEX',
  'COUPLING',
  'CUT_TO_FIT_MAX_MM',
  'DIAMETER_MM',
  'FLANGE_MM',
  'INSULIN_CONCENTRATION',
  'LANCET_SYSTEM',
  'METER_FAMILY',
  'NEEDLE_LENGTH_MM',
  'PRESSURE_CLASS',
  'PUMP_MODEL',
  'SENSOR_MODEL',
  'SIZE',
  'TERM_OF_USE',
]);

/**
 * Asked in these groups only. WEARER and LATEX_FREE: where articles of both kinds are made. For whom a catheter
 * is says how long it must be, and is what is known at a bedside at night: the length itself is not asked.
 * VOLUME_ML: what a syringe does not hold can't be injected; of bags it is only how often they are emptied.
 */
const ASKED_IN: Readonly<Partial<Record<CharacteristicCode, readonly string[]>>> = {
  LATEX_FREE: ['U010201', 'U010206', 'U070201'],
  VOLUME_ML: ['A020106'],
  WEARER: ['U010201', 'U01010501'],
};

const EMDN = 'EMDN V2 (European Commission); names in our own words';
const NO_CODE =
  'stand-in of this project: the EMDN has no clear code for a glucose sensor worn on the skin';

/** Of the Dutch classification (GPH) only these classes are sure; they equal those of ISO 9999. */
const GPH_OSTOMY = '091800000000';
const GPH_ABSORBING = '093000000000';
const GPH_LEG_PROSTHESES = '062400000000';

type Line = readonly [
  code: string,
  name: string,
  dutchName: string,
  hard: readonly CharacteristicCode[],
  soft: readonly CharacteristicCode[],
];

function groups(
  category: DeviceCategory,
  supplierQualification: string,
  gph: string | null,
  lines: readonly Line[],
): SeedProductGroup[] {
  return lines.map(([code, name, dutchName, hard, soft]) => ({
    code,
    name,
    dutchName,
    category,
    gph,
    supplierQualification,
    verified: code !== GLUCOSE_SENSORS,
    source: code === GLUCOSE_SENSORS ? NO_CODE : EMDN,
    hard,
    soft,
    mustBeAsked: hard.filter(
      (one) => MUST_BE_ASKED.has(one) || ASKED_IN[one]?.includes(code) === true,
    ),
  }));
}

/** The code with which "other" ends in the branch of devices for diabetes; not a published one. */
export const GLUCOSE_SENSORS = 'Z12040299';

const BALLOON_CATHETER: readonly CharacteristicCode[] = [
  'CHARRIERE',
  'LENGTH_CM',
  'TERM_OF_USE',
  'BALLOON_ML',
  'TIP',
  'LATEX_FREE',
  'WEARER',
];
const INTERMITTENT_CATHETER: readonly CharacteristicCode[] = [
  'CHARRIERE',
  'LENGTH_CM',
  'TIP',
  'LATEX_FREE',
  'STERILE',
  'WEARER',
];
const ONE_PIECE: readonly CharacteristicCode[] = [
  'PIECES',
  'OUTLET',
  'CONVEX',
  'CUT_TO_FIT_MAX_MM',
];
const TWO_PIECE_BAG: readonly CharacteristicCode[] = ['PIECES', 'OUTLET', 'FLANGE_MM', 'COUPLING'];
const DRESSING: readonly CharacteristicCode[] = [
  'DRESSING_WIDTH_CM',
  'DRESSING_HEIGHT_CM',
  'SHAPE',
  'ADHESIVE',
  'STERILE',
];

/**
 * Product groups (productgroepen) of the six categories, at the EMDN level at which devices are asked
 * for; the characteristics say the rest. A hard characteristic is kept in any substitution: which ones
 * are hard is a proposal of this project, no published source.
 */
export const productGroups: readonly SeedProductGroup[] = [
  ...groups('DIABETES', '7651', null, [
    ['A01010102', 'Pen needles', 'pennaalden', ['NEEDLE_LENGTH_MM', 'GAUGE'], ['SAFETY']],
    [
      'A020106',
      'Insulin syringes',
      'insulinespuiten',
      ['VOLUME_ML', 'INSULIN_CONCENTRATION', 'NEEDLE_LENGTH_MM', 'STERILE'],
      ['GAUGE'],
    ],
  ]),
  ...groups('DIABETES', '7657', null, [
    ['V0104', 'Lancets', 'lancetten', ['LANCET_SYSTEM', 'GAUGE'], ['SAFETY']],
    ['W0101060101', 'Glucose test strips', 'glucoseteststrips', ['METER_FAMILY'], []],
    ['W0101060110', 'Ketone test strips', 'ketonenteststrips', ['METER_FAMILY'], []],
    ['W0201060102', 'Blood glucose meters', 'bloedglucosemeters', ['METER_FAMILY'], []],
    [GLUCOSE_SENSORS, 'Glucose sensors', 'glucosesensoren', ['SENSOR_MODEL'], ['WEAR_DAYS']],
  ]),
  ...groups('DIABETES', '7656', null, [
    [
      'A03040101',
      'Insulin infusion sets',
      'infuussets voor insulinepompen',
      ['PUMP_MODEL', 'CANNULA_MM', 'STERILE'],
      ['TUBING_CM'],
    ],
    ['Z1204021601', 'Insulin pumps', 'insulinepompen', ['PUMP_MODEL'], ['WITH_CGM']],
  ]),
  ...groups('INCONTINENCE', '7624', null, [
    [
      'U010201',
      'Balloon catheters, Nelaton tip',
      'ballonkatheters, nelatontip',
      BALLOON_CATHETER,
      [],
    ],
    [
      'U010206',
      'Balloon catheters, Tiemann tip',
      'ballonkatheters, tiemanntip',
      BALLOON_CATHETER,
      [],
    ],
    [
      'U01010501',
      'Intermittent catheters, Nelaton tip, ready to use',
      'eenmalige katheters, nelatontip, gebruiksklaar',
      INTERMITTENT_CATHETER,
      ['INTEGRATED_BAG'],
    ],
    [
      'U01010601',
      'Intermittent catheters, Tiemann tip, ready to use',
      'eenmalige katheters, tiemanntip, gebruiksklaar',
      INTERMITTENT_CATHETER,
      ['INTEGRATED_BAG'],
    ],
    [
      'A06030301',
      'Urine bags',
      'urineopvangzakken',
      ['BAG_WORN', 'VOLUME_ML', 'OUTLET', 'STERILE'],
      ['TUBING_CM'],
    ],
    [
      'U070201',
      'Sheath catheters',
      'condoomkatheters',
      ['DIAMETER_MM', 'LATEX_FREE'],
      ['ADHESIVE'],
    ],
  ]),
  ...groups('INCONTINENCE', '7621', GPH_ABSORBING, [
    ['T04010101', 'Rectangular pads', 'rechthoekig inlegverband', ['ABSORPTION_ML'], []],
    ['T04010102', 'Shaped pads', 'anatomisch inlegverband', ['ABSORPTION_ML'], ['WEARER']],
    ['T04010103', 'Briefs with fastening', 'luierbroeken', ['SIZE', 'ABSORPTION_ML'], []],
    ['T04010104', 'Net pants', 'fixatiebroekjes', ['SIZE'], []],
    ['T040102', 'Bed pads', 'onderleggers', ['PAD_WIDTH_CM', 'PAD_HEIGHT_CM'], ['ABSORPTION_ML']],
  ]),
  ...groups('STOMA', '7625', GPH_OSTOMY, [
    ['A100101', 'Colostomy bags, one-piece', 'colostomazakjes, eendelig', ONE_PIECE, ['FILTER']],
    ['A100102', 'Ileostomy bags, one-piece', 'ileostomazakjes, eendelig', ONE_PIECE, ['FILTER']],
    ['A100103', 'Urostomy bags, one-piece', 'urostomazakjes, eendelig', ONE_PIECE, []],
    [
      'A100201',
      'Ostomy plates, two-piece',
      'huidplaten, tweedelig',
      ['PIECES', 'FLANGE_MM', 'COUPLING', 'CONVEX'],
      ['CUT_TO_FIT_MAX_MM'],
    ],
    [
      'A100202',
      'Colostomy bags, two-piece',
      'colostomazakjes, tweedelig',
      TWO_PIECE_BAG,
      ['FILTER'],
    ],
    [
      'A100203',
      'Ileostomy bags, two-piece',
      'ileostomazakjes, tweedelig',
      TWO_PIECE_BAG,
      ['FILTER'],
    ],
    ['A100204', 'Urostomy bags, two-piece', 'urostomazakjes, tweedelig', TWO_PIECE_BAG, []],
    ['A1003', 'Irrigation sets', 'spoelsets', ['VOLUME_ML'], ['OUTLET']],
    ['A108001', 'Rings for the skin', 'huidbeschermende ringen', ['DIAMETER_MM'], ['THICKNESS_MM']],
    ['A108002', 'Creams for the skin', 'stomacrème', ['FORM'], ['CONTENT_G']],
    ['A108003', 'Powders for the skin', 'stomapoeder', ['FORM'], ['CONTENT_G']],
    [
      'A108004',
      'Protective films',
      'huidbeschermende film',
      ['FORM', 'ALCOHOL_FREE'],
      ['CONTENT_ML'],
    ],
    ['A108005', 'Adhesive removers', 'lijmverwijderaars', ['FORM', 'ALCOHOL_FREE'], ['CONTENT_ML']],
    ['A108006', 'Ostomy belts', 'stomagordels', ['COUPLING', 'SIZE'], []],
    ['A108007', 'Irrigation cones', 'spoelconussen', ['DIAMETER_MM', 'LATEX_FREE'], []],
  ]),
  ...groups('WOUND', '7643', null, [
    ['M02', 'Gauzes', 'gazen', ['DRESSING_WIDTH_CM', 'DRESSING_HEIGHT_CM', 'STERILE'], []],
    ['M0303', 'Fixing bandages', 'fixatieverband', ['BANDAGE_WIDTH_CM', 'ADHESIVE'], ['LENGTH_M']],
    ['M040402', 'Alginate dressings', 'alginaatverband', [...DRESSING, 'SILVER'], []],
    ['M040403', 'Hydrocolloid dressings', 'hydrocolloïdverband', DRESSING, ['THICKNESS_MM']],
    ['M040405', 'Hydrogels', 'hydrogel', ['CONTENT_G', 'STERILE'], []],
    ['M040406', 'Foam dressings', 'schuimverband', DRESSING, ['THICKNESS_MM']],
    ['M040407', 'Silicone dressings', 'siliconenverband', DRESSING, ['THICKNESS_MM']],
    ['M040408', 'Silver dressings', 'zilverhoudend verband', [...DRESSING, 'SILVER'], []],
    ['M040409', 'Charcoal dressings', 'koolstofverband', DRESSING, []],
    ['M040412', 'Antiseptic dressings', 'antiseptisch verband', DRESSING, []],
  ]),
  ...groups('COMPRESSION', '7641', null, [
    [
      'M030405',
      'Compression stockings',
      'therapeutische elastische kousen',
      ['PRESSURE_CLASS', 'KNIT', 'SIZE', 'STOCKING_LENGTH'],
      ['TOE'],
    ],
    [
      'M030401',
      'Compression bandages',
      'compressiezwachtels',
      ['BANDAGE_WIDTH_CM', 'STRETCH'],
      ['LENGTH_M'],
    ],
  ]),
  ...groups('PROSTHESIS', '7602', null, [
    ['Y063018', 'Breast prostheses', 'mammaprothesen', ['BREAST_SIZE', 'SIDE'], []],
  ]),
  ...groups('PROSTHESIS', '7652', GPH_LEG_PROSTHESES, [
    [
      'Y062409',
      'Prostheses below the knee',
      'onderbeenprothesen',
      ['PROSTHESIS_LEVEL', 'MOBILITY', 'SIDE', 'SIZE'],
      [],
    ],
    [
      'Y062415',
      'Prostheses above the knee',
      'bovenbeenprothesen',
      ['PROSTHESIS_LEVEL', 'MOBILITY', 'KNEE_JOINT', 'SIDE', 'SIZE'],
      [],
    ],
  ]),
  ...groups('PROSTHESIS', '7610', null, [
    [
      'Y061809',
      'Prostheses below the elbow',
      'onderarmprothesen',
      ['PROSTHESIS_LEVEL', 'HAND_FUNCTION', 'SIDE', 'SIZE'],
      [],
    ],
  ]),
];
