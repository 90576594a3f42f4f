import { Arg, Args, Ctx, Int, Query, Resolver } from 'type-graphql';
import { MayCall } from '../../access/access-rule';
import { callerOf, type CallContext } from '../../access/call-context';
import type { Parties, PartiesSnapshot } from '../../parties/parties.snapshot';
import { cursorFormat, pageOf, pageRequest, type Page } from '../../platform/cursor';
import { PageArgs } from '../../platform/graphql/connection';
import type { Worsening } from './impact.rules';
import type { ContractImpact, ImpactService } from './impact.service';
import {
  ModuleImpactConnection,
  type ModuleImpactType,
  type WorsenedRequirementType,
} from './impact.types';

const order = cursorFormat('moduleImpact', ['integer']);

/** What a version of a module would do to contracts. */
@Resolver()
export class ImpactResolver {
  constructor(
    private readonly service: ImpactService,
    private readonly parties: PartiesSnapshot,
  ) {}

  @Query(() => ModuleImpactConnection, {
    description:
      'Which contracts, on the table, signed or in force, a version of a module would make worse, a draft ' +
      'too, or leave without the waiver that they have: of an insurer or a supplier its own, of the authority all. ' +
      'Requirements for all contracts of an insurer together are judged by moduleCoverage, which takes a version too.',
  })
  @MayCall('INSURER', 'SUPPLIER', 'AUTHORITY')
  async moduleImpact(
    @Arg('module', () => String, { description: 'Code of the module, such as CONTINENCE.' })
    module: string,
    @Arg('version', () => Int, { description: 'Number of the version.' }) version: number,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: CallContext,
  ): Promise<Page<ModuleImpactType>> {
    const request = pageRequest(page, order);
    const [rows, parties] = await Promise.all([
      this.service.impact(callerOf(context), module, version, request),
      this.parties.current(),
    ]);
    const views = rows.map((row) => impactView(row, parties));
    return pageOf(views, request, ({ versionId }) => order.encode([String(versionId)]));
  }
}

function impactView(
  { terms, worsened, version, ...row }: ContractImpact,
  { insurerByUzovi, supplierByAgb }: Parties,
): ModuleImpactType {
  const insurer = insurerByUzovi.get(terms.insurerUzovi);
  const supplier = supplierByAgb.get(terms.supplierAgb);
  if (insurer === undefined || supplier === undefined) throw new Error('A party is missing');
  return {
    ...row,
    contractNumber: terms.number,
    contractVersion: version,
    insurer,
    supplier,
    breaks: worsened.some(({ requirement }) => requirement.force === 'BINDING'),
    requirements: worsened.map(worsenedView),
  };
}

function worsenedView({
  requirement,
  finding,
  before,
  waiverLost,
}: Worsening): WorsenedRequirementType {
  const { code, statement, dutchStatement, force } = requirement;
  const { verdict, missing, mend } = finding;
  return {
    ...{ code, statement, dutchStatement, force, verdict, missing, mend },
    forceBefore: before?.force ?? null,
    verdictBefore: before?.verdict ?? null,
    waiverLost,
  };
}
