import { resolve } from 'node:path';
import { GeographyAndParties1795000000001 } from './migrations/1795000000001-geography-and-parties';
import { Catalogue1795000000002 } from './migrations/1795000000002-catalogue';
import { Supply1795000000003 } from './migrations/1795000000003-supply';
import { TimelinessNorms1795000000004 } from './migrations/1795000000004-timeliness-norms';
import { Contracts1795000000005 } from './migrations/1795000000005-contracts';
import { Emergency1795000000006 } from './migrations/1795000000006-emergency';
import { OutboxAndAccessLog1795000000007 } from './migrations/1795000000007-outbox-and-access-log';
import { TimelinessRollup1795000000008 } from './migrations/1795000000008-timeliness-rollup';
import { Evidence1795000000009 } from './migrations/1795000000009-evidence';
import { LinesInForce1795000000010 } from './migrations/1795000000010-lines-in-force';
import { SettlementsInTime1795000000011 } from './migrations/1795000000011-settlements-in-time';
import { SignedStaysSigned1795000000012 } from './migrations/1795000000012-signed-stays-signed';
import { QualityModules1795000000020 } from './migrations/1795000000020-quality-modules';
import { ContractLife1795000000021 } from './migrations/1795000000021-contract-life';
import { Assessments1795000000022 } from './migrations/1795000000022-assessments';
import { Disputes1795000000023 } from './migrations/1795000000023-disputes';
import { Authorisations1795000000024 } from './migrations/1795000000024-authorisations';
import { ContractingSeason1795000000025 } from './migrations/1795000000025-contracting-season';
import { JointProcurement1795000000031 } from './migrations/1795000000031-joint-procurement';
import { PartySettings1795000000032 } from './migrations/1795000000032-party-settings';
import { AgreedTerms1795000000033 } from './migrations/1795000000033-agreed-terms';
import { HeldBack1795000000034 } from './migrations/1795000000034-held-back';
import { SignedNumberKept1795000000035 } from './migrations/1795000000035-signed-number-kept';
import { SignedTerms1795000000040 } from './migrations/1795000000040-signed-terms';
import { AssessmentsKeptUp1795000000041 } from './migrations/1795000000041-assessments-kept-up';
import { ContractNumbers1795000000043 } from './migrations/1795000000043-contract-numbers';
import { HeardAndMotivated1795000000044 } from './migrations/1795000000044-heard-and-motivated';
import { CompleteRequests1795000000050 } from './migrations/1795000000050-complete-requests';
import { QualifiedByDate1795000000056 } from './migrations/1795000000056-qualified-by-date';
import { SuspensionsKept1795000000060 } from './migrations/1795000000060-suspensions-kept';
import { PartsKept1795000000061 } from './migrations/1795000000061-parts-kept';
import { OneHashKey1795000000065 } from './migrations/1795000000065-one-hash-key';
import { EveryUnitAccountedFor1795000000066 } from './migrations/1795000000066-every-unit-accounted-for';
import { TargetsVerifiedApart1795000000067 } from './migrations/1795000000067-targets-verified-apart';
import { KnownAgbQualifications1795000000070 } from './migrations/1795000000070-known-agb-qualifications';
import { ActivitiesWithATariff1795000000073 } from './migrations/1795000000073-activities-with-a-tariff';
import { ExclusionsAndProfiles1795000000074 } from './migrations/1795000000074-exclusions-and-profiles';
import { LotsSegmentsEmergency1795000000075 } from './migrations/1795000000075-lots-segments-emergency';
import { ContentHashKept1795000000076 } from './migrations/1795000000076-content-hash-kept';
import { ContractImports1795000000077 } from './migrations/1795000000077-contract-imports';
import { InsurerAssessments1795000000078 } from './migrations/1795000000078-insurer-assessments';
import { LapsedWaivers1795000000079 } from './migrations/1795000000079-lapsed-waivers';
import { SupersededStaysSo1795000000083 } from './migrations/1795000000083-superseded-stays-so';
import { TextsOnTheTable1795000000084 } from './migrations/1795000000084-texts-on-the-table';
import { OfferedAndClosed1795000000085 } from './migrations/1795000000085-offered-and-closed';
import { SettingsByTwo1795000000086 } from './migrations/1795000000086-settings-by-two';
import { EndsAsAgreed1795000000087 } from './migrations/1795000000087-ends-as-agreed';
import { NumbersOfLead1795000000088 } from './migrations/1795000000088-numbers-of-lead';
import { ReportedInAnyCase1795000000089 } from './migrations/1795000000089-reported-in-any-case';
import { InsuranceAskedAgain1795000000090 } from './migrations/1795000000090-insurance-asked-again';
import { CodesWithTheirSource1795000000091 } from './migrations/1795000000091-codes-with-their-source';
import { WholeLedgerRowHashed1795000000092 } from './migrations/1795000000092-whole-ledger-row-hashed';
import { ReasonsThatThereAre1795000000093 } from './migrations/1795000000093-reasons-that-there-are';
import { LinesOneByOne1795000000100 } from './migrations/1795000000100-lines-one-by-one';
import { LinesOnTheirWay1795000000101 } from './migrations/1795000000101-lines-on-their-way';
import { FrameworkInContent1795000000102 } from './migrations/1795000000102-framework-in-content';
import { InsurerCoverageKept1795000000105 } from './migrations/1795000000105-insurer-coverage-kept';
import { QualificationsTakenIn1795000000106 } from './migrations/1795000000106-qualifications-taken-in';
import { OneListOfAssessments1795000000107 } from './migrations/1795000000107-one-list-of-assessments';
import { PermissionByModuleAndTerm1795000000110 } from './migrations/1795000000110-permission-by-module-and-term';
import { MilestonesCorrected1795000000111 } from './migrations/1795000000111-milestones-corrected';
import { FrameworksClosed1795000000112 } from './migrations/1795000000112-frameworks-closed';
import { RollupRebuiltAtOnce1795000000115 } from './migrations/1795000000115-rollup-rebuilt-at-once';
import { IdsThatCountNothing1795000000116 } from './migrations/1795000000116-ids-that-count-nothing';
import { ATariffPaysSomething1795000000117 } from './migrations/1795000000117-a-tariff-pays-something';
import { OneLotHoweverWritten1795000000120 } from './migrations/1795000000120-one-lot-however-written';
import { YearOfTalks1795000000130 } from './migrations/1795000000130-year-of-talks';
import { WaiversForWhatIsAsked1795000000140 } from './migrations/1795000000140-waivers-for-what-is-asked';
import { WaiversWithinBounds1795000000141 } from './migrations/1795000000141-waivers-within-bounds';
import { JudgedToTheirEnd1795000000142 } from './migrations/1795000000142-judged-to-their-end';
import { HeardBeforeCourt1795000000150 } from './migrations/1795000000150-heard-before-court';
import { AgreementsBind1795000000151 } from './migrations/1795000000151-agreements-bind';
import { KnownNeeds1795000000152 } from './migrations/1795000000152-known-needs';
import { ValuesThatStandIn1795000000160 } from './migrations/1795000000160-values-that-stand-in';
import { StartAssortmentKept1795000000161 } from './migrations/1795000000161-start-assortment-kept';
import { AdjustmentsGoTheirWay1795000000170 } from './migrations/1795000000170-adjustments-go-their-way';
import { OneActOneKey1795000000171 } from './migrations/1795000000171-one-act-one-key';
import { ReachedThePatient1795000000172 } from './migrations/1795000000172-reached-the-patient';
import { CancelledAfterPickBegan1795000000173 } from './migrations/1795000000173-cancelled-after-pick-began';
import { WhatIsCancelledComesBack1795000000174 } from './migrations/1795000000174-what-is-cancelled-comes-back';
import { OneWayOfFunding1795000000175 } from './migrations/1795000000175-one-way-of-funding';
import { AccessLogEntity } from './src/access/access-log.entity';
import { ArticleEntity } from './src/catalogue/article.entity';
import { CharacteristicEntity } from './src/catalogue/characteristic.entity';
import { ProductGroupCharacteristicEntity } from './src/catalogue/product-group-characteristic.entity';
import { ProductGroupEntity } from './src/catalogue/product-group.entity';
import { StartAssortmentEntity } from './src/catalogue/start-assortment.entity';
import { SubstitutionEntity } from './src/catalogue/substitution.entity';
import { ContractLineEntity } from './src/contracts/contract-line.entity';
import { ContractLineImportEntity } from './src/contracts/life/contract-line-import.entity';
import { ContractLineInForceEntity } from './src/contracts/contract-line-in-force.entity';
import { ContractVersionEntity } from './src/contracts/contract-version.entity';
import { ContractAssessmentCheckEntity } from './src/contracts/assessment/contract-assessment-check.entity';
import { ContractAssessmentEntity } from './src/contracts/assessment/contract-assessment.entity';
import { InsurerCoverageKeptEntity } from './src/contracts/assessment/insurer-coverage-kept.entity';
import { InsurerAssessmentCheckEntity } from './src/contracts/assessment/insurer-assessment-check.entity';
import { InsurerAssessmentEntity } from './src/contracts/assessment/insurer-assessment.entity';
import { ContractWaiverLapseEntity } from './src/contracts/assessment/contract-waiver-lapse.entity';
import { ContractWaiverEntity } from './src/contracts/assessment/contract-waiver.entity';
import { AuthorisationStepEntity } from './src/contracts/authorisations/authorisation-step.entity';
import { AuthorisationEntity } from './src/contracts/authorisations/authorisation.entity';
import { ContractEntity } from './src/contracts/contract.entity';
import { SeasonMilestoneCorrectionEntity } from './src/contracts/season/season-milestone-correction.entity';
import { SeasonMilestoneEntity } from './src/contracts/season/season-milestone.entity';
import { DisputeStepEntity } from './src/contracts/disputes/dispute-step.entity';
import { DisputeTermEntity } from './src/contracts/disputes/dispute-term.entity';
import { DisputeEntity } from './src/contracts/disputes/dispute.entity';
import { ContractActivityEntity } from './src/contracts/life/contract-activity.entity';
import { ContractAuthorisationItemEntity } from './src/contracts/life/contract-authorisation-item.entity';
import { ContractCertificateEntity } from './src/contracts/life/contract-certificate.entity';
import { ContractClauseEntity } from './src/contracts/life/contract-clause.entity';
import { ContractFrameworkEntity } from './src/contracts/frameworks/contract-framework.entity';
import { ContractFrameworkInsurerEntity } from './src/contracts/frameworks/contract-framework-insurer.entity';
import { ContractCompleteProfileEntity } from './src/contracts/life/contract-complete-profile.entity';
import { ContractExclusionEntity } from './src/contracts/life/contract-exclusion.entity';
import { ContractImportEntity } from './src/contracts/life/contract-import.entity';
import { ContractKpiEntity } from './src/contracts/life/contract-kpi.entity';
import { ContractModulePinEntity } from './src/contracts/life/contract-module-pin.entity';
import { ContractNegotiationEntryEntity } from './src/contracts/life/contract-negotiation-entry.entity';
import { ContractPartySettingChangeEntity } from './src/contracts/party-settings/contract-party-setting-change.entity';
import { ContractPartySettingConfirmationEntity } from './src/contracts/party-settings/contract-party-setting-confirmation.entity';
import { ContractPartySettingEntity } from './src/contracts/party-settings/contract-party-setting.entity';
import { ContractSignedTermsEntity } from './src/contracts/life/contract-signed-terms.entity';
import { ContractSignatureEntity } from './src/contracts/life/contract-signature.entity';
import { ContractSubcontractorEntity } from './src/contracts/life/contract-subcontractor.entity';
import { ContractTextEntity } from './src/contracts/life/contract-text.entity';
import { ContractTerminationEntity } from './src/contracts/life/contract-termination.entity';
import { AllocationLotEntity } from './src/emergency/allocation-lot.entity';
import { AllocationEntity } from './src/emergency/allocation.entity';
import { ClockSuspensionEntity } from './src/emergency/clock-suspension.entity';
import { EmergencyRequestEventEntity } from './src/emergency/emergency-request-event.entity';
import { EmergencyRequestLineEntity } from './src/emergency/emergency-request-line.entity';
import { EmergencyRequestPartEntity } from './src/emergency/emergency-request-part.entity';
import { EmergencyRequestEntity } from './src/emergency/emergency-request.entity';
import { PatientEntity } from './src/emergency/patient.entity';
import { RoutingDecisionEntity } from './src/emergency/routing-decision.entity';
import { SettlementEntity } from './src/emergency/settlement.entity';
import { PostcodeAreaEntity } from './src/geography/postcode-area.entity';
import { RegionEntity } from './src/geography/region.entity';
import { CareProviderEntity } from './src/parties/care-provider.entity';
import { InsuredPersonEntity } from './src/parties/insured-person.entity';
import { InsurerEntity } from './src/parties/insurer.entity';
import { PatientHashKeyEntity } from './src/parties/patient-hash-key.entity';
import { PractitionerEntity } from './src/parties/practitioner.entity';
import { PrescriberAuthorityEntity } from './src/parties/prescriber-authority.entity';
import { ProfessionEntity } from './src/parties/profession.entity';
import { QualificationTakenInEntity } from './src/parties/qualification-taken-in.entity';
import { SupplierQualificationEntity } from './src/parties/supplier-qualification.entity';
import { SupplierEntity } from './src/parties/supplier.entity';
import { FunctionalNeedEntity } from './src/quality/functional-need.entity';
import { NeedCharacteristicEntity } from './src/quality/need-characteristic.entity';
import { QualityModuleReviewEntity } from './src/quality/quality-module-review.entity';
import { QualityModuleVersionEntity } from './src/quality/quality-module-version.entity';
import { QualityModuleEntity } from './src/quality/quality-module.entity';
import { QualityRequirementEntity } from './src/quality/quality-requirement.entity';
import { MigrationTextEntity } from './src/platform/database/migration-text.entity';
import { ReferenceVersionEntity } from './src/platform/database/reference-version.entity';
import { OutboxEntity } from './src/platform/outbox/outbox.entity';
import { StockActEntity } from './src/supply/stock-act.entity';
import { StockLedgerEntity } from './src/supply/stock-ledger.entity';
import { StockLotEntity } from './src/supply/stock-lot.entity';
import { StockPointClosureEntity } from './src/supply/stock-point-closure.entity';
import { StockPointHoursEntity } from './src/supply/stock-point-hours.entity';
import { StockPointEntity } from './src/supply/stock-point.entity';
import { EvidenceSealEntity } from './src/timeliness/evidence-seal.entity';
import { TimelinessNormRuleEntity } from './src/timeliness/timeliness-norm-rule.entity';
import { TimelinessNormVersionEntity } from './src/timeliness/timeliness-norm-version.entity';
import { TimelinessRollupPendingEntity } from './src/timeliness/timeliness-rollup-pending.entity';
import { TimelinessRollupEntity } from './src/timeliness/timeliness-rollup.entity';
import { createDataSource } from './src/platform/database/data-source';
import type { Definition } from './src/platform/database/data-source';
import { runningEmbeddedUrl } from './src/platform/database/embedded-postgres';

/** Oldest first. By name, so that what is left in dist/ of a renamed one is never run. */
export const migrations: readonly Definition[] = [
  GeographyAndParties1795000000001,
  Catalogue1795000000002,
  Supply1795000000003,
  TimelinessNorms1795000000004,
  Contracts1795000000005,
  Emergency1795000000006,
  OutboxAndAccessLog1795000000007,
  TimelinessRollup1795000000008,
  Evidence1795000000009,
  LinesInForce1795000000010,
  SettlementsInTime1795000000011,
  SignedStaysSigned1795000000012,
  QualityModules1795000000020,
  ContractLife1795000000021,
  Assessments1795000000022,
  Disputes1795000000023,
  Authorisations1795000000024,
  ContractingSeason1795000000025,
  JointProcurement1795000000031,
  PartySettings1795000000032,
  AgreedTerms1795000000033,
  HeldBack1795000000034,
  SignedNumberKept1795000000035,
  SignedTerms1795000000040,
  AssessmentsKeptUp1795000000041,
  ContractNumbers1795000000043,
  HeardAndMotivated1795000000044,
  CompleteRequests1795000000050,
  QualifiedByDate1795000000056,
  SuspensionsKept1795000000060,
  PartsKept1795000000061,
  OneHashKey1795000000065,
  EveryUnitAccountedFor1795000000066,
  TargetsVerifiedApart1795000000067,
  KnownAgbQualifications1795000000070,
  ActivitiesWithATariff1795000000073,
  ExclusionsAndProfiles1795000000074,
  LotsSegmentsEmergency1795000000075,
  ContentHashKept1795000000076,
  ContractImports1795000000077,
  InsurerAssessments1795000000078,
  LapsedWaivers1795000000079,
  SupersededStaysSo1795000000083,
  TextsOnTheTable1795000000084,
  OfferedAndClosed1795000000085,
  SettingsByTwo1795000000086,
  EndsAsAgreed1795000000087,
  NumbersOfLead1795000000088,
  ReportedInAnyCase1795000000089,
  InsuranceAskedAgain1795000000090,
  CodesWithTheirSource1795000000091,
  WholeLedgerRowHashed1795000000092,
  ReasonsThatThereAre1795000000093,
  LinesOneByOne1795000000100,
  LinesOnTheirWay1795000000101,
  FrameworkInContent1795000000102,
  InsurerCoverageKept1795000000105,
  QualificationsTakenIn1795000000106,
  OneListOfAssessments1795000000107,
  PermissionByModuleAndTerm1795000000110,
  MilestonesCorrected1795000000111,
  FrameworksClosed1795000000112,
  RollupRebuiltAtOnce1795000000115,
  IdsThatCountNothing1795000000116,
  ATariffPaysSomething1795000000117,
  OneLotHoweverWritten1795000000120,
  YearOfTalks1795000000130,
  WaiversForWhatIsAsked1795000000140,
  WaiversWithinBounds1795000000141,
  JudgedToTheirEnd1795000000142,
  HeardBeforeCourt1795000000150,
  AgreementsBind1795000000151,
  KnownNeeds1795000000152,
  ValuesThatStandIn1795000000160,
  StartAssortmentKept1795000000161,
  AdjustmentsGoTheirWay1795000000170,
  OneActOneKey1795000000171,
  ReachedThePatient1795000000172,
  CancelledAfterPickBegan1795000000173,
  WhatIsCancelledComesBack1795000000174,
  OneWayOfFunding1795000000175,
];

/** Every table, as the program reads it. */
export const entities: readonly Definition[] = [
  AccessLogEntity,
  ArticleEntity,
  CharacteristicEntity,
  ProductGroupCharacteristicEntity,
  ProductGroupEntity,
  StartAssortmentEntity,
  SubstitutionEntity,
  ContractLineEntity,
  ContractLineInForceEntity,
  ContractVersionEntity,
  ContractEntity,
  ContractAssessmentCheckEntity,
  ContractAssessmentEntity,
  InsurerAssessmentCheckEntity,
  InsurerCoverageKeptEntity,
  InsurerAssessmentEntity,
  ContractWaiverEntity,
  ContractWaiverLapseEntity,
  AuthorisationStepEntity,
  AuthorisationEntity,
  SeasonMilestoneCorrectionEntity,
  SeasonMilestoneEntity,
  DisputeStepEntity,
  DisputeTermEntity,
  DisputeEntity,
  ContractActivityEntity,
  ContractAuthorisationItemEntity,
  ContractCertificateEntity,
  ContractClauseEntity,
  ContractFrameworkEntity,
  ContractFrameworkInsurerEntity,
  ContractCompleteProfileEntity,
  ContractExclusionEntity,
  ContractImportEntity,
  ContractLineImportEntity,
  ContractKpiEntity,
  ContractModulePinEntity,
  ContractNegotiationEntryEntity,
  ContractPartySettingChangeEntity,
  ContractPartySettingConfirmationEntity,
  ContractPartySettingEntity,
  ContractSignatureEntity,
  ContractSignedTermsEntity,
  ContractSubcontractorEntity,
  ContractTerminationEntity,
  ContractTextEntity,
  AllocationLotEntity,
  AllocationEntity,
  ClockSuspensionEntity,
  EmergencyRequestEventEntity,
  EmergencyRequestLineEntity,
  EmergencyRequestPartEntity,
  EmergencyRequestEntity,
  PatientEntity,
  RoutingDecisionEntity,
  SettlementEntity,
  PostcodeAreaEntity,
  RegionEntity,
  CareProviderEntity,
  InsuredPersonEntity,
  InsurerEntity,
  PatientHashKeyEntity,
  PractitionerEntity,
  PrescriberAuthorityEntity,
  ProfessionEntity,
  QualificationTakenInEntity,
  SupplierQualificationEntity,
  SupplierEntity,
  FunctionalNeedEntity,
  NeedCharacteristicEntity,
  QualityModuleReviewEntity,
  QualityModuleVersionEntity,
  QualityModuleEntity,
  QualityRequirementEntity,
  ReferenceVersionEntity,
  MigrationTextEntity,
  OutboxEntity,
  StockActEntity,
  StockLedgerEntity,
  StockLotEntity,
  StockPointClosureEntity,
  StockPointHoursEntity,
  StockPointEntity,
  EvidenceSealEntity,
  TimelinessNormRuleEntity,
  TimelinessNormVersionEntity,
  TimelinessRollupPendingEntity,
  TimelinessRollupEntity,
];

/**
 * For the command line of TypeORM (`npx typeorm -d dist/ormconfig.js ...`): the database of DATABASE_URL,
 * else the embedded one if it runs. The program itself takes the two lists above.
 */
export const dataSource = createDataSource({
  url:
    process.env['DATABASE_URL'] ??
    runningEmbeddedUrl(resolve(process.env['DATA_DIRECTORY'] ?? '.data')) ??
    'postgres://localhost/disw',
  entities,
  migrations,
});
