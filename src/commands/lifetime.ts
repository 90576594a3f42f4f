/** What has been opened and must be closed when the program ends, however it comes to end. */
export class Lifetime {
  private readonly tasks: (() => Promise<void>)[] = [];
  private ended: Promise<void> | undefined;

  /** @returns a function that does the task now, unless it was done; the end does not do it again */
  onEnd(task: () => Promise<void>): () => Promise<void> {
    let done: Promise<void> | undefined;
    const once = (): Promise<void> => (done ??= task());
    this.tasks.push(once);
    return once;
  }

  get isEnding(): boolean {
    return this.ended !== undefined;
  }

  /** Closes everything, what was opened last first. May be called more than once. */
  end(): Promise<void> {
    this.ended ??= this.closeAll();
    return this.ended;
  }

  private async closeAll(): Promise<void> {
    for (const task of this.tasks.reverse()) await task();
  }
}

/** Of this process: there is one, and signals come to all of it. */
export const lifetime = new Lifetime();
