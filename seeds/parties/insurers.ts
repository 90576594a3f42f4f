/** A health insurer as it is seeded. */
export interface SeedInsurer {
  readonly uzovi: string;
  readonly name: string;
  readonly verified: boolean;
  readonly source: string;
}

const AGREEING = 'public code lists agree; not checked against the UZOVI register of Vektis';
const ONE_LIST = 'one public code list; not checked against the UZOVI register of Vektis';
const MEMORY = 'general knowledge; not checked against the UZOVI register of Vektis';

/**
 * Health insurers with their UZOVI codes. `verified` only where public lists agree; codes on which
 * they contradict each other are left out. For real use load the register of Vektis.
 */
export const insurers: readonly SeedInsurer[] = [
  { uzovi: '7029', name: 'DSW Zorgverzekeraar', verified: true, source: AGREEING },
  { uzovi: '7037', name: 'Stad Holland', verified: true, source: AGREEING },
  { uzovi: '7095', name: 'VGZ Zorgverzekeraar', verified: true, source: AGREEING },
  { uzovi: '3311', name: 'Zilveren Kruis Zorgverzekeringen', verified: true, source: AGREEING },
  { uzovi: '3313', name: 'Interpolis', verified: true, source: AGREEING },
  { uzovi: '3351', name: 'FBTO', verified: true, source: AGREEING },
  { uzovi: '3358', name: 'De Friesland', verified: true, source: AGREEING },
  { uzovi: '3332', name: 'Menzis', verified: true, source: AGREEING },
  { uzovi: '0101', name: 'Univé Zorg', verified: false, source: ONE_LIST },
  { uzovi: '3343', name: 'ONVZ', verified: false, source: ONE_LIST },
  { uzovi: '3361', name: 'ZEKUR', verified: false, source: ONE_LIST },
  { uzovi: '0736', name: 'Zorgverzekeraar UMC', verified: false, source: ONE_LIST },
  { uzovi: '9086', name: 'Pro Life', verified: false, source: ONE_LIST },
  { uzovi: '7119', name: 'CZ Zorgverzekeringen', verified: false, source: ONE_LIST },
  { uzovi: '7085', name: 'Zorg en Zekerheid', verified: false, source: MEMORY },
  { uzovi: '9018', name: 'a.s.r.', verified: false, source: ONE_LIST },
];
