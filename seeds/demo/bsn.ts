import { parseBsn } from '../../src/parties/bsn.rules';

/** The ones that Dutch test data commonly use. */
const WELL_KNOWN = [
  '999990007',
  '999990019',
  '999990020',
  '999990032',
  '999990044',
  '999990056',
  '999990068',
  '999990081',
  '999990093',
  '999990111',
];

/**
 * Synthetic citizen service numbers out of the range 9999xxxxx, which is kept for tests: well-known
 * ones first, then all others that pass the 11-test, some 9,000 in all.
 */
export function* syntheticBsns(): Generator<string> {
  yield* WELL_KNOWN;
  const known = new Set(WELL_KNOWN);
  for (let serial = 0; serial < 100_000; serial += 1) {
    const bsn = `9999${String(serial).padStart(5, '0')}`;
    if (!known.has(bsn) && parseBsn(bsn).ok) yield bsn;
  }
}
