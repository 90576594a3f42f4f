/** Says on standard error what takes time, so that standard output holds results alone. */
export class Progress {
  constructor(
    private readonly write: (text: string) => void = (text) => void process.stderr.write(text),
  ) {}

  /** Shows `label ... 1.2 s`; nothing at all for what is done at once. */
  async step<T>(label: string, work: () => Promise<T>): Promise<T> {
    const start = performance.now();
    let shown = false;
    const show = (): void => {
      shown = true;
      this.write(`${label} ... `);
    };
    const timer = setTimeout(show, UNNOTICED_MILLISECONDS);
    try {
      const result = await work();
      if (shown) this.write(`${((performance.now() - start) / 1000).toFixed(1)} s\n`);
      return result;
    } catch (error) {
      if (shown) this.write('failed\n');
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  say(line: string): void {
    this.write(`${line}\n`);
  }
}

const UNNOTICED_MILLISECONDS = 200;
