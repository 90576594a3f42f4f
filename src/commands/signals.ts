import { lifetime } from './lifetime';
import type { Progress } from './progress';

/** npm passes a signal on that the terminal has already sent: one wish to stop, not two. */
const ONE_WISH_MILLISECONDS = 1_000;
const LOOK_FOR_PARENT_MILLISECONDS = 500;
/** What a shell reports of a program that was interrupted. */
const INTERRUPTED = 130;

/**
 * Ends the program well on SIGINT, SIGTERM and SIGHUP, also while it is still preparing; a second wish to
 * stop ends it at once.
 * @param isServing whether to stop now is to have done all there was to do
 */
export function stopOnSignals(progress: Progress, isServing: () => boolean): void {
  let firstWish: number | undefined;
  const stop = (): void => {
    if (firstWish !== undefined) {
      if (performance.now() - firstWish > ONE_WISH_MILLISECONDS) process.exit(1);
      return;
    }
    firstWish = performance.now();
    const code = isServing() ? 0 : INTERRUPTED;
    progress
      .step('Stopping', () => lifetime.end())
      .then(
        () => process.exit(code),
        () => process.exit(1),
      );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  stopWithNpm(stop);
}

/**
 * npm passes a signal on to the shell it started us in, and the shell, not always to us: it ends and leaves
 * us behind. So under `npm start` the end of that shell is a wish to stop as well.
 */
function stopWithNpm(stop: () => void): void {
  if (process.env['npm_lifecycle_event'] !== 'start') return;
  const shell = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(timer);
    stop();
  }, LOOK_FOR_PARENT_MILLISECONDS);
  timer.unref();
}
