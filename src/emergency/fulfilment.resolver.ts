import {
  Arg,
  Args,
  createUnionType,
  Ctx,
  Field,
  ID,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
} from 'type-graphql';
import { MayCall } from '../access/access-rule';
import type { CallContext } from '../access/call-context';
import type { Page } from '../platform/cursor';
import { PageArgs } from '../platform/graphql/connection';
import { refused, RefusedType } from '../platform/graphql/refusal.types';
import type { SuspensionReason } from '../timeliness/clock.rules';
import { SuspensionReasonEnum } from '../timeliness/timeliness.enums.types';
import {
  HandOverInput,
  WorklistConnection,
  WrittenOffType,
  type WorklistItemType,
} from './act.types';
import type { ClockAndCancelService } from './clock-and-cancel.service';
import { requestAfter } from './emergency.resolver';
import { DeclineReasonEnum, NotHandedOverReasonEnum } from './emergency.enums.types';
import type { DeclineReason } from './decline.rules';
import type { FulfilmentService } from './fulfilment.service';
import { checkedProof } from './handover-proof.rules';
import type { NotHandedOverReason } from './not-handed-over.rules';
import { EmergencyRequestResultUnion } from './place.types';
import type { EmergencyReadService } from './read.service';
import type { EmergencyRequestType } from './request.types';

const WRITTEN_OFF =
  'What was reserved for it and is written off, by the reason; empty: all of it is free again.';

@ObjectType('EmergencyRequestDeclined', {
  description: 'Declined: the request has moved on, and is no longer on your worklist.',
})
class EmergencyRequestDeclinedType {
  readonly __typename = 'EmergencyRequestDeclined';

  @Field(() => ID, { description: 'Number of the request.' })
  id: string;

  @Field(() => [WrittenOffType], { description: WRITTEN_OFF })
  writtenOff: readonly WrittenOffType[];
}

const DeclineResultUnion = createUnionType({
  name: 'DeclineEmergencyRequestResult',
  description: 'Declined, or why nothing was done.',
  types: () => [EmergencyRequestDeclinedType, RefusedType] as const,
});

@ObjectType('NotHandedOverReported', {
  description:
    'Reported: the request has moved on or was cancelled, and is no longer on your worklist.',
})
class NotHandedOverReportedType {
  readonly __typename = 'NotHandedOverReported';

  @Field(() => ID, { description: 'Number of the request.' })
  id: string;

  @Field(() => [WrittenOffType], { description: WRITTEN_OFF })
  writtenOff: readonly WrittenOffType[];
}

const NotHandedOverResultUnion = createUnionType({
  name: 'ReportNotHandedOverResult',
  description: 'Reported, or why nothing was done.',
  types: () => [NotHandedOverReportedType, RefusedType] as const,
});

const PART = {
  nullable: true,
  description:
    'Number of the part, where your stock point has several of one request; left out, the first that this can be done to.',
};
const NUMBER = { description: 'Number of the request, such as ER000000123.' };

/** What a stock point does with the requests that it was given. */
@Resolver()
export class FulfilmentResolver {
  constructor(
    private readonly fulfilment: FulfilmentService,
    private readonly clock: ClockAndCancelService,
    private readonly reading: EmergencyReadService,
  ) {}

  @Query(() => WorklistConnection, {
    description:
      'What your stock point has still to hand over, or to take back of what was cancelled on its way, what is ' +
      'expected first on top (werklijst).',
  })
  @MayCall('STOCK_POINT')
  async stockPointWorklist(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: CallContext,
  ): Promise<Page<WorklistItemType>> {
    return this.reading.worklist(page, context);
  }

  @Mutation(() => EmergencyRequestResultUnion, {
    description: 'Takes a request on. Of two at once one wins; the other hears so.',
  })
  @MayCall('STOCK_POINT')
  async acceptEmergencyRequest(
    @Arg('id', () => ID, NUMBER) id: string,
    @Ctx() context: CallContext,
    @Arg('part', () => Int, PART) part?: number | null,
  ): Promise<EmergencyRequestType | RefusedType> {
    const result = await this.fulfilment.advance('ACCEPT', id, part ?? null, context);
    return requestAfter(result, this.reading, 'acceptEmergencyRequest', context);
  }

  @Mutation(() => DeclineResultUnion, {
    description:
      'Declines a request (weigeren), which moves on to another stock point; its clock runs on. What was reserved ' +
      'is free again; or written off, where the reason says that it is not there to be given.',
  })
  @MayCall('STOCK_POINT')
  async declineEmergencyRequest(
    @Arg('id', () => ID, NUMBER) id: string,
    @Arg('reason', () => DeclineReasonEnum, { description: 'Why.' }) reason: DeclineReason,
    @Ctx() context: CallContext,
    @Arg('part', () => Int, PART) part?: number | null,
  ): Promise<EmergencyRequestDeclinedType | RefusedType> {
    const result = await this.fulfilment.decline(id, part ?? null, reason, context);
    if ('refusals' in result) return refused(result.refusals);
    const writtenOff = await this.reading.writtenOff(result.writtenOff, context);
    return { __typename: 'EmergencyRequestDeclined', id, writtenOff };
  }

  @Mutation(() => EmergencyRequestResultUnion, { description: 'It has left for the patient.' })
  @MayCall('STOCK_POINT')
  async dispatchEmergencyRequest(
    @Arg('id', () => ID, NUMBER) id: string,
    @Ctx() context: CallContext,
    @Arg('part', () => Int, PART) part?: number | null,
  ): Promise<EmergencyRequestType | RefusedType> {
    const result = await this.fulfilment.advance('DISPATCH', id, part ?? null, context);
    return requestAfter(result, this.reading, 'dispatchEmergencyRequest', context);
  }

  @Mutation(() => EmergencyRequestResultUnion, {
    description: 'It lies ready at the counter; where pickup was chosen, the clock stops.',
  })
  @MayCall('STOCK_POINT')
  async markReadyForPickup(
    @Arg('id', () => ID, NUMBER) id: string,
    @Ctx() context: CallContext,
    @Arg('part', () => Int, PART) part?: number | null,
  ): Promise<EmergencyRequestType | RefusedType> {
    const result = await this.fulfilment.advance('MARK_READY', id, part ?? null, context);
    return requestAfter(result, this.reading, 'markReadyForPickup', context);
  }

  @Mutation(() => NotHandedOverResultUnion, {
    description:
      'What had left, or lay ready, did not reach the patient (niet overhandigd). The goods are back on the ' +
      'shelf or written off, by the reason; the request moves on to another stock point, and its clock runs on. ' +
      'Where it was cancelled meanwhile, it stays as it ended.',
  })
  @MayCall('STOCK_POINT')
  async reportNotHandedOver(
    @Arg('id', () => ID, NUMBER) id: string,
    @Arg('reason', () => NotHandedOverReasonEnum, { description: 'Why.' })
    reason: NotHandedOverReason,
    @Ctx() context: CallContext,
    @Arg('part', () => Int, PART) part?: number | null,
  ): Promise<NotHandedOverReportedType | RefusedType> {
    const result = await this.fulfilment.reportNotHandedOver(id, part ?? null, reason, context);
    if ('refusals' in result) return refused(result.refusals);
    const writtenOff = await this.reading.writtenOff(result.writtenOff, context);
    return { __typename: 'NotHandedOverReported', id, writtenOff };
  }

  @Mutation(() => EmergencyRequestResultUnion, {
    description:
      'It was handed over (overhandigd): the goods leave the stock, and who pays is settled.',
  })
  @MayCall('STOCK_POINT')
  async handOverEmergencyRequest(
    @Arg('id', () => ID, NUMBER) id: string,
    @Arg('input', () => HandOverInput, { description: 'The proof.' }) input: HandOverInput,
    @Ctx() context: CallContext,
    @Arg('part', () => Int, PART) part?: number | null,
  ): Promise<EmergencyRequestType | RefusedType> {
    const proof = checkedProof(input);
    const result = await this.fulfilment.handOver(id, part ?? null, proof, context);
    return requestAfter(result, this.reading, 'handOverEmergencyRequest', context);
  }

  @Mutation(() => EmergencyRequestResultUnion, {
    description:
      'Suspends the clock, for a reason that the norm allows (opschorten). A stock point can while it has ' +
      'a part in hand: accepted and not handed over. When it no longer has, the suspension ends by itself.',
  })
  @MayCall('STOCK_POINT', 'PRESCRIBER')
  async suspendClock(
    @Arg('id', () => ID, NUMBER) id: string,
    @Arg('reason', () => SuspensionReasonEnum, { description: 'Why.' }) reason: SuspensionReason,
    @Ctx() context: CallContext,
  ): Promise<EmergencyRequestType | RefusedType> {
    const result = await this.clock.suspend(id, reason, context);
    return requestAfter(result, this.reading, 'suspendClock', context);
  }

  @Mutation(() => EmergencyRequestResultUnion, {
    description: 'Lets the clock run on (hervatten).',
  })
  @MayCall('STOCK_POINT', 'PRESCRIBER')
  async resumeClock(
    @Arg('id', () => ID, NUMBER) id: string,
    @Ctx() context: CallContext,
  ): Promise<EmergencyRequestType | RefusedType> {
    const result = await this.clock.resume(id, context);
    return requestAfter(result, this.reading, 'resumeClock', context);
  }

  @Mutation(() => EmergencyRequestResultUnion, {
    description:
      'Approves the newest suspension by force majeure (overmacht) that has no second approval yet. ' +
      'By another person than who suspended the clock, while the request is open. It then counts from ' +
      'its own begin; without approval it counts nothing. Proposal of this project, no published source.',
  })
  @MayCall('PRESCRIBER', 'AUTHORITY')
  async approveSuspension(
    @Arg('id', () => ID, NUMBER) id: string,
    @Ctx() context: CallContext,
  ): Promise<EmergencyRequestType | RefusedType> {
    const result = await this.clock.approve(id, context);
    return requestAfter(result, this.reading, 'approveSuspension', context);
  }
}
