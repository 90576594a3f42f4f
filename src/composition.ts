import { AccessLog, recordDenials } from './access/access-log.service';
import { accessGuard } from './access/access-rule';
import type { CallContext } from './access/call-context';
import { CatalogueResolver } from './catalogue/catalogue.resolver';
import { catalogueSnapshot } from './catalogue/catalogue.snapshot';
import { ContractResolver } from './contracts/contract.resolver';
import { ContractService } from './contracts/contract.service';
import { AssessmentResolver } from './contracts/assessment/assessment.resolver';
import { AssessmentService } from './contracts/assessment/assessment.service';
import { AssessmentHistoryResolver } from './contracts/assessment/history.resolver';
import { AssessmentHistory } from './contracts/assessment/history.service';
import { ImpactResolver } from './contracts/assessment/impact.resolver';
import { ImpactService } from './contracts/assessment/impact.service';
import { InsurerCoverageService } from './contracts/assessment/insurer-coverage.service';
import { InsurerReassessment } from './contracts/assessment/insurer-reassessment';
import { Reassessment } from './contracts/assessment/reassessment';
import { SourcingResolver } from './contracts/assessment/sourcing.resolver';
import { SourcingService } from './contracts/assessment/sourcing.service';
import { UnwaivedResolver } from './contracts/assessment/unwaived.resolver';
import { UnwaivedService } from './contracts/assessment/unwaived.service';
import { WaiverResolver } from './contracts/assessment/waiver.resolver';
import { WaiverService } from './contracts/assessment/waiver.service';
import { AuthorisationIntake } from './contracts/authorisations/authorisation-intake.service';
import { AuthorisationReading } from './contracts/authorisations/authorisation-reading.service';
import { AuthorisationResolver } from './contracts/authorisations/authorisation.resolver';
import { AuthorisationService } from './contracts/authorisations/authorisation.service';
import { SeasonResolver } from './contracts/season/season.resolver';
import { SeasonService } from './contracts/season/season.service';
import { DisputeResolver } from './contracts/disputes/dispute.resolver';
import { DisputeService } from './contracts/disputes/dispute.service';
import { FrameworkResolver } from './contracts/frameworks/framework.resolver';
import { FrameworkService } from './contracts/frameworks/framework.service';
import { ContractDraftingResolver } from './contracts/life/contract-drafting.resolver';
import { ContractExportResolver } from './contracts/life/contract-export.resolver';
import { ContractTalksResolver } from './contracts/life/contract-talks.resolver';
import {
  ContractLineResolver,
  ContractVersionResolver,
} from './contracts/life/contract-version.resolver';
import { DraftingService } from './contracts/life/drafting.service';
import { exportRoutes, importRoutes } from './contracts/life/contract-file.routes';
import { ContractImport } from './contracts/life/contract-import.service';
import { LineImport } from './contracts/life/line-import.service';
import { ContractExport } from './contracts/life/export.service';
import { putInForce, type PutInForce } from './contracts/life/in-force';
import { ContractActs } from './contracts/life/locked-contract';
import { NegotiationService } from './contracts/life/negotiation.service';
import { VersionTermsService } from './contracts/life/version-terms.service';
import { PartySettingsResolver } from './contracts/party-settings/party-settings.resolver';
import { PartySettingsService } from './contracts/party-settings/party-settings.service';
import { CoverageResolver } from './contracts/coverage.resolver';
import { CoverageService } from './contracts/coverage.service';
import { SettlementResolver } from './contracts/settlement.resolver';
import { SettlementService } from './contracts/settlement.service';
import { SuitableArticlesResolver } from './contracts/suitable-articles/suitable-articles.resolver';
import { SuitableArticlesService } from './contracts/suitable-articles/suitable-articles.service';
import { ClockAndCancelService } from './emergency/clock-and-cancel.service';
import { EmergencyResolver, PlacedRequestResolver } from './emergency/emergency.resolver';
import { FulfilmentResolver } from './emergency/fulfilment.resolver';
import { FulfilmentService } from './emergency/fulfilment.service';
import { InsuranceAgain } from './emergency/insurance-again';
import {
  InsuredPersonsTable,
  NeverBlockingCheck,
  type InsuranceCheck,
} from './emergency/insurance-check';
import { OptionsService } from './emergency/options.service';
import type { PatientCipher } from './parties/patient-cipher';
import { PlaceService } from './emergency/place.service';
import { EmergencyReadService } from './emergency/read.service';
import { RequestActs } from './emergency/request-acts';
import { requestIdOf, requestNumber } from './emergency/request-number';
import { Rerouting } from './emergency/rerouting';
import { Router } from './emergency/router';
import type { EmergencySnapshots } from './emergency/snapshots';
import { Sweeps } from './emergency/sweeps';
import { defaultTravelSettings } from './geography/distance.rules';
import { GeographyResolver } from './geography/geography.resolver';
import { postcodesSnapshot } from './geography/postcodes.snapshot';
import { MeService } from './parties/me.service';
import { PartiesResolver } from './parties/parties.resolver';
import { partiesSnapshot } from './parties/parties.snapshot';
import type { Clock } from './platform/clock';
import type { Database } from './platform/database/database';
import { describeFault } from './platform/faults';
import { Nudge } from './platform/jobs/nudge';
import type { LogFault } from './platform/graphql/errors';
import type { FileRoute } from './platform/http/file-route';
import { ruleOf, type RootFieldGuard } from './platform/root-field-guard';
import { ModuleUpkeepService } from './quality/module-upkeep.service';
import { QualityResolver } from './quality/quality.resolver';
import { qualitySnapshot } from './quality/quality.snapshot';
import { StockPointResolver } from './supply/stock-point.resolver';
import { StockPointService } from './supply/stock-point.service';
import { stockPointsSnapshot } from './supply/stock-points.snapshot';
import { StockService } from './supply/stock.service';
import { EvidenceResolver } from './timeliness/evidence.resolver';
import { NormResolver } from './timeliness/norm.resolver';
import { normsSnapshot } from './timeliness/norms.snapshot';
import { ReportResolver } from './timeliness/report.resolver';
import { TimelinessReports } from './timeliness/report.service';
import { EvidenceVerification } from './timeliness/verification.service';

export interface CompositionOptions {
  readonly database: Database;
  readonly cipher: PatientCipher;
  readonly clock: Clock;
  readonly logFault: LogFault;
  /** Default: the table of insured persons. */
  readonly insurance?: InsuranceCheck;
}

export interface Composition {
  /** One instance of each resolver class, as the schema takes them. */
  readonly resolvers: readonly object[];
  readonly guard: RootFieldGuard<CallContext>;
  /** Paths under which files come and go. */
  readonly files: readonly FileRoute<CallContext>[];
  readonly sweeps: Sweeps;
  /** Asks the insurance check again where it could not be asked. */
  readonly askInsuranceAgain: () => Promise<number>;
  /** Begins and ends contracts whose day has come. */
  readonly putContractsInForce: () => Promise<PutInForce>;
  /** Judges contracts anew of which something that they rest on changed, and tells of waivers that lapsed. */
  readonly reassessContracts: (signal?: AbortSignal) => Promise<number>;
  /** Judges anew what the contracts of each insurer give together. */
  readonly reassessInsurers: (signal?: AbortSignal) => Promise<number>;
  /** Resolves when nothing runs any more that an answer set going. */
  readonly settled: () => Promise<void>;
  /** As `settled`, and nothing new begins. */
  readonly stop: () => Promise<void>;
}

/** Puts the rooms together: every service once, each with what it needs. */
export function compose(options: CompositionOptions): Composition {
  const { database, cipher, clock, logFault } = options;
  const snapshots: EmergencySnapshots = {
    catalogue: catalogueSnapshot(database),
    postcodes: postcodesSnapshot(database),
    parties: partiesSnapshot(database),
    stockPoints: stockPointsSnapshot(database),
    norms: normsSnapshot(database),
  };
  const quality = qualitySnapshot(database);
  const judging = { ...snapshots, quality };
  const assessments = new AssessmentService(database, judging, clock);
  const coverage = new InsurerCoverageService(database, judging, clock);
  const reassessment = new Reassessment(database, judging, clock);
  const insurerReassessment = new InsurerReassessment(database, judging, clock);
  const unwaived = new UnwaivedService(database, judging, clock);
  const contracts = new ContractService(database, snapshots);
  const versionTerms = new VersionTermsService(database);
  const contractActs = new ContractActs(database, clock);
  const contractExport = new ContractExport(database);
  const accessLog = new AccessLog();
  const guard = accessGuard(recordDenials(accessLog, database, logFault));
  const insurance = new NeverBlockingCheck(
    options.insurance ?? new InsuredPersonsTable(database, cipher),
    (error) => logFault('insurance-check', describeFault(error)),
  );
  const router = new Router(defaultTravelSettings);
  const rerouting = new Rerouting(database, snapshots, router);
  const sweeps = new Sweeps(database, rerouting, clock);
  const insuranceAgain = new InsuranceAgain(database, snapshots, insurance, cipher, clock);
  const reading = new EmergencyReadService(database, snapshots, cipher, accessLog);
  const stockCameFree = new Nudge(
    () => sweeps.retryWaiting(),
    (error) => logFault('retry-waiting', describeFault(error)),
  );
  const acts = new RequestActs(
    database,
    snapshots.stockPoints,
    clock,
    accessLog,
    stockCameFree.soon,
  );
  const clockAndCancel = new ClockAndCancelService(acts, snapshots.norms);
  const placing = new PlaceService(
    database,
    snapshots,
    router,
    insurance,
    cipher,
    clock,
    accessLog,
    stockCameFree.soon,
  );
  const fulfilment = new FulfilmentService(acts, rerouting);
  const stock = new StockService(
    database,
    snapshots.catalogue,
    snapshots.stockPoints,
    clock,
    stockCameFree.soon,
  );
  return {
    resolvers: [
      new EmergencyResolver(
        database,
        snapshots,
        placing,
        new OptionsService(database, snapshots, router, clock),
        reading,
        clockAndCancel,
      ),
      new PlacedRequestResolver(reading),
      new FulfilmentResolver(fulfilment, clockAndCancel, reading),
      new CatalogueResolver(snapshots.catalogue),
      new GeographyResolver(snapshots.postcodes),
      new PartiesResolver(snapshots.parties, new MeService(database, snapshots.parties)),
      new ContractResolver(contracts),
      new ContractVersionResolver(versionTerms),
      new ContractLineResolver(versionTerms),
      new ContractDraftingResolver(new DraftingService(contractActs, snapshots.parties), contracts),
      new ContractTalksResolver(new NegotiationService(contractActs, assessments), contracts),
      new ContractExportResolver(contractExport),
      new FrameworkResolver(new FrameworkService(database, snapshots.parties, clock)),
      new PartySettingsResolver(new PartySettingsService(database, clock)),
      new CoverageResolver(new CoverageService(database, snapshots, defaultTravelSettings)),
      new AssessmentResolver(assessments, coverage, snapshots),
      new AssessmentHistoryResolver(new AssessmentHistory(database, quality), snapshots.parties),
      new UnwaivedResolver(unwaived, snapshots.parties),
      new WaiverResolver(new WaiverService(database, judging, clock), snapshots.parties),
      new ImpactResolver(new ImpactService(database, judging, clock), snapshots.parties),
      new SourcingResolver(new SourcingService(database, coverage, clock), snapshots),
      new SeasonResolver(
        new SeasonService(database, snapshots.parties, snapshots.postcodes, clock),
      ),
      new AuthorisationResolver(
        new AuthorisationIntake(database, { ...snapshots, quality }, cipher, clock, accessLog),
        new AuthorisationService(database, clock, accessLog),
        new AuthorisationReading(database, accessLog, clock),
        snapshots.catalogue,
        snapshots.parties,
        cipher,
      ),
      new DisputeResolver(
        new DisputeService(database, snapshots.parties, clock),
        snapshots.parties,
      ),
      new SettlementResolver(new SettlementService(database, snapshots)),
      new QualityResolver(quality, new ModuleUpkeepService(database, clock)),
      new SuitableArticlesResolver(
        new SuitableArticlesService(database, { ...snapshots, quality }),
      ),
      new StockPointResolver(new StockPointService(database, snapshots), stock),
      new NormResolver(snapshots.norms),
      new ReportResolver(new TimelinessReports(database)),
      new EvidenceResolver(database, new EvidenceVerification(database), accessLog, {
        numberOf: requestNumber,
        idOf: requestIdOf,
      }),
    ],
    guard,
    files: [
      ...exportRoutes(contractExport, {
        exportContract: ruleOf(guard, ContractExportResolver, 'exportContract'),
        exportContractLines: ruleOf(guard, ContractExportResolver, 'exportContractLines'),
      }),
      ...importRoutes(new ContractImport(database, clock), new LineImport(database, clock), {
        importContract: ruleOf(guard, ContractDraftingResolver, 'draftContract'),
        importContractLines: ruleOf(guard, ContractDraftingResolver, 'reviseContractDraft'),
      }),
    ],
    sweeps,
    askInsuranceAgain: () => insuranceAgain.askAgain(),
    putContractsInForce: () => putInForce(database, assessments, clock.now()),
    reassessContracts: async (signal) => {
      const judged = await reassessment.run(signal);
      await unwaived.tellLapsed();
      return judged;
    },
    reassessInsurers: (signal) => insurerReassessment.run(signal),
    settled: () => stockCameFree.settled(),
    stop: () => stockCameFree.stop(),
  };
}
