/** A health insurer as it is seeded. */
export interface SeedInsurer {
  readonly uzovi: string;
  readonly name: string;
  readonly verified: boolean;
  readonly source: string;
}

const UNCHECKED = 'not checked against the UZOVI register of Vektis';
const AGREEING = `two public code lists agree; ${UNCHECKED}`;
const ONE_LIST_AND_MEMORY = `one public code list and general knowledge; ${UNCHECKED}`;
const ONE_LIST = `one public code list; ${UNCHECKED}`;
const ONE_LIST_IN_DOUBT = `one public code list, which gives the code to another insurer as well; ${UNCHECKED}`;
const MEMORY = `general knowledge; ${UNCHECKED}`;

const agreed = (uzovi: string, name: string): SeedInsurer => ({
  uzovi,
  name,
  verified: true,
  source: AGREEING,
});
const unsure = (uzovi: string, name: string, source: string): SeedInsurer => ({
  uzovi,
  name,
  verified: false,
  source,
});

/**
 * Health insurers with their UZOVI codes. `verified` only where public lists agree; codes on which
 * they contradict each other are left out. For real use load the register of Vektis.
 */
export const insurers: readonly SeedInsurer[] = [
  unsure('7029', 'DSW Zorgverzekeraar', ONE_LIST_AND_MEMORY),
  unsure('7037', 'Stad Holland', ONE_LIST_AND_MEMORY),
  agreed('7095', 'VGZ Zorgverzekeraar'),
  unsure('3311', 'Zilveren Kruis Zorgverzekeringen', ONE_LIST_AND_MEMORY),
  agreed('3313', 'Interpolis'),
  agreed('3351', 'FBTO'),
  agreed('3358', 'De Friesland'),
  unsure('3332', 'Menzis', ONE_LIST_AND_MEMORY),
  unsure('0101', 'Univé Zorg', ONE_LIST_AND_MEMORY),
  unsure('3343', 'ONVZ', ONE_LIST_AND_MEMORY),
  agreed('3361', 'ZEKUR'),
  unsure('0736', 'Zorgverzekeraar UMC', ONE_LIST),
  unsure('9086', 'Pro Life', ONE_LIST),
  unsure('7119', 'CZ Zorgverzekeringen', ONE_LIST_AND_MEMORY),
  unsure('7085', 'Zorg en Zekerheid', MEMORY),
  unsure('9018', 'a.s.r.', ONE_LIST_IN_DOUBT),
];
