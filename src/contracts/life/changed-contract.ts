import { callerOf, type CallContext } from '../../access/call-context';
import { refused, type RefusedType } from '../../platform/graphql/refusal.types';
import type { ContractService } from '../contract.service';
import type { ContractChangedType } from './contract-life.types';
import type { LifeResult } from './locked-contract';

/** What a mutation of a contract gives: the contract as it stands after it, or why nothing was done. */
export async function changedContract(
  reading: ContractService,
  context: CallContext,
  act: Promise<LifeResult>,
): Promise<ContractChangedType | RefusedType> {
  const result = await act;
  if ('refusals' in result) return refused(result.refusals);
  const { contractId, version } = result;
  const contract = await reading.byId(callerOf(context), String(contractId), version);
  if (contract === null) throw new Error('A contract that was just changed is not there');
  return { __typename: 'ContractChanged', version, contract };
}
