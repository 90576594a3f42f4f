import type { CharacteristicValue } from '../../src/catalogue/catalogue';
import type { CharacteristicCode } from '../catalogue/characteristics';

/** What a device must be like to meet it. */
export interface SeedNeedCharacteristic {
  readonly need: string;
  /** EMDN prefix. */
  readonly groups: string;
  readonly characteristic: CharacteristicCode;
  readonly oneOf?: readonly CharacteristicValue[];
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly reason: string;
  readonly dutchReason: string;
}

/** By category, in the order of the catalogue. A proposal of this project, no published source. */
export const needCharacteristics: readonly SeedNeedCharacteristic[] = [
  // Diabetes
  ...['W0201060102', 'W0101060101'].map((groups): SeedNeedCharacteristic => ({
    need: 'b210',
    groups,
    characteristic: 'METER_FAMILY',
    oneOf: ['KLARE_KIJK'],
    reason: 'A large display that also speaks.',
    dutchReason: 'Een groot scherm dat ook spreekt.',
  })),
  ...['W0201060102', 'W0101060101'].map((groups): SeedNeedCharacteristic => ({
    need: 'd440',
    groups,
    characteristic: 'METER_FAMILY',
    oneOf: ['VINGERTIP', 'KLARE_KIJK'],
    reason: 'Wide strips that can be picked up with little grip.',
    dutchReason: 'Brede strips die met weinig grip zijn op te pakken.',
  })),
  {
    need: 'd5702',
    groups: 'W0101060110',
    characteristic: 'METER_FAMILY',
    oneOf: ['SUIKERWIJS', 'MEETMAAT', 'DRUPPEL', 'ZOETPEIL'],
    reason: 'One meter for glucose and ketones.',
    dutchReason: 'Eén meter voor glucose en ketonen.',
  },
  {
    need: 'd440',
    groups: 'V0104',
    characteristic: 'LANCET_SYSTEM',
    oneOf: ['DRUM'],
    reason: 'Lancets in a drum need not be handled one by one.',
    dutchReason: 'Lancetten in een trommel hoeven niet één voor één vastgepakt.',
  },
  {
    need: 'd440',
    groups: 'A01010102',
    characteristic: 'SAFETY',
    oneOf: [true],
    reason: 'A needle that covers itself needs no cap put back.',
    dutchReason: 'Bij een naald die zichzelf afschermt hoeft geen dopje terug.',
  },
  {
    need: 'b265',
    groups: 'A01010102',
    characteristic: 'SAFETY',
    oneOf: [true],
    reason: 'A needle that covers itself does not prick fingers that do not feel it.',
    dutchReason: 'Een naald die zichzelf afschermt prikt geen vingers die dat niet voelen.',
  },
  {
    need: 'b210',
    groups: 'A020106',
    characteristic: 'VOLUME_ML',
    atMost: 0.5,
    reason: 'A narrow syringe has a scale that is easier to read.',
    dutchReason: 'Een smalle spuit heeft een schaal die beter te lezen is.',
  },
  {
    need: 'd440',
    groups: 'Z12040299',
    characteristic: 'WEAR_DAYS',
    atLeast: 14,
    reason: 'Changed once in two weeks.',
    dutchReason: 'Eens in de twee weken te wisselen.',
  },
  {
    need: 'b5401',
    groups: 'Z1204021601',
    characteristic: 'WITH_CGM',
    oneOf: [true],
    reason: 'Works with a sensor, so that it adjusts the insulin itself (hybrid closed loop).',
    dutchReason: 'Werkt met een sensor, zodat de pomp zelf bijstuurt (hybrid closed loop).',
  },
  {
    need: 'd920',
    groups: 'A03040101',
    characteristic: 'TUBING_CM',
    atMost: 60,
    reason: 'A short tube does not catch on anything.',
    dutchReason: 'Een korte slang blijft nergens achter hangen.',
  },
  // Incontinence
  {
    need: 'b620',
    groups: 'U0102',
    characteristic: 'TERM_OF_USE',
    oneOf: ['LONG'],
    reason: 'A catheter that stays in for weeks; one for short use blocks sooner.',
    dutchReason:
      'Een katheter die weken blijft zitten; een voor kortdurend gebruik raakt eerder verstopt.',
  },
  {
    need: 'd440',
    groups: 'U010105',
    characteristic: 'INTEGRATED_BAG',
    oneOf: [true],
    reason: 'No bag to be connected.',
    dutchReason: 'Geen zak die moet worden aangesloten.',
  },
  {
    need: 'd850',
    groups: 'U010105',
    characteristic: 'INTEGRATED_BAG',
    oneOf: [true],
    reason: 'Can be used at work, without a toilet close by.',
    dutchReason: 'Te gebruiken op het werk, zonder toilet in de buurt.',
  },
  ...['U0101', 'U0102', 'U070201'].map((groups): SeedNeedCharacteristic => ({
    need: 'b810',
    groups,
    characteristic: 'LATEX_FREE',
    oneOf: [true],
    reason: 'Latex irritates tender skin.',
    dutchReason: 'Latex irriteert een gevoelige huid.',
  })),
  {
    need: 'd450',
    groups: 'A06030301',
    characteristic: 'BAG_WORN',
    oneOf: ['LEG'],
    reason: 'Worn on the leg under clothes.',
    dutchReason: 'Aan het been te dragen, onder de kleding.',
  },
  {
    need: 'd5300',
    groups: 'A06030301',
    characteristic: 'OUTLET',
    oneOf: ['DRAINABLE'],
    reason: 'Can be emptied by oneself.',
    dutchReason: 'Zelf te legen.',
  },
  ...['T04010101', 'T04010102'].map((groups): SeedNeedCharacteristic => ({
    need: 'b6202',
    groups,
    characteristic: 'ABSORPTION_ML',
    atLeast: 900,
    reason: 'Takes up what is lost until the next change.',
    dutchReason: 'Neemt op wat tot de volgende wissel wordt verloren.',
  })),
  {
    need: 'b6202',
    groups: 'T040102',
    characteristic: 'ABSORPTION_ML',
    atLeast: 1700,
    reason: 'Takes up what is lost in a night.',
    dutchReason: 'Neemt op wat in een nacht wordt verloren.',
  },
  {
    need: 'b5253',
    groups: 'T04010103',
    characteristic: 'ABSORPTION_ML',
    atLeast: 2000,
    reason: 'Closed all around, and takes up much.',
    dutchReason: 'Rondom gesloten, en neemt veel op.',
  },
  // Stoma
  ...['A108004', 'A108005'].map((groups): SeedNeedCharacteristic => ({
    need: 'd440',
    groups,
    characteristic: 'FORM',
    oneOf: ['SPRAY'],
    reason: 'A spray needs no grip: wiping does.',
    dutchReason: 'Een spray vraagt geen grip: vegen wel.',
  })),
  ...['A108004', 'A108005'].map((groups): SeedNeedCharacteristic => ({
    need: 'b810',
    groups,
    characteristic: 'ALCOHOL_FREE',
    oneOf: [true],
    reason: 'Alcohol stings on tender skin.',
    dutchReason: 'Alcohol prikt op een gevoelige huid.',
  })),
  {
    need: 'd440',
    groups: 'A1002',
    characteristic: 'COUPLING',
    oneOf: ['ZACHTRING'],
    reason: 'Sticks on without having to be pressed shut.',
    dutchReason: 'Plakt vast zonder dichtdrukken.',
  },
  {
    need: 's540',
    groups: 'A108001',
    characteristic: 'THICKNESS_MM',
    atLeast: 4,
    reason: 'A thick ring fills the hollow around a stoma that lies deep.',
    dutchReason: 'Een dikke ring vult de holte rond een diepliggend stoma.',
  },
  {
    need: 'd5301',
    groups: 'A100102',
    characteristic: 'OUTLET',
    oneOf: ['DRAINABLE'],
    reason: 'Can be emptied by oneself.',
    dutchReason: 'Zelf te legen.',
  },
  {
    need: 'b810',
    groups: 'A108003',
    characteristic: 'FORM',
    oneOf: ['POWDER'],
    reason: 'Powder dries skin that is moist and tender.',
    dutchReason: 'Poeder droogt een vochtige, gevoelige huid.',
  },
  ...['A1001', 'A100201'].map((groups): SeedNeedCharacteristic => ({
    need: 's540',
    groups,
    characteristic: 'CONVEX',
    oneOf: [true],
    reason: 'A convex plate brings out a stoma that lies deep.',
    dutchReason: 'Een bolle plaat brengt een diepliggend stoma naar buiten.',
  })),
  // Wounds
  ...['M040402', 'M040406', 'M040408', 'M040409', 'M040412'].map(
    (groups): SeedNeedCharacteristic => ({
      need: 'b280',
      groups,
      characteristic: 'ADHESIVE',
      oneOf: [false],
      reason: 'Does not pull at the skin when it is changed.',
      dutchReason: 'Trekt niet aan de huid bij het wisselen.',
    }),
  ),
  ...['M040402', 'M040408'].map((groups): SeedNeedCharacteristic => ({
    need: 's810',
    groups,
    characteristic: 'SHAPE',
    oneOf: ['ROPE'],
    reason: 'A rope fills a wound that is deep.',
    dutchReason: 'Een streng vult een diepe wond.',
  })),
  {
    need: 'b810',
    groups: 'M0303',
    characteristic: 'ADHESIVE',
    oneOf: [false],
    reason: 'Holds without glue on tender skin.',
    dutchReason: 'Houdt zonder lijm op een gevoelige huid.',
  },
  ...['M02', 'M0404'].map((groups): SeedNeedCharacteristic => ({
    need: 'b820',
    groups,
    characteristic: 'STERILE',
    oneOf: [true],
    reason: 'An open wound is not touched by what is not sterile.',
    dutchReason: 'Een open wond wordt niet geraakt door wat niet steriel is.',
  })),
  // Compression
  {
    need: 'b4352',
    groups: 'M030405',
    characteristic: 'KNIT',
    oneOf: ['FLAT'],
    reason: 'Flat-knit stockings hold lymphoedema without cutting in.',
    dutchReason: 'Vlakgebreide kousen houden lymfoedeem tegen zonder in te snijden.',
  },
  {
    need: 'b415',
    groups: 'M030405',
    characteristic: 'PRESSURE_CLASS',
    oneOf: ['CLASS_2', 'CLASS_3', 'CLASS_4'],
    reason: 'Class 1 presses too little for weak veins.',
    dutchReason: 'Klasse I drukt te weinig bij zwakke aderen.',
  },
  {
    need: 'b4352',
    groups: 'M030401',
    characteristic: 'STRETCH',
    oneOf: ['SHORT'],
    reason: 'Short stretch presses when one moves and little at rest.',
    dutchReason: 'Korte rek drukt bij bewegen en weinig in rust.',
  },
  {
    need: 'd540',
    groups: 'M030405',
    characteristic: 'TOE',
    oneOf: ['OPEN'],
    reason: 'An open toe lets an aid to put it on slip out.',
    dutchReason: 'Een open teen laat een aantrekhulpmiddel eruit glijden.',
  },
  // Prostheses
  ...(
    [
      ['s7501', 'Y062409', 'TRANSTIBIAL', 'the lower leg', 'het onderbeen'],
      [
        's7500',
        'Y062415',
        'TRANSFEMORAL',
        'the leg from the thigh',
        'het been vanaf het bovenbeen',
      ],
      ['s7301', 'Y061809', 'TRANSRADIAL', 'the forearm', 'de onderarm'],
    ] as const
  ).map(([need, groups, level, what, dutchWhat]): SeedNeedCharacteristic => ({
    need,
    groups,
    characteristic: 'PROSTHESIS_LEVEL',
    oneOf: [level],
    reason: `Takes the place of ${what}.`,
    dutchReason: `Vervangt ${dutchWhat}.`,
  })),
  {
    need: 's6302',
    groups: 'Y063018',
    characteristic: 'SIDE',
    oneOf: ['EITHER'],
    reason: 'A symmetric form fits either side.',
    dutchReason: 'Een symmetrische vorm past aan beide kanten.',
  },
];
