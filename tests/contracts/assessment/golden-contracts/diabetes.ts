import { CLAUSES, clauses } from './clauses';
import { OF_2027, pins, type GoldenContract } from './golden-contract';
import { lines, paid } from './lines';

export const DIABETES: readonly GoldenContract[] = [
  {
    ...OF_2027,
    file: '02-diabetes-no-second-source',
    title:
      'Everything for diabetes from one supplier, strips capped, sensors only above an HbA1c of 64',
    number: 'GOLD-02',
    insurer: '7119',
    supplier: '76990009',
    lot: 'Diabetes',
    lines: [
      ...lines(['A01010102', 'A020106', 'V0104', 'W0201060102']),
      ...lines(['Z12040299'], { tariffKind: 'QUARTER', tariff: '318.5000', unit: 'quarter' }, 5),
      ...lines(['Z1204021601'], { tariffKind: 'RENT', tariff: '79.0000', unit: 'month' }, 6),
      ...lines(
        ['W0101060101', 'W0101060110'],
        {
          quantityLimitMaximum: 100,
          quantityLimitPer: 'QUARTER',
          motivatedDeviation: false,
        },
        7,
      ),
      ...lines(['A03040101'], {}, 9),
    ],
    activities: [
      ...paid(['INSTRUCTION'], { byQualification: '9101' }),
      ...paid(['EVALUATION'], { funding: 'INCLUDED' }),
      ...paid(['LOAN_DEVICE'], { funding: 'INCLUDED', productGroupPrefix: 'Z1204021601' }),
    ],
    clauses: clauses('Diabetes', {
      SECOND_SOURCE: null,
      START_STOP_CRITERIA: { ...CLAUSES.START_STOP_CRITERIA, hba1cAbove: 64, quarters: 4 },
      SHARED_DECISION: { documented: true, decisionAid: false },
    }),
    modulePins: pins('GKH', 'DIABETES'),
  },
];
