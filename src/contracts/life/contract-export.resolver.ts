import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { MayCall } from '../../access/access-rule';
import { callerOf, type CallContext } from '../../access/call-context';
import { TextArgs } from './contract-args.types';
import { ContractTextType } from './contract-life.types';
import type { ContractExport, ExportedText } from './export.service';

/** Versions as text, for their two parties and the authority. */
@Resolver()
export class ContractExportResolver {
  constructor(private readonly exporting: ContractExport) {}

  @Query(() => ContractTextType, {
    nullable: true,
    description:
      'A version with all its terms as JSON, to the byte as it is signed: the SHA-256 of the text in UTF-8, in ' +
      'hexadecimal, is its contentHash. Null when not yours to see. A long one comes as a file, sent as it is ' +
      'read: GET /contracts/{id}/export.json, with the same token and the parameters version and contentHash.',
  })
  @MayCall('INSURER', 'SUPPLIER', 'AUTHORITY')
  exportContract(
    @Args(() => TextArgs) asked: TextArgs,
    @Ctx() context: CallContext,
  ): Promise<ExportedText | null> {
    return this.exporting.json(callerOf(context), asked);
  }

  @Query(() => ContractTextType, {
    nullable: true,
    description:
      'The lines of a version as CSV, as they are imported; null when not yours to see. As a file: GET ' +
      '/contracts/{id}/lines.csv, with the same token and the parameters version and contentHash.',
  })
  @MayCall('INSURER', 'SUPPLIER', 'AUTHORITY')
  exportContractLines(
    @Args(() => TextArgs) asked: TextArgs,
    @Ctx() context: CallContext,
  ): Promise<ExportedText | null> {
    return this.exporting.csv(callerOf(context), asked);
  }
}
