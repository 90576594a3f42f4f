import { setTimeout as pause } from 'node:timers/promises';
import { repeat } from '../../../src/platform/jobs/repeat';

describe('repeat', () => {
  test('given a run that fails, it is told and the next one comes all the same', async () => {
    const errors: unknown[] = [];
    let runs = 0;
    const failure = new Error('first');
    const second = new Promise<void>((resolve) => {
      const job = repeat(
        () => {
          runs += 1;
          if (runs === 1) return Promise.reject(failure);
          resolve();
          return job.stop();
        },
        1,
        (error) => errors.push(error),
      );
    });
    await second;
    expect(errors).toEqual([failure]);
  });

  test('given slow runs, they never overlap', async () => {
    let inside = 0;
    let most = 0;
    let runs = 0;
    const job = repeat(
      async () => {
        inside += 1;
        most = Math.max(most, inside);
        await pause(10);
        inside -= 1;
        runs += 1;
      },
      1,
      fail,
    );
    while (runs < 3) await pause(5);
    await job.stop();
    expect(most).toBe(1);
  });

  test('given a run under way, stop tells it, waits for it, and no other begins', async () => {
    let begun = 0;
    let ended = 0;
    let told = false;
    const job = repeat(
      async (signal) => {
        begun += 1;
        signal.addEventListener('abort', () => {
          told = true;
        });
        await pause(30);
        ended += 1;
      },
      1,
      fail,
    );
    while (begun === 0) await pause(1);
    await job.stop();
    expect({ begun, ended, told }).toEqual({ begun: 1, ended: 1, told: true });
    await pause(20);
    expect(begun).toBe(1);
  });
});

function fail(error: unknown): void {
  throw error;
}
