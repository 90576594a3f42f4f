import fc from 'fast-check';
import type { CharacteristicValues } from '../../src/catalogue/catalogue';
import { InputProblems } from '../../src/platform/invalid-input';
import {
  checkNeeds,
  icfCodeOf,
  requiredCharacteristics,
  unmetBy,
  type NeedCharacteristic,
} from '../../src/quality/functional-needs.rules';
import { assertProperty } from '../support/properties';

const NEEDS = ['b210', 'd440', 'b6202'];
const GROUP = 'A108005';

/** With words instead of nothing: a rule has values or bounds. */
const rule = (given: Partial<NeedCharacteristic>): NeedCharacteristic => ({
  needCode: 'd440',
  productGroupPrefix: 'A10',
  characteristic: 'FORM',
  oneOf: null,
  atLeast: null,
  atMost: null,
  reason: 'Because.',
  dutchReason: 'Daarom.',
  ...given,
});

/** No two rules of a need for the same prefix and characteristic, as in the database. */
const rules = fc.uniqueArray(
  fc
    .record({
      needCode: fc.constantFrom(...NEEDS),
      productGroupPrefix: fc.constantFrom('A10', 'A1080', 'A108005', 'U01'),
      characteristic: fc.constantFrom('FORM', 'VOLUME'),
      values: fc.subarray(['SPRAY', 'WIPE', 1, 2, 3], { minLength: 1 }),
      bounds: fc.option(fc.tuple(fc.integer({ max: 3, min: 0 }), fc.integer({ max: 4, min: 1 }))),
    })
    .map(({ values, bounds, ...one }) =>
      bounds === null
        ? rule({ ...one, oneOf: values })
        : rule({ ...one, atLeast: bounds[0], atMost: bounds[1] }),
    ),
  {
    maxLength: 8,
    selector: (one) => `${one.needCode} ${one.productGroupPrefix} ${one.characteristic}`,
  },
);
const needs = fc.subarray(NEEDS);
const article: fc.Arbitrary<CharacteristicValues> = fc.record(
  { FORM: fc.constantFrom('SPRAY', 'WIPE', 1, 2), VOLUME: fc.constantFrom(0, 1, 2, 3, 4, 'SPRAY') },
  { requiredKeys: [] },
);

const fits = (
  characteristics: CharacteristicValues,
  asked: readonly string[],
  known: readonly NeedCharacteristic[],
): boolean => unmetBy(characteristics, requiredCharacteristics(asked, GROUP, known)).length === 0;

describe('what needs ask of a device together', () => {
  it('is met exactly when the deepest rule of every need is, each by itself', () => {
    assertProperty(
      fc.property(article, needs, rules, (characteristics, asked, known) => {
        const holds = ({ characteristic, oneOf, atLeast, atMost }: NeedCharacteristic): boolean => {
          const value = characteristics[characteristic];
          if (oneOf !== null) return value !== undefined && oneOf.includes(value);
          return typeof value === 'number' && value >= (atLeast ?? -1) && value <= (atMost ?? 9);
        };
        const applying = known.filter(
          (one) => asked.includes(one.needCode) && GROUP.startsWith(one.productGroupPrefix),
        );
        const deepest = applying.filter((one) =>
          applying.every(
            (other) =>
              other.needCode !== one.needCode ||
              other.characteristic !== one.characteristic ||
              other.productGroupPrefix.length <= one.productGroupPrefix.length,
          ),
        );

        expect(fits(characteristics, asked, known)).toBe(deepest.every(holds));
      }),
      { numRuns: 1000 },
    );
  });

  it('never lets more articles fit when somebody needs more', () => {
    assertProperty(
      fc.property(
        article,
        needs,
        fc.constantFrom(...NEEDS),
        rules,
        (values, asked, more, known) => {
          expect(fits(values, [...asked, more], known) && !fits(values, asked, known)).toBe(false);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('names every need that asks for it, and none that asks nothing of the group', () => {
    assertProperty(
      fc.property(needs, rules, (asked, known) => {
        for (const { characteristic, because } of requiredCharacteristics(asked, GROUP, known)) {
          const named = because.map(({ needCode }) => needCode);

          expect(named.length).toBeGreaterThan(0);
          expect(new Set(named).size).toBe(named.length);
          for (const one of because) {
            expect(asked).toContain(one.needCode);
            expect(one.characteristic).toBe(characteristic);
            expect(GROUP.startsWith(one.productGroupPrefix)).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('given needs that exclude each other, no value will do', () => {
    const known = [
      rule({ needCode: 'b210', oneOf: ['WIPE'] }),
      rule({ needCode: 'd440', oneOf: ['SPRAY'] }),
    ];

    expect(requiredCharacteristics(['b210', 'd440'], GROUP, known)).toMatchObject([
      { characteristic: 'FORM', oneOf: [] },
    ]);
    for (const FORM of ['SPRAY', 'WIPE']) {
      expect(fits({ FORM }, ['b210', 'd440'], known)).toBe(false);
    }
  });
});

describe('needs that are asked about', () => {
  const known = new Set(['b6202', 'd440']);
  const problemsOf = (given: readonly string[]): readonly { path: string; message: string }[] => {
    const problems = new InputProblems();
    checkNeeds(given, known, 'input.needs', problems);
    return problems.all;
  };

  it('are known, with qualifiers or without', () => {
    expect(problemsOf(['d440', ' B6202.3 ', 'd440'])).toEqual([]);
  });

  it('are told one by one where they are not', () => {
    const message = 'must be the ICF code of a need: see functionalNeeds';
    expect(problemsOf(['b99999', 'd440', 'x440'])).toEqual([
      { path: 'input.needs.0', message },
      { path: 'input.needs.2', message },
    ]);
  });

  it.each([0, 21])('are 1 to 20, not %i', (count) => {
    expect(problemsOf(Array.from({ length: count }, () => 'd440'))).toEqual([
      { path: 'input.needs', message: 'must be 1 to 20 ICF codes' },
    ]);
  });
});

describe('an ICF code', () => {
  it.each([
    ['d440', 'd440'],
    [' B6202.3 ', 'b6202'],
    ['s7501.8.2', 's7501'],
    ['x440', undefined],
    ['d', undefined],
    ['d440.', undefined],
    ['d440.5', undefined],
    ['d123456', undefined],
  ])('%s is %s', (text, code) => {
    expect(icfCodeOf(text)).toBe(code);
  });
});
