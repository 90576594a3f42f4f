import { createHash } from 'node:crypto';
import { moduleName, type Judging } from './judging';

const hashes = new WeakMap<object, string>();

/**
 * Over all that contracts are judged against: the requirements that apply on the day, and the catalogue, the
 * regions, the norms and the stock points as far as rules look at them. Equal means the same verdicts of the
 * same contracts: a day that begins, or a stock point with another telephone number, makes no difference.
 */
export function contentHash({ on, inForce, against }: Judging): string {
  const applying = inForce.map((version) => [
    moduleName(version),
    version.requirements
      .filter(({ appliesFrom }) => appliesFrom === null || appliesFrom <= on)
      .map(({ code }) => code),
  ]);
  return hashOf([applying, against.map(partHash)]);
}

/** Of what stays the same object while nothing of it changes, and may be large. */
function partHash(part: object): string {
  const known = hashes.get(part) ?? hashOf(part);
  hashes.set(part, known);
  return known;
}

function hashOf(content: object): string {
  const text = JSON.stringify(content, (_, value: unknown) =>
    value instanceof Set || value instanceof Map ? [...value] : value,
  );
  return createHash('sha256').update(text).digest('hex');
}
