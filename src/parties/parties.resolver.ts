import { Ctx, Query, Resolver } from 'type-graphql';
import { MayCall } from '../access/access-rule';
import { type CallContext, callerOf } from '../access/call-context';
import type { Me, MeService } from './me.service';
import type { Insurer, PartiesSnapshot, Supplier } from './parties.snapshot';
import { InsurerType, MeType, SupplierType } from './parties.types';

@Resolver()
export class PartiesResolver {
  constructor(
    private readonly parties: PartiesSnapshot,
    private readonly people: MeService,
  ) {}

  @Query(() => MeType, { description: 'Who calls.' })
  @MayCall('ANYONE_SIGNED_IN')
  me(@Ctx() context: CallContext): Promise<Me> {
    return this.people.me(callerOf(context));
  }

  @Query(() => [InsurerType], {
    description: 'The health insurers (zorgverzekeraars), in the order of their names.',
  })
  @MayCall('ANYONE_SIGNED_IN')
  async insurers(): Promise<readonly Insurer[]> {
    return (await this.parties.current()).insurers;
  }

  @Query(() => [SupplierType], {
    description: 'The suppliers of devices (leveranciers), in the order of their names.',
  })
  @MayCall('ANYONE_SIGNED_IN')
  async suppliers(): Promise<readonly Supplier[]> {
    return (await this.parties.current()).suppliers;
  }
}
