import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { MayCall } from '../../access/access-rule';
import { callerOf, type CallContext } from '../../access/call-context';
import type { PartySettingsService } from './party-settings.service';
import { refused, type RefusedType } from '../../platform/graphql/refusal.types';
import {
  ContractPartySettingsInput,
  ContractPartySettingsType,
  PartySettingsConfirmation,
  type PartySettingsConfirmedType,
} from './party-settings.types';

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
      'offered, and what was signed stays signed. Fewer signatures wait until a second person confirms them: see ' +
      'waiting.',
  })
  @MayCall('INSURER', 'SUPPLIER')
  changeContractPartySettings(
    @Arg('input', () => ContractPartySettingsInput, { description: 'All of it anew.' })
    input: ContractPartySettingsInput,
    @Ctx() context: CallContext,
  ): Promise<ContractPartySettingsType> {
    return this.settings.change(callerOf(context), input);
  }

  @Mutation(() => PartySettingsConfirmation, {
    description:
      'Confirms a change that somebody else of your organisation made, so that it holds (vierogenprincipe).',
  })
  @MayCall('INSURER', 'SUPPLIER')
  async confirmContractPartySettings(
    @Arg('id', () => ID, { description: 'Id of the change that waits.' }) id: string,
    @Ctx() context: CallContext,
  ): Promise<PartySettingsConfirmedType | RefusedType> {
    const outcome = await this.settings.confirm(callerOf(context), id);
    if ('refusals' in outcome) return refused(outcome.refusals);
    return { __typename: 'PartySettingsConfirmed', settings: outcome };
  }
}
