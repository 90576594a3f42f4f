export interface Repeating {
  /** No further run begins; resolves once the one that is under way has ended. */
  stop(): Promise<void>;
}

/**
 * Runs `work` again and again, with a pause after each run, so that runs never overlap. A run that
 * fails is told to `onError`, and the next one comes all the same. Does not keep the process alive.
 * @param work is given a signal that aborts when it should come to an end early
 */
export function repeat(
  work: (signal: AbortSignal) => Promise<unknown>,
  pauseMilliseconds: number,
  onError: (error: unknown) => void,
): Repeating {
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const schedule = (): void => {
    if (abort.signal.aborted) return;
    timer = setTimeout(() => {
      running = run();
    }, pauseMilliseconds);
    timer.unref();
  };
  const run = async (): Promise<void> => {
    try {
      await work(abort.signal);
    } catch (error) {
      onError(error);
    }
    schedule();
  };
  schedule();
  return {
    async stop() {
      abort.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
