import type { CharacteristicValue } from '../catalogue/catalogue';
import { deviceCategoryWords, type DeviceCategory } from '../catalogue/device-category';
import { professionName } from '../parties/professions';
import { supplierQualificationName } from '../parties/supplier-qualifications';
import type {
  ActivityCode,
  CertificateKind,
  ClauseCode,
  QualityCharacteristic,
} from './contract-terms';

/** Activities in words, for the beginning of a sentence once the first letter is made a capital. */
export const activityWords: Readonly<Record<ActivityCode, string>> = {
  FITTING: 'fitting (aanmeten)',
  INSTRUCTION: 'instruction in use',
  TRIAL: 'the trial period',
  TRIAL_PROSTHESIS: 'the trial prosthesis (proefprothese)',
  COMPLETING_PRESCRIPTION: 'completing the prescription',
  DECISION_TREE_BY_NURSE: "going through the decision tree by the supplier's nurse",
  SUPPORT_BANDAGE_FITTING: 'fitting a support bandage',
  IRRIGATION_INSTRUCTION: 'instruction in irrigation (spoelen)',
  TEACHING_TO_PUT_ON: 'teaching how to put on (aanleren)',
  ADJUSTMENT: 'adjustment afterwards',
  EVALUATION: 'evaluation with the patient',
  BREAKDOWN_SERVICE_DAY_AND_NIGHT: 'a breakdown service (24/7)',
  LOAN_DEVICE: 'a loan device',
  REPAIR: 'repair',
  SAMPLES: 'giving samples to try',
  REGISTRATION_PER_ARTICLE: 'registration of each article delivered',
};

/** Clauses in words, with an article. */
export const clauseWords: Readonly<Record<ClauseCode, string>> = {
  MODULES_KEPT: 'a clause that the modules are kept',
  EMERGENCY: 'an emergency clause (spoedclausule)',
  REJECTION_MOTIVATED: 'a clause that rejections are motivated',
  ESCALATION: 'an escalation clause (escalatieprocedure)',
  INDEXATION: 'an indexation clause',
  INSURER_CHANGE_OR_DEATH: 'a clause on change of insurer and death',
  DOUBLE_SUPPLIER: 'a clause on orders at two suppliers',
  PUBLICATION: 'a clause on publication',
  GOOD_CONTRACTING: 'acceptance of the Good Contracting Practices',
  SECOND_SOURCE: 'a clause that names a second source',
  PENALTY: 'a penalty clause',
  INNOVATION: 'an innovation clause',
  STEPPED_CARE: 'a clause that allows stepped care',
  MINIMUM_STOCK: 'a clause on minimum stock',
  CONVERSION: 'a clause on conversion to another article',
  START_STOP_CRITERIA: 'a clause on the criteria to start, continue and stop',
  TRAINING: 'a training clause',
  SECOND_DEVICE: 'a clause on a second device for a purpose',
  SHARED_DECISION: 'a clause on deciding together',
  REPEAT_WITHOUT_PRESCRIPTION: 'a clause on repeats without a new prescription',
  AFTERCARE: 'a clause on aftercare',
};

export const certificateWords: Readonly<Record<CertificateKind, string>> = {
  SEMH: 'SEMH recognition',
  ISO_13485: 'ISO 13485 certificate',
  ISO_9001: 'ISO 9001 certificate',
  KWOT: 'KWOT registration',
  NEN_7510: 'NEN 7510 certificate',
};

/** 'a', 'a and b', 'a, b and c'; what is beyond `most` is counted: 'a, b and 7 more', never 'and 1 more'. */
export function listed(items: readonly string[], most = 8): string {
  if (items.length > most + 1) {
    return `${items.slice(0, most).join(', ')} and ${items.length - most} more`;
  }
  return joined(items, 'and');
}

/** 'a', 'a or b', 'a, b or c'. */
export function eitherOf(items: readonly string[]): string {
  return joined(items, 'or');
}

function joined(items: readonly string[], word: 'and' | 'or'): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${word} ${last}`;
}

/** '1 week', '4 weeks'. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** 'urine bags (A06030301)'. */
export function groupWords({
  name,
  code,
}: {
  readonly name: string;
  readonly code: string;
}): string {
  return `${uncapital(name)} (${code})`;
}

interface GroupInWords {
  readonly name: string;
  readonly code: string;
  readonly category: DeviceCategory;
  /** All groups of its category, in order. */
  readonly inCategory: readonly { readonly name: string; readonly code: string }[];
}

/** So many groups are told one by one at most. */
const MOST_GROUPS = 12;

/**
 * One by one, but for a category of which all are there, or all but a few: 'urine bags (A06030301), the 9 groups
 * of diabetes devices and 9 of the 10 groups of wound care devices (all but fixing bandages (M0303))'.
 */
export function groupsWords(groups: readonly GroupInWords[]): string {
  const codes = new Set(groups.map(({ code }) => code));
  const ofCategory = new Map<DeviceCategory, string | undefined>();
  const words = groups.map((group) => {
    const { category, inCategory } = group;
    if (!ofCategory.has(category)) {
      const left = inCategory.filter(({ code }) => !codes.has(code));
      ofCategory.set(
        category,
        categoryWords(deviceCategoryWords[category], inCategory.length, left),
      );
    }
    return ofCategory.get(category) ?? groupWords(group);
  });
  return listed([...new Set(words)], MOST_GROUPS);
}

/** @returns undefined when it is shorter to name them one by one */
function categoryWords(
  devices: string,
  all: number,
  left: readonly { readonly name: string; readonly code: string }[],
): string | undefined {
  const count = all - left.length;
  if (count > 2 && left.length === 0) return `the ${all} groups of ${devices}`;
  if (count < 6 || left.length > 3) return undefined;
  const but = listed(left.map(groupWords));
  return `${count} of the ${all} groups of ${devices} (all but ${but})`;
}

/** 'is' of one, 'are' of several. */
export function areWord(items: readonly unknown[]): 'is' | 'are' {
  return items.length === 1 ? 'is' : 'are';
}

/** ', namely convex' of one alone, else ', such as convex'. */
export function exampleWords(count: number, example: string): string {
  return `, ${count === 1 ? 'namely' : 'such as'} ${example}`;
}

/** 'Noorderlicht B.V. (76990001)'; whose name is not known has the code alone. */
export function supplierWords(agb: string, names: ReadonlyMap<string, string>): string {
  const name = names.get(agb);
  return name === undefined ? agb : `${name} (${agb})`;
}

/** '3', '3 and 5', '1-4, 7 and 9-12'. */
export function lineNumberWords(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const number of [...new Set(numbers)].sort((one, other) => one - other)) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return listed(ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)));
}

/** 'AGB qualification 7625 (stoma devices)'. */
export function qualificationWords(code: string): string {
  const name = supplierQualificationName(code);
  return `AGB qualification ${code}${name === undefined ? '' : ` (${name})`}`;
}

/** 'a skin therapist (9013)', 'a supplier of stoma devices (7625)'. */
export function professionWords(code: string): string {
  const goods = supplierQualificationName(code);
  if (goods !== undefined) return `a supplier of ${goods} (${code})`;
  const name = professionName(code);
  if (name === undefined) return `somebody with AGB qualification ${code}`;
  return `${/^[aeio]/.test(name) ? 'an' : 'a'} ${name} (${code})`;
}

/** 'catheter size 14 CH', 'term of use: long', 'convex', 'not convex'. */
export function characteristicWords(
  { name, unit }: Omit<QualityCharacteristic, 'code'>,
  value: CharacteristicValue,
): string {
  // What is between brackets explains the name to who fills it in.
  const what = uncapital(name.replace(/ \(.*\)$/, ''));
  if (typeof value === 'boolean') return value ? what : `not ${what}`;
  if (typeof value === 'number') return `${what} ${value}${unit === null ? '' : ` ${unit}`}`;
  const choice = choiceWords(value);
  // 'pressure class 2', not 'pressure class: class 2'; 'one-piece' names itself.
  const last = what.split(' ').at(-1) ?? '';
  if (choice.startsWith(`${last} `)) return `${what}${choice.slice(last.length)}`;
  if (/^(one|two) piece$/.test(choice)) return choice.replace(' ', '-');
  return `${what}: ${choice}`;
}

/** After whom a tip is called. */
const PROPER_NAMES = ['NELATON', 'TIEMANN'];

/** 'made to measure', 'class 2'; a size stays as it is written: 'XL', 'U100'. */
function choiceWords(choice: string): string {
  if (/^(X*[SML]|U\d+)$/.test(choice)) return choice;
  const words = choice.toLowerCase().replace(/_/g, ' ');
  return PROPER_NAMES.includes(choice) ? sentence(words) : words;
}

function uncapital(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

export function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
