import { articles } from '../../../../seeds/catalogue/articles';
import { clauses } from './clauses';
import { OF_2027, pins, type GoldenContract } from './golden-contract';
import { lines, paid, under } from './lines';

const oneMakersPouches = articles
  .filter(
    ({ productGroupCode, maker }, _, all) =>
      productGroupCode === 'A100101' &&
      maker === all.find((one) => one.productGroupCode === 'A100101')?.maker,
  )
  .map(({ gtin }) => gtin);

const removerSprays = articles
  .filter(
    ({ productGroupCode, characteristics }) =>
      productGroupCode === 'A108005' && characteristics.FORM === 'SPRAY',
  )
  .map(({ gtin }) => gtin);

export const STOMA: readonly GoldenContract[] = [
  {
    ...OF_2027,
    file: '03-stoma-capped',
    title:
      'Stoma bags at a fixed price per category: ninety a quarter, closed bags of one maker, no remover spray',
    number: 'GOLD-03',
    insurer: '7095',
    supplier: '76990008',
    lot: 'Stoma',
    paymentForm: 'MIXED',
    lines: [
      ...lines(oneMakersPouches, {
        tariffKind: 'CATEGORY_FIXED',
        quantityLimitMaximum: 90,
        quantityLimitPer: 'QUARTER',
        motivatedDeviation: false,
      }),
      ...lines(
        under('A100102', 'A100103', 'A1002', 'A108001', 'A108003', 'A108004', 'A108005', 'A108006'),
        {},
        101,
      ),
    ],
    activities: [
      ...paid(['DECISION_TREE_BY_NURSE']),
      ...paid(['INSTRUCTION', 'EVALUATION'], { funding: 'INCLUDED' }),
      ...paid(['SUPPORT_BANDAGE_FITTING'], { funding: 'NOT_FUNDED' }),
    ],
    exclusions: removerSprays.map((gtin) => ({
      gtin,
      ground: 'Wipes will do.',
      motivatedDeviation: false,
    })),
    clauses: clauses('Stoma', { REPEAT_WITHOUT_PRESCRIPTION: null }),
    modulePins: pins('GKH', 'STOMA'),
  },
  {
    ...OF_2027,
    file: '09-qualification-ends',
    title:
      'A stoma supplier whose AGB qualification ends on 30 June, with a subcontractor not approved',
    number: 'GOLD-09',
    insurer: '3313',
    supplier: '76990007',
    lot: 'Stoma',
    lines: lines(under('A10')),
    activities: [
      ...paid(['DECISION_TREE_BY_NURSE', 'SUPPORT_BANDAGE_FITTING', 'IRRIGATION_INSTRUCTION']),
      ...paid(['INSTRUCTION', 'EVALUATION'], { funding: 'INCLUDED' }),
    ],
    clauses: clauses('Stoma'),
    subcontractors: [
      { agb: '76990004', reportedOn: '2026-10-01', approved: true },
      { agb: '76990005', reportedOn: '2026-10-01', approved: false },
    ],
    modulePins: pins('GKH', 'STOMA'),
  },
  {
    ...OF_2027,
    file: '11-stoma-rest',
    title: 'What the other stoma supplier of the same insurer leaves out, for those who need it',
    number: 'GOLD-11',
    insurer: '7095',
    supplier: '76990007',
    lot: 'Stoma overig',
    lines: [
      ...lines(['A1003', 'A100101', 'A108002', 'A108005', 'A108007']),
      ...lines(under('U0101'), { emergencyDeliveryMinutes: 180 }, 6),
    ],
    activities: [
      ...paid(['DECISION_TREE_BY_NURSE'], { byQualification: '9105' }),
      ...paid(['IRRIGATION_INSTRUCTION'], {
        funding: 'INCLUDED',
        byQualification: '9105',
        productGroupPrefix: 'A10',
      }),
      ...paid(['INSTRUCTION', 'EVALUATION'], { funding: 'INCLUDED', byQualification: '9105' }),
      ...paid(['COMPLETING_PRESCRIPTION'], { productGroupPrefix: 'U01' }),
    ],
    clauses: clauses('Stoma overig', { SECOND_SOURCE: { alternative: '76990008' } }),
    modulePins: pins('GKH', 'CONTINENCE', 'STOMA'),
  },
];
