import DataLoader from 'dataloader';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { MayCall } from '../access/access-rule';
import { callerOf, type CallContext } from '../access/call-context';
import type { Page } from '../platform/cursor';
import type { Queryable } from '../platform/database/statement';
import { PageArgs } from '../platform/graphql/connection';
import { refused, type RefusedType } from '../platform/graphql/refusal.types';
import { loadEvents, type EventRow } from '../timeliness/evidence.sql';
import type { ActResult } from './request-acts';
import type { ClockAndCancelService } from './clock-and-cancel.service';
import type { CancelReason } from './reasons';
import { CancelReasonEnum } from './emergency.enums.types';
import type { OptionsService } from './options.service';
import type { PlaceService } from './place.service';
import {
  EmergencyOptionsInput,
  EmergencyOptionsUnion,
  EmergencyRequestPlacedType,
  EmergencyRequestResultUnion,
  PlaceEmergencyRequestInput,
  PlaceResultUnion,
  type EmergencyOptionsType,
} from './place.types';
import type { EmergencyReadService } from './read.service';
import {
  EmergencyRequestConnection,
  EmergencyRequestEventType,
  EmergencyRequestFilter,
  EmergencyRequestType,
  RoutingDecisionType,
} from './request.types';
import { loadViewData } from './view-data';
import { isOwnPoint, OWN_PARTS_ONLY, placedView } from './request.view';
import type { EmergencySnapshots } from './snapshots';

/** The prescriber's acts, and the reading of requests by everyone who may. */
@Resolver(() => EmergencyRequestType)
export class EmergencyResolver {
  constructor(
    private readonly database: Queryable,
    private readonly snapshots: EmergencySnapshots,
    private readonly placing: PlaceService,
    private readonly options: OptionsService,
    private readonly reading: EmergencyReadService,
    private readonly clockAndCancel: ClockAndCancelService,
  ) {}

  private readonly eventLoader = (
    context: CallContext,
  ): DataLoader<string, EmergencyRequestEventType[]> =>
    new DataLoader(async (ids) => {
      const [events, points] = await Promise.all([
        loadEvents(this.database, ids),
        this.snapshots.stockPoints.current(),
      ]);
      const caller = callerOf(context);
      // Details tell of all stock points of a request; one supplier has no business with another's.
      const hidden = OWN_PARTS_ONLY.has(caller.role);
      const isOthers = ({ actorRole, details }: EventRow): boolean =>
        hidden &&
        actorRole === 'STOCK_POINT' &&
        !isOwnPoint(points.byId.get(Number(details['stockPointId'])), caller);
      return ids.map((id) =>
        (events.get(id) ?? []).map((event) => ({
          ...event,
          actor: isOthers(event) ? null : event.actor,
          details: hidden ? null : JSON.stringify(event.details),
        })),
      );
    });

  private readonly routingLoader = (
    context: CallContext,
  ): DataLoader<string, RoutingDecisionType[]> =>
    new DataLoader(async (ids) => {
      const decisions = await this.reading.routing(ids, context);
      return ids.map((id) => decisions.get(id) ?? []);
    });

  @Query(() => EmergencyOptionsUnion, {
    description:
      'What could be had where by when, as of now, of what the caller may prescribe. Nothing is reserved.',
  })
  @MayCall('PRESCRIBER')
  async emergencyOptions(
    @Arg('input', () => EmergencyOptionsInput, { description: 'What is needed, and where.' })
    input: EmergencyOptionsInput,
    @Ctx() context: CallContext,
  ): Promise<EmergencyOptionsType | RefusedType> {
    const result = await this.options.options(input, context);
    return 'refusals' in result ? refused(result.refusals) : result;
  }

  @Mutation(() => PlaceResultUnion, {
    description:
      'Places an emergency request (spoedaanvraag) and answers at once which stock point hands over what ' +
      'by when, with the goods reserved. When no stock point can serve, the request is kept, tried again, ' +
      "and its clock runs. The patient's insurer is never a condition.",
  })
  @MayCall('PRESCRIBER')
  async placeEmergencyRequest(
    @Arg('input', () => PlaceEmergencyRequestInput, { description: 'The form.' })
    input: PlaceEmergencyRequestInput,
    @Ctx() context: CallContext,
  ): Promise<EmergencyRequestPlacedType | RefusedType> {
    const result = await this.placing.place(input, context);
    if ('refusals' in result) return refused(result.refusals);
    const data = await loadViewData(this.snapshots, context.now);
    return placedView(result.placed.id, result.placed.answer, data);
  }

  @Query(() => EmergencyRequestType, {
    nullable: true,
    description: 'One request by its number; null when there is none that you may see.',
  })
  @MayCall('PRESCRIBER', 'STOCK_POINT', 'SUPPLIER', 'INSURER', 'AUTHORITY')
  async emergencyRequest(
    @Arg('id', () => ID, { description: 'Number, such as ER000000123.' }) id: string,
    @Ctx() context: CallContext,
  ): Promise<EmergencyRequestType | null> {
    return this.reading.one(id, context);
  }

  @Query(() => EmergencyRequestConnection, {
    description: 'The requests that you may see, newest first.',
  })
  @MayCall('PRESCRIBER', 'STOCK_POINT', 'SUPPLIER', 'INSURER', 'AUTHORITY')
  async emergencyRequests(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: CallContext,
    @Arg('filter', () => EmergencyRequestFilter, {
      nullable: true,
      description: 'Which ones; all when left out.',
    })
    filter?: EmergencyRequestFilter,
  ): Promise<Page<EmergencyRequestType>> {
    return this.reading.list(filter ?? {}, page, context);
  }

  @Mutation(() => EmergencyRequestResultUnion, {
    description:
      'Takes a request back (intrekken); what was reserved is free again, what was handed over stays so, and what ' +
      'is on its way, or lies ready, stays reserved until its stock point has it back. After the deadline it ' +
      'counts as a breach.',
  })
  @MayCall('PRESCRIBER')
  async cancelEmergencyRequest(
    @Arg('id', () => ID, { description: 'Number of the request.' }) id: string,
    @Arg('reason', () => CancelReasonEnum, { description: 'Why.' }) reason: CancelReason,
    @Ctx() context: CallContext,
  ): Promise<EmergencyRequestType | RefusedType> {
    const result = await this.clockAndCancel.cancel(id, reason, context);
    return requestAfter(result, this.reading, 'cancelEmergencyRequest', context);
  }

  @FieldResolver(() => [EmergencyRequestEventType], {
    description:
      'Everything that happened to it, in order, with whether the record is still whole.',
  })
  async events(
    @Root() request: EmergencyRequestType,
    @Ctx() context: CallContext,
  ): Promise<EmergencyRequestEventType[]> {
    return context.once(this.eventLoader).load(request.rowId);
  }

  @FieldResolver(() => [RoutingDecisionType], {
    description: 'Which stock points were looked at each time, and why each was or was not taken.',
  })
  async routing(
    @Root() request: EmergencyRequestType,
    @Ctx() context: CallContext,
  ): Promise<RoutingDecisionType[]> {
    return context.once(this.routingLoader).load(request.rowId);
  }
}

/** The field `request` of the answer to placing: the request as it is now. */
@Resolver(() => EmergencyRequestPlacedType)
export class PlacedRequestResolver {
  constructor(private readonly reading: EmergencyReadService) {}

  @FieldResolver(() => EmergencyRequestType, { description: 'The request as it is now.' })
  async request(
    @Root() placed: EmergencyRequestPlacedType,
    @Ctx() context: CallContext,
  ): Promise<EmergencyRequestType> {
    const request = await this.reading.byId(placed.rowId, 'placeEmergencyRequest', context);
    if (request === null) throw new Error('A request that was just placed is not there');
    return request;
  }
}

/** What an act on a request answers: the request as the caller may see it now, or the refusals. */
export async function requestAfter(
  result: ActResult,
  reading: EmergencyReadService,
  operation: string,
  context: CallContext,
): Promise<EmergencyRequestType | RefusedType> {
  if ('refusals' in result) return refused(result.refusals);
  const request = await reading.byId(result.requestId, operation, context);
  if (request === null) throw new Error('A request that was just acted on is not there');
  return request;
}
