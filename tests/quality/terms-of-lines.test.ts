import fc from 'fast-check';
import type { ActivityCode, ContractTerms, TermActivity } from '../../src/quality/contract-terms';
import { activityFunded } from '../../src/quality/evaluators/activity-funded.rules';
import { activityStated } from '../../src/quality/evaluators/activity-stated.rules';
import { articleRegistration } from '../../src/quality/evaluators/article-registration.rules';
import { authorisationOnlyListed } from '../../src/quality/evaluators/authorisation-only-listed.rules';
import { certificateValid } from '../../src/quality/evaluators/certificate-valid.rules';
import { choice } from '../../src/quality/evaluators/choice.rules';
import { deliveryWithin } from '../../src/quality/evaluators/delivery-within.rules';
import { noCapBelow } from '../../src/quality/evaluators/no-cap-below.rules';
import { replacementGrounds } from '../../src/quality/evaluators/replacement-grounds.rules';
import { subcontractorsApproved } from '../../src/quality/evaluators/subcontractors-approved.rules';
import { supplierQualified } from '../../src/quality/evaluators/supplier-qualified.rules';
import { anyContracts } from './arbitrary-terms';
import { activity, catalogue, contract, judge, line } from './terms';
import { assertProperty } from '../support/properties';

const of = (...lines: ContractTerms['lines']): ContractTerms[] => [contract({ lines })];

describe('delivery within', () => {
  it.each([
    [24, 240, 'MET'],
    [25, 240, 'NOT_MET'],
    [24, 241, 'NOT_MET'],
    [null, 240, 'NOT_MET'],
    [24, null, 'NOT_MET'],
  ] as const)('given %s hours and %s minutes, %s', (deliveryHours, emergencyMinutes, verdict) => {
    const contracts = of(line(1, 'A100101', { deliveryHours, emergencyMinutes }));

    const found = judge(deliveryWithin, { hours: 24, emergencyMinutes: 240 }, contracts);

    expect(found.verdict).toBe(verdict);
  });

  it('names the lines in ranges', () => {
    const slow = { deliveryHours: 48 };
    const lines = [1, 2, 3, 5].map((number) => line(number, 'A100101', slow));

    const found = judge(deliveryWithin, { hours: 24 }, of(...lines, line(4, 'A100101')));

    expect(found).toMatchObject({
      verdict: 'PARTLY_MET',
      missing: ['Lines 1-3 and 5 agree delivery within 48 hours, more than 24 hours.'],
      mend: ['Agree delivery within 24 hours in lines 1-3 and 5.'],
    });
  });
});

describe('no cap below', () => {
  const limited = (
    maximum: number,
    per: 'DAY' | 'MONTH' | 'QUARTER' | 'YEAR',
    motivatedDeviation = false,
  ): ContractTerms[] =>
    of(line(1, 'A100101', { quantityLimit: { maximum, per, motivatedDeviation } }));

  it.each([
    [30, 'MONTH', 'MET'],
    [29, 'MONTH', 'NOT_MET'],
    [90, 'QUARTER', 'MET'],
    [360, 'YEAR', 'MET'],
    [359, 'YEAR', 'NOT_MET'],
    [1, 'DAY', 'MET'],
  ] as const)('given %s per %s against 30 a month, %s', (maximum, per, verdict) => {
    const parameters = { pieces: 30, per: 'MONTH' as const };

    expect(judge(noCapBelow, parameters, limited(maximum, per)).verdict).toBe(verdict);
  });

  it('a reason to go beyond it makes any limit do', () => {
    expect(judge(noCapBelow, {}, limited(1, 'YEAR', true)).verdict).toBe('MET');
    expect(judge(noCapBelow, {}, limited(1_000_000, 'DAY')).verdict).toBe('NOT_MET');
  });
});

describe('grounds of replacement', () => {
  const parameters = {
    grounds: ['END_OF_USAGE_TERM' as const],
    cheaperFirst: false,
    longestTermMonths: 72,
  };

  it.each([
    [72, false, 'MET'],
    [73, false, 'NOT_MET'],
    [null, false, 'MET'],
    [72, true, 'NOT_MET'],
  ] as const)('given %s months, cheaper first %s: %s', (usageTermMonths, cheaperFirst, verdict) => {
    const replacement = { grounds: parameters.grounds, usageTermMonths, cheaperFirst };

    const found = judge(replacementGrounds, parameters, of(line(1, 'A100101', { replacement })));

    expect(found.verdict).toBe(verdict);
  });

  it('a line that limits nothing allows every ground', () => {
    expect(judge(replacementGrounds, parameters, of(line(1, 'A100101'))).verdict).toBe('MET');
  });
});

describe('activities', () => {
  const parameters = { activities: ['FITTING'] as readonly ActivityCode[] };
  const agreed = (...activities: TermActivity[]): ContractTerms[] => [contract({ activities })];

  it.each([
    ['PRICED', 'MET', []],
    ['INCLUDED', 'MET', []],
    ['ELSEWHERE', 'NOT_MET', ['Fitting (aanmeten) is left to be paid elsewhere']],
    ['NOT_FUNDED', 'NOT_MET', ['Fitting (aanmeten) is not paid']],
  ] as const)('given %s, %s', (funding, verdict, words) => {
    const found = judge(activityFunded, parameters, agreed(activity('FITTING', { funding })));

    expect(found.verdict).toBe(verdict);
    expect(found.missing).toEqual(
      words.map((one) => `${one} for colostomy bags, one-piece (A100101).`),
    );
  });

  it('a tariff without an amount pays nobody: only payment within the price does', () => {
    const said = agreed(activity('FITTING', { hasTariff: false }));

    expect(judge(activityFunded, parameters, said)).toMatchObject({
      verdict: 'NOT_MET',
      missing: [
        'No amount is agreed as the tariff of fitting (aanmeten) for colostomy bags, one-piece (A100101).',
      ],
    });
    expect(judge(activityFunded, { ...parameters, funding: ['INCLUDED'] }, said).missing).toEqual([
      'Fitting (aanmeten) is not paid for colostomy bags, one-piece (A100101).',
    ]);
  });

  it('what is said of a deeper product group holds there, of the same performer or of whoever it is', () => {
    const paid = activity('FITTING', { funding: 'INCLUDED', byQualification: '9013' });
    const not = (byQualification: string | null, productGroupPrefix: string): TermActivity =>
      activity('FITTING', { funding: 'NOT_FUNDED', byQualification, productGroupPrefix });
    const verdict = (...activities: TermActivity[]): string =>
      judge(activityFunded, parameters, agreed(...activities)).verdict;

    expect(verdict(paid, not(null, 'A1001'))).toBe('NOT_MET');
    expect(verdict(not('9013', 'A1001'), paid)).toBe('NOT_MET');
    expect(verdict(paid, not('9105', 'A1001'))).toBe('MET');
    expect(verdict(paid, not(null, 'U01'))).toBe('MET');
    expect(verdict(not(null, 'A10'), { ...paid, productGroupPrefix: 'A100101' })).toBe('MET');
    // Signed before the two could not stand beside each other.
    expect(verdict(paid, { ...paid, funding: 'NOT_FUNDED' })).toBe('NOT_MET');
  });

  it('an activity for another product group does not count', () => {
    const elsewhere = activity('FITTING', { productGroupPrefix: 'U01' });
    const here = activity('FITTING', { productGroupPrefix: 'A10' });

    expect(judge(activityFunded, parameters, agreed(elsewhere)).verdict).toBe('NOT_MET');
    expect(judge(activityFunded, parameters, agreed(elsewhere, here)).verdict).toBe('MET');
  });

  it('who does it counts when it is asked for', () => {
    const by = { ...parameters, by: ['9013'] };
    const done = (byQualification: string | null): ContractTerms[] =>
      agreed(activity('FITTING', { byQualification }));

    expect(judge(activityFunded, by, done('9013')).verdict).toBe('MET');
    expect(judge(activityFunded, by, done(null)).missing).toEqual([
      'It is not agreed that fitting (aanmeten) is paid when done by a skin therapist (9013), for colostomy bags, one-piece (A100101).',
    ]);
    expect(judge(activityFunded, { ...parameters, whoNamed: true }, done(null)).missing).toEqual([
      'It is not named who does fitting (aanmeten) for colostomy bags, one-piece (A100101).',
    ]);
  });

  it('is not asked for a product group that the contract excludes, whatever the reason', () => {
    const excluding = (motivatedDeviation: boolean): ContractTerms =>
      contract({
        lines: [line(1, 'A')],
        exclusions: [{ productGroupCode: 'A108005', articleId: null, motivatedDeviation }],
      });

    expect(judge(activityFunded, parameters, [excluding(false)]).missing).toEqual([
      'Nothing is agreed about fitting (aanmeten) for colostomy bags, one-piece (A100101).',
    ]);
    expect(judge(activityFunded, parameters, [excluding(true)]).missing).toEqual([
      'Nothing is agreed about fitting (aanmeten) for colostomy bags, one-piece (A100101) and adhesive removers (A108005).',
    ]);
  });

  it('that it is not paid is enough, when it is only to be stated', () => {
    const unpaid = agreed(activity('FITTING', { funding: 'NOT_FUNDED' }));

    expect(judge(activityStated, parameters, unpaid).verdict).toBe('MET');
    expect(judge(activityStated, parameters, agreed()).missing).toEqual([
      'It is not stated how fitting (aanmeten) is paid for colostomy bags, one-piece (A100101).',
    ]);
  });
});

describe('registration by article', () => {
  const paidAs = (tariffKind: string, activities: TermActivity[] = []): ContractTerms[] => [
    contract({ lines: [line(1, 'A100101', { tariffKind })], activities }),
  ];

  it('is asked where a price covers a stretch of time, and nowhere else', () => {
    expect(judge(articleRegistration, {}, paidAs('PIECE')).verdict).toBe('NOT_APPLICABLE');
    expect(judge(articleRegistration, {}, paidAs('DAY')).verdict).toBe('NOT_MET');
    expect(
      judge(articleRegistration, {}, paidAs('DAY', [activity('REGISTRATION_PER_ARTICLE')])).verdict,
    ).toBe('MET');
  });
});

describe('permission beforehand', () => {
  it.each([
    [[], 'MET'],
    [['A108005'], 'NOT_MET'],
    [['A100101'], 'MET'],
    // All of stoma is more than what may be listed.
    [['A10'], 'NOT_MET'],
    // Of another module.
    [['Z99'], 'MET'],
  ] as const)('given %s, with A1001 allowed, %s', (authorisationList, verdict) => {
    const found = judge(authorisationOnlyListed, { allowed: ['A1001'] }, [
      contract({ authorisationList }),
    ]);

    expect(found.verdict).toBe(verdict);
  });
});

describe('qualifications, certificates and subcontractors over the whole term', () => {
  const qualified = (
    ...periods: { validFrom: string; validUntil: string | null }[]
  ): ContractTerms[] => [
    contract({ supplierQualifications: periods.map((period) => ({ code: '7625', ...period })) }),
  ];

  it('given a qualification that ends half way, it says from when to when it lacks', () => {
    const found = judge(
      supplierQualified,
      {},
      qualified({ validFrom: '2020-01-01', validUntil: '2026-06-30' }),
    );

    expect(found).toMatchObject({
      verdict: 'NOT_MET',
      missing: [
        'Supplier 76990001 has no AGB qualification 7625 (stoma devices) from 2026-07-01 to 2026-12-31, for colostomy bags, one-piece (A100101).',
      ],
    });
  });

  it('given two that follow each other without a day between, it is met; with one, it is not', () => {
    const first = { validFrom: '2020-01-01', validUntil: '2026-06-30' };

    expect(
      judge(supplierQualified, {}, qualified({ validFrom: '2026-07-01', validUntil: null }, first))
        .verdict,
    ).toBe('MET');
    expect(
      judge(supplierQualified, {}, qualified(first, { validFrom: '2026-07-02', validUntil: null }))
        .missing,
    ).toEqual([
      'Supplier 76990001 has no AGB qualification 7625 (stoma devices) on 2026-07-01, for colostomy bags, one-piece (A100101).',
    ]);
  });

  it('given a contract without an end, only a qualification without an end will do', () => {
    const open = (validUntil: string | null): ContractTerms[] =>
      qualified({ validFrom: '2020-01-01', validUntil }).map((terms) => ({
        ...terms,
        validUntil: null,
      }));

    expect(judge(supplierQualified, {}, open(null)).verdict).toBe('MET');
    expect(judge(supplierQualified, {}, open('2099-12-31')).verdict).toBe('NOT_MET');
  });

  it('given the last day there is, it holds for any term', () => {
    const [terms] = qualified({ validFrom: '2020-01-01', validUntil: '9999-12-31' });

    for (const validUntil of ['2026-12-31', '9999-12-31', null]) {
      expect(judge(supplierQualified, {}, [{ ...contract(terms), validUntil }])).toMatchObject({
        verdict: 'MET',
        missing: [],
      });
    }
  });

  it('a certificate is judged in the same way', () => {
    const certified = (validUntil: string): ContractTerms[] => [
      contract({ certificates: [{ kind: 'KWOT', validFrom: '2025-01-01', validUntil }] }),
    ];

    expect(judge(certificateValid, { certificate: 'KWOT' }, certified('2026-12-31')).verdict).toBe(
      'MET',
    );
    expect(judge(certificateValid, { certificate: 'KWOT' }, certified('9999-12-31')).verdict).toBe(
      'MET',
    );
    expect(
      judge(certificateValid, { certificate: 'KWOT' }, certified('2026-12-30')).missing,
    ).toEqual(['The KWOT registration of the supplier does not hold on 2026-12-31.']);
    expect(
      judge(certificateValid, { certificate: 'SEMH' }, certified('2026-12-31')).missing,
    ).toEqual(['The supplier has no SEMH recognition.']);
  });

  it('a subcontractor must be approved, and reported by the first day', () => {
    const by = (reportedOn: string, approved: boolean): ContractTerms[] => [
      contract({ subcontractors: [{ agb: '76990004', reportedOn, approved }] }),
    ];

    assertProperty(
      fc.property(
        fc.constantFrom('2025-12-31', '2026-01-01', '2026-01-02'),
        fc.boolean(),
        (on, approved) => {
          const good = approved && on <= '2026-01-01';

          expect(judge(subcontractorsApproved, {}, by(on, approved)).verdict).toBe(
            good ? 'MET' : 'NOT_MET',
          );
        },
      ),
    );
  });
});

describe('choice where something is paid in one of some ways', () => {
  it('is the choice in the groups that are paid so, and is not asked where none is', () => {
    const kinds = fc.constantFrom('DAY' as const, 'CATEGORY_FIXED' as const);
    const asked = { products: 2, makers: 2 };
    const levels = fc.constantFrom('CONTRACT' as const, 'INSURER' as const);
    assertProperty(
      fc.property(anyContracts, kinds, levels, (several, kind, level) => {
        // Of several contracts each may pay other groups so.
        const contracts = level === 'CONTRACT' ? several.slice(0, 1) : several;
        const productGroups = catalogue.groups
          .map(({ code }) => code)
          .filter((code) =>
            contracts.some(({ lines }) =>
              lines.some(
                (one) =>
                  one.tariffKind === kind &&
                  (one.articleId === null
                    ? code.startsWith(one.productGroupCode ?? '-')
                    : catalogue.articles.some(
                        ({ id, productGroupCode }) =>
                          id === one.articleId && productGroupCode === code,
                      )),
              ),
            ),
          );
        const found = judge(choice, { ...asked, wherePaidAs: [kind] }, contracts, { level });

        if (productGroups.length === 0) expect(found.verdict).toBe('NOT_APPLICABLE');
        else {
          expect(found).toEqual(judge(choice, { ...asked, productGroups }, contracts, { level }));
        }
      }),
    );
  });
});
