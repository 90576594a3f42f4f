/** A supplier of medical devices as it is seeded. */
export interface SeedSupplier {
  readonly agb: string;
  readonly name: string;
  readonly kvk: string;
  /** AGB qualifications, 76xx. */
  readonly qualifications: readonly string[];
}

/** From when the invented qualifications hold. */
export const QUALIFIED_FROM = '2020-01-01';

const INCONTINENCE = ['7621', '7624'];
const STOMA = '7625';
const COMPRESSION = '7641';
const DRESSINGS = '7643';
const DIABETES = ['7651', '7656', '7657'];
const PROSTHESES = ['7601', '7602', '7610', '7652'];
const WHOLE_RANGE = [...INCONTINENCE, STOMA, DRESSINGS, ...DIABETES, COMPRESSION];

const namesAndQualifications: readonly (readonly [string, readonly string[]])[] = [
  ['Lindebrug Voorbeeldhulpmiddelen', [...WHOLE_RANGE, ...PROSTHESES]],
  ['Vlietstra Voorbeeldzorg Direct', WHOLE_RANGE],
  ['Noorderlicht Voorbeeldmedisch', [...WHOLE_RANGE, ...PROSTHESES]],
  ['Polderland Voorbeeldlevering', [...WHOLE_RANGE, '7638', '7639']],
  ['Duinzicht Voorbeeldzorg', [...INCONTINENCE, STOMA, DRESSINGS]],
  ['Heidebloem Voorbeeldincontinentie', [...INCONTINENCE, '7638', '7639']],
  ['Zuiderwind Voorbeeldstoma', [STOMA, ...INCONTINENCE]],
  ['Rozentuin Voorbeeldstomazorg', [STOMA]],
  ['Waterlelie Voorbeelddiabetes', DIABETES],
  ['Kompas Voorbeelddiabeteszorg', DIABETES],
  ['Meerval Voorbeeldpompen', ['7656', '7657']],
  ['Klaverblad Voorbeeldwondzorg', [DRESSINGS, COMPRESSION]],
  ['Korenveld Voorbeeldverband', [DRESSINGS]],
  ['Stroomdal Voorbeeldcompressie', [COMPRESSION]],
  ['Berkenlaan Voorbeeldprothesen', PROSTHESES],
  ['Maasvallei Voorbeeldorthopedie', ['7601', '7610', '7652', COMPRESSION]],
  ['Ochtendster Voorbeeldborstprothesen', ['7602']],
  ['Westerwolde Voorbeeldhulp', ['7600', '7621', '7643']],
];

/**
 * Invented suppliers: none of them exists. Their AGB and KvK numbers have the right form and are made
 * up; the qualifications (AGB-kwalificaties, care type 76) are real ones, and together all that
 * diabetes, incontinence, stoma, wounds, compression and prostheses need. Source of those: Vektis, AGB register.
 */
export const suppliers: readonly SeedSupplier[] = namesAndQualifications.map(
  ([name, qualifications], index) => ({
    agb: `7699${String(index + 1).padStart(4, '0')}`,
    name: `${name} B.V.`,
    kvk: `9900${String(index + 1).padStart(4, '0')}`,
    qualifications,
  }),
);
