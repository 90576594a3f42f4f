import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ArticleType } from '../catalogue/catalogue.types';
import { InsurerType, SupplierType } from '../parties/parties.types';
import { connectionTypeOf } from '../platform/graphql/connection';
import { Decimal, LocalDate } from '../platform/graphql/scalars';
import type { CorrectionReason, PayerBasis } from './payer-basis';
import { CorrectionReasonEnum, PayerBasisEnum } from './payer-basis.types';

@ObjectType('SettlementCorrection', {
  description:
    'That a settlement takes the place of another one (correctie); neither is ever changed.',
})
export class SettlementCorrectionType {
  @Field(() => ID, { description: 'Id of the settlement that it takes the place of.' })
  correctsId: string;

  @Field(() => CorrectionReasonEnum, { description: 'Why.' })
  reason: CorrectionReason;

  @Field(() => String, { description: 'Who made it.' })
  actor: string;

  @Field(() => Date, { description: 'When it was made.' })
  at: Date | string;
}

@ObjectType('Settlement', {
  description:
    'One article that was handed over in an emergency, and who pays for it why (afrekening). The patient ' +
    'is not in it.',
})
export class SettlementType {
  @Field(() => ID, { description: 'Its id.' })
  id: string;

  @Field(() => String, { description: 'Number of the emergency request.' })
  requestNumber: string;

  @Field(() => Date, { description: 'When it was handed over.' })
  handedOverAt: Date | string;

  @Field(() => ArticleType, { description: 'What was given.' })
  article: ArticleType;

  @Field(() => Int, { description: 'Pieces that were given.' })
  pieces: number;

  @Field(() => PayerBasisEnum, { description: 'On what basis it is paid.' })
  basis: PayerBasis;

  @Field(() => InsurerType, {
    nullable: true,
    description: 'Who pays; null: not found, or not yet known.',
  })
  insurer: InsurerType | null;

  @Field(() => SupplierType, { description: 'Who is paid.' })
  supplier: SupplierType;

  @Field(() => ID, {
    nullable: true,
    description: 'Id of the contract; null where it is not paid by contract.',
  })
  contractId: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Number of the contract; null where it is not paid by contract.',
  })
  contractNumber: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'Price of a piece: by the contract, else by the list. Null: the contract does not pay by the piece.',
  })
  tariff: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'Price of all pieces; null: the contract does not pay by the piece.',
  })
  amount: string | null;

  @Field(() => String, { description: 'Currency (ISO 4217).' })
  currency: string;

  @Field(() => SettlementCorrectionType, {
    nullable: true,
    description: 'Where it takes the place of another one; null: it is the first.',
  })
  correction: SettlementCorrectionType | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Id of the settlement that takes its place; null: it stands.',
  })
  correctedById: string | null;
}

export const SettlementConnection = connectionTypeOf('Settlement', SettlementType, 'settlements');

@InputType('SettlementFilter', { description: 'Which settlements; everything given must hold.' })
export class SettlementFilterInput {
  @Field(() => LocalDate, { nullable: true, description: 'Handed over on this day or later.' })
  from?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Handed over on this day or earlier.' })
  until?: string | null;

  @Field(() => PayerBasisEnum, { nullable: true, description: 'On what basis it is paid.' })
  basis?: PayerBasis | null;

  @Field(() => String, { nullable: true, description: 'UZOVI code of the insurer.' })
  insurer?: string | null;

  @Field(() => String, { nullable: true, description: 'AGB code of the supplier.' })
  supplier?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'EMDN code of a product group: that group and those under it.',
  })
  productGroup?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Also those that another one took the place of, which are not to be added up; absent: false.',
  })
  withCorrected?: boolean | null;
}
