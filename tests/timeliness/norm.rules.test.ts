import fc from 'fast-check';
import { DEVICE_CATEGORIES } from '../../src/catalogue/device-category';
import {
  selectNormRule,
  selectStrictestNormRule,
  type NormQuestion,
  type NormRule,
  type NormVersion,
} from '../../src/timeliness/norm.rules';
import { URGENCIES } from '../../src/timeliness/urgency';
import { assertProperty } from '../support/properties';

function rule(id: string, maximumMinutes: number, parts: Partial<NormRule> = {}): NormRule {
  return {
    id,
    urgency: 'EMERGENCY',
    maximumMinutes,
    targetPercentage: 95,
    startEvent: 'REQUEST_ACCEPTED',
    stopEvent: 'HANDED_OVER_OR_READY_FOR_PICKUP',
    allowedSuspensions: ['PATIENT_UNREACHABLE', 'FORCE_MAJEURE'],
    ...parts,
  };
}

function version(rules: NormRule[], parts: Partial<NormVersion> = {}): NormVersion {
  return {
    id: 'v1',
    normCode: 'DISW',
    version: 1,
    status: 'ADOPTED',
    validFrom: new Date('2026-01-01T00:00:00+01:00'),
    rules,
    ...parts,
  };
}

const question: NormQuestion = {
  at: new Date('2026-06-10T02:00:00+02:00'),
  urgency: 'EMERGENCY',
  category: 'INCONTINENCE',
  productGroup: 'U010201',
  regionCode: '5510',
  uzovi: '7095',
};

function chosen(rules: NormRule[], asked: Partial<NormQuestion> = {}): string | undefined {
  return selectNormRule([version(rules)], { ...question, ...asked })?.rule.id;
}

describe('the version of a norm', () => {
  const rules = [rule('any', 240)];

  it.each(['DRAFT', 'CONSULTED', 'WITHDRAWN'] as const)('does not hold as %s', (status) => {
    expect(selectNormRule([version(rules, { status })], question)).toBeUndefined();
  });

  it('holds from its first instant up to, not at, its end', () => {
    const bounded = version(rules, {
      validFrom: new Date('2026-06-10T00:00:00Z'),
      validUntil: new Date('2026-06-11T00:00:00Z'),
    });
    const holdsAt = (at: string): boolean =>
      selectNormRule([bounded], { ...question, at: new Date(at) }) !== undefined;
    expect(holdsAt('2026-06-09T23:59:59.999Z')).toBe(false);
    expect(holdsAt('2026-06-10T00:00:00.000Z')).toBe(true);
    expect(holdsAt('2026-06-10T23:59:59.999Z')).toBe(true);
    expect(holdsAt('2026-06-11T00:00:00.000Z')).toBe(false);
  });

  it('gives way, with all its rules, to the one that came into force after it', () => {
    const older = version([rule('old, more specific', 60, { category: 'INCONTINENCE' })]);
    const newer = version([rule('new', 240)], {
      id: 'v2',
      version: 2,
      validFrom: new Date('2026-06-01T00:00:00Z'),
    });
    const later = version([rule('later', 30)], {
      id: 'v3',
      version: 3,
      validFrom: new Date('2027-01-01T00:00:00Z'),
    });
    expect(selectNormRule([later, newer, older], question)).toEqual({
      version: newer,
      rule: newer.rules[0],
    });
    expect(
      selectNormRule([newer, older], { ...question, at: new Date('2026-03-01T00:00:00Z') })?.version
        .id,
    ).toBe('v1');
  });

  it('gives way to a higher number that came into force at the same moment', () => {
    const second = version([rule('second', 240)], { id: 'v2', version: 2 });
    expect(selectNormRule([version(rules), second], question)?.rule.id).toBe('second');
    expect(selectNormRule([second, version(rules)], question)?.rule.id).toBe('second');
  });

  it('stands beside the versions of other norms', () => {
    const other = version([rule('other', 300, { category: 'INCONTINENCE' })], {
      id: 'w1',
      normCode: 'OTHER',
    });
    expect(selectNormRule([version(rules), other], question)?.rule.id).toBe('other');
  });
});

describe('the most specific rule', () => {
  const any = rule('any', 240);
  const category = rule('category', 180, { category: 'INCONTINENCE' });
  const group = rule('group', 300, { productGroupPrefix: 'U01' });
  const longerGroup = rule('longer group', 360, { productGroupPrefix: 'U0102' });
  const region = rule('region', 500, { regionCode: '5510' });

  it('wins, however many minutes it allows', () => {
    expect(chosen([any])).toBe('any');
    expect(chosen([any, category])).toBe('category');
    expect(chosen([any, category, group])).toBe('group');
    expect(chosen([longerGroup, group, category, any])).toBe('longer group');
    expect(chosen([any, region])).toBe('region');
    expect(chosen([category, rule('letter', 300, { productGroupPrefix: 'U' })])).toBe('letter');
  });

  it('is one of a product before one of a region', () => {
    expect(chosen([category, region])).toBe('category');
    expect(
      chosen([category, rule('both', 400, { category: 'INCONTINENCE', regionCode: '5510' })]),
    ).toBe('both');
  });

  it('is, among equals, the one with the fewest minutes', () => {
    expect(chosen([rule('slow', 240), rule('fast', 200)])).toBe('fast');
    expect(chosen([rule('b', 200), rule('a', 200)])).toBe('a');
    expect(chosen([rule('a', 200), rule('b', 200)])).toBe('a');
  });

  it('must fit the question', () => {
    expect(chosen([category], { category: 'STOMA' })).toBeUndefined();
    expect(chosen([group], { productGroup: 'A1001' })).toBeUndefined();
    expect(chosen([group], { productGroup: undefined })).toBeUndefined();
    expect(chosen([region], { regionCode: '0101' })).toBeUndefined();
    expect(chosen([any], { urgency: 'REGULAR' })).toBeUndefined();
    expect(chosen([])).toBeUndefined();
  });

  it('takes null for any, as a database gives it', () => {
    const asStored = rule('stored', 240, {
      category: null,
      productGroupPrefix: null,
      regionCode: null,
      uzovi: null,
    });
    expect(chosen([asStored])).toBe('stored');
  });
});

describe('a rule of an insurer', () => {
  const general = rule('general', 240, { category: 'INCONTINENCE' });
  const insurer = (minutes: number, parts: Partial<NormRule> = {}): NormRule =>
    rule('insurer', minutes, { uzovi: '7095', ...parts });

  it('counts for its own insured, if it is at least as strict', () => {
    expect(chosen([general, insurer(120)])).toBe('insurer');
    expect(chosen([general, insurer(240)])).toBe('insurer');
    expect(chosen([general, insurer(241)])).toBe('general');
    expect(chosen([general, insurer(120)], { uzovi: '3311' })).toBe('general');
    expect(chosen([general, insurer(120)], { uzovi: undefined })).toBe('general');
  });

  it('cannot be laxer by another way either', () => {
    expect(chosen([general, insurer(120, { targetPercentage: 90 })])).toBe('general');
    expect(chosen([general, insurer(120, { targetPercentage: 99 })])).toBe('insurer');
    expect(chosen([general, insurer(120, { allowedSuspensions: ['CLINICALLY_POSTPONED'] })])).toBe(
      'general',
    );
    expect(chosen([general, insurer(120, { allowedSuspensions: [] })])).toBe('insurer');
    expect(chosen([general, insurer(120, { stopEvent: 'HANDED_OVER' })])).toBe('insurer');
    expect(chosen([rule('general', 240, { stopEvent: 'HANDED_OVER' }), insurer(120)])).toBe(
      'general',
    );
  });

  it('counts alone where no other rule fits', () => {
    expect(chosen([insurer(120)])).toBe('insurer');
  });
});

describe('a request of several lines', () => {
  const rules = [
    rule('general', 240),
    rule('pumps', 120, { category: 'DIABETES' }),
    rule('dressings', 480, { category: 'WOUND' }),
  ];
  const chosenFor = (...categories: (typeof DEVICE_CATEGORIES)[number][]): string | undefined =>
    selectStrictestNormRule([version(rules)], {
      ...question,
      lines: categories.map((category) => ({ category })),
    })?.rule.id;

  it('has the rule of the line that is due first', () => {
    expect(chosenFor('WOUND')).toBe('dressings');
    expect(chosenFor('WOUND', 'STOMA')).toBe('general');
    expect(chosenFor('WOUND', 'DIABETES', 'STOMA')).toBe('pumps');
    expect(chosenFor()).toBeUndefined();
  });

  it('passes over a line for which there is no norm', () => {
    expect(
      selectStrictestNormRule([version([rule('stoma', 240, { category: 'STOMA' })])], {
        ...question,
        lines: [{ category: 'WOUND' }, { category: 'STOMA' }],
      })?.rule.id,
    ).toBe('stoma');
  });
});

describe('any set of rules', () => {
  const rules = fc.uniqueArray(
    fc
      .record({
        id: fc.uuid(),
        minutes: fc.constantFrom(60, 120, 240, 480),
        urgency: fc.constantFrom(...URGENCIES),
        category: fc.option(fc.constantFrom(...DEVICE_CATEGORIES), { nil: undefined }),
        productGroupPrefix: fc.constantFrom(undefined, 'U', 'U01', 'U0102', 'A10'),
        regionCode: fc.constantFrom(undefined, '5510', '0101'),
        uzovi: fc.constantFrom(undefined, undefined, '7095', '3311'),
      })
      .map(({ id, minutes, ...parts }) => rule(id, minutes, parts)),
    { maxLength: 12, selector: ({ id }) => id },
  );

  it('gives the same whatever its order, and never more minutes for being insured somewhere', () => {
    assertProperty(
      fc.property(rules, (drawn) => {
        const found = selectNormRule([version(drawn)], question);
        expect(selectNormRule([version([...drawn].reverse())], question)?.rule).toEqual(
          found?.rule,
        );

        const uninsured = selectNormRule([version(drawn)], { ...question, uzovi: undefined });
        if (uninsured !== undefined) {
          expect(found?.rule.maximumMinutes).toBeLessThanOrEqual(uninsured.rule.maximumMinutes);
        }
      }),
    );
  });

  it('gives a rule that fits, and none where none fits', () => {
    assertProperty(
      fc.property(rules, (drawn) => {
        const fitting = drawn.filter(
          ({ urgency, category, productGroupPrefix, regionCode, uzovi }) =>
            urgency === 'EMERGENCY' &&
            [undefined, 'INCONTINENCE'].includes(category ?? undefined) &&
            [undefined, 'U', 'U01', 'U0102'].includes(productGroupPrefix ?? undefined) &&
            [undefined, '5510'].includes(regionCode ?? undefined) &&
            [undefined, '7095'].includes(uzovi ?? undefined),
        );
        const found = selectNormRule([version(drawn)], question)?.rule;
        if (fitting.length === 0) expect(found).toBeUndefined();
        else expect(fitting).toContain(found);
      }),
    );
  });
});
