import type { Composition } from '../composition';
import { startSweeping } from '../emergency/sweeps';
import type { Clock } from '../platform/clock';
import type { Database } from '../platform/database/database';
import type { Log } from '../platform/log';
import { repeat } from '../platform/jobs/repeat';
import { startOutboxDelivery } from '../platform/outbox/outbox-delivery';
import type { Settings } from '../settings';
import { startRollingUp } from '../timeliness/rolling-up';
import { startSealing } from '../timeliness/sealing';

const SWEEP_MILLISECONDS = 10_000;
const INSURANCE_MILLISECONDS = 30_000;
const CONTRACTS_MILLISECONDS = 60_000;
const ASSESSMENTS_MILLISECONDS = 60_000;
const DELIVERY = { intervalMilliseconds: 1_000, batch: 50, timeoutMilliseconds: 10_000 } as const;

export interface BackgroundOptions {
  readonly database: Database;
  readonly composition: Pick<
    Composition,
    | 'sweeps'
    | 'askInsuranceAgain'
    | 'putContractsInForce'
    | 'reassessContracts'
    | 'reassessInsurers'
  >;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: Settings;
}

/**
 * What goes on without anybody asking: requests that wait, insurance checks that could not be asked,
 * contracts whose day has come or that have to be judged anew, insurers too, the rollup, the seals, and
 * events to the outside. Any number of servers may do it at once.
 * @returns a function that stops it all, and resolves when nothing runs any more
 */
export function startBackground(options: BackgroundOptions): () => Promise<void> {
  const { database, composition, clock, log, settings } = options;
  const stopSweeping = startSweeping(
    composition.sweeps,
    SWEEP_MILLISECONDS,
    log.logError('sweep failed'),
  );
  const insurance = repeat(
    composition.askInsuranceAgain,
    INSURANCE_MILLISECONDS,
    log.logError('insurance check not asked again'),
  );
  const rollingUp = startRollingUp(database, { onError: log.logError('rollup failed') });
  const sealing = startSealing(database, clock, { onError: log.logError('sealing failed') });
  const contracts = repeat(
    composition.putContractsInForce,
    CONTRACTS_MILLISECONDS,
    log.logError('contracts not put in force'),
  );
  const assessments = repeat(
    composition.reassessContracts,
    ASSESSMENTS_MILLISECONDS,
    log.logError('contracts not assessed'),
  );
  const insurers = repeat(
    composition.reassessInsurers,
    ASSESSMENTS_MILLISECONDS,
    log.logError('insurers not assessed'),
  );
  const delivery =
    settings.eventsWebhook &&
    startOutboxDelivery(database, {
      ...DELIVERY,
      webhookUrl: settings.eventsWebhook.url,
      secret: settings.eventsWebhook.secret,
      clock,
      onError: log.logError('event not delivered'),
    });
  warnIfNobodyIsTold(settings, log.logger);
  return async () => {
    await Promise.all([
      stopSweeping(),
      insurance.stop(),
      rollingUp.stop(),
      sealing.stop(),
      contracts.stop(),
      assessments.stop(),
      insurers.stop(),
      delivery?.stop(),
    ]);
  };
}

/** The region's coordinators hear of a request that no stock point can serve by its event alone. */
export function warnIfNobodyIsTold(
  { isProduction, eventsWebhook }: Pick<Settings, 'isProduction' | 'eventsWebhook'>,
  logger: Pick<Log['logger'], 'warn'>,
): void {
  if (!isProduction || eventsWebhook !== undefined) return;
  logger.warn(
    'EVENTS_WEBHOOK_URL is not set: nobody is told when no stock point can serve a request',
  );
}
