import { Nudge } from '../../../src/platform/jobs/nudge';

/** Work whose runs end when they are told to. */
function heldWork(): { work: () => Promise<void>; ends: ((failure?: Error) => void)[] } {
  const ends: ((failure?: Error) => void)[] = [];
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      ends.push((failure) => (failure ? reject(failure) : resolve()));
    });
  return { work, ends };
}

function fail(error: unknown): void {
  throw error;
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('nudge', () => {
  test('given many who ask during a run, they get one run after it together', async () => {
    const { work, ends } = heldWork();
    const nudge = new Nudge(work, fail);

    nudge.soon();
    nudge.soon();
    nudge.soon();
    expect(ends).toHaveLength(1);

    ends[0]?.();
    await settled();
    expect(ends).toHaveLength(2);
    ends[1]?.();
    await settled();
    expect(ends).toHaveLength(2);

    nudge.soon();
    expect(ends).toHaveLength(3);
    ends[2]?.();
  });

  test('given a run that fails, it is told, and the next one comes all the same', async () => {
    const { work, ends } = heldWork();
    const errors: unknown[] = [];
    const nudge = new Nudge(work, (error) => errors.push(error));
    const failure = new Error('first');

    nudge.soon();
    nudge.soon();
    ends[0]?.(failure);
    await settled();

    expect(errors).toEqual([failure]);
    expect(ends).toHaveLength(2);
    ends[1]?.();
  });

  test('given a stop, it waits for the run under way and no other begins', async () => {
    const { work, ends } = heldWork();
    const nudge = new Nudge(work, fail);
    nudge.soon();
    nudge.soon();

    let stopped = false;
    const stopping = nudge.stop().then(() => {
      stopped = true;
    });
    await settled();
    expect(stopped).toBe(false);

    ends[0]?.();
    await stopping;
    nudge.soon();
    expect(ends).toHaveLength(1);
  });
});
