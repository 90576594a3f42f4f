/**
 * Work that is done soon after somebody asks for it, without their waiting: one run at a time, and one more
 * after it for all who asked meanwhile. A run that fails is told to `onError`.
 */
export class Nudge {
  private running: Promise<void> | undefined;
  private asked = false;
  private stopped = false;

  constructor(
    private readonly work: () => Promise<unknown>,
    private readonly onError: (error: unknown) => void,
  ) {}

  readonly soon = (): void => {
    if (this.stopped) return;
    this.asked = true;
    this.running ??= this.run().finally(() => {
      this.running = undefined;
    });
  };

  /** Resolves once nothing runs that was asked for. */
  async settled(): Promise<void> {
    await this.running;
  }

  /** No further run begins; resolves once the one that is under way has ended. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.settled();
  }

  private async run(): Promise<void> {
    while (this.asked && !this.stopped) {
      this.asked = false;
      try {
        await this.work();
      } catch (error) {
        this.onError(error);
      }
    }
  }
}
