import type { CharacteristicValue, CharacteristicValues } from '../catalogue/catalogue';
import type { InputProblems } from '../platform/invalid-input';

export const NEED_PERSPECTIVES = ['IMPAIRMENT', 'LIMITATION', 'PARTICIPATION'] as const;
export type NeedPerspective = (typeof NEED_PERSPECTIVES)[number];

/** What a person needs to be able to do (human related intended use, HRIU), by its ICF code. */
export interface FunctionalNeed {
  readonly code: string;
  readonly name: string;
  readonly dutchName: string;
  readonly perspective: NeedPerspective;
  readonly source: string;
  readonly verified: boolean;
}

/** What a device must be like to meet a need (product related intended use, PRIU). */
export interface NeedCharacteristic {
  readonly needCode: string;
  /** EMDN prefix of the product groups that it is about. */
  readonly productGroupPrefix: string;
  readonly characteristic: string;
  /** The values that will do; null: bounds instead. */
  readonly oneOf: readonly CharacteristicValue[] | null;
  readonly atLeast: number | null;
  readonly atMost: number | null;
  readonly reason: string;
  readonly dutchReason: string;
}

/** What the needs together ask of one characteristic. */
export interface RequiredCharacteristic {
  readonly characteristic: string;
  /** The values that will do for every need; null: every one. Empty: no device can meet these needs at once. */
  readonly oneOf: readonly CharacteristicValue[] | null;
  readonly atLeast: number | null;
  readonly atMost: number | null;
  /** Which need led to it, and why; in the order of the needs. */
  readonly because: readonly NeedCharacteristic[];
}

/**
 * What devices of a product group must be like to meet all the needs. Of several rules of one need for a
 * characteristic the one for the deepest group holds; those of several needs hold together.
 * @param needs ICF codes, without qualifiers
 * @param group EMDN code
 */
export function requiredCharacteristics(
  needs: readonly string[],
  group: string,
  rules: readonly NeedCharacteristic[],
): RequiredCharacteristic[] {
  const deepest = new Map<string, NeedCharacteristic>();
  for (const need of new Set(needs)) {
    for (const rule of rules) {
      if (rule.needCode !== need || !group.startsWith(rule.productGroupPrefix)) continue;
      const key = `${need} ${rule.characteristic}`;
      const known = deepest.get(key);
      if (known === undefined || known.productGroupPrefix.length < rule.productGroupPrefix.length) {
        deepest.set(key, rule);
      }
    }
  }
  const required = new Map<string, RequiredCharacteristic>();
  for (const rule of deepest.values()) {
    const known = required.get(rule.characteristic);
    required.set(rule.characteristic, known === undefined ? single(rule) : both(known, rule));
  }
  return [...required.values()];
}

/** Those that an article does not meet. A characteristic that it does not state is not met. */
export function unmetBy(
  characteristics: CharacteristicValues,
  required: readonly RequiredCharacteristic[],
): RequiredCharacteristic[] {
  return required.filter((one) => !isMet(characteristics[one.characteristic], one));
}

/**
 * Takes the qualifiers off an ICF code: 'b6202.3' is b6202.
 * @returns undefined when it is none
 */
export function icfCodeOf(text: string): string | undefined {
  return /^([bsde]\d{1,5})(\.[0-489]+)*$/.exec(text.trim().toLowerCase())?.[1];
}

const MOST_NEEDS = 20;

/**
 * Notes every need that is not known.
 * @param given ICF codes, with qualifiers or without
 * @param known ICF codes of all needs
 * @param path where they stand in the input
 */
export function checkNeeds(
  given: readonly string[],
  known: Pick<ReadonlySet<string>, 'has'>,
  path: string,
  problems: InputProblems,
): void {
  problems.require(
    given.length >= 1 && given.length <= MOST_NEEDS,
    path,
    `must be 1 to ${MOST_NEEDS} ICF codes`,
  );
  given.slice(0, MOST_NEEDS).forEach((text, index) => {
    const code = icfCodeOf(text);
    problems.require(
      code !== undefined && known.has(code),
      `${path}.${index}`,
      'must be the ICF code of a need: see functionalNeeds',
    );
  });
}

function single(rule: NeedCharacteristic): RequiredCharacteristic {
  const { characteristic, oneOf, atLeast, atMost } = rule;
  return { characteristic, oneOf, atLeast, atMost, because: [rule] };
}

function both(known: RequiredCharacteristic, rule: NeedCharacteristic): RequiredCharacteristic {
  return {
    characteristic: known.characteristic,
    oneOf: inBoth(known.oneOf, rule.oneOf),
    atLeast: largest(known.atLeast, rule.atLeast),
    atMost: smallest(known.atMost, rule.atMost),
    because: [...known.because, rule],
  };
}

function inBoth(
  one: readonly CharacteristicValue[] | null,
  other: readonly CharacteristicValue[] | null,
): readonly CharacteristicValue[] | null {
  if (one === null || other === null) return one ?? other;
  return one.filter((value) => other.includes(value));
}

function largest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}

function smallest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}

function isMet(
  value: CharacteristicValue | undefined,
  { oneOf, atLeast, atMost }: RequiredCharacteristic,
): boolean {
  if (value === undefined) return false;
  if (oneOf !== null && !oneOf.includes(value)) return false;
  if (atLeast === null && atMost === null) return true;
  if (typeof value !== 'number') return false;
  return (atLeast === null || value >= atLeast) && (atMost === null || value <= atMost);
}
