import { ArgsType, Field, ID, Int } from 'type-graphql';
import { LocalDate } from '../../platform/graphql/scalars';
import { NegotiationAboutInput } from './contract-life.types';
import { ContractChangesInput } from './contract-terms.types';

/** Which contract is acted on. */
@ArgsType()
export class ContractArgs {
  @Field(() => ID, { description: 'Id of the contract.' })
  contract: string;
}

@ArgsType()
export class WordsArgs extends ContractArgs {
  @Field(() => String, { description: 'In your words, 1 to 4000 characters.' })
  words: string;
}

@ArgsType()
export class AboutArgs extends WordsArgs {
  @Field(() => NegotiationAboutInput, {
    nullable: true,
    description: 'The line or clause it is about; absent: all of it.',
  })
  about?: NegotiationAboutInput | null;
}

@ArgsType()
export class ChangesArgs extends ContractArgs {
  @Field(() => ContractChangesInput, { description: 'What changes.' })
  changes: ContractChangesInput;
}

@ArgsType()
export class AmendmentArgs extends ChangesArgs {
  @Field(() => LocalDate, { description: 'First day on which the changes hold.' })
  from: string;
}

@ArgsType()
export class SignArgs extends ContractArgs {
  @Field(() => String, { description: 'Hash of the text that you read.' })
  contentHash: string;
}

@ArgsType()
export class TerminationArgs extends ContractArgs {
  @Field(() => LocalDate, { description: 'First day on which it no longer holds.' })
  on: string;

  @Field(() => String, { description: 'Why, 5 to 4000 characters.' })
  reason: string;
}

/** Which version of a contract is read. */
@ArgsType()
export class VersionArgs {
  @Field(() => ID, { description: 'Id of the contract.' })
  id: string;

  @Field(() => Int, { nullable: true, description: 'Number of the version; absent: the newest.' })
  version?: number | null;
}

/** Which text of a version is read. */
@ArgsType()
export class TextArgs extends VersionArgs {
  @Field(() => String, {
    nullable: true,
    description:
      'SHA-256 of a text that was put on the table (see contractNegotiation.entries); absent: the text as it ' +
      'stands.',
  })
  contentHash?: string | null;
}
