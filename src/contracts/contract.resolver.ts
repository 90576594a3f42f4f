import { Arg, Args, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import { MayCall } from '../access/access-rule';
import { type CallContext, callerOf } from '../access/call-context';
import { cursorFormat, pageOf, pageRequest, type Page } from '../platform/cursor';
import { PageArgs } from '../platform/graphql/connection';
import { localDate } from '../platform/amsterdam-time';
import { LocalDate } from '../platform/graphql/scalars';
import { InputProblems } from '../platform/invalid-input';
import { readContractFilter } from './contract.rules';
import type { ContractService } from './contract.service';
import { ContractConnection, ContractFilterInput, ContractType } from './contract.types';

const order = cursorFormat('contracts', ['integer']);

@Resolver()
export class ContractResolver {
  constructor(private readonly reading: ContractService) {}

  @Query(() => ContractConnection, {
    description:
      'Contracts of insurers with suppliers: of an insurer or a supplier its own, of the authority all.',
  })
  @MayCall('INSURER', 'SUPPLIER', 'AUTHORITY')
  async contracts(
    @Arg('filter', () => ContractFilterInput, {
      nullable: true,
      description: 'Which; absent: all that you may see.',
    })
    filter: ContractFilterInput | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: CallContext,
  ): Promise<Page<ContractType>> {
    const problems = new InputProblems();
    const wanted = readContractFilter(filter ?? {}, problems);
    problems.throwIfAny();
    const request = pageRequest(page, order);
    const contracts = await this.reading.list(callerOf(context), wanted, request);
    return pageOf(contracts, request, ({ id }) => order.encode([id]));
  }

  @Query(() => ContractType, {
    nullable: true,
    description:
      'One contract with its lines and tariffs; null when there is none that you may see.',
  })
  @MayCall('INSURER', 'SUPPLIER', 'AUTHORITY')
  contract(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Arg('version', () => Int, {
      nullable: true,
      description: 'Number of the version to show; absent: the one in force, else the newest.',
    })
    version: number | null,
    @Ctx() context: CallContext,
    @Arg('asOf', () => LocalDate, {
      nullable: true,
      description: 'The version that holds on this day; null when none does.',
    })
    asOf: string | null | undefined,
    @Arg('knownAt', () => Date, {
      nullable: true,
      description:
        'As it was at this moment: by what had been signed and broken off, with what was known of each version ' +
        'and nothing that came after; with asOf, or for its day.',
    })
    knownAt: Date | null | undefined,
  ): Promise<ContractType | null> {
    const caller = callerOf(context);
    if (asOf == null && knownAt == null) {
      return this.reading.byId(caller, id, version ?? undefined);
    }
    const moment = knownAt ?? context.now;
    return this.reading.asOf(caller, id, asOf ?? localDate(moment), moment);
  }
}
