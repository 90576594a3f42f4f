import type { CharacteristicValue } from '../catalogue/catalogue';
import { isAgbQualification } from '../parties/agb-qualifications.rules';
import { InputProblems } from '../platform/invalid-input';

/** One parameter of a rule: what it takes, and how it is read out of data. */
export interface Parameter<Value> {
  /** What it must be, as the end of a sentence: 'must be a whole number of at least 1'. */
  readonly expectation: string;
  readonly optional: boolean;
  /** @returns undefined when `value` does not fit */
  read(value: unknown): Value | undefined;
}

export type Shape = Readonly<Record<string, Parameter<unknown>>>;

type ValueOf<P> = P extends Parameter<infer Value> ? Value : never;

/** The parameters as an evaluator gets them. */
export type ParametersOf<S extends Shape> = { readonly [Name in keyof S]: ValueOf<S[Name]> };

type OptionalNames<S extends Shape> = {
  [Name in keyof S]: S[Name] extends { readonly optional: true } ? Name : never;
}[keyof S];

/** The parameters as they are written down: those with a default may be left out. */
export type GivenParameters<S extends Shape> = Partial<Pick<ParametersOf<S>, OptionalNames<S>>> &
  Omit<ParametersOf<S>, OptionalNames<S>>;

const MOST_ITEMS = 200;
const LONGEST_TEXT = 200;

function parameter<Value>(
  expectation: string,
  read: (value: unknown) => Value | undefined,
): Parameter<Value> {
  return { expectation, optional: false, read };
}

export function wholeNumber(minimum: number, maximum: number): Parameter<number> {
  return parameter(`must be a whole number from ${minimum} to ${maximum}`, (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= maximum
      ? value
      : undefined,
  );
}

export const yesOrNo: Parameter<boolean> = parameter('must be true or false', (value) =>
  typeof value === 'boolean' ? value : undefined,
);

/** A value of a characteristic of articles. */
export const characteristicValue: Parameter<CharacteristicValue> = parameter(
  'must be a text, a number, or true or false',
  (value) =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? value
      : undefined,
);

/** A text of at least one character that is not a blank. */
export const someText: Parameter<string> = parameter(
  `must be a text of 1 to ${LONGEST_TEXT} characters`,
  (value) =>
    typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST_TEXT
      ? value
      : undefined,
);

export const emdnPrefix: Parameter<string> = parameter('must be an EMDN code', (value) =>
  typeof value === 'string' && /^[A-Z](\d{2}){0,6}$/.test(value) ? value : undefined,
);

export const agbQualification: Parameter<string> = parameter(
  'must be a known AGB qualification, such as 9013 or 7651',
  (value) => (typeof value === 'string' && isAgbQualification(value) ? value : undefined),
);

export function oneOf<Value extends string | number | boolean>(
  values: readonly Value[],
): Parameter<Value> {
  return parameter(`must be one of ${values.join(', ')}`, (value) =>
    values.find((one) => one === value),
  );
}

/** A list of at least one. */
export function listOf<Value>(item: Parameter<Value>): Parameter<readonly Value[]> {
  return parameter(
    `must be a list of 1 to ${MOST_ITEMS}, each of which ${item.expectation}`,
    (value) => {
      if (!Array.isArray(value) || value.length === 0 || value.length > MOST_ITEMS) {
        return undefined;
      }
      const items = value.map((one) => item.read(one));
      return items.every((one) => one !== undefined) ? items : undefined;
    },
  );
}

export function record<S extends Shape>(shape: S): Parameter<GivenParameters<S>> {
  const names = Object.keys(shape).join(', ');
  return parameter(`must be an object of ${names}`, (value) => {
    const problems = new InputProblems();
    const read = readParameters(shape, value, '', problems);
    return problems.none ? read : undefined;
  });
}

type MayBeLeftOut = { readonly optional: true };

export function optional<Value>(
  inner: Parameter<Value>,
): Parameter<Value | undefined> & MayBeLeftOut {
  return { ...inner, optional: true };
}

export function withDefault<Value>(
  inner: Parameter<Value>,
  value: Value,
): Parameter<Value> & MayBeLeftOut {
  const read = (given: unknown): Value | undefined =>
    given === undefined ? value : inner.read(given);
  return { ...inner, optional: true, read };
}

/**
 * Reads the parameters of a rule and notes every one that is missing, unknown or does not fit.
 * @param path of the parameters within the input, for the problems
 * @returns what was read; not to be used when there are problems
 */
export function readParameters<S extends Shape>(
  shape: S,
  given: unknown,
  path: string,
  problems: InputProblems,
): ParametersOf<S> {
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`);
  const values: Record<string, unknown> = {};
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    problems.add(path, 'must be an object');
  } else {
    const known = given as Record<string, unknown>;
    for (const name of Object.keys(known)) {
      problems.require(Object.hasOwn(shape, name), at(name), 'is not a parameter of this rule');
    }
    for (const [name, expected] of Object.entries(shape)) {
      const value = Object.hasOwn(known, name) ? known[name] : undefined;
      const read = expected.read(value);
      values[name] = read;
      const leftOut = value === undefined && expected.optional;
      if (read === undefined && !leftOut) problems.add(at(name), expected.expectation);
    }
  }
  // Each value was read by the parameter of its name.
  return values as ParametersOf<S>;
}
