import { mintToken } from '../access/tokens';
import { systemClock } from '../platform/clock';
import type { Settings } from '../settings';
import { claimsOf } from './demo-users';
import { ownSigningKey } from './keys';

/** `npm run token -- <demo user> [code]`: prints a token, and nothing else. */
export async function token(settings: Settings, parameters: readonly string[]): Promise<void> {
  const [name, code] = parameters;
  const claims = claimsOf(name, code);
  const minted = await mintToken(ownSigningKey(settings), claims, { now: systemClock.now() });
  process.stdout.write(`${minted}\n`);
}
