import DataLoader from 'dataloader';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Caller } from '../../access/caller';
import { callerOf, type CallContext } from '../../access/call-context';
import { ContractLineType, ContractVersionType } from '../contract.types';
import { ContractSignatureType } from './contract-life.types';
import { QuantityLimitType, ReplacementTermsType } from './contract-line.types';
import {
  ContractActivityType,
  ContractCertificateType,
  ContractClauseType,
  ContractExclusionType,
  ContractKpiType,
  ContractModulePinType,
  ContractSubcontractorType,
  type ClauseParameterType,
} from './contract-parts.types';
import { NO_LINE_TERMS, type LineTerms, type VersionTermsService } from './version-terms.service';
import type { Agreed } from './version-terms.sql';

type Loader<Value> = DataLoader<number, Value>;

function loaderOf<Value>(
  context: CallContext,
  read: (caller: Caller, ids: readonly number[]) => Promise<Map<number, Value>>,
): Loader<Value> {
  return new DataLoader(async (ids) => {
    const values = await read(callerOf(context), ids);
    return ids.map((id) => values.get(id) ?? new Error(`There is no version ${id} to be seen`));
  });
}

/** All that is agreed in a version beside its lines: read only when it is asked for, for all versions at once. */
@Resolver(() => ContractVersionType)
export class ContractVersionResolver {
  constructor(private readonly terms: VersionTermsService) {}

  private readonly agreedLoader = (context: CallContext): Loader<Agreed> =>
    loaderOf(context, (caller, ids) => this.terms.agreed(caller, ids));

  private readonly signatureLoader = (
    context: CallContext,
  ): Loader<readonly ContractSignatureType[]> =>
    loaderOf(context, (caller, ids) => this.terms.signatures(caller, ids));

  @FieldResolver(() => [ContractActivityType], {
    description: 'The activities around the devices: how each is paid, and who does it.',
  })
  async activities(
    @Root() { versionId }: ContractVersionType,
    @Ctx() context: CallContext,
  ): Promise<readonly ContractActivityType[]> {
    return (await this.agreed(context, versionId)).activities;
  }

  @FieldResolver(() => [ContractClauseType], { description: 'The clauses, by code.' })
  async clauses(
    @Root() { versionId }: ContractVersionType,
    @Ctx() context: CallContext,
  ): Promise<ContractClauseType[]> {
    const { clauses } = await this.agreed(context, versionId);
    return clauses.map(({ parameters, ...clause }) => ({
      ...clause,
      parameters: Object.entries(parameters).sort(byName).map(parameterOf),
    }));
  }

  @FieldResolver(() => [String], {
    description: 'EMDN codes of the devices that need permission beforehand (machtigingslijst).',
  })
  async authorisationList(
    @Root() { versionId }: ContractVersionType,
    @Ctx() context: CallContext,
  ): Promise<readonly string[]> {
    return (await this.agreed(context, versionId)).authorisationList;
  }

  @FieldResolver(() => [ContractModulePinType], {
    description: 'The versions of the quality modules that are kept to, by module.',
  })
  async modulePins(
    @Root() { versionId }: ContractVersionType,
    @Ctx() context: CallContext,
  ): Promise<readonly ContractModulePinType[]> {
    return (await this.agreed(context, versionId)).modulePins;
  }

  @FieldResolver(() => [ContractKpiType], {
    description: 'The figures that the supplier is held to (KPI), by code.',
  })
  async kpis(
    @Root() { versionId }: ContractVersionType,
    @Ctx() context: CallContext,
  ): Promise<readonly ContractKpiType[]> {
    return (await this.agreed(context, versionId)).kpis;
  }

  @FieldResolver(() => [ContractExclusionType], {
    description: 'What is left out of the groups that the lines give (uitsluitingen), in order.',
  })
  async exclusions(
    @Root() { versionId }: ContractVersionType,
    @Ctx() context: CallContext,
  ): Promise<readonly ContractExclusionType[]> {
    return (await this.agreed(context, versionId)).exclusions;
  }

  @FieldResolver(() => [String], {
    description:
      'EMDN codes of the groups of which the patient profiles of the lines together are for everybody. Of ' +
      'any other group a line with a profile is for some patients only.',
  })
  async completeProfiles(
    @Root() { versionId }: ContractVersionType,
    @Ctx() context: CallContext,
  ): Promise<readonly string[]> {
    return (await this.agreed(context, versionId)).completeProfiles;
  }

  @FieldResolver(() => [ContractSubcontractorType], {
    description: 'The subcontractors (onderaannemers), by AGB code.',
  })
  async subcontractors(
    @Root() { versionId }: ContractVersionType,
    @Ctx() context: CallContext,
  ): Promise<readonly ContractSubcontractorType[]> {
    return (await this.agreed(context, versionId)).subcontractors;
  }

  @FieldResolver(() => [ContractCertificateType], {
    description: 'The certificates of the supplier, by kind and first day.',
  })
  async certificates(
    @Root() { versionId }: ContractVersionType,
    @Ctx() context: CallContext,
  ): Promise<readonly ContractCertificateType[]> {
    return (await this.agreed(context, versionId)).certificates;
  }

  @FieldResolver(() => [ContractSignatureType], {
    description: 'All signatures in order, also those that no longer count.',
  })
  signatures(
    @Root() { versionId }: ContractVersionType,
    @Ctx() context: CallContext,
  ): Promise<readonly ContractSignatureType[]> {
    return context.once(this.signatureLoader).load(versionId);
  }

  private agreed(context: CallContext, versionId: number): Promise<Agreed> {
    return context.once(this.agreedLoader).load(versionId);
  }
}

/** What is agreed of a line beside what it covers, its tariff and its delivery. */
@Resolver(() => ContractLineType)
export class ContractLineResolver {
  constructor(private readonly terms: VersionTermsService) {}

  private readonly loader = (context: CallContext): Loader<ReadonlyMap<number, LineTerms>> =>
    loaderOf(context, (caller, ids) => this.terms.lineTerms(caller, ids));

  @FieldResolver(() => QuantityLimitType, {
    nullable: true,
    description: 'How much is paid at most; null: no limit.',
  })
  async quantityLimit(
    @Root() line: ContractLineType,
    @Ctx() context: CallContext,
  ): Promise<QuantityLimitType | null> {
    return (await this.of(line, context)).quantityLimit;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The profile of patients that the tariff is for; null: all.',
  })
  async patientProfile(
    @Root() line: ContractLineType,
    @Ctx() context: CallContext,
  ): Promise<string | null> {
    return (await this.of(line, context)).patientProfile;
  }

  @FieldResolver(() => ReplacementTermsType, {
    nullable: true,
    description: 'When a device is replaced; null: not agreed.',
  })
  async replacement(
    @Root() line: ContractLineType,
    @Ctx() context: CallContext,
  ): Promise<ReplacementTermsType | null> {
    return (await this.of(line, context)).replacement;
  }

  private async of(
    { versionId, lineNumber }: ContractLineType,
    context: CallContext,
  ): Promise<LineTerms> {
    return (await context.once(this.loader).load(versionId)).get(lineNumber) ?? NO_LINE_TERMS;
  }
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

function parameterOf([name, value]: readonly [
  string,
  string | number | boolean,
]): ClauseParameterType {
  return {
    name,
    text: typeof value === 'string' ? value : null,
    number: typeof value === 'number' ? value : null,
    yes: typeof value === 'boolean' ? value : null,
  };
}
