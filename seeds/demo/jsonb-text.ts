/**
 * JSON as PostgreSQL prints a jsonb: keys in the order of their length, then of their bytes, and a
 * space after every colon and comma. The chains of hashes are reckoned over this text.
 * Only for values without numbers that JavaScript and PostgreSQL write differently (1e21, 1.50).
 */
export function jsonbText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonbText).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([one], [other]) => compareKeys(one, other))
      .map(([key, field]) => `${JSON.stringify(key)}: ${jsonbText(field)}`);
    return `{${fields.join(', ')}}`;
  }
  return JSON.stringify(value);
}

function compareKeys(one: string, other: string): number {
  const first = Buffer.from(one);
  const second = Buffer.from(other);
  return first.length - second.length || first.compare(second);
}
