/** Lets the others go on where one fails, and tells of it in the end. */
export class Failures {
  private readonly errors: unknown[] = [];

  async collect<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.errors.push(error);
      return undefined;
    }
  }

  /** @throws saying how many failed, with the first of them as its cause */
  throwIfAny(): void {
    const [first] = this.errors;
    if (this.errors.length === 0) return;
    throw new Error(`${this.errors.length} of the requests failed, the first of them so`, {
      cause: first,
    });
  }
}
