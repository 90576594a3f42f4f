import type { ContractTerms } from '../../src/quality/contract-terms';
import type { Finding } from '../../src/quality/finding';
import { catalogue, judgeSeeded as judge } from './seeded-modules';
import { activity, clause, contract, line } from './terms';

/** What the seeded modules ask beyond the cases of the report. */

describe('compression stockings made to measure, and the days of their aftercare', () => {
  const stockings = (over: Partial<ContractTerms>): ContractTerms =>
    contract({ lot: 'Compressie', lines: [line(1, 'M030405')], ...over });
  const paid = [activity('ADJUSTMENT'), activity('EVALUATION')];

  it('given ready-made stockings alone, K3 finds that those made to measure are missing', () => {
    const readyMade = catalogue.articles
      .filter(
        ({ productGroupCode, characteristics }) =>
          productGroupCode === 'M030405' && characteristics['SIZE'] !== 'MADE_TO_MEASURE',
      )
      .map(({ id }, index) => line(index + 1, id));

    const { verdict, missing } = judge(
      'COMPRESSION',
      'K3',
      [stockings({ lines: readyMade })],
      'INSURER',
    );

    expect(verdict).toBe('PARTLY_MET');
    expect(missing).toEqual([
      'Of compression stockings (M030405) nothing of this kind is contracted: pressure class: class 4.',
      'Nothing is contracted for stockings made to measure (maatwerk).',
    ]);
    expect(judge('COMPRESSION', 'K3', [stockings({})], 'INSURER').verdict).toBe('MET');
  });

  it('given no days in which it is adjusted, K6 is partly met; with them it is met', () => {
    const agreed = (parameters: Parameters<typeof clause>[1]): Finding =>
      judge('COMPRESSION', 'K6', [
        stockings({ activities: paid, clauses: [clause('AFTERCARE', parameters)] }),
      ]);

    expect(agreed({ evaluationWeeks: 6 })).toMatchObject({
      verdict: 'PARTLY_MET',
      missing: [
        'The clause on aftercare states no number of days within which what does not fit is adjusted.',
      ],
    });
    expect(agreed({ evaluationWeeks: 6, adjustmentDays: 10 }).verdict).toBe('MET');
  });
});

describe('diabetes: what somebody can work with', () => {
  const meters = (...families: string[]): ContractTerms['lines'] =>
    catalogue.articles
      .filter(
        ({ productGroupCode, characteristics }) =>
          productGroupCode === 'W0201060102' &&
          families.includes(String(characteristics['METER_FAMILY'])),
      )
      .map(({ id }, index) => line(index + 1, id));

  it('given two families but none for poor eyes, D2 is partly met and says for whom', () => {
    const found = (...families: string[]): Finding =>
      judge('DIABETES', 'D2', [contract({ lines: meters(...families) })], 'INSURER');

    expect(found('SUIKERWIJS', 'VINGERTIP').missing).toEqual([
      'Nothing is contracted for a blood glucose meter for somebody who sees poorly.',
    ]);
    expect(found('SUIKERWIJS', 'KLARE_KIJK').verdict).toBe('MET');
  });

  it('given pumps that work with no sensor, D1 finds that there is no hybrid closed loop', () => {
    const pumps = (withSensor: boolean): string[] => {
      const lines = catalogue.articles
        .filter(
          ({ productGroupCode, characteristics }) =>
            productGroupCode === 'Z1204021601' && characteristics['WITH_CGM'] === withSensor,
        )
        .map(({ id }, index) => line(index + 1, id));
      return [...judge('DIABETES', 'D1', [contract({ lines })], 'INSURER').missing];
    };

    expect(pumps(false)).toContain('Nothing is contracted for hybrid closed loop.');
    expect(pumps(true)).not.toContain('Nothing is contracted for hybrid closed loop.');
    expect(pumps(true)).not.toContain('Nothing is contracted for insulin pumps.');
  });
});
