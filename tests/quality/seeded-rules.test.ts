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

describe('stoma bags at a fixed price per category, in one region', () => {
  const bags = catalogue.articles.filter(({ productGroupCode }) => productGroupCode === 'A100101');
  const inZeeland = (of: typeof bags): ContractTerms =>
    contract({
      lines: of.map(({ id }, index) =>
        line(index + 1, id, { tariffKind: 'CATEGORY_FIXED', regionCode: 'ZK27' }),
      ),
    });

  it('given bags of every maker, S8 is met: other regions are for other contracts', () => {
    expect(judge('STOMA', 'S8', [inZeeland(bags)])).toMatchObject({ verdict: 'MET', missing: [] });
  });

  it('given bags of one maker, S8 is not met there, and says nothing of other regions', () => {
    const ofOne = bags.filter(({ maker }) => maker === bags[0]?.maker);

    const { verdict, missing } = judge('STOMA', 'S8', [inZeeland(ofOne)]);

    expect(verdict).toBe('NOT_MET');
    expect(missing).toEqual([
      'Of colostomy bags, one-piece (A100101) 4 of 4 functions have fewer than 2 products of 2 makers in Zeeland (ZK27), ' +
        'such as largest opening that can be cut 55 mm, not convex, one-piece or two-piece: one piece, outlet: closed: ' +
        'there is 1 product of Voorbeeldmerk Noorderkroon.',
    ]);
  });
});

it('what is missing in most regions is missing anywhere but in the others; to mend it is everywhere but there', () => {
  const regional = contract({ lines: [line(1, 'A108001', { regionCode: 'ZK06' })] });

  const { missing, mend } = judge('STOMA', 'S3', [regional], 'INSURER');

  expect(missing[0]).toBe(
    'No supplier is contracted for rings for the skin (A108001) anywhere but in Drenthe (ZK06).',
  );
  expect(mend[0]).toBe(
    'Contract a supplier for rings for the skin (A108001) everywhere but in Drenthe (ZK06).',
  );
});
