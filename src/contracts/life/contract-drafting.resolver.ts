import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import { MayCall } from '../../access/access-rule';
import { callerOf, type CallContext } from '../../access/call-context';
import type { RefusedType } from '../../platform/graphql/refusal.types';
import type { ContractService } from '../contract.service';
import { changedContract } from './changed-contract';
import { AmendmentArgs, ChangesArgs, WordsArgs } from './contract-args.types';
import type { ContentChanges, ContentClause, ContractContent } from './contract-content';
import { ContractLifeResult, type ContractChangedType } from './contract-life.types';
import type { ContractClauseInput } from './contract-parts.types';
import {
  DraftContractInput,
  type ContractChangesInput,
  type ContractTermsInput,
} from './contract-terms.types';
import type { DraftingService } from './drafting.service';
import type { LifeResult } from './locked-contract';

type Result = Promise<ContractChangedType | RefusedType>;

/** Contracts and amendments as they are drawn up, by either party. */
@Resolver()
export class ContractDraftingResolver {
  constructor(
    private readonly drafting: DraftingService,
    private readonly reading: ContractService,
  ) {}

  @Mutation(() => ContractLifeResult, {
    description:
      'Draws up a contract with the other party. A whole one as a file, as exportContract gives it: POST /contracts ' +
      '(application/json), with the same token.',
  })
  @MayCall('INSURER', 'SUPPLIER')
  draftContract(
    @Arg('input', () => DraftContractInput, { description: 'The contract.' })
    input: DraftContractInput,
    @Ctx() context: CallContext,
  ): Result {
    const terms = contentOf(input.terms);
    return this.answer(context, this.drafting.draft(callerOf(context), { ...input, terms }));
  }

  @Mutation(() => ContractLifeResult, {
    description:
      'Makes a new version from a day on, of what holds then; nothing that was signed ever changes.',
  })
  @MayCall('INSURER', 'SUPPLIER')
  amendContract(
    @Args(() => AmendmentArgs) { contract, from, changes }: AmendmentArgs,
    @Ctx() context: CallContext,
  ): Result {
    const caller = callerOf(context);
    return this.answer(context, this.drafting.amend(caller, contract, from, changesOf(changes)));
  }

  @Mutation(() => ContractLifeResult, {
    description:
      'Changes what is not signed; for whoever holds the pen. Signatures become void. All lines at once as a ' +
      'file: PUT /contracts/{id}/lines.csv (text/csv), with the same token.',
  })
  @MayCall('INSURER', 'SUPPLIER')
  reviseContractDraft(
    @Args(() => ChangesArgs) { contract, changes }: ChangesArgs,
    @Ctx() context: CallContext,
  ): Result {
    const caller = callerOf(context);
    return this.answer(context, this.drafting.revise(caller, contract, changesOf(changes)));
  }

  @Mutation(() => ContractLifeResult, { description: 'Gives up the version that is not signed.' })
  @MayCall('INSURER', 'SUPPLIER')
  withdrawContractDraft(
    @Args(() => WordsArgs) { contract, words }: WordsArgs,
    @Ctx() context: CallContext,
  ): Result {
    return this.answer(context, this.drafting.withdraw(callerOf(context), contract, words));
  }

  private answer(context: CallContext, act: Promise<LifeResult>): Result {
    return changedContract(this.reading, context, act);
  }
}

function contentOf(terms: ContractTermsInput): ContractContent {
  return {
    ...terms,
    validUntil: terms.validUntil ?? null,
    clauses: (terms.clauses ?? []).map(clauseOf),
    activities: terms.activities ?? [],
    authorisationList: terms.authorisationList ?? [],
    modulePins: terms.modulePins ?? [],
    certificates: terms.certificates ?? [],
    subcontractors: terms.subcontractors ?? [],
    kpis: terms.kpis ?? [],
    exclusions: terms.exclusions ?? [],
    completeProfiles: terms.completeProfiles ?? [],
  };
}

function changesOf({ clauses, ...changes }: ContractChangesInput): ContentChanges {
  return { ...changes, clauses: clauses?.map(clauseOf) };
}

function clauseOf({ code, parameters, text }: ContractClauseInput): ContentClause {
  const values = (parameters ?? []).flatMap(({ name, text: words, number, yes }) => {
    const value = words ?? number ?? yes;
    return value == null ? [] : [[name, value] as const];
  });
  return { code, text, parameters: Object.fromEntries(values) };
}
