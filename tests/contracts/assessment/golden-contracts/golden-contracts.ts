import { COMPRESSION_AND_PROSTHESES } from './compression-and-prostheses';
import { DIABETES } from './diabetes';
import type { GoldenContract } from './golden-contract';
import { INCONTINENCE } from './incontinence';
import { STOMA } from './stoma';
import { WOUNDS } from './wounds';

/** Between invented suppliers and real insurers: no such contract exists. In the order of their files. */
export const GOLDEN_CONTRACTS: readonly GoldenContract[] = [
  ...INCONTINENCE,
  ...DIABETES,
  ...STOMA,
  ...COMPRESSION_AND_PROSTHESES,
  ...WOUNDS,
].sort((one, other) => (one.file < other.file ? -1 : 1));
