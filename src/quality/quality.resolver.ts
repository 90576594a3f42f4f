import DataLoader from 'dataloader';
import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { MayCall } from '../access/access-rule';
import { callerOf, type CallContext } from '../access/call-context';
import { localDate } from '../platform/amsterdam-time';
import { refused, type RefusedType } from '../platform/graphql/refusal.types';
import { LocalDate } from '../platform/graphql/scalars';
import { InputProblems } from '../platform/invalid-input';
import { EVALUATORS } from './evaluators';
import { FunctionalNeedType } from './functional-needs.types';
import { askView } from './functional-needs.view';
import { diffModuleVersions } from './module-diff.rules';
import type { ModuleUpkeepService } from './module-upkeep.service';
import type { ReviewRow } from './module-upkeep.sql';
import {
  DraftModuleVersionInput,
  ModuleDiffType,
  ModuleReviewInput,
  ModuleReviewResultUnion,
  ModuleReviewType,
  ModuleVersionResultUnion,
  QualityRuleKindType,
} from './module-upkeep.types';
import type { ModuleVersion } from './quality-module';
import { QualityModuleType, type ModuleVersionType } from './quality-module.types';
import { moduleVersionView, requirementView } from './quality-module.view';
import type { QualitySnapshot } from './quality.snapshot';
import { reviewDueOn } from './review-due.rules';

/** The quality modules, and their upkeep by the authority. */
@Resolver(() => QualityModuleType)
export class QualityResolver {
  constructor(
    private readonly quality: QualitySnapshot,
    private readonly upkeep: ModuleUpkeepService,
  ) {}

  private readonly reviewLoader = (): DataLoader<string, readonly ModuleReviewType[]> =>
    new DataLoader(async (codes) => {
      const reviews = await this.upkeep.reviews(codes);
      return codes.map((code) => (reviews.get(code) ?? []).map(reviewView));
    });

  @Query(() => [QualityModuleType], {
    description:
      'The quality framework (GKH) and its modules, with their versions and requirements; drafts too.',
  })
  @MayCall('ANYONE_SIGNED_IN')
  async qualityModules(
    @Arg('module', () => String, { nullable: true, description: 'Code of one; absent: all.' })
    code: string | null,
  ): Promise<QualityModuleType[]> {
    const { modules, versions } = await this.quality.current();
    return modules
      .filter((module) => code == null || module.code === code)
      .map((module) => ({
        ...module,
        get versions() {
          return versions.filter((one) => one.module.code === module.code).map(moduleVersionView);
        },
      }));
  }

  @Query(() => ModuleDiffType, {
    description: 'What changed from one version of a module to another, by requirement.',
  })
  @MayCall('ANYONE_SIGNED_IN')
  async moduleDiff(
    @Arg('module', () => String, { description: 'Code of the module.' }) module: string,
    @Arg('from', () => Int, { description: 'Number of the one version.' }) from: number,
    @Arg('to', () => Int, { description: 'Number of the other.' }) to: number,
  ): Promise<ModuleDiffType> {
    const { versions } = await this.quality.current();
    const problems = new InputProblems();
    const find = (version: number, path: string): ModuleVersion | undefined => {
      const found = versions.find((one) => one.module.code === module && one.version === version);
      problems.require(found !== undefined, path, 'must be a version of the module');
      return found;
    };
    const [before, after] = [find(from, 'from'), find(to, 'to')];
    problems.throwIfAny();
    if (before === undefined || after === undefined) throw new Error('A version is missing');
    const diff = diffModuleVersions(before, after);
    return {
      from: moduleVersionView(before),
      to: moduleVersionView(after),
      added: diff.added.map(requirementView),
      removed: diff.removed.map(requirementView),
      changed: diff.changed.map((one) => ({
        before: requirementView(one.before),
        after: requirementView(one.after),
        fields: one.fields,
      })),
      unchanged: diff.unchanged,
    };
  }

  @Query(() => [QualityRuleKindType], {
    description: 'The kinds of rule that requirements can be made of, with their parameters.',
  })
  @MayCall('ANYONE_SIGNED_IN')
  qualityRuleKinds(): QualityRuleKindType[] {
    return EVALUATORS.map(({ kind, description, shape }) => ({
      kind,
      description,
      parameters: Object.entries(shape).map(([name, { expectation, optional }]) => ({
        name,
        expectation,
        optional,
      })),
    }));
  }

  @Query(() => [FunctionalNeedType], {
    description:
      'What people need to be able to do (functioneringsprobleem, HRIU), and what that asks of devices (PRIU).',
  })
  @MayCall('ANYONE_SIGNED_IN')
  async functionalNeeds(): Promise<FunctionalNeedType[]> {
    const { needByCode, needCharacteristics } = await this.quality.current();
    return [...needByCode.values()].map((need) => ({
      ...need,
      get asks() {
        return needCharacteristics.filter(({ needCode }) => needCode === need.code).map(askView);
      },
    }));
  }

  @Mutation(() => ModuleVersionResultUnion, {
    description:
      'Drafts the next version of a module: the registered one with these changes, in place of the draft there is.',
  })
  @MayCall('AUTHORITY')
  async draftModuleVersion(
    @Arg('input', () => DraftModuleVersionInput, { description: 'What is in it.' })
    input: DraftModuleVersionInput,
    @Ctx() context: CallContext,
  ): Promise<ModuleVersionType | RefusedType> {
    const result = await this.upkeep.draft(input, callerOf(context));
    return 'done' in result ? moduleVersionView(result.done) : refused(result.refusals);
  }

  @Mutation(() => ModuleVersionResultUnion, {
    description:
      'Registers the draft of a module. It never changes again, and the version before it is superseded.',
  })
  @MayCall('AUTHORITY')
  async registerModuleVersion(
    @Arg('module', () => String, { description: 'Code of the module.' }) module: string,
    @Arg('version', () => Int, { description: 'Number of the draft.' }) version: number,
    @Ctx() context: CallContext,
  ): Promise<ModuleVersionType | RefusedType> {
    const result = await this.upkeep.register(module, version, callerOf(context));
    return 'done' in result ? moduleVersionView(result.done) : refused(result.refusals);
  }

  @Mutation(() => ModuleReviewResultUnion, {
    description: 'Notes what the yearly review of a module came to. A note is never changed.',
  })
  @MayCall('AUTHORITY')
  async noteModuleReview(
    @Arg('input', () => ModuleReviewInput, { description: 'What is in it.' })
    input: ModuleReviewInput,
    @Ctx() context: CallContext,
  ): Promise<ModuleReviewType | RefusedType> {
    const result = await this.upkeep.noteReview(input, callerOf(context));
    return 'done' in result ? reviewView(result.done) : refused(result.refusals);
  }

  @FieldResolver(() => [ModuleReviewType], { description: 'Its yearly reviews, oldest first.' })
  async reviews(
    @Root() { code }: QualityModuleType,
    @Ctx() context: CallContext,
  ): Promise<readonly ModuleReviewType[]> {
    return context.once(this.reviewLoader).load(code);
  }

  @FieldResolver(() => LocalDate, {
    nullable: true,
    description:
      'Last day of the year in which it is to be reviewed next: the year after it was registered or last ' +
      'reviewed (the yearly review; its last day is ours). Null: none of its versions was ever in force.',
  })
  async reviewDueOn(
    @Root() { code }: QualityModuleType,
    @Ctx() context: CallContext,
  ): Promise<string | null> {
    const reviews = await context.once(this.reviewLoader).load(code);
    const { versions } = await this.quality.current();
    const own = versions.filter(({ module }) => module.code === code);
    return reviewDueOn(
      own,
      reviews.map(({ year }) => year),
    );
  }

  @FieldResolver(() => Boolean, { description: 'Whether that day has passed without a review.' })
  async reviewOverdue(
    @Root() module: QualityModuleType,
    @Ctx() context: CallContext,
  ): Promise<boolean> {
    const due = await this.reviewDueOn(module, context);
    return due !== null && due < localDate(context.now);
  }
}

function reviewView({ id, ...review }: ReviewRow): ModuleReviewType {
  return { __typename: 'ModuleReview', id: String(id), ...review };
}
