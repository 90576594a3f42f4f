import { articles } from '../../../../seeds/catalogue/articles';
import { clauses } from './clauses';
import { OF_2027, pins, type GoldenContract } from './golden-contract';
import { lines, paid } from './lines';

export const COMPRESSION_AND_PROSTHESES: readonly GoldenContract[] = [
  {
    ...OF_2027,
    emergencyClause: false,
    file: '04-compression-one-pair',
    title: 'Round-knit stockings, one pair a year, a new pair only on a new indication',
    number: 'GOLD-04',
    insurer: '7029',
    supplier: '76990014',
    lot: 'Compressie',
    lines: lines(
      articles
        .filter(
          ({ productGroupCode, characteristics: { KNIT, PRESSURE_CLASS } }) =>
            productGroupCode === 'M030405' && KNIT === 'ROUND' && PRESSURE_CLASS !== 'CLASS_1',
        )
        .map(({ gtin }) => gtin),
      {
        // A pair.
        quantityLimitMaximum: 2,
        quantityLimitPer: 'YEAR',
        motivatedDeviation: false,
        replacementGrounds: ['NEW_INDICATION'],
      },
    ),
    activities: [
      ...paid(['FITTING'], { funding: 'INCLUDED' }),
      ...paid(['TEACHING_TO_PUT_ON'], { funding: 'NOT_FUNDED' }),
    ],
    clauses: clauses('Compressie', { STEPPED_CARE: null, AFTERCARE: { evaluationWeeks: 6 } }),
    modulePins: pins('GKH', 'COMPRESSION'),
  },
  {
    ...OF_2027,
    emergencyClause: false,
    file: '05-prosthesis-no-trial',
    title:
      'Leg prostheses without a trial, cheaper knees first, a registration that ends in August',
    number: 'GOLD-05',
    insurer: '7119',
    supplier: '76990016',
    lot: 'Prothesen',
    lines: lines(['Y062409', 'Y062415'], {
      deliveryHours: null,
      emergencyDeliveryMinutes: null,
      replacementGrounds: ['NEW_INDICATION', 'CHANGED_NEED', 'END_OF_USAGE_TERM'],
      usageTermMonths: 84,
      cheaperFirst: true,
    }),
    activities: [
      ...paid(['FITTING', 'ADJUSTMENT', 'REPAIR'], { funding: 'INCLUDED' }),
      ...paid(['TRIAL'], { funding: 'INCLUDED' }),
    ],
    clauses: clauses('Prothesen', {
      SECOND_DEVICE: null,
      REJECTION_MOTIVATED: { decisionDays: 60, answersArguments: false },
      AFTERCARE: { repairDays: 5 },
    }),
    authorisationList: ['Y062409', 'Y062415'],
    certificates: [{ kind: 'KWOT', validFrom: '2024-01-01', validUntil: '2027-08-31' }],
    modulePins: pins('GKH', 'PROSTHESES'),
  },
];
