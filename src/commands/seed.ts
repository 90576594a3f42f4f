import { seedReferenceData } from '../../seeds/reference';
import { DEMO_REQUESTS, seedDemo } from '../../seeds/seed';
import { systemClock } from '../platform/clock';
import { PreparationError } from '../platform/database/preparation-error';
import { statement } from '../platform/database/statement';
import type { Settings } from '../settings';
import { openPatientDatabase, type PatientDatabase } from './open-database';
import type { Progress } from './progress';

const selectHasRequests = statement<{ has: boolean }>(
  'main.has-requests',
  'SELECT EXISTS (SELECT FROM emergency_request) AS has',
);

/**
 * What a server does with the invented data when it starts: the first time all of them, later only what
 * a newer program adds to the reference data.
 */
export async function seedForServing(open: PatientDatabase, progress: Progress): Promise<void> {
  const now = systemClock.now();
  await open.asOwner(async (owner) => {
    const [found] = await owner.query(selectHasRequests);
    if (found?.has) {
      await progress.step('Looking after the reference data', () => seedReferenceData(owner, now));
      return;
    }
    await progress.step('Loading the demo data (first start)', () =>
      seedDemo(owner, { now, cipher: open.cipher }),
    );
  });
}

/** `npm run seed [-- --requests N]`: invented data up to so many requests; what is there stays. */
export async function seed(
  settings: Settings,
  progress: Progress,
  parameters: readonly string[],
): Promise<void> {
  const requests = requestsAsked(parameters);
  const open = await openPatientDatabase(settings, progress);
  try {
    const added = await open.asOwner((owner) =>
      seedDemo(owner, {
        now: systemClock.now(),
        cipher: open.cipher,
        requests,
        progress: (words) => progress.say(words),
      }),
    );
    progress.say(`The demo data are loaded: ${added} requests added, ${requests} in all or more.`);
  } finally {
    await open.close();
  }
}

const MOST_REQUESTS = 20_000_000;

function requestsAsked(parameters: readonly string[]): number {
  if (parameters.length === 0) return DEMO_REQUESTS;
  const [option, given] = parameters.flatMap((parameter) => parameter.split('='));
  const requests = /^\d{1,8}$/.test(given ?? '') ? Number(given) : NaN;
  if (option === '--requests' && requests <= MOST_REQUESTS && parameters.length <= 2) {
    return requests;
  }
  throw new PreparationError(
    `npm run seed -- --requests N, with N a whole number of at most ${MOST_REQUESTS}.`,
  );
}
