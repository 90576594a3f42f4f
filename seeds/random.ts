/**
 * A small seeded generator (xoshiro128**, Blackman and Vigna), so that invented data comes out the
 * same on every machine. Not for keys or anything that must not be guessed.
 */
export class SeededRandom {
  private readonly state = new Int32Array(4);

  /** Generators of different names are independent of each other. */
  constructor(name: string) {
    let mixer = fnv1a(name);
    for (let index = 0; index < this.state.length; index += 1) {
      mixer = (mixer + 0x9e3779b9) | 0;
      let mixed = mixer ^ (mixer >>> 16);
      mixed = Math.imul(mixed, 0x21f0aaad);
      mixed ^= mixed >>> 15;
      mixed = Math.imul(mixed, 0x735a2d97);
      this.state[index] = mixed ^ (mixed >>> 15);
    }
  }

  /** From 0 up to but not including 1. */
  fraction(): number {
    const { state } = this;
    const a = state[0] ?? 0;
    const b = state[1] ?? 0;
    const c = state[2] ?? 0;
    const d = state[3] ?? 0;
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9);
    const third = c ^ a;
    const fourth = d ^ b;
    state[0] = a ^ fourth;
    state[1] = b ^ third;
    state[2] = third ^ (b << 9);
    state[3] = (fourth << 11) | (fourth >>> 21);
    return (result >>> 0) / 4294967296;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.fraction() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  /** @throws when there is nothing to pick from */
  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.fraction() * items.length)];
    if (item === undefined) throw new Error('Nothing to pick from');
    return item;
  }

  /** Mostly near zero, seldom far out; `mean` on average. */
  exponential(mean: number): number {
    return -Math.log(1 - this.fraction()) * mean;
  }
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash;
}
