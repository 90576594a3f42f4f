import { careProviders } from '../../seeds/parties/care-providers';
import { insurers } from '../../seeds/parties/insurers';
import { practitioners } from '../../seeds/parties/practitioners';
import { suppliers } from '../../seeds/parties/suppliers';
import { STOCK_POINT_SITES } from '../../seeds/supply/stock-point-sites';
import type { CallerClaims } from '../access/caller';
import { PreparationError } from '../platform/database/preparation-error';

/** Somebody invented whom a token can be had for. */
export interface DemoUser {
  /** As in `npm run token -- <name>`. */
  readonly name: string;
  readonly description: string;
  /** What may follow the name to be another one of the kind; absent: there is only this one. */
  readonly choice?: string;
  /** @param code one of those that `choice` describes, or undefined for the standard one */
  readonly claims: (code?: string) => CallerClaims | undefined;
}

const GENERAL_PRACTITIONER = '0101';
const DISTRICT_NURSE = '9110';
/** The duty pharmacy of Amsterdam: open day and night. */
const DUTY_PHARMACY = STOCK_POINT_SITES.findIndex(({ pc4 }) => pc4 === '1091');

export const demoUsers: readonly DemoUser[] = [
  {
    name: 'prescriber',
    description: 'a general practitioner',
    choice: 'AGB code of a practitioner',
    claims: (code) => prescriber(code, GENERAL_PRACTITIONER),
  },
  {
    name: 'nurse',
    description: 'a district nurse, who prescribes less than a doctor',
    claims: () => prescriber(undefined, DISTRICT_NURSE),
  },
  {
    name: 'stock-point',
    description: 'the duty pharmacy of Amsterdam',
    choice: 'SP-0001 to SP-' + String(STOCK_POINT_SITES.length).padStart(4, '0'),
    claims: (code = `SP-${String(DUTY_PHARMACY + 1).padStart(4, '0')}`) => {
      const number = Number(/^SP-(\d{4})$/.exec(code)?.[1]);
      if (!(number >= 1 && number <= STOCK_POINT_SITES.length)) return undefined;
      return { sub: `demo-clerk-${code}`, role: 'STOCK_POINT', stock_point: code };
    },
  },
  {
    name: 'supplier',
    description: 'a supplier with the whole range',
    choice: 'AGB code of a supplier',
    claims: (code = suppliers[0]?.agb) => {
      const supplier = suppliers.find(({ agb }) => agb === code);
      return (
        supplier && { sub: `demo-supplier-${supplier.agb}`, role: 'SUPPLIER', agb: supplier.agb }
      );
    },
  },
  {
    name: 'insurer',
    description: 'a health insurer',
    choice: 'UZOVI code of an insurer',
    claims: (code = '3311') => {
      const insurer = insurers.find(({ uzovi }) => uzovi === code);
      return (
        insurer && { sub: `demo-insurer-${insurer.uzovi}`, role: 'INSURER', uzovi: insurer.uzovi }
      );
    },
  },
  {
    name: 'insurer-colleague',
    description: 'somebody else at that insurer, for a second signature',
    claims: () => ({ sub: 'demo-insurer-3311-colleague', role: 'INSURER', uzovi: '3311' }),
  },
  {
    name: 'nza',
    description: 'the health care authority (NZa)',
    claims: () => ({ sub: 'demo-nza', role: 'AUTHORITY' }),
  },
];

/**
 * What a demo user's token says.
 * @throws PreparationError naming the users there are
 */
export function claimsOf(name: string | undefined, code?: string): CallerClaims {
  const user = demoUsers.find((candidate) => candidate.name === name);
  if (user === undefined) {
    const names = demoUsers.map((known) => known.name).join(', ');
    throw new PreparationError(`Say for whom: npm run token -- <demo user>, one of ${names}.`);
  }
  const claims = code !== undefined && user.choice === undefined ? undefined : user.claims(code);
  if (claims !== undefined) return claims;
  throw new PreparationError(
    user.choice === undefined
      ? `There is only one ${user.name}: npm run token -- ${user.name}`
      : `There is no such ${user.name}: npm run token -- ${user.name} [${user.choice}]`,
  );
}

function prescriber(code: string | undefined, profession: string): CallerClaims | undefined {
  const person = practitioners.find(({ agb, professionCode }) =>
    code === undefined ? professionCode === profession : agb === code,
  );
  const employer = careProviders.find(({ agb }) => agb === person?.careProviderAgb);
  if (person === undefined || employer === undefined) return undefined;
  return {
    sub: `demo-prescriber-${person.agb}`,
    role: 'PRESCRIBER',
    agb: employer.agb,
    practitioner_agb: person.agb,
  };
}
