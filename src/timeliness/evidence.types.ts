import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { SealedLog } from './seal.sql';
import { FindingKindEnum, SealedLogEnum } from './timeliness.enums.types';
import type { FindingKind } from './verification.rules';
import type { EvidencePeriod } from './verification.service';

@InputType('EvidencePeriodInput', { description: 'What was sealed when.' })
export class EvidencePeriodInput implements EvidencePeriod {
  @Field(() => Date, { description: 'Seals from here on.' })
  from: Date;

  @Field(() => Date, { description: 'Seals before this.' })
  until: Date;
}

@ObjectType('EvidenceFinding', { description: 'One thing that does not agree (bevinding).' })
export class EvidenceFindingType {
  @Field(() => FindingKindEnum, { description: 'What it is.' })
  kind: FindingKind;

  @Field(() => SealedLogEnum, { nullable: true, description: 'In which log.' })
  log?: string;

  @Field(() => ID, { nullable: true, description: 'Of which seal.' })
  sealId?: string;

  @Field(() => ID, { nullable: true, description: 'Of which row of that log.' })
  rowId?: string;

  @Field(() => ID, { nullable: true, description: 'Number of the request that it is about.' })
  requestId?: string;

  @Field(() => Int, { nullable: true, description: 'Stock lot that it is about.' })
  lotId?: number;

  @Field(() => String, { description: 'In words.' })
  words: string;
}

@ObjectType('EvidenceSeal', {
  description:
    'A seal over a stretch of a log and the seal before it (zegel). Who notes its hash down can later tell that nothing up to it was changed, not even by the owner of the database.',
})
export class EvidenceSealType {
  @Field(() => ID, { description: 'Its id.' })
  id: string;

  @Field(() => SealedLogEnum, { description: 'Of which log.' })
  log: SealedLog;

  @Field(() => Date, { description: 'When it was made.' })
  sealedAt: Date;

  @Field(() => ID, { description: 'Lowest id of a row that it is over.' })
  fromId: string;

  @Field(() => ID, { description: 'Highest id of a row that it is over.' })
  toId: string;

  @Field(() => Int, { description: 'How many rows it is over.' })
  rows: number;

  @Field(() => String, { description: 'SHA-256, in hexadecimal.' })
  hash: string;
}

@ObjectType('EvidenceReport', {
  description: 'What came of reckoning seals and chains again (controle van het bewijs).',
})
export class EvidenceReportType {
  @Field(() => Boolean, { description: 'Whether all that was checked agrees.' })
  intact: boolean;

  @Field(() => Boolean, {
    description: 'False: the time was up before the end; ask again with after: lastSealId.',
  })
  complete: boolean;

  @Field(() => ID, { nullable: true, description: 'The last seal of the period that was checked.' })
  lastSealId?: string;

  @Field(() => Int, { description: 'Seals reckoned again.' })
  sealsChecked: number;

  @Field(() => Int, { description: 'Rows under them.' })
  rowsChecked: number;

  @Field(() => [EvidenceFindingType], { description: 'What does not agree; at most 100.' })
  findings: readonly EvidenceFindingType[];

  @Field(() => Boolean, { description: 'Whether there may be more than these.' })
  moreFindings: boolean;

  @Field(() => [EvidenceSealType], { description: 'The newest seal of each log, to note down.' })
  latestSeals: readonly EvidenceSealType[];
}
