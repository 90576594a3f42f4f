import type { Transaction } from '../../src/platform/database/database';
import { CopySender } from './copy-sender';
import { HistoryShare, SHARES, type HistoryOrder, type TableRows } from './history-share';
import { makeShareApart } from './history-worker';
import type { IdByTable } from './ids';
import type { DemoPatient } from './people';
import { worldOf, type DemoReference } from './world';

export interface HistorySettings {
  /** Rows may go in before those they refer to. */
  readonly inAnyOrder: boolean;
  /** The tables were written anew in this transaction. */
  readonly intoNewFiles: boolean;
  /** Each share in a thread of its own; the rows are the same. */
  readonly inParallel: boolean;
}

/**
 * Makes the history and copies it in.
 * @returns for each share from where on none of its ids was given
 */
export async function makeHistory(
  transaction: Transaction,
  reference: DemoReference,
  patients: readonly DemoPatient[],
  order: HistoryOrder,
  { inAnyOrder, intoNewFiles, inParallel }: HistorySettings,
): Promise<IdByTable[]> {
  const sender = new CopySender(transaction, intoNewFiles);
  if (inParallel) {
    const send = (rows: readonly TableRows[]): Promise<void> => sender.send(rows);
    return Promise.all(
      Array.from({ length: SHARES }, (_, share) =>
        makeShareApart({ reference, patients, order, share }, send),
      ),
    );
  }
  const world = worldOf(reference, patients);
  const shares = Array.from(
    { length: SHARES },
    (_, share) => new HistoryShare(world, order, share),
  );
  await makeHere(shares, sender, inAnyOrder);
  return shares.map(({ freeIds }) => freeIds);
}

/** Makes the shares side by side, while what they made before is being sent. */
async function makeHere(
  shares: readonly HistoryShare[],
  sender: CopySender,
  inAnyOrder: boolean,
): Promise<void> {
  let unfinished = [...shares];
  let sending: Promise<void> = Promise.resolve();
  while (unfinished.length > 0) {
    unfinished = unfinished.filter((share) => share.makeSome());
    if (!inAnyOrder) continue;
    for (const share of shares) {
      if (!share.isFull) continue;
      await sending;
      sending = sender.send(share.take());
    }
    // The connection has its turn.
    await new Promise(setImmediate);
  }
  for (const share of shares) await sender.send(share.take());
}
