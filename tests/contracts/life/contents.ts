import type { ContentLine, ContractContent } from '../../../src/contracts/life/contract-content';

export const line = (lineNumber: number, tariff = '1.5'): ContentLine => ({
  lineNumber,
  productGroup: 'A1001',
  tariffKind: 'PIECE',
  tariff,
  unit: 'piece',
});

export const content = (over: Partial<ContractContent> = {}): ContractContent => ({
  validFrom: '2027-01-01',
  validUntil: '2027-12-31',
  paymentForm: 'PIECE',
  emergencyClause: false,
  lines: [line(1)],
  activities: [],
  clauses: [],
  authorisationList: [],
  modulePins: [],
  certificates: [],
  subcontractors: [],
  kpis: [],
  exclusions: [],
  completeProfiles: [],
  ...over,
});
