import { Arg, Args, Ctx, Int, Query, Resolver } from 'type-graphql';
import { MayCall } from '../../access/access-rule';
import { callerOf, type CallContext } from '../../access/call-context';
import type { Parties, PartiesSnapshot } from '../../parties/parties.snapshot';
import { cursorFormat, pageOf, pageRequest, type Page } from '../../platform/cursor';
import { PageArgs } from '../../platform/graphql/connection';
import { totalsOf } from './assessment.rules';
import { found, moduleView, totalsView } from './assessment.view';
import type { AssessmentHistory, KeptAssessment } from './history.service';
import {
  AssessmentChangeConnection,
  KeptAssessmentConnection,
  type AssessmentChangeType,
  type KeptAssessmentType,
} from './history.types';

const changesOrder = cursorFormat('assessmentChanges', ['integer']);
const contractOrder = cursorFormat('contractAssessments', ['integer']);
const insurerOrder = cursorFormat('insurerAssessments', ['integer']);

/** Assessments as they were kept. */
@Resolver()
export class AssessmentHistoryResolver {
  constructor(
    private readonly history: AssessmentHistory,
    private readonly parties: PartiesSnapshot,
  ) {}

  @Query(() => AssessmentChangeConnection, {
    description:
      'Assessments that came of a change, oldest first: of your contracts, and of all contracts of the ' +
      'insurer together, which are for itself and the authority. What is signed or in force is judged ' +
      'anew by itself, within minutes of the change.',
  })
  @MayCall('INSURER', 'SUPPLIER', 'AUTHORITY')
  async assessmentChanges(
    @Arg('since', () => Date, { description: 'From this instant.' }) since: Date,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: CallContext,
  ): Promise<Page<AssessmentChangeType>> {
    const request = pageRequest(page, changesOrder);
    const [rows, { insurerByUzovi, supplierByAgb }] = await Promise.all([
      this.history.changes(since, request, callerOf(context)),
      this.parties.current(),
    ]);
    const views = rows.map(({ insurerUzovi, supplierAgb, ...row }) => ({
      ...row,
      insurer: found(insurerByUzovi.get(insurerUzovi)),
      supplier: supplierAgb === null ? null : found(supplierByAgb.get(supplierAgb)),
    }));
    return pageOf(views, request, ({ id }) => changesOrder.encode([id]));
  }

  @Query(() => KeptAssessmentConnection, {
    description:
      'Every assessment that was kept of a contract of yours, newest first: the verdicts, the evidence and ' +
      'the words of that moment. Empty when it is not yours.',
  })
  @MayCall('INSURER', 'SUPPLIER', 'AUTHORITY')
  async contractAssessments(
    @Arg('contract', () => String, {
      description: 'Number of the contract; its id, where you have several of one number.',
    })
    contract: string,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: CallContext,
    @Arg('version', () => Int, {
      nullable: true,
      description: 'Of this version alone; of all when left out.',
    })
    version?: number | null,
  ): Promise<Page<KeptAssessmentType>> {
    const request = pageRequest(page, contractOrder);
    const [rows, parties] = await Promise.all([
      this.history.ofContract(contract, version ?? null, request, callerOf(context)),
      this.parties.current(),
    ]);
    const views = rows.map((row) => keptView(row, parties));
    return pageOf(views, request, ({ id }) => contractOrder.encode([id]));
  }

  @Query(() => KeptAssessmentConnection, {
    description:
      'Every assessment that was kept of what all contracts of an insurer must give together, newest ' +
      'first. What each contract must keep by itself is in contractAssessments.',
  })
  @MayCall('INSURER', 'AUTHORITY')
  async insurerAssessments(
    @Arg('insurer', () => String, { description: 'UZOVI code; of an insurer its own.' })
    insurer: string,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: CallContext,
  ): Promise<Page<KeptAssessmentType>> {
    const request = pageRequest(page, insurerOrder);
    const [rows, parties] = await Promise.all([
      this.history.ofInsurer(insurer, request, callerOf(context)),
      this.parties.current(),
    ]);
    const views = rows.map((row) => keptView(row, parties));
    return pageOf(views, request, ({ id }) => insurerOrder.encode([id]));
  }
}

function keptView(
  { insurerUzovi, judgedOn, modules, waivers, ...row }: KeptAssessment,
  { insurerByUzovi }: Parties,
): KeptAssessmentType {
  return {
    ...row,
    insurer: found(insurerByUzovi.get(insurerUzovi)),
    on: judgedOn,
    totals: totalsView(totalsOf(modules.flatMap(({ findings }) => findings))),
    modules: modules.map((one) => moduleView(one, waivers, { judging: 'INSURER', on: judgedOn })),
  };
}
