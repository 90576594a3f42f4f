import { careProviders, type CareProviderKind } from './care-providers';
import { bigNumber } from './big-number';

/** A person who prescribes, as seeded. */
export interface SeedPractitioner {
  readonly agb: string;
  /** Null: the profession is not in the BIG register. */
  readonly big: string | null;
  readonly displayName: string;
  readonly professionCode: string;
  readonly careProviderAgb: string;
}

interface Group {
  readonly profession: string;
  readonly count: number;
  readonly at: readonly CareProviderKind[];
}

/** In this order: a group added at the end leaves all others as they are. */
const GROUPS: readonly Group[] = [
  { profession: '0101', count: 16, at: ['GP_PRACTICE', 'GP_OUT_OF_HOURS'] },
  { profession: '9110', count: 10, at: ['HOME_CARE'] },
  { profession: '9136', count: 6, at: ['HOME_CARE'] },
  { profession: '9109', count: 6, at: ['HOME_CARE', 'NURSING_HOME'] },
  { profession: '9101', count: 4, at: ['GP_PRACTICE', 'HOSPITAL'] },
  { profession: '9102', count: 4, at: ['HOME_CARE', 'HOSPITAL'] },
  { profession: '9104', count: 4, at: ['HOME_CARE', 'HOSPITAL'] },
  { profession: '9105', count: 4, at: ['HOSPITAL', 'HOME_CARE'] },
  { profession: '9130', count: 2, at: ['HOSPITAL', 'HOME_CARE'] },
  { profession: '9131', count: 2, at: ['HOSPITAL'] },
  { profession: '9132', count: 2, at: ['NURSING_HOME', 'HOME_CARE'] },
  { profession: '9133', count: 2, at: ['HOSPITAL'] },
  { profession: '9134', count: 2, at: ['HOSPITAL'] },
  { profession: '9135', count: 2, at: ['HOSPITAL'] },
  { profession: '5700', count: 4, at: ['HOSPITAL', 'GP_OUT_OF_HOURS'] },
  { profession: '0304', count: 2, at: ['HOSPITAL'] },
  { profession: '0306', count: 3, at: ['HOSPITAL'] },
  { profession: '0310', count: 2, at: ['HOSPITAL'] },
  { profession: '0313', count: 3, at: ['HOSPITAL'] },
  { profession: '0318', count: 2, at: ['HOSPITAL'] },
  { profession: '0200', count: 6, at: ['PHARMACY', 'DUTY_PHARMACY'] },
  { profession: '0110', count: 2, at: ['GP_PRACTICE'] },
  { profession: '0303', count: 2, at: ['HOSPITAL'] },
  { profession: '0316', count: 2, at: ['HOSPITAL'] },
  { profession: '0327', count: 1, at: ['HOSPITAL'] },
  { profession: '0335', count: 2, at: ['HOSPITAL'] },
  { profession: '0405', count: 1, at: ['HOSPITAL'] },
  { profession: '0406', count: 1, at: ['HOSPITAL'] },
  { profession: '8418', count: 3, at: ['NURSING_HOME'] },
  { profession: '9013', count: 1, at: ['HOSPITAL'] },
  { profession: '9031', count: 1, at: ['HOSPITAL'] },
];

const INITIALS = 'ABCDEFGHIJKLMNPRSTVWZ';
const NAMES_BEFORE = ['Linden', 'Water', 'Zonne', 'Polder', 'Duin', 'Heide', 'Klaver', 'Vlier'];
const NAMES_AFTER = ['hoek', 'brug', 'veld', 'man', 'stra', 'burg', 'meer', 'gaard', 'sluis'];

/** Profession in the BIG register by AGB care type; physicians elsewhere. Nurse specialists are nurses too. */
const BIG_PROFESSIONS: Readonly<Record<string, string | null>> = {
  '02': '17',
  '04': '04',
  '57': '81',
  '91': '30',
  // Skin therapists have a protected title, but no number in the register.
  '90': null,
};
const PHYSICIAN = '01';

/**
 * Invented practitioners of every profession, at the invented care providers: none of them exists.
 * Their AGB and BIG numbers are made up and have the right form and check digit.
 */
export const practitioners: readonly SeedPractitioner[] = GROUPS.flatMap((group, groupIndex) =>
  Array.from({ length: group.count }, (_, index) => practitioner(group, groupIndex, index)),
);

function practitioner(
  { profession, at }: Group,
  groupIndex: number,
  index: number,
): SeedPractitioner {
  const employers = careProviders.filter(({ kind }) => at.includes(kind));
  // Steps of five spread few people over many places.
  const employer = employers[(groupIndex + index * 5) % employers.length];
  if (employer === undefined) throw new Error(`Nowhere to work for profession ${profession}`);
  // 97: people; organisations have 98 and 99.
  const number = groupIndex * 100 + index + 1;
  const careType = profession.slice(0, 2);
  const bigProfession =
    careType in BIG_PROFESSIONS ? (BIG_PROFESSIONS[careType] ?? null) : PHYSICIAN;
  return {
    agb: `${careType}97${String(number).padStart(4, '0')}`,
    big: bigProfession === null ? null : bigNumber(9_700_000 + number, bigProfession),
    displayName: nameOf(groupIndex * 17 + index),
    professionCode: profession,
    careProviderAgb: employer.agb,
  };
}

function nameOf(serial: number): string {
  const initial = INITIALS[serial % INITIALS.length] ?? 'A';
  const before = NAMES_BEFORE[(serial * 3) % NAMES_BEFORE.length] ?? '';
  const after = NAMES_AFTER[(serial * 5 + Math.floor(serial / 8)) % NAMES_AFTER.length] ?? '';
  return `${initial}. ${before}${after}`;
}
