import type { CharacteristicValue } from '../catalogue/catalogue';
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
  INSTRUCTION: 'instruction in its use',
  TRIAL: 'the trial period',
  TRIAL_PROSTHESIS: 'the trial prosthesis (proefprothese)',
  COMPLETING_PRESCRIPTION: 'completing the prescription',
  DECISION_TREE_BY_NURSE: "going through the decision tree by the supplier's nurse",
  SUPPORT_BANDAGE_FITTING: 'fitting a support bandage',
  IRRIGATION_INSTRUCTION: 'instruction in irrigation (spoelen)',
  TEACHING_TO_PUT_ON: 'teaching to put it on',
  ADJUSTMENT: 'adjustment afterwards',
  EVALUATION: 'evaluation with the patient',
  BREAKDOWN_SERVICE_DAY_AND_NIGHT: 'a breakdown service day and night',
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

export function groupsWords(
  groups: readonly { readonly name: string; readonly code: string }[],
): string {
  return listed(groups.map(groupWords));
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
  return `${what}: ${choiceWords(value)}`;
}

/** 'made to measure', 'class 2'; a size stays as it is written: 'XL', 'U100'. */
function choiceWords(choice: string): string {
  return /^(X*[SML]|U\d+)$/.test(choice) ? choice : choice.toLowerCase().replace(/_/g, ' ');
}

function uncapital(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

export function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
