import { Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { MayCall } from '../../access/access-rule';
import { callerOf, type CallContext } from '../../access/call-context';
import type { RefusedType } from '../../platform/graphql/refusal.types';
import type { ContractService } from '../contract.service';
import { changedContract } from './changed-contract';
import {
  AboutArgs,
  SignArgs,
  TerminationArgs,
  VersionArgs,
  WordsArgs,
} from './contract-args.types';
import {
  ContractLifeResult,
  ContractNegotiationType,
  type ContractChangedType,
} from './contract-life.types';
import type { LifeResult } from './locked-contract';
import type { NegotiationService, Talks } from './negotiation.service';

type Result = Promise<ContractChangedType | RefusedType>;

/** Talks about a contract until it is signed, and its end; the authority reads along. */
@Resolver()
export class ContractTalksResolver {
  constructor(
    private readonly negotiation: NegotiationService,
    private readonly reading: ContractService,
  ) {}

  @Query(() => ContractNegotiationType, {
    nullable: true,
    description:
      'How a version came about, and the hash to sign; null when it is not yours to see.',
  })
  @MayCall('INSURER', 'SUPPLIER', 'AUTHORITY')
  contractNegotiation(
    @Args(() => VersionArgs) { id, version }: VersionArgs,
    @Ctx() context: CallContext,
  ): Promise<Talks | null> {
    return this.negotiation.talks(callerOf(context), id, version ?? null);
  }

  @Mutation(() => ContractLifeResult, {
    description: 'Offers the text to the other party, who then holds the pen.',
  })
  @MayCall('INSURER', 'SUPPLIER')
  offerContract(
    @Args(() => WordsArgs) { contract, words }: WordsArgs,
    @Ctx() context: CallContext,
  ): Result {
    return this.answer(context, this.negotiation.offer(callerOf(context), contract, words));
  }

  @Mutation(() => ContractLifeResult, { description: 'Remarks on a line, a clause or all of it.' })
  @MayCall('INSURER', 'SUPPLIER')
  remarkOnContract(
    @Args(() => AboutArgs) { contract, about, words }: AboutArgs,
    @Ctx() context: CallContext,
  ): Result {
    const caller = callerOf(context);
    return this.answer(context, this.negotiation.remark(caller, contract, about ?? {}, words));
  }

  @Mutation(() => ContractLifeResult, {
    description: 'Proposes a change; the text changes only by whoever holds the pen.',
  })
  @MayCall('INSURER', 'SUPPLIER')
  proposeContractChange(
    @Args(() => AboutArgs) { contract, about, words }: AboutArgs,
    @Ctx() context: CallContext,
  ): Result {
    const caller = callerOf(context);
    return this.answer(context, this.negotiation.propose(caller, contract, about ?? {}, words));
  }

  @Mutation(() => ContractLifeResult, { description: 'Lets the other party write.' })
  @MayCall('INSURER', 'SUPPLIER')
  passContractPen(
    @Args(() => WordsArgs) { contract, words }: WordsArgs,
    @Ctx() context: CallContext,
  ): Result {
    return this.answer(context, this.negotiation.passPen(callerOf(context), contract, words));
  }

  @Mutation(() => ContractLifeResult, {
    description:
      'Signs the text that was read. Signed it is once each party has as many signatures as it needs ' +
      '(four eyes: two, of different people).',
  })
  @MayCall('INSURER', 'SUPPLIER')
  signContract(
    @Args(() => SignArgs) { contract, contentHash }: SignArgs,
    @Ctx() context: CallContext,
  ): Result {
    return this.answer(context, this.negotiation.sign(callerOf(context), contract, contentHash));
  }

  @Mutation(() => ContractLifeResult, { description: 'Breaks a signed contract off (opzeggen).' })
  @MayCall('INSURER', 'SUPPLIER')
  terminateContract(
    @Args(() => TerminationArgs) { contract, on, reason }: TerminationArgs,
    @Ctx() context: CallContext,
  ): Result {
    const caller = callerOf(context);
    return this.answer(context, this.negotiation.terminate(caller, contract, on, reason));
  }

  private answer(context: CallContext, act: Promise<LifeResult>): Result {
    return changedContract(this.reading, context, act);
  }
}
