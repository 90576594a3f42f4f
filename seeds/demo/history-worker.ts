import { join, extname } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { HistoryShare, type HistoryOrder, type TableRows } from './history-share';
import type { IdByTable } from './ids';
import type { DemoPatient } from './people';
import { worldOf, type DemoReference } from './world';

interface WorkerOrder {
  readonly reference: DemoReference;
  readonly patients: readonly DemoPatient[];
  readonly order: HistoryOrder;
  readonly share: number;
}

/** What a worker says: rows that it made, and once it is done, up to which ids. */
type WorkerMessage = { readonly rows: readonly TableRows[] } | { readonly done: IdByTable };

/** So many chunks may wait to be sent; then the worker waits. */
const CHUNKS_AHEAD = 2;
const YOUNG_MEGABYTES = 96;

/**
 * Makes one share of the history in a thread of its own.
 * @param onRows takes what was made, in turn; the worker gets no further ahead than that keeps up
 * @returns once all is taken, from where on none of its ids was given
 */
export async function makeShareApart(
  { reference, patients, order, share }: WorkerOrder,
  onRows: (rows: readonly TableRows[]) => Promise<void>,
): Promise<IdByTable> {
  const worker = new Worker(join(__dirname, `history-worker${extname(__filename)}`), {
    workerData: { reference, patients, order, share },
    // Most of what is made is soon forgotten; with room for it, it is seldom copied.
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  });
  try {
    return await new Promise<IdByTable>((resolve, reject) => {
      worker.on('error', reject);
      worker.on('exit', () => reject(new Error('The worker ended before its share was made')));
      let sent: Promise<void> = Promise.resolve();
      worker.on('message', (message: WorkerMessage) => {
        if ('done' in message) {
          sent.then(() => resolve(message.done), reject);
        } else {
          sent = onRows(message.rows);
          sent.then(() => worker.postMessage('sent'), reject);
        }
      });
    });
  } finally {
    await worker.terminate();
  }
}

if (!isMainThread && parentPort !== null) {
  const port = parentPort;
  const { reference, patients, order, share } = workerData as WorkerOrder;
  const own = new HistoryShare(worldOf(reference, patients), order, share);
  let ahead = 0;
  let more = true;
  const goOn = (): void => {
    while (more && ahead < CHUNKS_AHEAD) {
      more = own.makeSome();
      if (more && !own.isFull) continue;
      const rows = own.take();
      ahead += 1;
      const message: WorkerMessage = { rows };
      port.postMessage(
        message,
        rows.map((one) => one.rows.buffer as ArrayBuffer),
      );
      const done: WorkerMessage = { done: own.freeIds };
      if (!more) port.postMessage(done);
    }
  };
  port.on('message', () => {
    ahead -= 1;
    goOn();
  });
  goOn();
}
