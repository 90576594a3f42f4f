import type { ContractFile } from '../../../../src/contracts/life/contract-file.rules';

/** A contract as insurers and suppliers draw them up, and what there is to find in it. */
export interface GoldenContract extends ContractFile {
  /** Name of the file with its assessment. */
  readonly file: string;
  readonly title: string;
}

export const pins = (...codes: string[]): ContractFile['modulePins'] =>
  codes.map((moduleCode) => ({ moduleCode, version: moduleCode === 'GKH' ? 3 : 1 }));

/** What is the same in most. */
export const OF_2027 = {
  validFrom: '2027-01-01',
  validUntil: '2027-12-31',
  paymentForm: 'PIECE',
  emergencyClause: true,
  authorisationList: [],
  certificates: [
    { kind: 'ISO_13485', validFrom: '2026-01-01', validUntil: '2028-12-31' },
    { kind: 'SEMH', validFrom: '2026-01-01', validUntil: '2028-12-31' },
  ],
  subcontractors: [],
  kpis: [],
  exclusions: [],
  completeProfiles: [],
} as const;
