/**
 * Something about the surroundings that a person must mend (a folder, a port, a database) before the
 * program can run. The message is one line, says what is wrong and what to do, and holds no secret.
 */
export class PreparationError extends Error {
  override readonly name = 'PreparationError';
}
