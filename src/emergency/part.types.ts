import { Field, Int, ObjectType } from 'type-graphql';
import { ArticleType } from '../catalogue/catalogue.types';

import { PayerBasisEnum } from '../contracts/payer-basis.types';

import { InsurerType } from '../parties/parties.types';

import { Decimal, LocalDate } from '../platform/graphql/scalars';
import { StockPointType } from '../supply/stock-point.types';

import {
  DeclineReasonEnum,
  MatchEnum,
  PartStateEnum,
  PassOverReasonEnum,
  ProofMethodEnum,
  ReceiverKindEnum,
} from './emergency.enums.types';
import type { PassOverReason } from './reasons';
import type { PartState } from './request-state.rules';

@ObjectType('ArticleDifference', {
  description:
    'One thing in which the article given differs from what was asked, or that was not asked and is never ' +
    'exchanged by itself, such as free of latex.',
})
export class ArticleDifferenceType {
  @Field(() => String, { description: 'Code of the characteristic (kenmerk).' })
  characteristic: string;

  @Field(() => String, {
    nullable: true,
    description: 'What was asked; null: it was not asked, or not stated.',
  })
  asked: string | null;

  @Field(() => String, { nullable: true, description: 'What is given; null: not stated.' })
  given: string | null;
}

@ObjectType('LotPieces', { description: 'Pieces of one lot (partij).' })
export class LotPiecesType {
  @Field(() => String, { description: 'Lot number as on the pack.' })
  lotNumber: string;

  @Field(() => LocalDate, { description: 'Last day of use.' })
  expiresOn: string;

  @Field(() => Int, { description: 'Pieces.' })
  pieces: number;

  @Field(() => Boolean, {
    description:
      'Whether it expires sooner than the article should keep (minimumRemainingDays), reckoned from when it was ' +
      'handed over, or now. Such a lot is never reserved; a stock point can hand it over all the same.',
  })
  expiresTooSoon: boolean;
}

@ObjectType('Payer', { description: 'Who pays, and why (wie betaalt).' })
export class PayerType {
  @Field(() => PayerBasisEnum, { description: 'On what basis.' })
  basis: string;

  @Field(() => InsurerType, { nullable: true, description: 'The insurer; null: not found.' })
  insurer: InsurerType | null;

  @Field(() => String, {
    nullable: true,
    description: 'Number of the contract, where there is one.',
  })
  contractNumber: string | null;

  @Field(() => String, { description: 'In words.' })
  words: string;
}

@ObjectType('GivenArticle', { description: 'What is given for one line of a request.' })
export class GivenArticleType {
  @Field(() => Int, { description: 'Number of the line that it is given for.' })
  lineNumber: number;

  @Field(() => ArticleType, { description: 'The article given.' })
  article: ArticleType;

  @Field(() => Int, { description: 'Pieces.' })
  pieces: number;

  @Field(() => MatchEnum, { description: 'How it relates to what was asked.' })
  match: string;

  @Field(() => [ArticleDifferenceType], {
    description: 'What differs from what was asked, or was not asked.',
  })
  differences: readonly ArticleDifferenceType[];

  @Field(() => PayerType, { description: 'Who pays for it, and why.' })
  payer: PayerType;

  @Field(() => [LotPiecesType], {
    description: 'The lots it comes from, first expired first; in the answer to placing: empty.',
  })
  lots: readonly LotPiecesType[];
}

@ObjectType('HandoverReckoning', { description: 'How an expected handover was reckoned.' })
export class HandoverReckoningType {
  @Field(() => Date, {
    description: 'When work can begin: now, once the one on call is there, or at opening.',
  })
  startsAt: Date | string;

  @Field(() => Boolean, { description: 'Whether the one on call has to come.' })
  onCall: boolean;

  @Field(() => Int, { description: 'Minutes to make it ready.' })
  preparationMinutes: number;

  @Field(() => Int, {
    description: 'Minutes by road to the patient; for a pickup, of the one who fetches it.',
  })
  travelMinutes: number;

  @Field(() => Decimal, { description: 'Kilometres to the patient, in a straight line.' })
  distanceKm: string;
}

@ObjectType('HandoverProof', { description: 'Proof of a handover (bewijs van overhandiging).' })
export class HandoverProofType {
  @Field(() => ProofMethodEnum, { description: 'How it was proved.' })
  method: string;

  @Field(() => ReceiverKindEnum, { description: 'What kind of person took it.' })
  receivedBy: string;
}

@ObjectType('RequestPart', { description: 'What one stock point hands over of a request (deel).' })
export class RequestPartType {
  @Field(() => Int, { description: 'Number within the request, from 1.' })
  partNumber: number;

  @Field(() => PartStateEnum, { description: 'How far it is.' })
  state: PartState;

  @Field(() => StockPointType, { description: 'Who hands it over.' })
  stockPoint: StockPointType;

  @Field(() => Date, {
    description:
      'When it is expected to be handed over, reckoned as if it were accepted at once. For a pickup: ready, and ' +
      'never before acceptBy; by then it has been accepted or has moved on, so that nobody comes for nothing.',
  })
  expectedAt: Date | string;

  @Field(() => HandoverReckoningType, { description: 'How that was reckoned.' })
  reckoning: HandoverReckoningType;

  @Field(() => Date, {
    description:
      'Until when the stock point has to accept, reckoned from when somebody is there or can be called; then the ' +
      'request moves on.',
  })
  acceptBy: Date | string;

  @Field(() => Date, { description: 'When it was assigned.' })
  assignedAt: Date | string;

  @Field(() => Date, { nullable: true, description: 'When it was accepted.' })
  acceptedAt: Date | string | null;

  @Field(() => Date, { nullable: true, description: 'When it left for the patient.' })
  dispatchedAt: Date | string | null;

  @Field(() => Date, { nullable: true, description: 'When it was ready for pickup.' })
  readyAt: Date | string | null;

  @Field(() => Date, { nullable: true, description: 'When it was handed over.' })
  handedOverAt: Date | string | null;

  @Field(() => HandoverProofType, { nullable: true, description: 'Proof of the handover.' })
  proof: HandoverProofType | null;

  @Field(() => PassOverReasonEnum, {
    nullable: true,
    description: 'Why it was passed over (overgeslagen); null: it was not.',
  })
  passOverReason: PassOverReason | null;

  @Field(() => DeclineReasonEnum, {
    nullable: true,
    description: 'Why the stock point declined; null: it did not.',
  })
  declineReason: string | null;

  @Field(() => [GivenArticleType], { description: 'What it gives.' })
  gives: readonly GivenArticleType[];
}
