import type { Caller } from '../access/caller';
import { localDate } from '../platform/amsterdam-time';
import type { Clock } from '../platform/clock';
import type { Database, Transaction } from '../platform/database/database';
import { InputProblems } from '../platform/invalid-input';
import { orRefusals, refuse, type Refusal } from '../platform/refusal';
import { checkRule } from './evaluate';
import {
  draftedRequirements,
  readRequirement,
  readText,
  type WrittenRequirement,
} from './module-draft.rules';
import {
  deleteRequirements,
  insertDraft,
  insertRequirements,
  insertReview,
  lockModule,
  registerDraft,
  selectReviews,
  selectSameReview,
  supersedeRegistered,
  updateDraft,
  type ReviewRow,
} from './module-upkeep.sql';
import type { ModuleVersion, ReviewOutcome } from './quality-module';
import { loadQuality, type Quality } from './quality.snapshot';

export interface DraftInput {
  readonly module: string;
  readonly title: string;
  /** YYYY-MM-DD. */
  readonly validFrom: string;
  readonly source: string;
  readonly verified: boolean;
  readonly remove: readonly string[];
  readonly put: readonly WrittenRequirement[];
}

export interface ReviewInput {
  readonly module: string;
  readonly year: number;
  readonly outcome: ReviewOutcome;
  readonly note: string;
}

type Result<Done> = { readonly done: Done } | { readonly refusals: readonly Refusal[] };

const MOST_REQUIREMENTS = 200;

/** The upkeep of the modules: drafted, registered, superseded, and reviewed every year. */
export class ModuleUpkeepService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes the draft of the next version, in place of the draft that there is.
   * @throws InvalidInput naming every field that is wrong
   */
  async draft(input: DraftInput, caller: Caller): Promise<Result<ModuleVersion>> {
    const problems = new InputProblems();
    const title = readText(input.title, 200, 'input.title', problems);
    const source = readText(input.source, 500, 'input.source', problems);
    problems.require(
      input.put.length <= MOST_REQUIREMENTS,
      'input.put',
      `must be at most ${MOST_REQUIREMENTS}`,
    );
    const put = input.put
      .slice(0, MOST_REQUIREMENTS)
      .map((one, index) => readRequirement(one, `input.put.${index}`, problems));
    problems.throwIfAny();
    return this.upkeep(input.module, 'input.module', async (transaction, quality) => {
      const { registered, draft, newest } = versionsOf(input.module, quality);
      const found = new InputProblems();
      const requirements = draftedRequirements(
        registered?.requirements ?? [],
        input.remove,
        put,
        found,
      );
      found.require(
        requirements.length >= 1 && requirements.length <= MOST_REQUIREMENTS,
        'input.put',
        `must leave 1 to ${MOST_REQUIREMENTS} requirements`,
      );
      found.require(
        registered === undefined || input.validFrom > registered.validFrom,
        'input.validFrom',
        'must be later than that of the registered version',
      );
      found.throwIfAny();
      const { validFrom, verified } = input;
      let id = draft?.id;
      if (id === undefined) {
        const values = [title, validFrom, source, verified, caller.subject];
        const [row] = await transaction.query(insertDraft, [input.module, newest + 1, ...values]);
        if (row === undefined) throw new Error('No draft came of inserting it');
        id = row.id;
      } else {
        const values = [title, validFrom, source, verified, caller.subject];
        await transaction.query(updateDraft, [id, ...values]);
        await transaction.query(deleteRequirements, [id]);
      }
      const rows = requirements.map((one, index) => ({ ...one, position: index + 1 }));
      await transaction.query(insertRequirements, [id, JSON.stringify(rows)]);
      return id;
    });
  }

  /** Registers the draft, which from then on never changes; the version before it is superseded. */
  async register(module: string, version: number, caller: Caller): Promise<Result<ModuleVersion>> {
    return this.upkeep(module, 'module', async (transaction, quality) => {
      const today = localDate(this.clock.now());
      const draft = quality.versions.find(
        (one) => one.module.code === module && one.version === version,
      );
      if (draft === undefined) refuse('NOT_FOUND', 'There is no such version of it.', 'version');
      if (draft.status !== 'DRAFT') {
        refuse('WRONG_STATE', 'This version is registered already; it never changes.', 'version');
      }
      if (draft.validFrom < today) {
        const words =
          'The day from which the draft is to hold has passed: draft it with a later one.';
        refuse('WRONG_STATE', words, 'version');
      }
      const problems = new InputProblems();
      for (const { code, rule } of draft.requirements) {
        if (rule !== null) checkRule(rule, code, problems);
      }
      if (!problems.none) {
        refuse(
          'WRONG_STATE',
          'Not every rule of the draft can be checked: draft it anew.',
          'version',
        );
      }
      await transaction.query(supersedeRegistered, [module]);
      await transaction.query(registerDraft, [draft.id, today, caller.subject]);
      return draft.id;
    });
  }

  /**
   * The same note of the same person sent twice is one note.
   * @throws InvalidInput naming every field that is wrong
   */
  async noteReview(input: ReviewInput, caller: Caller): Promise<Result<ReviewRow>> {
    const now = this.clock.now();
    const problems = new InputProblems();
    const note = readText(input.note, 2000, 'input.note', problems);
    const present = Number(localDate(now).slice(0, 4));
    problems.require(
      Number.isInteger(input.year) && input.year >= 2017 && input.year <= present,
      'input.year',
      `must be 2017 to ${present}`,
    );
    problems.throwIfAny();
    return orRefusals(async () => {
      const quality = await loadQuality(this.database);
      if (!quality.moduleByCode.has(input.module)) refuseUnknown('input.module');
      const what = [input.module, input.year, input.outcome, note, caller.subject];
      const [made] = await this.database.query(insertReview, [...what, now]);
      const [row] = made === undefined ? await this.database.query(selectSameReview, what) : [made];
      if (row === undefined) throw new Error('No review came of inserting it');
      return row;
    });
  }

  /** Those of each module, oldest first. */
  async reviews(modules: readonly string[]): Promise<ReadonlyMap<string, readonly ReviewRow[]>> {
    const rows = await this.database.query(selectReviews, [modules]);
    const byModule = new Map(modules.map((code): [string, ReviewRow[]] => [code, []]));
    for (const row of rows) byModule.get(row.module)?.push(row);
    return byModule;
  }

  /** Runs `work` alone on the module, and gives the version whose id it gives. */
  private async upkeep(
    module: string,
    path: string,
    work: (transaction: Transaction, quality: Quality) => Promise<number>,
  ): Promise<Result<ModuleVersion>> {
    return orRefusals(() =>
      this.database.inTransaction(async (transaction) => {
        await transaction.query(lockModule, [module]);
        const quality = await loadQuality(transaction);
        if (!quality.moduleByCode.has(module)) refuseUnknown(path);
        const id = await work(transaction, quality);
        const made = (await loadQuality(transaction)).versions.find((one) => one.id === id);
        if (made === undefined) throw new Error(`Module version ${id} is not there`);
        return made;
      }),
    );
  }
}

function versionsOf(
  module: string,
  { versions }: Quality,
): { registered?: ModuleVersion; draft?: ModuleVersion; newest: number } {
  const own = versions.filter((one) => one.module.code === module);
  return {
    registered: own.find(({ status }) => status === 'REGISTERED'),
    draft: own.find(({ status }) => status === 'DRAFT'),
    newest: Math.max(0, ...own.map(({ version }) => version)),
  };
}

function refuseUnknown(path: string): never {
  refuse('NOT_FOUND', 'There is no such module: see qualityModules.', path);
}
