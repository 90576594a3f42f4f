import { callerOf, type CallContext } from '../../access/call-context';
import type { Caller } from '../../access/caller';
import type { Parties, PartiesSnapshot } from '../../parties/parties.snapshot';
import { localDate } from '../../platform/amsterdam-time';
import { BoundedMap } from '../../platform/bounded-map';
import type { Clock } from '../../platform/clock';
import type { Database } from '../../platform/database/database';
import type { Queryable } from '../../platform/database/statement';
import { InputProblems } from '../../platform/invalid-input';
import { orRefusals, refuse, type Refusal } from '../../platform/refusal';
import type { ContractTerms } from '../../quality/contract-terms';
import { loadTerms } from '../life/terms.loader';
import { rowsOf } from '../rows-of-caller';
import {
  assess,
  matrixOf,
  obstacles,
  totalsOf,
  type MatrixCell,
  type ModuleFindings,
  type Totals,
  type Waiver,
} from './assessment.rules';
import {
  insertAssessment,
  insertWaiver,
  selectAssessable,
  selectAssessmentChanges,
  selectWaivers,
  type AssessmentChangeRow,
} from './assessment.sql';
import {
  indexOf,
  judgedHash,
  judgingOn,
  moduleName,
  type Judging,
  type JudgingSnapshots,
} from './judging';

export interface AssessedContract {
  readonly contractNumber: string;
  readonly version: number;
  readonly on: string;
  readonly modules: readonly ModuleFindings[];
  readonly waivers: readonly Waiver[];
}

export interface ModuleCoverage {
  readonly uzovi: string;
  readonly on: string;
  readonly regionCode: string | null;
  readonly findings: ModuleFindings;
  readonly matrix: readonly MatrixCell[];
}

export interface InsurerCoverage {
  readonly uzovi: string;
  readonly modules: readonly { readonly name: string; readonly totals: Totals }[];
}

/** Judges contracts by the quality modules, one by one and all of an insurer together. */
export class AssessmentService {
  /** What does not change between two questions is judged once. */
  private readonly judged = new BoundedMap<string, Promise<unknown>>(500);

  constructor(
    private readonly database: Database,
    private readonly snapshots: JudgingSnapshots & { readonly parties: PartiesSnapshot },
    private readonly clock: Clock,
  ) {}

  /**
   * Judges a contract as it now stands: the version named, or the newest. What came of it is kept when
   * anything changed since the last time.
   * @returns undefined when the caller has no such contract
   */
  async contract(
    number: string,
    version: number | null,
    context: CallContext,
  ): Promise<AssessedContract | undefined> {
    const rows = await this.database.query(selectAssessable, [
      ...rowsOf(callerOf(context)),
      number,
    ]);
    const chosen = version === null ? rows[0] : rows.find((row) => row.version === version);
    if (chosen === undefined) return undefined;
    const on = localDate(this.clock.now());
    const { modules } = await this.judgeVersion(this.database, chosen.versionId, on);
    const waivers = await this.database.query(selectWaivers, [chosen.versionId]);
    return { contractNumber: number, version: chosen.version, on, modules, waivers };
  }

  /** What keeps a version from coming into force; empty when nothing does. */
  async problems(source: Queryable, versionId: number): Promise<Refusal[]> {
    const on = localDate(this.clock.now());
    const { modules } = await this.judgeVersion(source, versionId, on);
    const waivers = await source.query(selectWaivers, [versionId]);
    return obstacles(modules, waivers, on).map(({ moduleCode, finding }) => ({
      code: 'REQUIREMENT_NOT_MET',
      message: `${moduleCode} ${finding.requirement.code}: ${finding.requirement.statement} ${finding.finding.missing.join(' ')}`,
    }));
  }

  /**
   * All contracts of an insurer together, by one module.
   * @throws InvalidInput naming every argument that is wrong
   */
  async coverage(
    uzovi: string,
    moduleCode: string,
    regionCode: string | null,
    on: string | null,
  ): Promise<ModuleCoverage> {
    const day = on ?? localDate(this.clock.now());
    const judging = await judgingOn(this.database, this.snapshots, day);
    const parties = await this.snapshots.parties.current();
    const problems = new InputProblems();
    problems.require(
      parties.insurerByUzovi.has(uzovi),
      'insurer',
      'must be the UZOVI code of an insurer',
    );
    const version = judging.inForce.find(({ module }) => module.code === moduleCode);
    problems.require(
      version !== undefined,
      'module',
      'must be the code of a module in force: see qualityModules',
    );
    problems.require(
      regionCode === null ||
        judging.context('INSURER', null).regions.some(({ code }) => code === regionCode),
      'region',
      'must be the code of a care-office region: see regions',
    );
    problems.throwIfAny();
    if (version === undefined) throw new Error('Unreachable');
    return this.once(['coverage', uzovi, moduleCode, regionCode], judging, day, async () => {
      const terms = await this.termsOf(uzovi, judging, day);
      const index = indexOf(terms, judging, 'INSURER', regionCode);
      const [findings] = assess([version], index);
      if (findings === undefined) throw new Error('Unreachable');
      return { uzovi, on: day, regionCode, findings, matrix: matrixOf(version, index) };
    });
  }

  /** Every insurer by every module, in the order of the insurers. */
  async national(on: string | null): Promise<InsurerCoverage[]> {
    const day = on ?? localDate(this.clock.now());
    const judging = await judgingOn(this.database, this.snapshots, day);
    const parties: Parties = await this.snapshots.parties.current();
    return this.once(['national'], judging, day, async () => {
      const byInsurer = new Map<string, ContractTerms[]>();
      for (const terms of await loadTerms(this.database, { on: day })) {
        const known = byInsurer.get(terms.insurerUzovi);
        if (known === undefined) byInsurer.set(terms.insurerUzovi, [terms]);
        else known.push(terms);
      }
      return parties.insurers.map(({ uzovi }) => {
        const index = indexOf(byInsurer.get(uzovi) ?? [], judging, 'INSURER', null);
        const modules = assess(judging.inForce, index).map(({ version, findings }) => ({
          name: moduleName(version),
          totals: totalsOf(findings),
        }));
        return { uzovi, modules };
      });
    });
  }

  /** Assessments that came of a change, oldest first. */
  async changes(
    since: Date,
    after: string,
    first: number,
    caller: Caller,
  ): Promise<AssessmentChangeRow[]> {
    return this.database.query(selectAssessmentChanges, [
      ...rowsOf(caller),
      since,
      after,
      first + 1,
    ]);
  }

  /** Lets a contract come into force though it lacks something binding. @throws InvalidInput */
  async waive(
    input: {
      readonly contract: string;
      readonly module: string;
      readonly requirement: string;
      readonly reason: string;
      readonly validUntil: string;
    },
    context: CallContext,
  ): Promise<{ readonly number: string } | { readonly refusals: readonly Refusal[] }> {
    const now = this.clock.now();
    const on = localDate(now);
    const problems = new InputProblems();
    const reason = input.reason.trim();
    problems.require(
      reason.length >= 20 && reason.length <= 2000,
      'input.reason',
      'must be 20 to 2000 characters that a supervisor can weigh',
    );
    problems.require(input.validUntil >= on, 'input.validUntil', 'must be today or later');
    const judging = await judgingOn(this.database, this.snapshots, on);
    const version = judging.inForce.find(({ module }) => module.code === input.module);
    problems.require(
      version?.requirements.some(({ code }) => code === input.requirement) ?? false,
      'input.requirement',
      'must be the code of a requirement of the module in force',
    );
    problems.throwIfAny();
    const caller = callerOf(context);
    const outcome = await orRefusals(() =>
      this.database.inTransaction(async (transaction) => {
        const rows = await transaction.query(selectAssessable, [...rowsOf(caller), input.contract]);
        const [newest] = rows;
        if (newest === undefined) {
          refuse('NOT_FOUND', 'You have no contract with this number.', 'input.contract');
        }
        await transaction.query(insertWaiver, [
          newest.versionId,
          input.module,
          input.requirement,
          reason,
          input.validUntil,
          caller.subject,
          now,
        ]);
        return { number: input.contract };
      }),
    );
    return 'done' in outcome ? outcome.done : outcome;
  }

  private async judgeVersion(
    source: Queryable,
    versionId: number,
    on: string,
  ): Promise<{ modules: readonly ModuleFindings[] }> {
    const judging = await judgingOn(source, this.snapshots, on);
    const terms = await loadTerms(source, { versionIds: [versionId] });
    const modules = assess(judging.inForce, indexOf(terms, judging, 'CONTRACT', null));
    const all = modules.flatMap(({ findings }) => findings);
    await source.query(insertAssessment, [
      versionId,
      this.clock.now(),
      on,
      judging.inForce.map(moduleName),
      judgedHash(terms, judging, on),
      totalsOf(all).bindingUnmet,
      JSON.stringify(modules.map(storedFindings)),
    ]);
    return { modules };
  }

  private termsOf(uzovi: string, judging: Judging, on: string): Promise<ContractTerms[]> {
    return this.once(['terms', uzovi], judging, on, () =>
      loadTerms(this.database, { insurerUzovi: uzovi, on }),
    );
  }

  /** The answer of the last time, when nothing it rests on has changed since. */
  private once<T>(
    question: readonly (string | null)[],
    { versions }: Judging,
    on: string,
    work: () => Promise<T>,
  ): Promise<T> {
    const rooms = ['contracts', 'quality', 'catalogue', 'stock-points', 'geography', 'parties'];
    const key = JSON.stringify([question, on, rooms.map((room) => versions[room])]);
    const known = this.judged.get(key) as Promise<T> | undefined;
    if (known !== undefined) return known;
    const answer = work();
    this.judged.set(key, answer);
    answer.catch(() => this.judged.delete(key));
    return answer;
  }
}

function storedFindings({ version, findings }: ModuleFindings): object {
  return {
    module: moduleName(version),
    findings: findings.map(({ requirement, finding }) => ({ code: requirement.code, ...finding })),
  };
}
