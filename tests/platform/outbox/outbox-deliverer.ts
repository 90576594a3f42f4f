import { systemClock } from '../../../src/platform/clock';
import { Database } from '../../../src/platform/database/database';
import { createPool } from '../../../src/platform/database/pool';
import { startOutboxDelivery } from '../../../src/platform/outbox/outbox-delivery';

/** A server that does nothing but deliver, to be killed: database, webhook and secret as parameters. */
const [databaseUrl = '', webhookUrl = '', secret = ''] = process.argv.slice(2);
startOutboxDelivery(new Database(createPool(databaseUrl)), {
  webhookUrl,
  secret,
  clock: systemClock,
  intervalMilliseconds: 20,
  batch: 10,
  timeoutMilliseconds: 5_000,
  onError: (error) => process.stderr.write(`${String(error)}\n`),
});
// Its own timers hold nothing up.
setInterval(() => undefined, 1_000);
