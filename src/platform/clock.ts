/** Gives the present instant. Injected everywhere, so that a test can choose the time. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
