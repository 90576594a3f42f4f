/** One thing that is wrong with the input. */
export interface InvalidField {
  /** Where in the input, from the argument down, with dots: 'input.lines.0.pieces'. */
  readonly path: string;
  /** What it must be, as the end of a sentence about the field: 'must be at least 1'. Never the value. */
  readonly message: string;
}

/**
 * The input cannot be used. The API answers BAD_USER_INPUT with all fields at once.
 * Neither paths nor messages may hold a value that was sent: it may be a patient's.
 */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';

  constructor(readonly fields: readonly InvalidField[]) {
    super(fields.map(({ path, message }) => `${path} ${message}`).join('; '));
  }
}

/** Collects everything that is wrong, so that the caller hears it all at once. */
export class InputProblems {
  private readonly fields: InvalidField[] = [];

  add(path: string, message: string): void {
    this.fields.push({ path, message });
  }

  /** Adds the problem unless `holds`. */
  require(holds: boolean, path: string, message: string): void {
    if (!holds) this.add(path, message);
  }

  get all(): readonly InvalidField[] {
    return this.fields;
  }

  get none(): boolean {
    return this.fields.length === 0;
  }

  /** @throws InvalidInput when there is any problem */
  throwIfAny(): void {
    if (!this.none) throw new InvalidInput(this.fields);
  }
}
