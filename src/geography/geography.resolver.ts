import { Query, Resolver } from 'type-graphql';
import { MayCall } from '../access/access-rule';
import { RegionType } from './geography.types';
import type { PostcodesSnapshot, Region } from './postcodes.snapshot';

@Resolver()
export class GeographyResolver {
  constructor(private readonly postcodes: PostcodesSnapshot) {}

  @Query(() => [RegionType], {
    description: "The care-office regions (zorgkantoorregio's), in the order of their codes.",
  })
  @MayCall('ANYONE_SIGNED_IN')
  async regions(): Promise<readonly Region[]> {
    return (await this.postcodes.current()).regions;
  }
}
