import { InputProblems } from '../platform/invalid-input';
import { isPlainText } from '../platform/plain-text.rules';

/** A text of one line without the space around it and with one space between words; notes a problem when it is empty or too long. */
export function givenText(
  problems: InputProblems,
  path: string,
  value: string,
  most: number,
): string {
  const text = value.trim().replace(/[ \u00a0]+/g, ' ');
  problems.require(
    text.length >= 1 && text.length <= most && isPlainText(text),
    path,
    `must be 1 to ${most} characters`,
  );
  return text;
}

/**
 * What somebody says, of several lines if need be.
 * @throws InvalidInput when it is shorter than `least` or longer than 4000 characters
 */
export function wordsOf(words: string, least = 1, path = 'words'): string {
  const text = words.trim();
  const problems = new InputProblems();
  problems.require(
    text.length >= least && text.length <= 4000 && isPlainText(text.replace(/[\t\r\n]/g, ' ')),
    path,
    `must be ${least} to 4000 characters`,
  );
  problems.throwIfAny();
  return text;
}
