import type { StandIn } from '../../src/catalogue/catalogue';

/** The characteristics (kenmerken) of devices, with their types; ours, no published list. */

export interface SeedCharacteristic {
  readonly code: CharacteristicCode;
  readonly name: string;
  readonly dutchName: string;
  readonly valueType: 'NUMBER' | 'CHOICE' | 'BOOLEAN';
  readonly unit: string | null;
  readonly choices: readonly string[] | null;
  readonly standIns: readonly StandIn[];
}

const NUMBERS = {
  ABSORPTION_ML: ['Absorption', 'absorptie', 'ml'],
  BALLOON_ML: ['Balloon volume', 'balloninhoud', 'ml'],
  BANDAGE_WIDTH_CM: ['Bandage width', 'zwachtelbreedte', 'cm'],
  BREAST_SIZE: ['Size number of a breast prosthesis', 'maatnummer borstprothese', null],
  CANNULA_MM: ['Cannula length', 'canulelengte', 'mm'],
  CHARRIERE: ['Catheter size', 'charrière', 'CH'],
  CONTENT_G: ['Content', 'inhoud', 'g'],
  CONTENT_ML: ['Content', 'inhoud', 'ml'],
  CUT_TO_FIT_MAX_MM: ['Largest opening that can be cut', 'op maat te knippen tot', 'mm'],
  DIAMETER_MM: ['Diameter', 'diameter', 'mm'],
  DRESSING_HEIGHT_CM: ['Dressing height', 'hoogte verband', 'cm'],
  DRESSING_WIDTH_CM: ['Dressing width', 'breedte verband', 'cm'],
  FLANGE_MM: ['Flange size', 'flensmaat', 'mm'],
  GAUGE: ['Needle thickness', 'naalddikte', 'G'],
  LENGTH_CM: ['Length', 'lengte', 'cm'],
  LENGTH_M: ['Length stretched', 'lengte uitgerekt', 'm'],
  NEEDLE_LENGTH_MM: ['Needle length', 'naaldlengte', 'mm'],
  PAD_HEIGHT_CM: ['Pad height', 'hoogte onderlegger', 'cm'],
  PAD_WIDTH_CM: ['Pad width', 'breedte onderlegger', 'cm'],
  THICKNESS_MM: ['Thickness', 'dikte', 'mm'],
  TUBING_CM: ['Tubing length', 'slanglengte', 'cm'],
  VOLUME_ML: ['Volume', 'volume', 'ml'],
  WEAR_DAYS: ['Days of use', 'draagduur', 'days'],
} as const satisfies Record<string, readonly [string, string, string | null]>;

const BOOLEANS = {
  ADHESIVE: ['With adhesive border', 'met kleefrand'],
  ALCOHOL_FREE: ['Free of alcohol', 'alcoholvrij'],
  CONVEX: ['Convex', 'convex (bol)'],
  FILTER: ['With filter', 'met filter'],
  INTEGRATED_BAG: ['With bag attached', 'met opvangzak'],
  LATEX_FREE: ['Free of latex', 'latexvrij'],
  SAFETY: ['With protection against needle sticks', 'met prikbeveiliging'],
  SILVER: ['With silver', 'met zilver'],
  STERILE: ['Sterile', 'steriel'],
  WITH_CGM: ['Works with a glucose sensor', 'koppelbaar aan sensor'],
} as const satisfies Record<string, readonly [string, string]>;

const CHOICES = {
  BAG_WORN: ['Where the bag is worn or hung', 'draagwijze zak', ['LEG', 'BED']],
  COUPLING: ['Coupling of plate and bag', 'koppelsysteem', ['KLIKRAND', 'ZACHTRING']],
  FORM: ['Form', 'vorm', ['SPRAY', 'WIPE', 'CREAM', 'POWDER']],
  INSULIN_CONCENTRATION: ['Insulin concentration', 'insulineconcentratie', ['U40', 'U100']],
  KNIT: ['Knit', 'breiwijze', ['FLAT', 'ROUND']],
  KNEE_JOINT: ['Knee joint', 'kniegewricht', ['LOCKED', 'BRAKED', 'HYDRAULIC', 'MICROPROCESSOR']],
  HAND_FUNCTION: ['What the hand does', 'functie van de hand', ['COSMETIC', 'GRIPS', 'TOOLS']],
  LANCET_SYSTEM: ['Lancing device', 'prikpensysteem', ['UNIVERSAL', 'DRUM', 'DISPOSABLE']],
  // What a wearer must be able to do with it; a proposal of this project, after the classes in use for legs.
  MOBILITY: [
    'Mobility that it is made for',
    'mobiliteit waarvoor hij is gemaakt',
    ['INDOORS', 'OUTDOORS', 'WITHOUT_LIMITS'],
  ],
  METER_FAMILY: [
    'Family of glucose meters',
    'meterfamilie',
    ['SUIKERWIJS', 'MEETMAAT', 'DRUPPEL', 'ZOETPEIL', 'VINGERTIP', 'KLARE_KIJK'],
  ],
  OUTLET: ['Outlet', 'uitloop', ['CLOSED', 'DRAINABLE', 'TAP']],
  PIECES: ['One-piece or two-piece', 'eendelig of tweedelig', ['ONE_PIECE', 'TWO_PIECE']],
  PRESSURE_CLASS: ['Pressure class', 'drukklasse', ['CLASS_1', 'CLASS_2', 'CLASS_3', 'CLASS_4']],
  PROSTHESIS_LEVEL: [
    'Level of the prosthesis',
    'niveau van de prothese',
    ['TRANSTIBIAL', 'TRANSFEMORAL', 'TRANSRADIAL'],
  ],
  PUMP_MODEL: [
    'Model of insulin pump',
    'pompmodel',
    ['STROOMLIJN_1', 'STROOMLIJN_2', 'POMPELMOES', 'GETIJDE'],
  ],
  SENSOR_MODEL: [
    'Model of glucose sensor',
    'sensormodel',
    ['ZICHTLIJN', 'VOELHOORN', 'PEILSCHAAL'],
  ],
  SHAPE: ['Shape', 'vorm', ['SQUARE', 'SACRAL', 'HEEL', 'ROPE']],
  SIDE: ['Side of the body', 'lichaamszijde', ['LEFT', 'RIGHT', 'EITHER']],
  SIZE: ['Size', 'maat', ['XS', 'S', 'M', 'L', 'XL', 'XXL', 'MADE_TO_MEASURE']],
  STOCKING_LENGTH: ['Length of a stocking', 'kouslengte', ['KNEE', 'THIGH']],
  STRETCH: ['Stretch', 'rek', ['SHORT', 'LONG']],
  TERM_OF_USE: [
    'Term of use (short: days to 4 weeks; long: up to 12 weeks)',
    'gebruiksduur (kort of lang)',
    ['SHORT', 'LONG'],
  ],
  TIP: ['Tip of the catheter', 'kathetertip', ['NELATON', 'TIEMANN']],
  TOE: ['Toe of a stocking', 'teen', ['OPEN', 'CLOSED']],
  WEARER: ['For whom', 'voor wie', ['WOMAN', 'MAN', 'EITHER']],
} as const satisfies Record<string, readonly [string, string, readonly string[]]>;

/**
 * What does for who asked something else: what is made for anybody, and, as "need it be free of latex?" is
 * what is asked at night, what has none for who may have it. Proposal of this project.
 */
const STAND_INS: Readonly<Partial<Record<CharacteristicCode, readonly StandIn[]>>> = {
  LATEX_FREE: [{ value: true, for: [false] }],
  SIDE: [{ value: 'EITHER', for: ['LEFT', 'RIGHT'] }],
  WEARER: [{ value: 'EITHER', for: ['WOMAN', 'MAN'] }],
};

export type CharacteristicCode =
  keyof typeof NUMBERS | keyof typeof BOOLEANS | keyof typeof CHOICES;

type Typed = Omit<SeedCharacteristic, 'standIns'>;

export const characteristics: readonly SeedCharacteristic[] = [
  ...Object.entries(NUMBERS).map(([code, [name, dutchName, unit]]): Typed => ({
    code: code as keyof typeof NUMBERS,
    name,
    dutchName,
    valueType: 'NUMBER',
    unit,
    choices: null,
  })),
  ...Object.entries(BOOLEANS).map(([code, [name, dutchName]]): Typed => ({
    code: code as keyof typeof BOOLEANS,
    name,
    dutchName,
    valueType: 'BOOLEAN',
    unit: null,
    choices: null,
  })),
  ...Object.entries(CHOICES).map(([code, [name, dutchName, choices]]): Typed => ({
    code: code as keyof typeof CHOICES,
    name,
    dutchName,
    valueType: 'CHOICE',
    unit: null,
    choices,
  })),
].map((one) => ({ ...one, standIns: STAND_INS[one.code] ?? [] }));
