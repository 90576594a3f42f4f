import { Field, Float, ObjectType } from 'type-graphql';
import { ArticleType, ProductGroupType } from '../../catalogue/catalogue.types';
import { RegionType } from '../../geography/geography.types';
import { InsurerType, SupplierType } from '../../parties/parties.types';

@ObjectType('RequirementOfNeed', { description: 'Why a need asks for a characteristic.' })
export class RequirementOfNeedType {
  @Field(() => String, { description: 'ICF code of the need.' })
  need: string;

  @Field(() => String, { description: 'Why, in English.' })
  reason: string;

  @Field(() => String, { description: 'Why, in Dutch.' })
  dutchReason: string;
}

@ObjectType('NeededCharacteristic', {
  description: 'What the needs together ask of a characteristic of the device (PRIU).',
})
export class RequiredCharacteristicType {
  @Field(() => String, { description: 'Code of the characteristic, such as FORM.' })
  characteristic: string;

  @Field(() => [String], {
    nullable: true,
    description:
      'The values that will do; null: every one within the bounds; none: the needs exclude each other.',
  })
  oneOf: readonly string[] | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The least that will do; null: no lower bound.',
  })
  atLeast: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The most that will do; null: no upper bound.',
  })
  atMost: number | null;

  @Field(() => [RequirementOfNeedType], { description: 'Which needs led to it, and why.' })
  because: readonly RequirementOfNeedType[];
}

@ObjectType('ContractedForArticle', {
  description: 'A supplier that the insurer has contracted for an article.',
})
export class ContractedForArticleType {
  @Field(() => SupplierType, { description: 'The supplier.' })
  supplier: SupplierType;

  @Field(() => [RegionType], {
    nullable: true,
    description: 'Regions in which the contract holds; null: the whole country.',
  })
  regions: readonly RegionType[] | null;
}

@ObjectType('SuitableArticle', { description: 'An article that meets all the needs.' })
export class SuitableArticleType {
  @Field(() => ArticleType, { description: 'The article.' })
  article: ArticleType;

  @Field(() => [String], {
    description: 'Why it fits, in words: what it is like, whose need that meets, and how.',
  })
  why: readonly string[];

  @Field(() => [ContractedForArticleType], {
    nullable: true,
    description: 'Who is contracted for it, by name; null: no insurer was named.',
  })
  contracted: readonly ContractedForArticleType[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: no contract of the insurer gives it there; null: no insurer was named.',
  })
  inNoContract: boolean | null;
}

@ObjectType('SuitableArticles', {
  description:
    'Articles that meet what a person needs to be able to do (functioneringsgericht voorschrijven).',
})
export class SuitableArticlesType {
  @Field(() => ProductGroupType, { description: 'The product group.' })
  productGroup: ProductGroupType;

  @Field(() => InsurerType, { nullable: true, description: 'The insurer; null: none was named.' })
  insurer: InsurerType | null;

  @Field(() => RegionType, {
    nullable: true,
    description: 'The region of the postcode; null: none was given.',
  })
  region: RegionType | null;

  @Field(() => [RequiredCharacteristicType], {
    description: 'What the needs ask of devices of this group.',
  })
  required: readonly RequiredCharacteristicType[];

  @Field(() => [String], {
    description: 'ICF codes of the needs that ask nothing of devices of this group.',
  })
  needsAskingNothing: readonly string[];

  @Field(() => [SuitableArticleType], {
    description: 'Those that fit: the ones in a contract of the insurer first, then by name.',
  })
  articles: readonly SuitableArticleType[];
}
