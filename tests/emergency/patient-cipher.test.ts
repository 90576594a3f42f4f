import { randomBytes } from 'node:crypto';
import { PatientCipher } from '../../src/parties/patient-cipher';

const first = { id: 'k1', key: randomBytes(32) };
const second = { id: 'k2', key: randomBytes(32) };
const hash = randomBytes(32);

test('what was sealed under an older key is opened, and the newest key seals', () => {
  const old = new PatientCipher({ encryption: [first], hash });
  const rotated = new PatientCipher({ encryption: [second, first], hash });
  const sealed = old.seal({ bsn: '999990019' });

  expect(rotated.open(sealed)).toEqual({ bsn: '999990019' });
  expect(rotated.seal({}).keyId).toBe('k2');
  expect(sealed.sealed.toString('latin1')).not.toContain('999990019');
});

test('the same data is never sealed to the same bytes', () => {
  const cipher = new PatientCipher({ encryption: [first], hash });
  expect(cipher.seal({ a: 1 }).sealed.equals(cipher.seal({ a: 1 }).sealed)).toBe(false);
});

test('a single changed bit, or another key id, is refused', () => {
  const cipher = new PatientCipher({ encryption: [first, second], hash });
  const { sealed, keyId } = cipher.seal({ bsn: '999990019' });
  for (let at = 0; at < sealed.length; at += 1) {
    const touched = Buffer.from(sealed);
    touched[at] = (touched[at] ?? 0) ^ 1;
    expect(() => cipher.open({ sealed: touched, keyId })).toThrow();
  }
  expect(() => cipher.open({ sealed, keyId: 'k2' })).toThrow();
  expect(() => cipher.open({ sealed, keyId: 'k3' })).toThrow('No patient data key named k3');
});

test('a BSN is found again under the same hash key only', () => {
  const one = new PatientCipher({ encryption: [first], hash });
  const same = new PatientCipher({ encryption: [second], hash });
  const other = new PatientCipher({ encryption: [first], hash: randomBytes(32) });
  expect(one.hashBsn('999990019')).toEqual(same.hashBsn('999990019'));
  expect(one.hashBsn('999990019')).not.toEqual(other.hashBsn('999990019'));
  expect(one.hashBsn('999990019')).not.toEqual(one.hashBsn('999990020'));
});

test('short keys are refused', () => {
  expect(
    () => new PatientCipher({ encryption: [{ id: 'k', key: randomBytes(16) }], hash }),
  ).toThrow('32 bytes');
});
