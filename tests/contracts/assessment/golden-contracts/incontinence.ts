import { articles } from '../../../../seeds/catalogue/articles';
import type { ContentLine } from '../../../../src/contracts/life/contract-content';
import { CLAUSES, clauses } from './clauses';
import { OF_2027, pins, type GoldenContract } from './golden-contract';
import { lines, paid, under } from './lines';

const shortUseCatheters = articles
  .filter(
    ({ productGroupCode, characteristics }) =>
      productGroupCode === 'U010201' && characteristics.TERM_OF_USE === 'SHORT',
  )
  .map(({ gtin }) => gtin);

function monthly(
  what: readonly string[],
  patientProfile: string,
  tariff: string,
  firstNumber: number,
): ContentLine[] {
  const terms = { tariffKind: 'MONTH', unit: 'month', emergencyDeliveryMinutes: 180 } as const;
  return lines(what, { ...terms, tariff, patientProfile }, firstNumber);
}

function daily(patientProfile: string, tariff: string, firstNumber: number): ContentLine[] {
  const terms = { tariffKind: 'DAY', unit: 'day', emergencyDeliveryMinutes: null } as const;
  return lines(under('T04'), { ...terms, tariff, patientProfile }, firstNumber);
}

export const INCONTINENCE: readonly GoldenContract[] = [
  {
    ...OF_2027,
    file: '01-continence-good',
    title:
      'Draining incontinence devices at a price per month and patient profile, with all that the module asks for',
    number: 'GOLD-01',
    insurer: '3311',
    supplier: '76990001',
    lot: 'Incontinentie afvoerend',
    paymentForm: 'DAY_PRICE',
    lines: [
      ...monthly(under('U0101'), 'intermittent, at most 4 a day', '96.5000', 1),
      ...monthly(under('U0101'), 'intermittent, more than 4 a day', '171.0000', 11),
      ...monthly(under('U0102'), 'indwelling, changed as planned', '38.2500', 21),
      ...monthly(under('U0102'), 'indwelling, blocks often', '74.5000', 31),
      ...monthly(under('U07', 'A060303'), 'by day or by night', '27.7500', 41),
      ...monthly(under('U07', 'A060303'), 'by day and by night', '49.0000', 51),
    ],
    completeProfiles: under('U01', 'U07', 'A060303'),
    kpis: [
      {
        code: 'ON_TIME',
        target: '95',
        unit: '%',
        text: 'Of emergencies within the norm, a quarter.',
      },
      { code: 'REACHED', target: '60', unit: 'seconds', text: 'Telephone answered, on average.' },
    ],
    validUntil: '2028-12-31',
    activities: [
      ...paid(['COMPLETING_PRESCRIPTION', 'INSTRUCTION']),
      ...paid(['SAMPLES', 'EVALUATION', 'REGISTRATION_PER_ARTICLE'], { funding: 'INCLUDED' }),
    ],
    clauses: clauses('Incontinentie afvoerend'),
    modulePins: pins('GKH', 'CONTINENCE'),
  },
  {
    ...OF_2027,
    file: '07-catheters-all-in-short-use',
    title: 'All-in price for balloon catheters, of which only those for short use are given',
    number: 'GOLD-07',
    insurer: '7085',
    supplier: '76990006',
    lot: 'Incontinentie afvoerend',
    paymentForm: 'ALL_IN',
    lines: lines(shortUseCatheters, { tariffKind: 'ALL_IN', tariff: '85.0000', unit: 'month' }),
    activities: [
      ...paid(['COMPLETING_PRESCRIPTION'], { funding: 'INCLUDED' }),
      ...paid(['INSTRUCTION'], { funding: 'ELSEWHERE' }),
    ],
    clauses: clauses('Incontinentie afvoerend', {
      CONVERSION: { ...CLAUSES.CONVERSION, keepsTermOfUse: false, prescriberInformed: false },
      MINIMUM_STOCK: { weeks: 1, shortagesReported: false },
    }),
    modulePins: pins('GKH', 'CONTINENCE'),
  },
  {
    ...OF_2027,
    file: '08-pads-no-emergency-clause',
    title:
      'Absorbing incontinence devices by the day and patient profile, with no clause about emergencies',
    number: 'GOLD-08',
    insurer: '3358',
    supplier: '76990018',
    lot: 'Incontinentie absorberend',
    paymentForm: 'DAY_PRICE',
    emergencyClause: false,
    lines: [
      ...daily('light', '0.4200', 1),
      ...daily('moderate', '0.8700', 11),
      ...daily('heavy', '1.3400', 21),
      ...daily('very heavy', '1.9600', 31),
    ],
    completeProfiles: under('T04'),
    activities: [
      ...paid(['COMPLETING_PRESCRIPTION']),
      ...paid(['SAMPLES', 'EVALUATION'], { funding: 'INCLUDED' }),
    ],
    clauses: clauses('Incontinentie absorberend', { EMERGENCY: null }),
    modulePins: pins('GKH', 'CONTINENCE'),
  },
];
