import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { MayCall } from '../../access/access-rule';
import { callerOf, type CallContext } from '../../access/call-context';
import { cursorFormat, pageOf, pageRequest, type Page } from '../../platform/cursor';
import { PageArgs } from '../../platform/graphql/connection';
import { refused, type RefusedType } from '../../platform/graphql/refusal.types';
import type { FrameworkResult, FrameworkService, FrameworkView } from './framework.service';
import {
  ContractFrameworkConnection,
  ContractFrameworkResult,
  ContractFrameworkType,
  OpenContractFrameworkInput,
} from './framework.types';

const order = cursorFormat('contractFrameworks', ['integer']);
const NUMBER = { description: 'Number of the joint procurement.' };

type Result = Promise<ContractFrameworkType | RefusedType>;

/** Joint procurement: for the insurers that were asked, the suppliers of its contracts and the authority. */
@Resolver()
export class FrameworkResolver {
  constructor(private readonly frameworks: FrameworkService) {}

  @Query(() => ContractFrameworkConnection, {
    description:
      'Joint procurements (gezamenlijke inkoop) that are yours to see, oldest first: of an insurer those ' +
      'it was asked for, of a supplier those it has a contract under, of the authority all.',
  })
  @MayCall('INSURER', 'SUPPLIER', 'AUTHORITY')
  async contractFrameworks(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: CallContext,
  ): Promise<Page<FrameworkView>> {
    const request = pageRequest(page, order);
    const frameworks = await this.frameworks.list(callerOf(context), request);
    return pageOf(frameworks, request, ({ id }) => order.encode([id]));
  }

  @Query(() => ContractFrameworkType, {
    nullable: true,
    description: 'One joint procurement; null when there is none that is yours to see.',
  })
  @MayCall('INSURER', 'SUPPLIER', 'AUTHORITY')
  contractFramework(
    @Arg('number', () => String, NUMBER) number: string,
    @Ctx() context: CallContext,
  ): Promise<ContractFrameworkType | null> {
    return this.frameworks.byNumber(callerOf(context), number);
  }

  @Mutation(() => ContractFrameworkResult, {
    description: 'Opens a joint procurement that you lead, and asks other insurers to take part.',
  })
  @MayCall('INSURER')
  async openContractFramework(
    @Arg('input', () => OpenContractFrameworkInput, { description: 'What for, and with whom.' })
    input: OpenContractFrameworkInput,
    @Ctx() context: CallContext,
  ): Result {
    return answer(await this.frameworks.open(callerOf(context), input));
  }

  @Mutation(() => ContractFrameworkResult, {
    description: 'Takes part in a joint procurement that you were asked for. You answer once.',
  })
  @MayCall('INSURER')
  async joinContractFramework(
    @Arg('number', () => String, NUMBER) number: string,
    @Ctx() context: CallContext,
  ): Result {
    return answer(await this.frameworks.answer(callerOf(context), number, 'JOINED'));
  }

  @Mutation(() => ContractFrameworkResult, {
    description: 'Takes no part in a joint procurement that you were asked for. You answer once.',
  })
  @MayCall('INSURER')
  async declineContractFramework(
    @Arg('number', () => String, NUMBER) number: string,
    @Ctx() context: CallContext,
  ): Result {
    return answer(await this.frameworks.answer(callerOf(context), number, 'DECLINED'));
  }

  @Mutation(() => ContractFrameworkResult, {
    description:
      'Closes a joint procurement that you lead. Invitations that were not answered lapse, and no contract is drawn ' +
      'up under it any more; those that there are go on. Closed again, nothing changes.',
  })
  @MayCall('INSURER')
  async closeContractFramework(
    @Arg('number', () => String, NUMBER) number: string,
    @Arg('reason', () => String, { description: 'Why, 1 to 500 characters; for all who see it.' })
    reason: string,
    @Ctx() context: CallContext,
  ): Result {
    return answer(await this.frameworks.close(callerOf(context), number, reason));
  }
}

function answer(result: FrameworkResult): ContractFrameworkType | RefusedType {
  return 'refusals' in result ? refused(result.refusals) : result.framework;
}
