import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { MayCall } from '../../access/access-rule';
import { callerOf, type CallContext } from '../../access/call-context';
import { refused, type RefusedType } from '../../platform/graphql/refusal.types';
import { LocalDate } from '../../platform/graphql/scalars';
import type { ContractService } from '../contract.service';
import type { ContentChanges, ContentClause, ContractContent } from './contract-content';
import {
  ContractChangedType,
  ContractLifeResult,
  ContractNegotiationType,
  ContractTextType,
  NegotiationAboutInput,
} from './contract-life.types';
import {
  ContractChangesInput,
  DraftContractInput,
  type ContractClauseInput,
  type ContractTermsInput,
} from './contract-terms.types';
import type { DraftingService } from './drafting.service';
import type { ContractExport, ExportedText } from './export.service';
import type { TalksRow } from './life.sql';
import type { LifeResult } from './locked-contract';
import type { NegotiationService } from './negotiation.service';

const CONTRACT = { description: 'Id of the contract.' };
const WORDS = { description: 'In your words, 1 to 4000 characters.' };
const ABOUT = { nullable: true, description: 'The line or clause it is about; absent: all of it.' };
const VERSION = { nullable: true, description: 'Number of the version; absent: the newest.' };

type Result = Promise<ContractChangedType | RefusedType>;

/** Contracts from the first draft to their end; for their two parties, and to read for the authority. */
@Resolver()
export class ContractLifeResolver {
  constructor(
    private readonly drafting: DraftingService,
    private readonly negotiation: NegotiationService,
    private readonly exporting: ContractExport,
    private readonly reading: ContractService,
  ) {}

  @Query(() => ContractNegotiationType, {
    nullable: true,
    description:
      'How a version came about, and the hash to sign; null when it is not yours to see.',
  })
  @MayCall('INSURER', 'SUPPLIER', 'AUTHORITY')
  contractNegotiation(
    @Arg('id', () => ID, CONTRACT) id: string,
    @Ctx() context: CallContext,
    @Arg('version', () => Int, VERSION) version: number | null,
  ): Promise<TalksRow | null> {
    return this.negotiation.talks(callerOf(context), id, version);
  }

  @Query(() => ContractTextType, {
    nullable: true,
    description:
      'A version with all its terms as JSON, as it is signed; null when not yours to see.',
  })
  @MayCall('INSURER', 'SUPPLIER', 'AUTHORITY')
  exportContract(
    @Arg('id', () => ID, CONTRACT) id: string,
    @Ctx() context: CallContext,
    @Arg('version', () => Int, VERSION) version: number | null,
  ): Promise<ExportedText | null> {
    return this.exporting.json(callerOf(context), id, version);
  }

  @Query(() => ContractTextType, {
    nullable: true,
    description: 'The lines of a version as CSV, as they are imported; null when not yours to see.',
  })
  @MayCall('INSURER', 'SUPPLIER', 'AUTHORITY')
  exportContractLines(
    @Arg('id', () => ID, CONTRACT) id: string,
    @Ctx() context: CallContext,
    @Arg('version', () => Int, VERSION) version: number | null,
  ): Promise<ExportedText | null> {
    return this.exporting.csv(callerOf(context), id, version);
  }

  @Mutation(() => ContractLifeResult, { description: 'Draws up a contract with the other party.' })
  @MayCall('INSURER', 'SUPPLIER')
  async draftContract(
    @Arg('input', () => DraftContractInput, { description: 'The contract.' })
    input: DraftContractInput,
    @Ctx() context: CallContext,
  ): Result {
    const terms = contentOf(input.terms);
    return this.answer(context, await this.drafting.draft(callerOf(context), { ...input, terms }));
  }

  @Mutation(() => ContractLifeResult, {
    description:
      'Makes a new version from a day on, of what holds then; nothing that was signed ever changes.',
  })
  @MayCall('INSURER', 'SUPPLIER')
  async amendContract(
    @Arg('contract', () => ID, CONTRACT) id: string,
    @Arg('from', () => LocalDate, { description: 'First day on which the changes hold.' })
    from: string,
    @Arg('changes', () => ContractChangesInput, { description: 'What changes.' })
    changes: ContractChangesInput,
    @Ctx() context: CallContext,
  ): Result {
    const caller = callerOf(context);
    return this.answer(context, await this.drafting.amend(caller, id, from, changesOf(changes)));
  }

  @Mutation(() => ContractLifeResult, {
    description: 'Changes what is not signed; for whoever holds the pen. Signatures become void.',
  })
  @MayCall('INSURER', 'SUPPLIER')
  async reviseContractDraft(
    @Arg('contract', () => ID, CONTRACT) id: string,
    @Arg('changes', () => ContractChangesInput, { description: 'What changes.' })
    changes: ContractChangesInput,
    @Ctx() context: CallContext,
  ): Result {
    const caller = callerOf(context);
    return this.answer(context, await this.drafting.revise(caller, id, changesOf(changes)));
  }

  @Mutation(() => ContractLifeResult, {
    description: 'Offers the text to the other party, who then holds the pen.',
  })
  @MayCall('INSURER', 'SUPPLIER')
  async offerContract(
    @Arg('contract', () => ID, CONTRACT) id: string,
    @Arg('words', () => String, WORDS) words: string,
    @Ctx() context: CallContext,
  ): Result {
    return this.answer(context, await this.negotiation.offer(callerOf(context), id, words));
  }

  @Mutation(() => ContractLifeResult, { description: 'Remarks on a line, a clause or all of it.' })
  @MayCall('INSURER', 'SUPPLIER')
  async remarkOnContract(
    @Arg('contract', () => ID, CONTRACT) id: string,
    @Arg('words', () => String, WORDS) words: string,
    @Ctx() context: CallContext,
    @Arg('about', () => NegotiationAboutInput, ABOUT) about: NegotiationAboutInput | null,
  ): Result {
    const caller = callerOf(context);
    return this.answer(context, await this.negotiation.remark(caller, id, about ?? {}, words));
  }

  @Mutation(() => ContractLifeResult, {
    description: 'Proposes a change; the text changes only by whoever holds the pen.',
  })
  @MayCall('INSURER', 'SUPPLIER')
  async proposeContractChange(
    @Arg('contract', () => ID, CONTRACT) id: string,
    @Arg('words', () => String, WORDS) words: string,
    @Ctx() context: CallContext,
    @Arg('about', () => NegotiationAboutInput, ABOUT) about: NegotiationAboutInput | null,
  ): Result {
    const caller = callerOf(context);
    return this.answer(context, await this.negotiation.propose(caller, id, about ?? {}, words));
  }

  @Mutation(() => ContractLifeResult, { description: 'Lets the other party write.' })
  @MayCall('INSURER', 'SUPPLIER')
  async passContractPen(
    @Arg('contract', () => ID, CONTRACT) id: string,
    @Arg('words', () => String, WORDS) words: string,
    @Ctx() context: CallContext,
  ): Result {
    return this.answer(context, await this.negotiation.passPen(callerOf(context), id, words));
  }

  @Mutation(() => ContractLifeResult, {
    description:
      'Signs the text that was read. Signed it is once each party has as many signatures as it needs ' +
      '(four eyes: two, of different people).',
  })
  @MayCall('INSURER', 'SUPPLIER')
  async signContract(
    @Arg('contract', () => ID, CONTRACT) id: string,
    @Arg('contentHash', () => String, { description: 'Hash of the text that you read.' })
    contentHash: string,
    @Ctx() context: CallContext,
  ): Result {
    return this.answer(context, await this.negotiation.sign(callerOf(context), id, contentHash));
  }

  @Mutation(() => ContractLifeResult, { description: 'Gives up the version that is not signed.' })
  @MayCall('INSURER', 'SUPPLIER')
  async withdrawContractDraft(
    @Arg('contract', () => ID, CONTRACT) id: string,
    @Arg('words', () => String, WORDS) words: string,
    @Ctx() context: CallContext,
  ): Result {
    return this.answer(context, await this.negotiation.withdraw(callerOf(context), id, words));
  }

  @Mutation(() => ContractLifeResult, { description: 'Breaks a signed contract off (opzeggen).' })
  @MayCall('INSURER', 'SUPPLIER')
  async terminateContract(
    @Arg('contract', () => ID, CONTRACT) id: string,
    @Arg('on', () => LocalDate, { description: 'First day on which it no longer holds.' })
    on: string,
    @Arg('reason', () => String, { description: 'Why, 5 to 4000 characters.' }) reason: string,
    @Ctx() context: CallContext,
  ): Result {
    const caller = callerOf(context);
    return this.answer(context, await this.negotiation.terminate(caller, id, on, reason));
  }

  private async answer(context: CallContext, result: LifeResult): Result {
    if ('refusals' in result) return refused(result.refusals);
    const { contractId, version } = result;
    const contract = await this.reading.byId(callerOf(context), String(contractId), version);
    if (contract === null) throw new Error('A contract that was just changed is not there');
    return { __typename: 'ContractChanged', version, contract };
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
