import { endRun } from './run-end';

async function globalTeardown(): Promise<void> {
  await endRun();
}

export = globalTeardown;
