import { anObject, something, type Row, type Rows } from './operation-row';
import type { RequestState } from './preparing';

const act = (state: string, before: RequestState): Row => ({
  user: 'stock-point',
  prepare: (preparing) => preparing.request(before),
  shows: { __typename: 'EmergencyRequest', state },
});

let lotToCorrect: Promise<unknown> | undefined;

/** The documents of requests, stock, norms and what both refer to. */
export const EMERGENCY_ROWS: Rows = {
  me: { user: 'prescriber', shows: { role: 'PRESCRIBER' } },
  insurers: { user: 'insurer', shows: [anObject({})] },
  suppliers: { user: 'supplier', shows: [anObject({})] },
  regions: { user: 'nza', shows: [anObject({ code: 'ZK01' })] },
  categories: { user: 'nurse', shows: [anObject({ code: 'STOMA', disw: true })] },
  productGroups: { user: 'prescriber', shows: [anObject({ category: 'STOMA' })] },
  articles: { user: 'prescriber', shows: { nodes: something({ gtin: '08799903400018' }) } },
  emergencyOptions: {
    user: 'prescriber',
    shows: { __typename: 'EmergencyOptions', options: something({ inTime: true }) },
  },
  placeEmergencyRequest: {
    user: 'prescriber',
    shows: { __typename: 'EmergencyRequestPlaced', state: 'RESERVED' },
  },
  emergencyRequest: { user: 'nza', shows: { id: 'ER000000002', events: something() } },
  emergencyRequests: { user: 'nza', shows: { nodes: something({ urgency: 'EMERGENCY' }) } },
  cancelEmergencyRequest: {
    user: 'prescriber',
    async prepare(preparing) {
      const { variables } = await preparing.request('RESERVED');
      return { variables };
    },
    shows: { __typename: 'EmergencyRequest', state: 'CANCELLED' },
  },
  stockPointWorklist: { user: 'stock-point', shows: { nodes: something({ state: 'RESERVED' }) } },
  acceptEmergencyRequest: act('ACCEPTED', 'RESERVED'),
  declineEmergencyRequest: {
    ...act('', 'RESERVED'),
    shows: {
      __typename: 'EmergencyRequestDeclined',
      writtenOff: something({ reason: 'DAMAGED' }),
    },
  },
  dispatchEmergencyRequest: act('DISPATCHED', 'ACCEPTED'),
  markReadyForPickup: act('READY_FOR_PICKUP', 'READY'),
  reportNotHandedOver: {
    ...act('', 'DISPATCHED'),
    shows: { __typename: 'NotHandedOverReported' },
  },
  handOverEmergencyRequest: act('HANDED_OVER', 'DISPATCHED'),
  suspendClock: act('ACCEPTED', 'ACCEPTED'),
  resumeClock: act('ACCEPTED', 'SUSPENDED'),
  approveSuspension: {
    user: 'nza',
    async prepare(preparing) {
      const { variables } = await preparing.request('SUSPENDED', 'FORCE_MAJEURE');
      return { variables };
    },
    shows: { __typename: 'EmergencyRequest', state: 'ACCEPTED' },
  },
  receiveStock: { user: 'stock-point', shows: { __typename: 'StockChanged' } },
  adjustStock: {
    user: 'stock-point',
    async prepare(preparing) {
      await preparing.run('stock-point', 'receiveStock');
      return { variables: {} };
    },
    shows: { __typename: 'StockChanged' },
  },
  correctLotExpiry: {
    user: 'stock-point',
    // A lot of its own, taken in once: afterwards it has another date.
    async prepare(preparing) {
      const { lotNumber } = preparing.inputOf('correctLotExpiry') as { lotNumber: string };
      const input = { ...preparing.inputOf('receiveStock'), actKey: 'lot to correct', lotNumber };
      await (lotToCorrect ??= preparing.run('stock-point', 'receiveStock', { input }));
      return { variables: {} };
    },
    shows: { __typename: 'StockChanged' },
  },
  stockPoint: { user: 'stock-point', shows: { id: 'SP-0004', stock: something() } },
  stockPoints: { user: 'prescriber', shows: { nodes: something({ id: 'SP-0004' }) } },
  timelinessNorms: { user: 'nza', shows: [anObject({ status: 'ADOPTED' })] },
  timelinessReport: { user: 'nza', shows: { cells: something({ withheld: false }) } },
  verifyEvidence: { user: 'nza', shows: { intact: true } },
};
