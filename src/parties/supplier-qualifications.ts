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

/** Qualifications that take in others: who makes limb prostheses makes those of arms and of legs. */
const TAKES_IN: Readonly<Record<string, readonly string[]>> = { '7601': ['7610', '7652'] };

/** Every qualification that will do where this one is asked for, itself first. */
export function qualificationsThatDo(code: string): readonly string[] {
  const wider = Object.entries(TAKES_IN).filter(([, narrower]) => narrower.includes(code));
  return [code, ...wider.map(([one]) => one)];
}

/** The qualification and those that it takes in: all that its holder may supply under. */
export function qualificationsTakenIn(code: string): readonly string[] {
  return [code, ...(TAKES_IN[code] ?? [])];
}

/** The English name of an AGB qualification of care type 76. */
export function supplierQualificationName(code: string): string | undefined {
  return NAMES[code];
}
