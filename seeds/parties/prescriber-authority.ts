import type { DeviceCategory } from '../../src/catalogue/device-category';

/** One cell of the authority matrix as it is seeded. */
export interface SeedAuthority {
  readonly professionCode: string;
  readonly category: DeviceCategory;
  readonly prescription: 'FIRST' | 'REPEAT' | 'ANY';
  /** Null: whatever the urgency. */
  readonly urgency: 'EMERGENCY' | null;
  readonly allowed: boolean;
  readonly startAssortmentOnly: boolean;
  readonly condition: string | null;
}

export const AUTHORITY_SOURCE = 'proposal of this project, no published matrix';

/**
 * YES, NO, or: REPEAT_OR_EMERGENCY: every repeat, and a first prescription in an emergency;
 * START_SET: in an emergency only, and of the start assortment only.
 */
type Cell = 'YES' | 'NO' | 'REPEAT_OR_EMERGENCY' | 'START_SET' | { readonly no: string };

/** In the order diabetes, incontinence, stoma, wounds, compression, prostheses. */
type Row = readonly [Cell, Cell, Cell, Cell, Cell, Cell];

const CATEGORIES: readonly DeviceCategory[] = [
  'DIABETES',
  'INCONTINENCE',
  'STOMA',
  'WOUND',
  'COMPRESSION',
  'PROSTHESIS',
];

const ALL: Row = ['YES', 'YES', 'YES', 'YES', 'YES', 'YES'];
const DISTRICT_NURSE: Row = ['REPEAT_OR_EMERGENCY', 'YES', 'YES', 'YES', 'YES', 'NO'];

const ROWS: Readonly<Record<string, Row>> = {
  // General practitioners, dispensing ones too.
  '0101': ALL,
  '0110': ALL,
  // Pharmacist.
  '0200': ['START_SET', 'START_SET', 'START_SET', 'START_SET', 'NO', 'NO'],
  // Medical specialists, each in the own field: surgery, plastic surgery, urology, dermatology,
  // internal medicine, children, gastroenterology, rehabilitation, the elderly.
  '0303': ['NO', 'YES', 'YES', 'YES', 'YES', 'YES'],
  '0304': ['NO', 'NO', 'NO', 'YES', 'YES', 'YES'],
  '0306': ['NO', 'YES', 'YES', 'NO', 'NO', 'NO'],
  '0310': ['NO', 'NO', 'NO', 'YES', 'YES', 'NO'],
  '0313': ['YES', 'NO', 'YES', 'YES', 'YES', 'NO'],
  '0316': ['YES', 'YES', 'YES', 'YES', 'NO', 'NO'],
  '0318': ['NO', 'NO', 'YES', 'NO', 'NO', 'NO'],
  '0327': ['NO', 'YES', 'NO', 'YES', 'YES', 'YES'],
  '0335': ['YES', 'YES', 'YES', 'YES', 'YES', 'NO'],
  '8418': ALL,
  // Physiotherapists and skin therapists: oedema, pelvic floor, skin.
  '0405': ['NO', 'NO', 'NO', 'NO', 'YES', 'NO'],
  '0406': ['NO', 'YES', 'NO', 'NO', 'NO', 'NO'],
  '9013': ['NO', 'NO', 'NO', 'NO', 'YES', 'NO'],
  '9031': ['NO', 'NO', 'NO', 'NO', 'YES', 'NO'],
  // Physician assistant.
  '5700': ALL,
  // Nurses with a speciality: diabetes, continence, wounds, stoma.
  '9101': ['YES', 'NO', 'NO', 'NO', 'NO', 'NO'],
  '9102': ['NO', 'YES', 'NO', 'NO', 'NO', 'NO'],
  '9104': ['NO', 'NO', 'NO', 'YES', 'YES', 'NO'],
  '9105': [
    'NO',
    { no: 'devices of a urostomy are asked for as stoma devices' },
    'YES',
    'NO',
    'NO',
    'NO',
  ],
  // Nurse (level 4).
  '9109': ['NO', 'REPEAT_OR_EMERGENCY', 'REPEAT_OR_EMERGENCY', 'REPEAT_OR_EMERGENCY', 'NO', 'NO'],
  // District nurses (level 6 and up, level 5).
  '9110': DISTRICT_NURSE,
  '9136': DISTRICT_NURSE,
  // Nurse specialists.
  '9130': ALL,
  '9131': ALL,
  '9132': ALL,
  '9133': ALL,
  '9134': ALL,
  '9135': ALL,
};

/**
 * Who may prescribe what, as data: every profession has a row for every category, so that a refusal
 * stands there as well. No agreement on this has been published; it is ours and not verified.
 */
export const prescriberAuthority: readonly SeedAuthority[] = Object.entries(ROWS).flatMap(
  ([professionCode, row]) =>
    CATEGORIES.flatMap((category, index) =>
      cellRows(row[index] ?? 'NO').map((cell) => ({ professionCode, category, ...cell })),
    ),
);

function cellRows(cell: Cell): Omit<SeedAuthority, 'professionCode' | 'category'>[] {
  const row = (
    prescription: SeedAuthority['prescription'],
    urgency: SeedAuthority['urgency'],
    allowed: boolean,
    condition: string | null = null,
    startAssortmentOnly = false,
  ): Omit<SeedAuthority, 'professionCode' | 'category'> => ({
    prescription,
    urgency,
    allowed,
    startAssortmentOnly,
    condition,
  });
  if (typeof cell === 'object') return [row('ANY', null, false, cell.no)];
  switch (cell) {
    case 'YES':
      return [row('ANY', null, true)];
    case 'NO':
      return [row('ANY', null, false)];
    case 'REPEAT_OR_EMERGENCY':
      return [
        row('REPEAT', null, true),
        row('FIRST', 'EMERGENCY', true),
        row('FIRST', null, false, 'a repeat prescription, or a first one in an emergency'),
      ];
    case 'START_SET':
      return [
        row('ANY', 'EMERGENCY', true, 'to bridge an emergency', true),
        row('ANY', null, false, 'in an emergency only'),
      ];
  }
}
