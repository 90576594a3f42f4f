import { clauses } from './clauses';
import { OF_2027, pins, type GoldenContract } from './golden-contract';
import { lines, paid, under } from './lines';

export const WOUNDS: readonly GoldenContract[] = [
  {
    ...OF_2027,
    file: '06-wounds-five-days',
    title: 'Dressings in Zeeland and Drenthe, delivered in five days, in an emergency too',
    number: 'GOLD-06',
    insurer: '3332',
    supplier: '76990013',
    lot: 'Wondzorg',
    lines: [
      ...lines(under('M02', 'M0404'), {
        region: 'ZK27',
        deliveryHours: 120,
        emergencyDeliveryMinutes: 7200,
      }),
      ...lines(
        under('M02', 'M0404'),
        { region: 'ZK06', deliveryHours: 120, emergencyDeliveryMinutes: null },
        21,
      ),
    ],
    activities: paid(['COMPLETING_PRESCRIPTION', 'INSTRUCTION'], { funding: 'INCLUDED' }),
    clauses: clauses('Wondzorg', { SECOND_SOURCE: null }),
    authorisationList: ['M040408'],
    modulePins: pins('GKH'),
  },
  {
    ...OF_2027,
    file: '10-standard-terms',
    title:
      "An insurer's standard terms: no days for a decision, risks without reasons, no indexation",
    number: 'GOLD-10',
    insurer: '9018',
    supplier: '76990012',
    lot: 'Verband en compressie',
    lines: lines(under('M')),
    activities: [
      ...paid(['COMPLETING_PRESCRIPTION', 'INSTRUCTION']),
      ...paid(['FITTING', 'TEACHING_TO_PUT_ON', 'ADJUSTMENT', 'EVALUATION'], {
        funding: 'INCLUDED',
        byQualification: '9013',
      }),
    ],
    clauses: clauses('Verband en compressie', {
      MODULES_KEPT: { modulePrevails: false },
      REJECTION_MOTIVATED: { answersArguments: false },
      ESCALATION: { individual: true, branch: true },
      INDEXATION: { indexed: false, basis: '' },
      INSURER_CHANGE_OR_DEATH: { bearer: 'SUPPLIER' },
      DOUBLE_SUPPLIER: null,
      PUBLICATION: { contract: true, tariff: true },
      GOOD_CONTRACTING: null,
      PENALTY: { proportional: false, forceMajeure: false },
      INNOVATION: null,
      TRAINING: null,
    }),
    authorisationList: ['M040408', 'M030405'],
    modulePins: [{ moduleCode: 'GKH', version: 3 }],
  },
];
