import { PatientCipher } from '../../src/parties/patient-cipher';

/** Keys that everybody can see: for tests of seeds alone. */
export const demoCipher = new PatientCipher({
  encryption: [{ id: 'test', key: Buffer.alloc(32, 1) }],
  hash: Buffer.alloc(32, 2),
});
