/** What is to happen later, earliest first; of what happens at once, what was added first. */
export class StepQueue<T> {
  private readonly times: number[] = [];
  private readonly orders: number[] = [];
  private readonly items: T[] = [];
  private added = 0;

  /** When the next happens; Infinity when nothing is to. */
  get nextAt(): number {
    return this.times[0] ?? Infinity;
  }

  push(at: number, item: T): void {
    const { times, orders, items } = this;
    const order = this.added++;
    let hole = items.length;
    items.push(item);
    times.push(at);
    orders.push(order);
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (!this.isBefore(at, order, parent)) break;
      this.move(parent, hole);
      hole = parent;
    }
    this.put(hole, at, order, item);
  }

  pop(): T | undefined {
    const { times, orders, items } = this;
    const [first] = items;
    const at = times.pop();
    const order = orders.pop();
    const item = items.pop();
    if (at === undefined || order === undefined || item === undefined) return undefined;
    if (items.length === 0) return first;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= items.length) break;
      if (
        child + 1 < items.length &&
        this.isBefore(times[child + 1] ?? 0, orders[child + 1] ?? 0, child)
      ) {
        child += 1;
      }
      if (this.isBefore(at, order, child)) break;
      this.move(child, hole);
      hole = child;
    }
    this.put(hole, at, order, item);
    return first;
  }

  private isBefore(at: number, order: number, other: number): boolean {
    const time = this.times[other] ?? Infinity;
    return at < time || (at === time && order < (this.orders[other] ?? Infinity));
  }

  private move(from: number, to: number): void {
    const item = this.items[from];
    if (item === undefined) return;
    this.put(to, this.times[from] ?? 0, this.orders[from] ?? 0, item);
  }

  private put(index: number, at: number, order: number, item: T): void {
    this.times[index] = at;
    this.orders[index] = order;
    this.items[index] = item;
  }
}
