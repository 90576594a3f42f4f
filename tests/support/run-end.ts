/** What is to be undone when the whole run ends, last done first undone. */
const tasks: (() => Promise<void>)[] = [];

/** Set-up and tear-down of a run are loaded apart from each other but live in one process. */
const shared = globalThis as typeof globalThis & { diswRunEnd?: (() => Promise<void>)[] };

export function stopAfterwards(task: () => Promise<void>): void {
  shared.diswRunEnd ??= tasks;
  shared.diswRunEnd.push(task);
}

export async function endRun(): Promise<void> {
  for (const task of shared.diswRunEnd?.splice(0).reverse() ?? []) await task();
}
