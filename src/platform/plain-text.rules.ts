/**
 * Whether PostgreSQL can keep the text and a person can read it: no control characters, no half of a
 * surrogate pair.
 */
export function isPlainText(text: string): boolean {
  return !/[\p{Cc}\p{Cs}]/u.test(text);
}
