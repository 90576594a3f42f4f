/** Who may ask for devices: a qualification of the AGB register (AGB-kwalificatie). */
export interface Profession {
  /** Four digits: the care type and two of its own. */
  readonly code: string;
  /** In English, without an article. */
  readonly name: string;
  readonly dutchName: string;
}

const rows = [
  ['0101', 'general practitioner', 'huisarts'],
  ['0110', 'dispensing general practitioner', 'apotheekhoudend huisarts'],
  ['0200', 'pharmacist', 'apotheker'],
  ['0303', 'surgeon', 'chirurg'],
  ['0304', 'plastic surgeon', 'plastisch chirurg'],
  ['0306', 'urologist', 'uroloog'],
  ['0310', 'dermatologist', 'dermatoloog'],
  ['0313', 'internist', 'internist'],
  ['0316', 'paediatrician', 'kinderarts'],
  ['0318', 'gastroenterologist', 'maag-darm-leverarts'],
  ['0327', 'rehabilitation physician', 'revalidatiearts'],
  ['0335', 'geriatrician', 'klinisch geriater'],
  ['0405', 'oedema physiotherapist', 'oedeemfysiotherapeut'],
  ['0406', 'pelvic physiotherapist', 'bekkenfysiotherapeut'],
  ['5700', 'physician assistant', 'physician assistant'],
  ['8418', 'elderly care physician', 'specialist ouderengeneeskunde'],
  ['9013', 'skin therapist', 'huidtherapeut'],
  ['9031', 'directly accessible skin therapist', 'direct toegankelijk huidtherapeut'],
  ['9101', 'diabetes nurse', 'diabetesverpleegkundige'],
  ['9102', 'continence nurse', 'continentieverpleegkundige'],
  ['9104', 'wound care nurse', 'wondverpleegkundige'],
  ['9105', 'stoma nurse', 'stomaverpleegkundige'],
  ['9109', 'nurse of level 4', 'verpleegkundige niveau 4 (mbo)'],
  ['9110', 'nurse of level 6', 'verpleegkundige niveau 6 of hoger (hbo)'],
  ['9130', 'nurse specialist in prevention', 'verpleegkundig specialist preventieve zorg'],
  ['9131', 'nurse specialist in acute care', 'verpleegkundig specialist acute zorg'],
  ['9132', 'nurse specialist in intensive care', 'verpleegkundig specialist intensieve zorg'],
  ['9133', 'nurse specialist in chronic care', 'verpleegkundig specialist chronische zorg'],
  [
    '9134',
    'nurse specialist in mental health care',
    'verpleegkundig specialist geestelijke gezondheidszorg',
  ],
  [
    '9135',
    'nurse specialist in general health care',
    'verpleegkundig specialist algemene gezondheidszorg',
  ],
  ['9136', 'nurse of level 5', 'verpleegkundige niveau 5'],
] as const;

/** In order of code. Source of the codes: Vektis, AGB register. Names in our own words. */
export const PROFESSIONS: readonly Profession[] = rows.map(([code, name, dutchName]) => ({
  code,
  name,
  dutchName,
}));

/** Codes that were not seen in a list of the AGB register. */
export const UNCHECKED_PROFESSIONS: ReadonlySet<string> = new Set(['0303', '0304', '0316', '0335']);

const nameByCode = new Map(PROFESSIONS.map(({ code, name }) => [code, name]));

/** The English name of a profession of this list. */
export function professionName(code: string): string | undefined {
  return nameByCode.get(code);
}
