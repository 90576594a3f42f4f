import {
  articlesOf,
  DUINROOS,
  HEIDEVLAM,
  KLAVERKADE,
  LINDEVLIET,
  VEENBES,
  ZANDKASTEEL,
  type Maker,
  type SeedArticle,
  type Variant,
} from './article-seed';
import { GLUCOSE_SENSORS } from './product-groups';

const penNeedle = (mm: number, gauge: number, safety = false): Variant => ({
  name: `pennaald ${mm} mm ${gauge}G${safety ? ' veilig' : ''}, 100 stuks`,
  characteristics: { NEEDLE_LENGTH_MM: mm, GAUGE: gauge, SAFETY: safety },
  piecesPerPack: 100,
  cents: safety ? 3950 : 1490,
});

const syringe = (ml: number, mm: number, gauge: number, concentration: string): Variant => ({
  name: `insulinespuit ${ml} ml ${mm} mm ${concentration}, 100 stuks`,
  characteristics: {
    VOLUME_ML: ml,
    NEEDLE_LENGTH_MM: mm,
    GAUGE: gauge,
    INSULIN_CONCENTRATION: concentration,
    STERILE: true,
  },
  piecesPerPack: 100,
  cents: 1875,
});

const lancet = (system: string, gauge: number, safety: boolean, pieces: number): Variant => ({
  name: `lancetten ${gauge}G ${system.toLowerCase()}, ${pieces} stuks`,
  characteristics: { LANCET_SYSTEM: system, GAUGE: gauge, SAFETY: safety },
  piecesPerPack: pieces,
  cents: safety ? 2100 : 640,
});

/** Families of meters: strips fit the meters of their own family only. */
const FAMILIES: readonly (readonly [family: string, maker: Maker])[] = [
  ['SUIKERWIJS', LINDEVLIET],
  ['MEETMAAT', LINDEVLIET],
  ['DRUPPEL', VEENBES],
  ['ZOETPEIL', VEENBES],
  ['VINGERTIP', HEIDEVLAM],
  ['KLARE_KIJK', DUINROOS],
];

const familyName = (family: string): string => family.toLowerCase().replace('_', ' ');

const strips = (family: string, pieces: number): Variant => ({
  name: `glucoseteststrips ${familyName(family)}, ${pieces} stuks`,
  characteristics: { METER_FAMILY: family },
  piecesPerPack: pieces,
  cents: pieces * 42,
});

const ketoneStrips = (family: string): Variant => ({
  name: `ketonenteststrips ${familyName(family)}, 10 stuks`,
  characteristics: { METER_FAMILY: family },
  piecesPerPack: 10,
  cents: 2490,
});

const meter = (family: string): Variant => ({
  name: `bloedglucosemeter ${familyName(family)} mmol/l`,
  characteristics: { METER_FAMILY: family },
  piecesPerPack: 1,
  cents: 2950,
});

/** Pumps and their sets; `also`: who makes sets that fit as well. */
const PUMPS: readonly (readonly [model: string, maker: Maker, also: Maker | undefined])[] = [
  ['STROOMLIJN_1', LINDEVLIET, KLAVERKADE],
  ['STROOMLIJN_2', LINDEVLIET, undefined],
  ['POMPELMOES', VEENBES, undefined],
  ['GETIJDE', ZANDKASTEEL, undefined],
];

const pumpName = (model: string): string => model.toLowerCase().replace('_', ' ');

const infusionSet = (model: string, cannula: number, tubing: number): Variant => ({
  name: `infuusset ${pumpName(model)} canule ${cannula} mm slang ${tubing} cm, 10 stuks`,
  characteristics: { PUMP_MODEL: model, CANNULA_MM: cannula, TUBING_CM: tubing, STERILE: true },
  piecesPerPack: 10,
  cents: 11900,
});

const pump = (model: string, withSensor: boolean): Variant => ({
  name: `insulinepomp ${pumpName(model)}`,
  characteristics: { PUMP_MODEL: model, WITH_CGM: withSensor },
  piecesPerPack: 1,
  cents: 329000,
});

const sensor = (model: string, days: number): Variant => ({
  name: `glucosesensor ${pumpName(model)}, ${days} dagen`,
  characteristics: { SENSOR_MODEL: model, WEAR_DAYS: days },
  piecesPerPack: 1,
  cents: days * 410,
});

/** Invented articles for diabetes. */
export const diabetesArticles: readonly SeedArticle[] = [
  ...articlesOf(
    {
      productGroup: 'A01010102',
      series: 1,
      makers: [LINDEVLIET, KLAVERKADE],
      minimumRemainingDays: 60,
    },
    [
      penNeedle(4, 32),
      penNeedle(5, 31),
      penNeedle(6, 31),
      penNeedle(8, 30),
      penNeedle(5, 30, true),
      penNeedle(8, 30, true),
    ],
  ),
  ...articlesOf(
    {
      productGroup: 'A020106',
      series: 2,
      makers: [LINDEVLIET, HEIDEVLAM],
      minimumRemainingDays: 60,
    },
    [
      syringe(0.3, 8, 30, 'U100'),
      syringe(0.5, 8, 30, 'U100'),
      syringe(1, 12.7, 29, 'U100'),
      syringe(1, 12.7, 29, 'U40'),
    ],
  ),
  ...articlesOf(
    { productGroup: 'V0104', series: 3, makers: [KLAVERKADE, VEENBES], minimumRemainingDays: 60 },
    [
      lancet('UNIVERSAL', 28, false, 200),
      lancet('UNIVERSAL', 33, false, 200),
      lancet('DRUM', 30, false, 102),
      lancet('DISPOSABLE', 28, true, 100),
    ],
  ),
  ...FAMILIES.flatMap(([family, maker], index) =>
    articlesOf(
      {
        productGroup: 'W0101060101',
        series: 10 + index,
        makers: family === 'SUIKERWIJS' ? [maker, KLAVERKADE] : [maker],
        minimumRemainingDays: 90,
      },
      [strips(family, 50), strips(family, 25)],
    ),
  ),
  ...FAMILIES.slice(0, 4).flatMap(([family, maker], index) =>
    articlesOf(
      {
        productGroup: 'W0101060110',
        series: 16 + index,
        makers: family === 'SUIKERWIJS' ? [maker, KLAVERKADE] : [maker],
        minimumRemainingDays: 60,
      },
      [ketoneStrips(family)],
    ),
  ),
  ...FAMILIES.flatMap(([family, maker], index) =>
    articlesOf(
      {
        productGroup: 'W0201060102',
        series: 20 + index,
        makers: [maker],
        minimumRemainingDays: 0,
      },
      [meter(family)],
    ),
  ),
  ...PUMPS.flatMap(([model, maker, also], index) =>
    articlesOf(
      {
        productGroup: 'A03040101',
        series: 26 + index,
        makers: also === undefined ? [maker] : [maker, also],
        minimumRemainingDays: 90,
      },
      [
        infusionSet(model, 6, 60),
        infusionSet(model, 9, 60),
        infusionSet(model, 6, 110),
        infusionSet(model, 9, 110),
      ],
    ),
  ),
  ...PUMPS.flatMap(([model, maker], index) =>
    articlesOf(
      { productGroup: 'Z1204021601', series: 30 + index, makers: [maker], minimumRemainingDays: 0 },
      [pump(model, model !== 'STROOMLIJN_1')],
    ),
  ),
  ...(
    [
      ['ZICHTLIJN', 14, LINDEVLIET],
      ['VOELHOORN', 10, VEENBES],
      ['PEILSCHAAL', 7, ZANDKASTEEL],
    ] as const
  ).flatMap(([model, days, maker], index) =>
    articlesOf(
      {
        productGroup: GLUCOSE_SENSORS,
        series: 34 + index,
        makers: [maker],
        minimumRemainingDays: 30,
      },
      [sensor(model, days)],
    ),
  ),
];
