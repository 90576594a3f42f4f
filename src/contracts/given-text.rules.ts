import type { InputProblems } from '../platform/invalid-input';
import { isPlainText } from '../platform/plain-text.rules';

/** A text of one line without the space around it; notes a problem when it is empty or too long. */
export function givenText(
  problems: InputProblems,
  path: string,
  value: string,
  most: number,
): string {
  const text = value.trim();
  problems.require(
    text.length >= 1 && text.length <= most && isPlainText(text),
    path,
    `must be 1 to ${most} characters`,
  );
  return text;
}
