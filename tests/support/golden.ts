import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Compares a text with the file in which it is kept, exactly; Jest tells what differs. To write the file
 * anew on purpose: `WRITE_GOLDEN=yes npx jest <the test>`, and then read what `git diff` shows.
 */
export function expectGolden(file: string, text: string): void {
  if (process.env['WRITE_GOLDEN'] === 'yes') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(text).toBe(readFileSync(file, 'utf8'));
}
