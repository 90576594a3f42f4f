import { Arg, Args, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import { MayCall } from '../../access/access-rule';
import { callerOf, type CallContext } from '../../access/call-context';
import type { CatalogueSnapshot } from '../../catalogue/catalogue.snapshot';
import { productGroupView } from '../../catalogue/catalogue.view';
import type { PostcodesSnapshot } from '../../geography/postcodes.snapshot';
import type { PartiesSnapshot } from '../../parties/parties.snapshot';
import { cursorFormat, pageOf, pageRequest, type Page } from '../../platform/cursor';
import { PageArgs } from '../../platform/graphql/connection';
import { refused, type RefusedType } from '../../platform/graphql/refusal.types';
import { LocalDate } from '../../platform/graphql/scalars';
import {
  totalsOf,
  waiverOf,
  type ModuleFindings,
  type Totals,
  type Waiver,
} from './assessment.rules';
import type { AssessmentService } from './assessment.service';
import {
  AssessmentChangeConnection,
  AssessmentChangeType,
  ContractAssessmentType,
  InsurerCoverageType,
  ModuleCoverageType,
  WaiverInput,
  WaiverResultUnion,
  type AssessmentTotalsType,
  type ModuleAssessmentType,
  type WaiverGrantedType,
} from './assessment.types';

const order = cursorFormat('assessmentChanges', ['integer']);

/** What the modules require, and whether contracts give it. */
@Resolver()
export class AssessmentResolver {
  constructor(
    private readonly assessments: AssessmentService,
    private readonly snapshots: {
      readonly parties: PartiesSnapshot;
      readonly catalogue: CatalogueSnapshot;
      readonly postcodes: PostcodesSnapshot;
    },
  ) {}

  @Query(() => ContractAssessmentType, {
    nullable: true,
    description:
      'A contract judged by every module in force: per requirement the verdict, what it rests on, what is ' +
      'missing and what would mend it. Null when it is not yours.',
  })
  @MayCall('INSURER', 'SUPPLIER', 'AUTHORITY')
  async assessContract(
    @Arg('contract', () => String, { description: 'Number of the contract.' }) contract: string,
    @Ctx() context: CallContext,
    @Arg('version', () => Int, {
      nullable: true,
      description: 'Its version; the newest when left out.',
    })
    version?: number,
  ): Promise<ContractAssessmentType | null> {
    const assessed = await this.assessments.contract(contract, version ?? null, context);
    if (assessed === undefined) return null;
    const { modules, waivers, on } = assessed;
    return {
      contractNumber: assessed.contractNumber,
      version: assessed.version,
      on,
      totals: totalsView(totalsOf(modules.flatMap(({ findings }) => findings))),
      modules: modules.map((findings) => moduleView(findings, waivers, on)),
    };
  }

  @Query(() => ModuleCoverageType, {
    description:
      'All contracts of an insurer together, judged by a module: what is covered, what is not, and why.',
  })
  @MayCall('ANYONE_SIGNED_IN')
  async moduleCoverage(
    @Arg('insurer', () => String, { description: 'UZOVI code.' }) insurer: string,
    @Arg('module', () => String, { description: 'Code of the module, such as STOMA.' })
    module: string,
    @Arg('region', () => String, { nullable: true, description: 'Only in this region.' })
    region?: string,
    @Arg('on', () => LocalDate, { nullable: true, description: 'The day; today when left out.' })
    on?: string,
  ): Promise<ModuleCoverageType> {
    const coverage = await this.assessments.coverage(insurer, module, region ?? null, on ?? null);
    const [parties, catalogue, postcodes] = await Promise.all([
      this.snapshots.parties.current(),
      this.snapshots.catalogue.current(),
      this.snapshots.postcodes.current(),
    ]);
    return {
      insurer: found(parties.insurerByUzovi.get(coverage.uzovi)),
      on: coverage.on,
      assessment: moduleView(coverage.findings, [], coverage.on),
      matrix: coverage.matrix.map(({ productGroupCode, regionCode, supplierAgbs }) => ({
        productGroup: productGroupView(found(catalogue.groups.get(productGroupCode))),
        region: found(postcodes.regionByCode.get(regionCode)),
        suppliers: supplierAgbs.map((agb) => found(parties.supplierByAgb.get(agb))),
        gap: supplierAgbs.length === 0,
      })),
    };
  }

  @Query(() => [InsurerCoverageType], { description: 'Every insurer by every module, at once.' })
  @MayCall('AUTHORITY')
  async nationalCoverage(
    @Arg('on', () => LocalDate, { nullable: true, description: 'The day; today when left out.' })
    on?: string,
  ): Promise<InsurerCoverageType[]> {
    const [rows, parties] = await Promise.all([
      this.assessments.national(on ?? null),
      this.snapshots.parties.current(),
    ]);
    return rows.map(({ uzovi, modules }) => ({
      insurer: found(parties.insurerByUzovi.get(uzovi)),
      modules: modules.map(({ name, totals }) => ({ module: name, totals: totalsView(totals) })),
    }));
  }

  @Query(() => AssessmentChangeConnection, {
    description: 'Assessments of your contracts that came of a change, oldest first.',
  })
  @MayCall('INSURER', 'SUPPLIER', 'AUTHORITY')
  async assessmentChanges(
    @Arg('since', () => Date, { description: 'From this instant.' }) since: Date,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: CallContext,
  ): Promise<Page<AssessmentChangeType>> {
    const request = pageRequest(page, order);
    const after = request.after?.[0] ?? '0';
    const rows = await this.assessments.changes(since, after, request.first, callerOf(context));
    const views = rows.map(({ id, ...row }) => ({ ...row, rowId: id }));
    return pageOf(views, request, ({ rowId }) => order.encode([rowId]));
  }

  @Mutation(() => WaiverResultUnion, {
    description:
      'Lets a contract come into force though it lacks something binding; the supervisor sees it.',
  })
  @MayCall('INSURER')
  async grantWaiver(
    @Arg('input', () => WaiverInput, { description: 'For what, why and until when.' })
    input: WaiverInput,
    @Ctx() context: CallContext,
  ): Promise<WaiverGrantedType | RefusedType> {
    const result = await this.assessments.waive(input, context);
    if ('refusals' in result) return refused(result.refusals);
    return { __typename: 'WaiverGranted', contractNumber: result.number };
  }
}

function moduleView(
  { version, findings }: ModuleFindings,
  waivers: readonly Waiver[],
  on: string,
): ModuleAssessmentType {
  const moduleCode = version.module.code;
  return {
    moduleCode,
    moduleVersion: version.version,
    totals: totalsView(totalsOf(findings)),
    findings: findings.map(({ requirement, finding }) => ({
      ...finding,
      code: requirement.code,
      statement: requirement.statement,
      dutchStatement: requirement.dutchStatement,
      source: requirement.source,
      force: requirement.force,
      phase: requirement.phase,
      judgedBy: requirement.judgedBy,
      waiver: waiverOf(waivers, moduleCode, requirement.code, on) ?? null,
    })),
  };
}

function totalsView({ byVerdict, bindingUnmet }: Totals): AssessmentTotalsType {
  return {
    met: byVerdict.MET,
    partlyMet: byVerdict.PARTLY_MET,
    notMet: byVerdict.NOT_MET,
    notApplicable: byVerdict.NOT_APPLICABLE,
    judgedByPeople: byVerdict.JUDGED_BY_PEOPLE,
    bindingUnmet,
  };
}

function found<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('Reference data is missing');
  return value;
}
