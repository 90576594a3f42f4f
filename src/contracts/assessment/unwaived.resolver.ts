import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import { MayCall } from '../../access/access-rule';
import { callerOf, type CallContext } from '../../access/call-context';
import type { PartiesSnapshot } from '../../parties/parties.snapshot';
import { cursorFormat, pageOf, pageRequest, type Page } from '../../platform/cursor';
import { PageArgs } from '../../platform/graphql/connection';
import { found } from './assessment.view';
import type { UnwaivedService } from './unwaived.service';
import {
  UnwaivedContractConnection,
  UnwaivedFilterInput,
  type UnwaivedContractType,
} from './unwaived.types';

const order = cursorFormat('unwaivedContracts', ['integer']);

/** What is in force without keeping what binds it. */
@Resolver()
export class UnwaivedResolver {
  constructor(
    private readonly service: UnwaivedService,
    private readonly parties: PartiesSnapshot,
  ) {}

  @Query(() => UnwaivedContractConnection, {
    description:
      'Contracts in force that lack something binding for which no waiver holds: it lapsed, or something ' +
      'changed since they began. By their last assessment; of an insurer or a supplier its own, of the ' +
      'authority all.',
  })
  @MayCall('INSURER', 'SUPPLIER', 'AUTHORITY')
  async unwaivedContracts(
    @Arg('filter', () => UnwaivedFilterInput, {
      nullable: true,
      description: 'Which; absent: all that you may see.',
    })
    filter: UnwaivedFilterInput | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: CallContext,
  ): Promise<Page<UnwaivedContractType>> {
    const request = pageRequest(page, order);
    const [rows, { insurerByUzovi, supplierByAgb }] = await Promise.all([
      this.service.list(filter ?? {}, callerOf(context), request),
      this.parties.current(),
    ]);
    const views = rows.map(({ insurerUzovi, supplierAgb, ...row }) => ({
      ...row,
      insurer: found(insurerByUzovi.get(insurerUzovi)),
      supplier: found(supplierByAgb.get(supplierAgb)),
    }));
    return pageOf(views, request, ({ versionId }) => order.encode([String(versionId)]));
  }
}
