import { Query, Resolver } from 'type-graphql';
import { MayCall } from '../access/access-rule';
import type { Snapshot } from '../platform/database/snapshot';
import { NormVersionType } from './norm.types';
import type { Norms } from './norms.snapshot';

/** Within what time a device must be there. */
@Resolver()
export class NormResolver {
  constructor(private readonly norms: Snapshot<Norms>) {}

  @Query(() => [NormVersionType], {
    description:
      'All versions of the timeliness norms (tijdigheidsnormen), in order of code and version, with their rules.',
  })
  @MayCall('ANYONE_SIGNED_IN')
  async timelinessNorms(): Promise<readonly NormVersionType[]> {
    return (await this.norms.current()).versions;
  }
}
