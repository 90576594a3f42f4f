import {
  createUnionType,
  Field,
  ID,
  InputType,
  Int,
  ObjectType,
  registerEnumType,
} from 'type-graphql';
import { enumOf, RefusedType } from '../../platform/graphql/refusal.types';
import { ContractStatusEnum, ContractType } from '../contract.types';
import type { ContractStatus } from '../contract';
import { SIDES, type Side } from '../side';
import type { TalksEntry } from './life.sql';
import type { MissedTerm, ReactionTerm } from './reaction-terms.rules';

export const ContractSideEnum = enumOf(SIDES);
registerEnumType(ContractSideEnum, { name: 'ContractSide', description: 'A party of a contract.' });

export const NegotiationKindEnum = enumOf([
  'REMARK',
  'PROPOSAL',
  'OFFER',
  'PEN_PASSED',
  'REVISED',
  'REACTION',
] as const);
registerEnumType(NegotiationKindEnum, {
  name: 'NegotiationKind',
  description: 'What a party did in a negotiation (onderhandeling).',
  valuesConfig: {
    REMARK: { description: 'Said something (opmerking).' },
    PROPOSAL: { description: 'Proposed a change (voorstel).' },
    OFFER: { description: 'Put the text to the other party (aanbod).' },
    PEN_PASSED: { description: 'Let the other party write.' },
    REVISED: { description: 'Changed the text that lies on the table (wijziging).' },
    REACTION: { description: 'Signed it, or gave it up (reactie).' },
  },
});

@ObjectType('TextChanges', { description: 'What a party changed in the text.' })
export class TextChangesType {
  @Field(() => [Int], { description: 'Numbers of the lines that were added, changed or left out.' })
  lines: readonly number[];

  @Field(() => [String], {
    description: 'Codes of the clauses that were added, changed or left out.',
  })
  clauses: readonly string[];

  @Field(() => [String], {
    description:
      'What else changed, by its name in the JSON of exportContract, such as validUntil or kpis.',
  })
  parts: readonly string[];
}

@ObjectType('NegotiationEntry', {
  description: 'One step of a negotiation; never changed afterwards.',
})
export class NegotiationEntryType {
  @Field(() => Int, { description: 'Number within the negotiation, from 1.' })
  sequence: number;

  @Field(() => ContractSideEnum, { description: 'Whose step it was.' })
  party: Side;

  @Field(() => NegotiationKindEnum, { description: 'What it was.' })
  kind: TalksEntry['kind'];

  @Field(() => Int, { nullable: true, description: 'The line it is about; null: none.' })
  lineNumber: number | null;

  @Field(() => String, { nullable: true, description: 'The clause it is about; null: none.' })
  clauseCode: string | null;

  @Field(() => String, { description: 'In the words of the party.' })
  words: string;

  @Field(() => String, {
    nullable: true,
    description:
      'SHA-256 of the text that it put on the table: exportContract gives that text by it. Null: it put none ' +
      'there, or the text of then was not kept.',
  })
  contentHash: string | null;

  @Field(() => TextChangesType, {
    nullable: true,
    description: 'Of REVISED: what changed; else null.',
  })
  changes: TextChangesType | null;

  @Field(() => Date, { description: 'When.' })
  at: Date | string;

  @Field(() => Date, {
    nullable: true,
    description:
      "Until when the other party reacts, by the insurer's published procedure; null: no term.",
  })
  dueAt: Date | string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it came within the term that ran for this party; null: none ran.',
  })
  inTime: boolean | null;
}

@ObjectType('ReactionTerm', { description: 'A term that runs for a party (reactietermijn).' })
export class ReactionTermType implements ReactionTerm {
  @Field(() => ContractSideEnum, { description: 'Who has to react.' })
  party: Side;

  @Field(() => Date, { description: 'Until when.' })
  dueAt: Date;

  @Field(() => Boolean, { description: 'Whether it has passed without a reaction.' })
  overdue: boolean;
}

@ObjectType('MissedTerm', {
  description: 'A term that passed without a reaction (overschreden reactietermijn).',
})
export class MissedTermType implements MissedTerm {
  @Field(() => ContractSideEnum, { description: 'Who should have reacted.' })
  party: Side;

  @Field(() => Date, { description: 'Until when.' })
  dueAt: Date;

  @Field(() => Date, {
    nullable: true,
    description: 'When it reacted after all; null: it never did.',
  })
  reactedAt: Date | null;
}

@ObjectType('ContractSignature', { description: 'One signature (handtekening).' })
export class ContractSignatureType {
  @Field(() => ContractSideEnum, { description: 'For which party.' })
  side: Side;

  @Field(() => String, { description: 'Who signed: the user of the token.' })
  signer: string;

  @Field(() => Date, { description: 'When.' })
  signedAt: Date | string;

  @Field(() => Boolean, {
    description: 'Whether it is under the text as it stands; a change makes signatures void.',
  })
  counts: boolean;
}

@ObjectType('ContractNegotiation', {
  description: 'How a version came about: for its two parties and the authority alone.',
})
export class ContractNegotiationType {
  @Field(() => String, { description: 'Number of the contract.' })
  number: string;

  @Field(() => Int, { description: 'Number of the version.' })
  version: number;

  @Field(() => ContractStatusEnum, { description: 'How far it is.' })
  status: ContractStatus;

  @Field(() => ContractSideEnum, {
    nullable: true,
    description: 'Who may change the text; null: not known.',
  })
  penHolder: Side | null;

  @Field(() => String, {
    description: 'SHA-256 of the text as it stands (see exportContract): what signContract signs.',
  })
  contentHash: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many people of the insurer sign, as it was when offered; null: never offered.',
  })
  insurerSignaturesNeeded: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many people of the supplier sign, as it was when offered; null: never offered.',
  })
  supplierSignaturesNeeded: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Days within which either party reacts, as it was when offered; null: no term, or never offered.',
  })
  reactionDays: number | null;

  @Field(() => [ReactionTermType], {
    description:
      'The terms that run now, of each party its oldest; none once it is signed or given up.',
  })
  runningTerms: readonly ReactionTermType[];

  @Field(() => [MissedTermType], {
    description:
      'All terms that passed without a reaction, also after it was signed or given up. A reaction is an offer, a ' +
      'proposal, a change of the text, passing the pen, signing or giving up; a remark is none.',
  })
  missedTerms: readonly MissedTermType[];

  @Field(() => [NegotiationEntryType], { description: 'Everything that happened, in order.' })
  entries: readonly NegotiationEntryType[];

  @Field(() => [ContractSignatureType], {
    description: 'All signatures, also those that no longer count.',
  })
  signatures: readonly ContractSignatureType[];
}

@ObjectType('ContractChanged', { description: 'What was asked for has been done.' })
export class ContractChangedType {
  readonly __typename = 'ContractChanged';

  @Field(() => Int, { description: 'Number of the version it was about.' })
  version: number;

  @Field(() => ContractType, { description: 'The contract, with that version.' })
  contract: ContractType;
}

export const ContractLifeResult = createUnionType({
  name: 'ContractResult',
  description: 'The contract as it stands now, or why nothing was done.',
  types: () => [ContractChangedType, RefusedType] as const,
});

@InputType('NegotiationAbout', { description: 'What words are about; neither: the whole of it.' })
export class NegotiationAboutInput {
  @Field(() => Int, { nullable: true, description: 'Number of a line.' })
  lineNumber?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Code of a clause (ClauseCode); it may be one that is yet to be added.',
  })
  clauseCode?: string | null;
}

@ObjectType('ContractText', { description: 'A version of a contract as text.' })
export class ContractTextType {
  @Field(() => ID, { description: 'Id of the contract.' })
  id: string;

  @Field(() => Int, { description: 'Number of the version.' })
  version: number;

  @Field(() => String, { description: 'SHA-256 of its content: what signContract signs.' })
  contentHash: string;

  @Field(() => String, { description: 'The text.' })
  text: string;
}
