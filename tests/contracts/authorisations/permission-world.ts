import { insurers } from '../../../seeds/parties/insurers';
import { suppliers } from '../../../seeds/parties/suppliers';
import { startProduct, type Product } from '../../support/product';

export const UZOVI = insurers[0]?.uzovi ?? '';

const FIELDS = `{ __typename ... on Authorisation { id state patient { bsn } steps { kind reason requirementCode } }
  ... on Refused { refusals { code message path } } }`;

interface Result {
  readonly __typename: string;
  readonly id: number;
  readonly state: string;
  readonly refusals: { code: string; message: string; path: string | null }[];
}

/** The product with one who asks for permission and one who decides. */
export interface PermissionWorld extends Product {
  /** Tokens. */
  readonly supplier: string;
  readonly insurer: string;
  /** @param asker a token; left out: the supplier's */
  submit(over?: Record<string, unknown>, asker?: string): Promise<Result>;
  /** @param decider a token; left out: the insurer's */
  reject(id: number, words: string, requirement: string, decider?: string): Promise<Result>;
}

export async function createPermissionWorld(): Promise<PermissionWorld> {
  const product = await startProduct({ withReferenceData: true, now: '2026-11-10T09:00:00Z' });
  const insurer = await product.token({ sub: 'assessor', role: 'INSURER', uzovi: UZOVI });
  const supplier = await product.token({ sub: 'seller', role: 'SUPPLIER', agb: suppliers[0]?.agb });
  let keys = 0;
  return {
    ...product,
    supplier,
    insurer,
    async submit(over = {}, asker = supplier) {
      keys += 1;
      const input = {
        requestKey: `key-${keys}`,
        insurer: UZOVI,
        patient: { bsn: '999990019', birthDate: '1950-05-17' },
        productGroup: 'A108005',
        functionalNeeds: ['b810', 'd5301'],
        module: 'STOMA',
        phase: 'CHOICE_AND_TRIAL',
        ...over,
      };
      const answer = await product.ask<{ requestAuthorisation: Result }>(
        asker,
        `mutation ($input: AuthorisationInput!) { requestAuthorisation(input: $input) ${FIELDS} }`,
        { input },
      );
      return answer.requestAuthorisation;
    },
    async reject(id, words, requirement, decider = insurer) {
      const answer = await product.ask<{ rejectAuthorisation: Result }>(
        decider,
        `mutation ($id: Int!, $rejection: RejectionInput!) { rejectAuthorisation(id: $id, rejection: $rejection) ${FIELDS} }`,
        { id, rejection: { reason: 'NEED_NOT_SHOWN', words, requirement } },
      );
      return answer.rejectAuthorisation;
    },
  };
}
