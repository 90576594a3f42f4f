import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { MayCall } from '../../access/access-rule';
import { callerOf, type CallContext } from '../../access/call-context';
import type { PartiesSnapshot } from '../../parties/parties.snapshot';
import { cursorFormat, pageOf, pageRequest, type Page } from '../../platform/cursor';
import { PageArgs } from '../../platform/graphql/connection';
import { refused, type RefusedType } from '../../platform/graphql/refusal.types';
import type { WaiverService } from './waiver.service';
import {
  GrantedWaiverConnection,
  WaiverFilterInput,
  WaiverInput,
  WaiverResultUnion,
  type GrantedWaiverType,
  type WaiverGrantedType,
} from './waiver.types';

const order = cursorFormat('waivers', ['integer']);

/** Waivers, granted and listed. */
@Resolver()
export class WaiverResolver {
  constructor(
    private readonly service: WaiverService,
    private readonly parties: PartiesSnapshot,
  ) {}

  @Query(() => GrantedWaiverConnection, {
    description:
      'Waivers by which contracts are in force, or may come into force, though they lack something ' +
      'binding, newest first: of an insurer or a supplier its own, of the authority all.',
  })
  @MayCall('INSURER', 'SUPPLIER', 'AUTHORITY')
  async waivers(
    @Arg('filter', () => WaiverFilterInput, {
      nullable: true,
      description: 'Which; absent: all that you may see.',
    })
    filter: WaiverFilterInput | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: CallContext,
  ): Promise<Page<GrantedWaiverType>> {
    const request = pageRequest(page, order);
    const [rows, { insurerByUzovi, supplierByAgb }] = await Promise.all([
      this.service.list(filter ?? {}, callerOf(context), request),
      this.parties.current(),
    ]);
    const views = rows.map(
      ({ id, insurerUzovi, supplierAgb, given, ...row }): GrantedWaiverType => {
        const insurer = insurerByUzovi.get(insurerUzovi);
        const supplier = supplierByAgb.get(supplierAgb);
        if (insurer === undefined || supplier === undefined) throw new Error('A party is missing');
        const { statement, dutchStatement } = given;
        return { ...row, id: String(id), insurer, supplier, statement, dutchStatement };
      },
    );
    return pageOf(views, request, ({ id }) => order.encode([id]));
  }

  @Mutation(() => WaiverResultUnion, {
    description:
      'Lets a contract come into force, or stay so, though it lacks something binding; the supervisor sees it.',
  })
  @MayCall('INSURER')
  async grantWaiver(
    @Arg('input', () => WaiverInput, { description: 'For what, why and until when.' })
    input: WaiverInput,
    @Ctx() context: CallContext,
  ): Promise<WaiverGrantedType | RefusedType> {
    const result = await this.service.waive(input, callerOf(context));
    if ('refusals' in result) return refused(result.refusals);
    return {
      __typename: 'WaiverGranted',
      contractNumber: result.number,
      version: result.version,
    };
  }
}
