import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { MayCall } from '../../access/access-rule';
import { callerOf, type CallContext } from '../../access/call-context';
import type { CatalogueSnapshot } from '../../catalogue/catalogue.snapshot';
import { productGroupView } from '../../catalogue/catalogue.view';
import type { PostcodesSnapshot } from '../../geography/postcodes.snapshot';
import type { PartiesSnapshot } from '../../parties/parties.snapshot';
import { LocalDate } from '../../platform/graphql/scalars';
import { publicFindings, totalsOf } from './assessment.rules';
import type { AssessmentService } from './assessment.service';
import type { InsurerCoverageService } from './insurer-coverage.service';
import {
  ContractAssessmentType,
  InsurerCoverageType,
  ModuleCoverageType,
} from './assessment.types';
import { found, moduleView, totalsView } from './assessment.view';

/** Functions that are named of those that a cell lacks. */
const EXAMPLES = 3;

/** What the modules require, and whether contracts give it. */
@Resolver()
export class AssessmentResolver {
  constructor(
    private readonly assessments: AssessmentService,
    private readonly coverage: InsurerCoverageService,
    private readonly snapshots: {
      readonly parties: PartiesSnapshot;
      readonly catalogue: CatalogueSnapshot;
      readonly postcodes: PostcodesSnapshot;
    },
  ) {}

  @Query(() => ContractAssessmentType, {
    nullable: true,
    description:
      'A contract judged by every module that is in force on the day: per requirement the verdict, what it ' +
      'rests on, what is missing and what would mend it. Null when it is not yours.',
  })
  @MayCall('INSURER', 'SUPPLIER', 'AUTHORITY')
  async assessContract(
    @Arg('contract', () => String, {
      description: 'Number of the contract; its id, where you have several of one number.',
    })
    contract: string,
    @Ctx() context: CallContext,
    @Arg('version', () => Int, {
      nullable: true,
      description: 'Its version; the newest that is not over when left out.',
    })
    version?: number | null,
    @Arg('on', () => LocalDate, {
      nullable: true,
      description: 'The day; when left out today, or its first day when that is still to come.',
    })
    on?: string | null,
  ): Promise<ContractAssessmentType | null> {
    const asked = { version: version ?? null, on: on ?? null };
    const assessed = await this.assessments.contract(contract, asked, context);
    if (assessed === undefined) return null;
    const { modules, waivers } = assessed;
    return {
      contractNumber: assessed.contractNumber,
      version: assessed.version,
      on: assessed.on,
      totals: totalsView(totalsOf(modules.flatMap(({ findings }) => findings))),
      modules: modules.map((findings) =>
        moduleView(findings, waivers, { judging: 'CONTRACT', on: assessed.on }),
      ),
    };
  }

  @Query(() => ModuleCoverageType, {
    description:
      'All contracts of an insurer together, judged by a module: what is covered, what is not, and why. ' +
      'The insurer itself and the authority are told all of it. Others read, and the totals count, what is asked ' +
      'of all contracts together and rests on who is contracted for what and where alone: not what each contract ' +
      'must keep by itself, nor what rests on clauses, subcontractors or other terms, such as a second source.',
  })
  @MayCall('ANYONE_SIGNED_IN')
  async moduleCoverage(
    @Arg('insurer', () => String, { description: 'UZOVI code.' }) insurer: string,
    @Arg('module', () => String, { description: 'Code of the module, such as STOMA.' })
    module: string,
    @Ctx() context: CallContext,
    @Arg('region', () => String, { nullable: true, description: 'Only in this region.' })
    region?: string | null,
    @Arg('on', () => LocalDate, {
      nullable: true,
      description:
        'The day; when left out today, or the first day of the version when that is still to come.',
    })
    on?: string | null,
    @Arg('version', () => Int, {
      nullable: true,
      description: 'Version of the module, a draft too; when left out the one in force on the day.',
    })
    version?: number | null,
  ): Promise<ModuleCoverageType> {
    const coverage = await this.coverage.coverage(insurer, {
      moduleCode: module,
      version,
      regionCode: region,
      on,
    });
    const [parties, catalogue, postcodes] = await Promise.all([
      this.snapshots.parties.current(),
      this.snapshots.catalogue.current(),
      this.snapshots.postcodes.current(),
    ]);
    const { role, uzovi } = callerOf(context);
    const { findings } = coverage.findings;
    const isTheirs = role === 'AUTHORITY' || uzovi === coverage.uzovi;
    const told = isTheirs ? findings : publicFindings(findings);
    return {
      insurer: found(parties.insurerByUzovi.get(coverage.uzovi)),
      on: coverage.on,
      assessment: moduleView({ ...coverage.findings, findings: told }, [], {
        judging: 'INSURER',
        on: coverage.on,
      }),
      matrix: coverage.matrix.map(({ group, regionCode, supplierAgbs, ...cell }) => ({
        productGroup: productGroupView(found(catalogue.groups.get(group.code))),
        region: found(postcodes.regionByCode.get(regionCode)),
        suppliers: supplierAgbs.map((agb) => found(parties.supplierByAgb.get(agb))),
        coverage: cell.coverage,
        gap: cell.coverage !== 'WHOLE',
        functions: group.functions.size,
        functionsMissing: cell.functionsMissing.length,
        missingExamples: cell.functionsMissing.slice(0, EXAMPLES),
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
      this.coverage.national(on ?? null),
      this.snapshots.parties.current(),
    ]);
    return rows.map(({ uzovi, modules }) => ({
      insurer: found(parties.insurerByUzovi.get(uzovi)),
      modules: modules.map(({ name, totals }) => ({
        module: name,
        totals: totalsView(totals),
        bindingUnmet: totals.unmet,
      })),
    }));
  }
}
