/** Of the codes of qualifications. */
export const AGB_REGISTER = 'Vektis, AGB register';

/** What a supplier of devices (AGB care type 76) may be qualified for. Names in our own words. */
const NAMES: Readonly<Record<string, string>> = {
  '7600': 'devices, not specified',
  '7601': 'limb prostheses',
  '7602': 'breast prostheses',
  '7610': 'arm prostheses',
  '7621': 'absorbing incontinence devices',
  '7624': 'draining incontinence devices',
  '7625': 'stoma devices',
  '7638': 'bowel irrigation',
  '7639': 'bed-wetting alarms',
  '7641': 'compression devices',
  '7643': 'dressings',
  '7651': 'injection devices',
  '7652': 'leg prostheses',
  '7656': 'insulin pumps',
  '7657': 'other diabetes devices',
};

/** The English name of an AGB qualification of care type 76. */
export function supplierQualificationName(code: string): string | undefined {
  return NAMES[code];
}
