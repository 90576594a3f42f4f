import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PreparationError } from '../platform/database/preparation-error';
import { BEFORE_ALL_EVENTS } from '../platform/outbox/read-events';
import type { Settings } from '../settings';
import { writeContract } from './contract-files';
import { eventLines } from './event-lines';
import { openDatabase, type OpenDatabase } from './open-database';
import type { Progress } from './progress';

const WORDS =
  'Say what: npm run export -- contract <number>, or contract-lines <number>, or events [--after <id>]';

/**
 * `npm run export -- contract <number>` or `contract-lines <number>`: the newest version; or
 * `events [--after <id>]`. On standard output.
 */
export async function exportCommand(
  settings: Settings,
  [what, ...parameters]: readonly string[],
  progress: Progress,
): Promise<void> {
  const write = writer(what, parameters, progress);
  const open = await openDatabase(settings, progress);
  try {
    await write(open);
  } finally {
    await open.close();
  }
}

/** @throws PreparationError before anything is opened */
function writer(
  what: string | undefined,
  parameters: readonly string[],
  progress: Progress,
): (open: OpenDatabase) => Promise<void> {
  if (what === 'events') {
    const after = cursorIn(parameters);
    return (open) => writeEvents(open, after, progress);
  }
  const [number] = parameters;
  if ((what !== 'contract' && what !== 'contract-lines') || number === undefined) {
    throw new PreparationError(WORDS);
  }
  const form = what === 'contract' ? 'JSON' : 'CSV';
  return (open) => open.asOwner((owner) => writeContract(owner, form, number, process.stdout));
}

function cursorIn(parameters: readonly string[]): string {
  if (parameters.length === 0) return BEFORE_ALL_EVENTS;
  const [option, id = '', ...more] = parameters.flatMap((parameter) => parameter.split('='));
  if (option === '--after' && /^\d{1,18}$/.test(id) && more.length === 0) return id;
  throw new PreparationError(
    'npm run export -- events --after <id>, with the id of the last event you have; 0 or nothing for all.',
  );
}

async function writeEvents(open: OpenDatabase, after: string, progress: Progress): Promise<void> {
  const last = { id: after };
  await open.asOwner((owner) =>
    pipeline(Readable.from(eventLines(owner, last)), process.stdout, { end: false }),
  );
  progress.say(`Later ones: npm run export -- events --after ${last.id}`);
}
