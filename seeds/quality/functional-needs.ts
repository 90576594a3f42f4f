import type { CharacteristicValue } from '../../src/catalogue/catalogue';
import type { NeedPerspective } from '../../src/quality/functional-needs.rules';
import type { CharacteristicCode } from '../catalogue/characteristics';

/** What a person needs, as it is seeded. The codes are those of the ICF; the words are ours. */
export interface SeedNeed {
  readonly code: string;
  readonly name: string;
  readonly dutchName: string;
  readonly perspective: NeedPerspective;
}

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

/** WHO's classification; that these needs matter here is the project's own choice. */
export const NEED_SOURCE = 'ICF codes (WHO); words and choice are a proposal of this project';

const names: Readonly<Record<string, readonly [string, string]>> = {
  b210: ['sees poorly', 'ziet slecht'],
  b265: ['feels little with the fingertips', 'voelt weinig met de vingertoppen'],
  b280: ['has pain', 'heeft pijn'],
  b4352: ['has a poor flow of lymph (lymphoedema)', 'heeft een gestoorde lymfeafvoer (lymfoedeem)'],
  b5253: ['cannot hold stools', 'kan ontlasting niet ophouden'],
  b5401: ['cannot keep blood glucose in balance', 'kan de bloedglucose niet in balans houden'],
  b620: ['cannot empty the bladder', 'kan de blaas niet legen'],
  b6202: ['cannot hold urine', 'kan urine niet ophouden'],
  b810: ['has tender skin', 'heeft een gevoelige huid'],
  b820: ['has skin that does not heal', 'heeft een huid die niet geneest'],
  d440: ['has a weak or unsteady grip', 'heeft weinig grip of een onvaste hand'],
  d450: ['walks about', 'loopt rond'],
  d5300: ['looks after passing urine by oneself', 'verzorgt het plassen zelf'],
  d5301: ['looks after passing stools by oneself', 'verzorgt de ontlasting zelf'],
  d540: ['dresses by oneself', 'kleedt zichzelf aan'],
  d5702: ['looks after the own health', 'zorgt voor de eigen gezondheid'],
  d850: ['works', 'werkt'],
  d920: ['does sport', 'sport'],
  s540: ['has a bowel end that lies deep', 'heeft een darmuiteinde dat diep ligt'],
};

export const functionalNeeds: readonly SeedNeed[] = Object.entries(names).map(
  ([code, [name, dutchName]]) => ({ code, name, dutchName, perspective: perspectiveOf(code) }),
);

/** The three perspectives of the framework: impairment, limitation of an activity, taking part. */
function perspectiveOf(code: string): NeedPerspective {
  if (/^[bs]/.test(code)) return 'IMPAIRMENT';
  return /^d[6-9]/.test(code) ? 'PARTICIPATION' : 'LIMITATION';
}

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
  {
    need: 'b6202',
    groups: 'T04010102',
    characteristic: 'ABSORPTION_ML',
    atLeast: 900,
    reason: 'Takes up what is lost until the next change.',
    dutchReason: 'Neemt op wat tot de volgende wissel wordt verloren.',
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
  ...['A1001', 'A100201'].map((groups): SeedNeedCharacteristic => ({
    need: 's540',
    groups,
    characteristic: 'CONVEX',
    oneOf: [true],
    reason: 'A convex plate brings out a stoma that lies deep.',
    dutchReason: 'Een bolle plaat brengt een diepliggend stoma naar buiten.',
  })),
  // Wounds
  {
    need: 'b280',
    groups: 'M040406',
    characteristic: 'ADHESIVE',
    oneOf: [false],
    reason: 'Does not pull at the skin when it is changed.',
    dutchReason: 'Trekt niet aan de huid bij het wisselen.',
  },
  {
    need: 'b810',
    groups: 'M0303',
    characteristic: 'ADHESIVE',
    oneOf: [false],
    reason: 'Holds without glue on tender skin.',
    dutchReason: 'Houdt zonder lijm op een gevoelige huid.',
  },
  {
    need: 'b820',
    groups: 'M02',
    characteristic: 'STERILE',
    oneOf: [true],
    reason: 'An open wound is not touched by what is not sterile.',
    dutchReason: 'Een open wond wordt niet geraakt door wat niet steriel is.',
  },
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
    need: 'd540',
    groups: 'M030405',
    characteristic: 'TOE',
    oneOf: ['OPEN'],
    reason: 'An open toe lets an aid to put it on slip out.',
    dutchReason: 'Een open teen laat een aantrekhulpmiddel eruit glijden.',
  },
];
