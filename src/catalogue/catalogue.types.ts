import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionTypeOf } from '../platform/graphql/connection';
import { enumOf } from '../platform/graphql/refusal.types';
import { Decimal } from '../platform/graphql/scalars';
import type { ArticleFilterInput } from './article-filter.rules';
import type { Characteristic, SubstitutionKind } from './catalogue';
import type { DeviceCategory } from './device-category';
import { DeviceCategoryEnum } from './device-category.types';

const CharacteristicTypeEnum = enumOf(['NUMBER', 'CHOICE', 'BOOLEAN'] as const);
registerEnumType(CharacteristicTypeEnum, {
  name: 'CharacteristicType',
  description: 'What the values of a characteristic are.',
  valuesConfig: {
    NUMBER: { description: 'A number, in the unit of the characteristic.' },
    CHOICE: { description: 'One of the choices of the characteristic.' },
    BOOLEAN: { description: 'true or false.' },
  },
});

const SubstitutionKindEnum = enumOf([
  'EQUIVALENT',
  'FUNCTIONAL',
  'AFTER_CONSULTATION',
  'INCOMPATIBLE',
] as const);
registerEnumType(SubstitutionKindEnum, {
  name: 'SubstitutionKind',
  description: 'Whether one article may stand in for another (substitutie).',
  valuesConfig: {
    EQUIVALENT: { description: 'The same in every characteristic that is known (gelijkwaardig).' },
    FUNCTIONAL: {
      description: 'Does the same; hard characteristics are the same (functioneel gelijkwaardig).',
    },
    AFTER_CONSULTATION: { description: 'Only after asking the prescriber (na overleg).' },
    INCOMPATIBLE: { description: 'Never (niet uitwisselbaar).' },
  },
});

@ObjectType('StandIn', {
  description: 'A value that does for who asked another one as well (voldoet ook voor).',
})
export class StandInType {
  @Field(() => String, { description: 'The value of the device, as text.' })
  value: string;

  @Field(() => [String], { description: 'The values that it does for, as text.' })
  for: readonly string[];
}

@ObjectType('GroupCharacteristic', {
  description: 'A characteristic as the articles of a product group have it (kenmerk).',
})
export class GroupCharacteristicType {
  @Field(() => ID, { description: 'Code, such as CHARRIERE.' })
  code: string;

  @Field(() => String, { description: 'Name.' })
  name: string;

  @Field(() => String, { description: 'Name in Dutch.' })
  dutchName: string;

  @Field(() => CharacteristicTypeEnum, { description: 'What its values are.' })
  valueType: Characteristic['valueType'];

  @Field(() => String, { nullable: true, description: 'Unit of a number; null: none.' })
  unit: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'The values of a choice; null for numbers and for true or false.',
  })
  choices: readonly string[] | null;

  @Field(() => [StandInType], {
    description:
      'Which values do for others: a device for EITHER is given to a MAN or a WOMAN, one free of latex (true) to ' +
      'who need not have it so (false). What is given is then among the differences. Proposal of this project.',
  })
  standIns: readonly StandInType[];

  @Field(() => Boolean, {
    description: 'Whether it is kept in any substitution; every article of the group states it.',
  })
  hard: boolean;

  @Field(() => Boolean, {
    description:
      'Whether an emergency request for the product group must state it, as no device can be used or ' +
      'chosen safely without it. Which ones is a proposal of this project, no published list.',
  })
  mustBeAsked: boolean;
}

@ObjectType('ProductGroup', { description: 'Devices with one intended use (productgroep).' })
export class ProductGroupType {
  @Field(() => ID, {
    description:
      'EMDN code of the group. Some have codes below them, and the register of devices gives each article one of ' +
      'those: it is not known here.',
  })
  code: string;

  @Field(() => String, { description: 'Name.' })
  name: string;

  @Field(() => String, { description: 'Name in Dutch.' })
  dutchName: string;

  @Field(() => DeviceCategoryEnum, { description: 'What its devices are for.' })
  category: DeviceCategory;

  @Field(() => String, {
    nullable: true,
    description: 'Code in the Dutch classification (GPH), 12 digits; null where not sure.',
  })
  gph: string | null;

  @Field(() => String, {
    description:
      'AGB qualification (76xx) that a supplier needs to supply it: the narrowest that will do.',
  })
  supplierQualification: string;

  @Field(() => [String], {
    description:
      'Every AGB qualification (76xx) that will do, the narrowest first: limb prostheses (7601) take in those of ' +
      'arm (7610) and leg (7652).',
  })
  supplierQualifications: readonly string[];

  @Field(() => Boolean, { description: 'False: the code is a stand-in, not a published one.' })
  verified: boolean;

  @Field(() => String, { description: 'Where the code comes from.' })
  source: string;

  @Field(() => [GroupCharacteristicType], {
    description: 'What its articles are told apart by, hard ones first.',
  })
  characteristics: readonly GroupCharacteristicType[];
}

@ObjectType('ArticleCharacteristic', { description: 'What an article is like (kenmerk).' })
export class ArticleCharacteristicType {
  @Field(() => String, { description: 'Code, such as CHARRIERE.' })
  code: string;

  @Field(() => String, { description: 'Name.' })
  name: string;

  @Field(() => String, { description: 'Name in Dutch.' })
  dutchName: string;

  @Field(() => String, { description: 'A number, a choice, or true or false; as text.' })
  value: string;

  @Field(() => String, { nullable: true, description: 'Unit of a number; null: none.' })
  unit: string | null;

  @Field(() => Boolean, { description: 'Whether it is kept in any substitution.' })
  hard: boolean;
}

@ObjectType('Article', { description: 'A device as it is packed and traded (artikel).' })
export class ArticleType {
  @Field(() => ID, { description: 'GTIN, 14 digits.' })
  gtin: string;

  @Field(() => String, { description: 'Name.' })
  name: string;

  @Field(() => String, { description: 'Maker (fabrikant).' })
  maker: string;

  @Field(() => ProductGroupType, { description: 'Its product group.' })
  productGroup: ProductGroupType;

  @Field(() => Int, { description: 'Pieces in a pack (verpakking).' })
  piecesPerPack: number;

  @Field(() => Int, { description: 'Days of shelf life that must be left at handover.' })
  minimumRemainingDays: number;

  @Field(() => Decimal, {
    description: 'List price of a pack in euros, without VAT; not what an insurer pays.',
  })
  listPrice: string;

  @Field(() => Boolean, { description: 'False: no longer supplied.' })
  active: boolean;

  @Field(() => [ArticleCharacteristicType], { description: 'What it is like, hard ones first.' })
  characteristics: readonly ArticleCharacteristicType[];

  @Field(() => [ArticleSubstituteType], {
    description: 'What is known of others standing in for it; best first.',
  })
  substitutes: readonly ArticleSubstituteType[];
}

@ObjectType('ArticleSubstitute', {
  description: 'What is known of another article standing in for this one (substitutie).',
})
export class ArticleSubstituteType {
  @Field(() => ArticleType, { description: 'The other article.' })
  article: ArticleType;

  @Field(() => SubstitutionKindEnum, { description: 'Whether it may.' })
  kind: SubstitutionKind;

  @Field(() => String, { nullable: true, description: 'Why, in words.' })
  note: string | null;
}

export const ArticleConnection = connectionTypeOf('Article', ArticleType, 'articles');

@ObjectType('StartAssortmentItem', {
  description: 'What a stock point should at least have of an article (startassortiment).',
})
export class StartAssortmentItemType {
  @Field(() => ArticleType, { description: 'The article.' })
  article: ArticleType;

  @Field(() => Int, { description: 'At least this many pieces.' })
  minimumPieces: number;
}

@ObjectType('Category', { description: 'A category of devices (categorie).' })
export class CategoryType {
  @Field(() => DeviceCategoryEnum, { description: 'The category.' })
  code: DeviceCategory;

  @Field(() => String, { description: 'Its devices in words.' })
  name: string;

  @Field(() => Boolean, { description: 'Whether it is one of the four of DISW.' })
  disw: boolean;

  @Field(() => Int, { description: 'How many product groups it has.' })
  productGroupCount: number;

  @Field(() => Int, { description: 'How many articles of it are supplied.' })
  articleCount: number;

  @Field(() => [StartAssortmentItemType], {
    description: 'What a stock point should at least have for emergencies.',
  })
  startAssortment: readonly StartAssortmentItemType[];
}

@InputType('CharacteristicFilter', { description: 'What an article must be like (kenmerk).' })
export class CharacteristicFilterType {
  @Field(() => String, { description: 'Code, such as CHARRIERE: see productGroups.' })
  code: string;

  @Field(() => String, { description: 'A number, a choice, or true or false; as text.' })
  value: string;
}

@InputType('ArticleFilter', { description: 'Which articles; everything given must hold.' })
export class ArticleFilterType implements ArticleFilterInput {
  @Field(() => DeviceCategoryEnum, { nullable: true, description: 'Of this category.' })
  category?: DeviceCategory | null;

  @Field(() => String, {
    nullable: true,
    description: 'Of this product group or those below it: an EMDN code or the beginning of one.',
  })
  productGroup?: string | null;

  @Field(() => String, { nullable: true, description: 'Of this maker, by its full name.' })
  maker?: string | null;

  @Field(() => String, { nullable: true, description: 'With this GTIN: 8, 12, 13 or 14 digits.' })
  gtin?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Words that all occur in the name, the maker or the product group; case and accents do not count.',
  })
  text?: string | null;

  @Field(() => [CharacteristicFilterType], {
    nullable: true,
    description: 'Like this in every one of these characteristics.',
  })
  characteristics?: CharacteristicFilterType[] | null;
}
