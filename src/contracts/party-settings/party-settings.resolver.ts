import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { MayCall } from '../../access/access-rule';
import { callerOf, type CallContext } from '../../access/call-context';
import type { PartySettingsService } from './party-settings.service';
import { ContractPartySettingsInput, ContractPartySettingsType } from './party-settings.types';

/** Of insurers and suppliers, each its own. */
@Resolver()
export class PartySettingsResolver {
  constructor(private readonly settings: PartySettingsService) {}

  @Query(() => ContractPartySettingsType, { description: 'How your organisation contracts.' })
  @MayCall('INSURER', 'SUPPLIER')
  contractPartySettings(@Ctx() context: CallContext): Promise<ContractPartySettingsType> {
    return this.settings.own(callerOf(context));
  }

  @Mutation(() => ContractPartySettingsType, {
    description:
      'Says how your organisation contracts from now on. What already lies on the table stays as it was ' +
      'offered, and what was signed stays signed.',
  })
  @MayCall('INSURER', 'SUPPLIER')
  changeContractPartySettings(
    @Arg('input', () => ContractPartySettingsInput, { description: 'All of it anew.' })
    input: ContractPartySettingsInput,
    @Ctx() context: CallContext,
  ): Promise<ContractPartySettingsType> {
    return this.settings.change(callerOf(context), input);
  }
}
