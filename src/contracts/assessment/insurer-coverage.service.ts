import { createHash } from 'node:crypto';
import type { PartiesSnapshot } from '../../parties/parties.snapshot';
import { localDate } from '../../platform/amsterdam-time';
import { BoundedMap } from '../../platform/bounded-map';
import type { Clock } from '../../platform/clock';
import type { Database } from '../../platform/database/database';
import type { Queryable } from '../../platform/database/statement';
import { InputProblems } from '../../platform/invalid-input';
import { programHash } from '../../platform/program-hash';
import type { ContractTerms } from '../../quality/contract-terms';
import { isAboutAll, parametersOfKind } from '../../quality/evaluate';
import { secondSource } from '../../quality/evaluators/second-source.rules';
import { loadTerms } from '../life/terms.loader';
import { assess, totalsBy, type ModuleFindings } from './assessment.rules';
import { contentHash } from './judged-content';
import {
  countingIndexOf,
  indexOf,
  judgedAgainst,
  judgingOn,
  moduleName,
  type Judging,
  type JudgingSnapshots,
} from './judging';
import {
  keepCoverage,
  selectHolding,
  selectKeptCoverage,
  type HoldingRow,
  type KeptModule,
} from './kept-coverage.sql';
import { matrixOf, type MatrixCell } from './matrix.rules';

export interface CoverageQuestion {
  readonly moduleCode: string;
  /** Null: the one in force. */
  readonly version?: number | null;
  /** Null: every region. */
  readonly regionCode?: string | null;
  /** YYYY-MM-DD. */
  readonly on?: string | null;
}

export interface ModuleCoverage {
  readonly uzovi: string;
  readonly on: string;
  readonly regionCode: string | null;
  readonly findings: ModuleFindings;
  readonly matrix: readonly MatrixCell[];
  /** What the framework in force asks for a second source of a product group; null: nothing. */
  readonly secondSourceAsked: SecondSourceAsked | null;
}

/** How many suppliers that each give all of a product group, and of how many makers. */
export interface SecondSourceAsked {
  readonly suppliers: number;
  readonly makers: number;
}

export interface InsurerCoverage {
  readonly uzovi: string;
  readonly modules: readonly KeptModule[];
}

/** What an insurer has on a day. */
interface Holding {
  readonly uzovi: string;
  readonly versionIds: readonly number[];
  /** Hash over it and all that it is judged against, in hexadecimal: the same hash, the same answer. */
  readonly key: string;
}

/** Versions of contracts whose terms are in memory at once, twice: of several insurers, or of one alone. */
const MOST_TOGETHER = 250;

/** Answers that are kept in memory. */
const MOST_ANSWERS = 200;

/** Judges all contracts of an insurer together. */
export class InsurerCoverageService {
  /** Of the whole country, each insurer by its hash. */
  private readonly insurers = new BoundedMap<string, InsurerCoverage>(MOST_ANSWERS);
  /** What does not change between two questions is judged once. */
  private readonly judged = new BoundedMap<string, Promise<unknown>>(MOST_ANSWERS);

  constructor(
    private readonly database: Database,
    private readonly snapshots: JudgingSnapshots & { readonly parties: PartiesSnapshot },
    private readonly clock: Clock,
    private readonly program: () => Promise<string> = programHash,
  ) {}

  /**
   * All contracts of an insurer together, by one module: the version in force on the day, or the one named,
   * a draft too. Without a day: today, or the first day of the version named when that is still to come.
   * @throws InvalidInput naming every argument that is wrong
   */
  async coverage(
    uzovi: string,
    { moduleCode, version: number = null, regionCode = null, on = null }: CoverageQuestion,
  ): Promise<ModuleCoverage> {
    const judging = await this.judging(on ?? (await this.firstDayOf(moduleCode, number)));
    const parties = await this.snapshots.parties.atVersion(judging.versions);
    const problems = new InputProblems();
    problems.require(
      parties.insurerByUzovi.has(uzovi),
      'insurer',
      'must be the UZOVI code of an insurer',
    );
    const isModule = judging.known.some(({ module }) => module.code === moduleCode);
    const version =
      number === null
        ? judging.inForce.find(({ module }) => module.code === moduleCode)
        : judging.known.find((one) => one.module.code === moduleCode && one.version === number);
    problems.require(
      number === null ? version !== undefined : isModule,
      'module',
      'must be the code of a module in force: see qualityModules',
    );
    problems.require(
      number === null || !isModule || version !== undefined,
      'version',
      'must be a version of the module: see qualityModules',
    );
    problems.require(
      regionCode === null ||
        judging.context('INSURER', null).regions.some(({ code }) => code === regionCode),
      'region',
      'must be the code of a care-office region: see regions',
    );
    problems.throwIfAny();
    if (version === undefined) throw new Error('Unreachable');
    return this.once(['coverage', uzovi, moduleName(version), regionCode], judging, async () => {
      const terms = await loadTerms(this.database, { insurerUzovi: uzovi, on: judging.on });
      const index = indexOf(terms, judging, 'INSURER', regionCode);
      const [findings] = assess([version], index);
      if (findings === undefined) throw new Error('Unreachable');
      const matrix = matrixOf(version, index);
      const secondSourceAsked = secondSourceIn(judging);
      return { uzovi, on: judging.on, regionCode, findings, matrix, secondSourceAsked };
    });
  }

  /**
   * Every insurer by every module, in the order of the insurers. What came of today is kept in the database,
   * and taken from there for as long as nothing that it rests on changes.
   * @param on null: today
   */
  async national(on: string | null): Promise<readonly InsurerCoverage[]> {
    const judging = await this.judging(on);
    return this.once(['national'], judging, async () => {
      const { insurers } = await this.snapshots.parties.atVersion(judging.versions);
      const against = `${await this.program()} ${contentHash(judging)}`;
      const answers = new Map<string, InsurerCoverage>();
      const judged: Holding[] = [];
      // What is kept is of the very terms that its hash is over.
      await this.database.reading(async (reading) => {
        const rows = await reading.query(selectHolding, [judging.on]);
        const byInsurer = new Map(rows.map((row) => [row.insurerUzovi, row]));
        const held = insurers.map(({ uzovi }) => holdingOf(uzovi, byInsurer.get(uzovi), against));
        const kept = on === null ? await reading.query(selectKeptCoverage) : [];
        for (const { uzovi, hash, modules } of kept) {
          const key = hash.toString('hex');
          if (held.some((one) => one.key === key)) this.insurers.set(key, { uzovi, modules });
        }
        for (const one of held) {
          const known = this.insurers.get(one.key);
          if (known === undefined) judged.push(one);
          else answers.set(one.uzovi, known);
        }
        const groups = loadedTogether(judged);
        let ahead = termsOf(reading, groups[0]);
        for (const [at, group] of groups.entries()) {
          const terms = await ahead;
          // PostgreSQL gathers the terms of the next ones while these are judged.
          ahead = termsOf(reading, groups[at + 1]);
          for (const { uzovi, key } of group) {
            const own = terms.filter(({ insurerUzovi }) => insurerUzovi === uzovi);
            const answer = coverageOf(uzovi, own, judging);
            answers.set(uzovi, answer);
            // A change of another insurer's contracts makes no difference to it.
            this.insurers.set(key, answer);
          }
        }
      });
      if (on === null && judged.length > 0) await this.keep(judged, answers);
      return insurers.flatMap(({ uzovi }) => answers.get(uzovi) ?? []);
    });
  }

  private async keep(
    judged: readonly Holding[],
    answers: ReadonlyMap<string, InsurerCoverage>,
  ): Promise<void> {
    await this.database.asTransaction(keepCoverage, [
      judged.map(({ uzovi }) => uzovi),
      judged.map(({ key }) => Buffer.from(key, 'hex')),
      judged.map(({ uzovi }) => JSON.stringify(answers.get(uzovi)?.modules)),
      this.clock.now(),
    ]);
  }

  /** Of a version that is still to begin; null: of none such. */
  private async firstDayOf(moduleCode: string, number: number | null): Promise<string | null> {
    if (number === null) return null;
    const { versions } = await this.snapshots.quality.current();
    const version = versions.find(
      (one) => one.module.code === moduleCode && one.version === number,
    );
    const today = localDate(this.clock.now());
    return version !== undefined && version.validFrom > today ? version.validFrom : null;
  }

  private judging(on: string | null): Promise<Judging> {
    return judgingOn(this.database, this.snapshots, on ?? localDate(this.clock.now()));
  }

  /** The answer of the last time, when no contract and nothing it rests on has changed since. */
  private once<T>(
    question: readonly (string | null)[],
    judging: Judging,
    work: () => Promise<T>,
  ): Promise<T> {
    return this.kept([question, judging.versions['contracts'], judgedAgainst(judging)], work);
  }

  private kept<T>(key: readonly unknown[], work: () => Promise<T>): Promise<T> {
    const name = JSON.stringify(key);
    const known = this.judged.get(name) as Promise<T> | undefined;
    if (known !== undefined) return known;
    const answer = work();
    this.judged.set(name, answer);
    answer.catch(() => this.judged.delete(name));
    return answer;
  }
}

/** That of what is about every contract goes before that of a module. */
function secondSourceIn({ inForce }: Judging): SecondSourceAsked | null {
  const [asked] = inForce
    .filter(({ module }) => isAboutAll(module))
    .flatMap((version) => parametersOfKind(secondSource, version));
  return asked === undefined ? null : { suppliers: asked.suppliers, makers: asked.makers ?? 1 };
}

function holdingOf(uzovi: string, row: HoldingRow | undefined, against: string): Holding {
  const { versionIds = [], state = '' } = row ?? {};
  const key = createHash('sha256').update(JSON.stringify([uzovi, versionIds, state, against]));
  return { uzovi, versionIds, key: key.digest('hex') };
}

async function termsOf(
  source: Queryable,
  group: readonly Holding[] = [],
): Promise<readonly ContractTerms[]> {
  const versionIds = group.flatMap((one) => one.versionIds);
  return versionIds.length === 0 ? [] : loadTerms(source, { versionIds });
}

/** Insurers side by side, as many as have no more contracts together than are loaded at once. */
function loadedTogether(insurers: readonly Holding[]): Holding[][] {
  const groups: Holding[][] = [];
  let room = 0;
  for (const one of insurers) {
    room -= one.versionIds.length;
    if (room < 0 || groups.length === 0) {
      groups.push([]);
      room = MOST_TOGETHER - one.versionIds.length;
    }
    groups.at(-1)?.push(one);
  }
  return groups;
}

function coverageOf(
  uzovi: string,
  terms: readonly ContractTerms[],
  judging: Judging,
): InsurerCoverage {
  const index = countingIndexOf(terms, judging);
  const modules = judging.inForce.map((version) => ({
    name: moduleName(version),
    totals: totalsBy(version, index),
  }));
  return { uzovi, modules };
}
