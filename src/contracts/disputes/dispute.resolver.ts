import { Arg, Args, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import { MayCall } from '../../access/access-rule';
import { callerOf, type CallContext } from '../../access/call-context';
import type { Parties, PartiesSnapshot } from '../../parties/parties.snapshot';
import { cursorFormat, pageOf, pageRequest, type Page } from '../../platform/cursor';
import { PageArgs } from '../../platform/graphql/connection';
import { refused, type RefusedType } from '../../platform/graphql/refusal.types';
import { found } from '../contract.view';
import { overdue, standingOf, type DisputeAct, type DisputeEnding } from './dispute.rules';
import { stepOf, type DisputeResult, type DisputeService } from './dispute.service';
import type { DisputeRow } from './dispute.sql';
import {
  DisputeConnection,
  DisputeEndingEnum,
  DisputeResultUnion,
  DisputeType,
  OpenDisputeInputType,
} from './dispute.types';

const order = cursorFormat('disputes', ['integer']);
const NUMBER = { description: 'Number of the dispute.' };
const WORDS = { description: 'In your words, 5 to 4000 characters.' };

/** Disputes, for their two parties and the supervisor alone. */
@Resolver()
export class DisputeResolver {
  constructor(
    private readonly disputeService: DisputeService,
    private readonly parties: PartiesSnapshot,
  ) {}

  @Query(() => DisputeConnection, { description: 'Your disputes (geschillen), newest first.' })
  @MayCall('INSURER', 'SUPPLIER', 'AUTHORITY')
  async disputes(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: CallContext,
    @Arg('onlyOpen', () => Boolean, { defaultValue: false, description: 'Only those that go on.' })
    onlyOpen: boolean,
  ): Promise<Page<DisputeType>> {
    const request = pageRequest(page, order);
    const before = request.after === undefined ? null : Number(request.after[0]);
    const rows = await this.disputeService.list(callerOf(context), onlyOpen, request.first, before);
    const parties = await this.parties.current();
    const views = rows.map((row) => view(row, parties, context.now));
    return pageOf(views, request, ({ id }) => order.encode([String(id)]));
  }

  @Query(() => DisputeType, {
    nullable: true,
    description: 'One dispute; null when it is not yours to see.',
  })
  @MayCall('INSURER', 'SUPPLIER', 'AUTHORITY')
  async dispute(
    @Arg('id', () => Int, NUMBER) id: number,
    @Ctx() context: CallContext,
  ): Promise<DisputeType | null> {
    const row = await this.disputeService.byId(id, callerOf(context));
    return row === null ? null : view(row, await this.parties.current(), context.now);
  }

  @Mutation(() => DisputeResultUnion, {
    description: 'Opens a dispute; the other party is told at once.',
  })
  @MayCall('INSURER', 'SUPPLIER')
  async openDispute(
    @Arg('input', () => OpenDisputeInputType, { description: 'What it is about.' })
    input: OpenDisputeInputType,
    @Ctx() context: CallContext,
  ): Promise<DisputeType | RefusedType> {
    return this.answer(await this.disputeService.open(input, callerOf(context)), context);
  }

  @Mutation(() => DisputeResultUnion, { description: 'The other side is heard (wederhoor).' })
  @MayCall('INSURER', 'SUPPLIER')
  async answerDispute(
    @Arg('id', () => Int, NUMBER) id: number,
    @Arg('words', () => String, WORDS) words: string,
    @Ctx() context: CallContext,
  ): Promise<DisputeType | RefusedType> {
    return this.act(id, { act: 'ANSWER' }, words, context);
  }

  @Mutation(() => DisputeResultUnion, {
    description:
      'Argues that risk is shared out of proportion (onevenredige risicoverdeling); at any level.',
  })
  @MayCall('INSURER', 'SUPPLIER')
  async argueDisproportionateRisk(
    @Arg('id', () => Int, NUMBER) id: number,
    @Arg('argument', () => String, WORDS) argument: string,
    @Ctx() context: CallContext,
  ): Promise<DisputeType | RefusedType> {
    return this.act(id, { act: 'ARGUE_RISK' }, argument, context);
  }

  @Mutation(() => DisputeResultUnion, {
    description: 'Feeds the outcome at this level back to the other party (terugkoppeling).',
  })
  @MayCall('INSURER', 'SUPPLIER')
  async feedBackDisputeOutcome(
    @Arg('id', () => Int, NUMBER) id: number,
    @Arg('words', () => String, WORDS) words: string,
    @Ctx() context: CallContext,
  ): Promise<DisputeType | RefusedType> {
    return this.act(id, { act: 'FEED_BACK_OUTCOME' }, words, context);
  }

  @Mutation(() => DisputeResultUnion, {
    description: 'Takes it to the next level; none can be skipped.',
  })
  @MayCall('INSURER', 'SUPPLIER')
  async escalateDispute(
    @Arg('id', () => Int, NUMBER) id: number,
    @Arg('words', () => String, WORDS) words: string,
    @Ctx() context: CallContext,
  ): Promise<DisputeType | RefusedType> {
    return this.act(id, { act: 'ESCALATE', aboutModule: false }, words, context);
  }

  @Mutation(() => DisputeResultUnion, {
    description:
      'Ends it. To a court one party can take it; who brought it to this level only once the other was heard ' +
      'there, or let its term pass. Solved, or agreed to disagree, takes both: the first call proposes, the ' +
      'same call of the other party ends it.',
  })
  @MayCall('INSURER', 'SUPPLIER')
  async endDispute(
    @Arg('id', () => Int, NUMBER) id: number,
    @Arg('ending', () => DisputeEndingEnum, { description: 'How it ends.' }) ending: DisputeEnding,
    @Arg('words', () => String, WORDS) words: string,
    @Ctx() context: CallContext,
  ): Promise<DisputeType | RefusedType> {
    return this.act(id, { act: 'END', ending }, words, context);
  }

  private async act(
    id: number,
    wanted: DisputeAct,
    words: string,
    context: CallContext,
  ): Promise<DisputeType | RefusedType> {
    return this.answer(
      await this.disputeService.act(id, wanted, words, callerOf(context)),
      context,
    );
  }

  private async answer(
    result: DisputeResult,
    context: CallContext,
  ): Promise<DisputeType | RefusedType> {
    if ('refusals' in result) return refused(result.refusals);
    const row = await this.disputeService.byId(result.id, callerOf(context));
    if (row === null) throw new Error('A dispute that was just changed is not there');
    return view(row, await this.parties.current(), context.now);
  }
}

function view(row: DisputeRow, parties: Parties, now: Date): DisputeType {
  const insurer = found(parties.insurerByUzovi.get(row.insurerUzovi), 'insurer', row.insurerUzovi);
  const supplier = found(parties.supplierByAgb.get(row.supplierAgb), 'supplier', row.supplierAgb);
  const standing = standingOf(row.steps.map(stepOf));
  return {
    __typename: 'Dispute',
    id: row.id,
    insurer,
    supplier,
    contractNumber: row.contractNumber,
    subject: row.subject,
    moduleCode: row.moduleCode,
    requirementCode: row.requirementCode,
    level: standing.level,
    heard: standing.heard,
    dueAt: standing.dueAt,
    overdue: overdue(standing, now),
    ending: standing.ending,
    steps: row.steps,
  };
}
