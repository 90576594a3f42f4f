import { PreparationError } from './platform/database/preparation-error';

export type Environment = Readonly<Record<string, string | undefined>>;

const KEY_BYTES = 32;
/** What a key must be, in words, with a command that makes one on any system. */
export const A_KEY = `${KEY_BYTES} bytes in base64 (node -p "crypto.randomBytes(${KEY_BYTES}).toString('base64')")`;

/** Reads settings and collects all that is wrong with them. A value is never repeated: it may be a secret. */
export class SettingsReader {
  private readonly problems: string[] = [];

  constructor(private readonly environment: Environment) {}

  /** @returns undefined when it is not set, or empty */
  text(name: string): string | undefined {
    return this.environment[name]?.trim() || undefined;
  }

  integer(name: string, standard: number, from: number, to: number): number {
    const given = this.text(name);
    if (given === undefined) return standard;
    const value = /^\d{1,9}$/.test(given) ? Number(given) : NaN;
    if (value >= from && value <= to) return value;
    this.wrong(name, `a whole number from ${from} to ${to}`);
    return standard;
  }

  oneOf<T extends string>(name: string, allowed: readonly T[], standard: T): T {
    const given = this.text(name) ?? standard;
    const value = allowed.find((known) => known === given);
    if (value === undefined) this.wrong(name, `one of ${allowed.join(', ')}`);
    return value ?? standard;
  }

  url(name: string, protocols: readonly string[], example: string): string | undefined {
    const given = this.text(name);
    if (given === undefined) return undefined;
    if (URL.canParse(given) && protocols.includes(new URL(given).protocol)) return given;
    this.wrong(name, `an address like ${example}`);
    return undefined;
  }

  key(name: string): Buffer | undefined {
    const given = this.text(name);
    if (given === undefined) return undefined;
    const key = keyOf(given);
    if (key === undefined) this.wrong(name, A_KEY);
    return key;
  }

  require(name: string, right: string): void {
    if (this.text(name) === undefined) this.problem(`${name} must be set: ${right}.`);
  }

  /** @returns whether both are set; only one of them is a problem */
  together(one: string, other: string): boolean {
    const [isOne, isOther] = [one, other].map((name) => this.text(name) !== undefined);
    if (isOne !== isOther) {
      this.problem(`${isOne ? other : one} must be set too: ${one} and ${other} go together.`);
    }
    return isOne === true && isOther === true;
  }

  wrong(name: string, right: string): void {
    this.problem(`${name} must be ${right}.`);
  }

  problem(line: string): void {
    if (!this.problems.includes(line)) this.problems.push(line);
  }

  /** @throws PreparationError with a line for each problem */
  throwProblems(): void {
    if (this.problems.length > 0) throw new PreparationError(this.problems.join('\n'));
  }
}

/** Strict: Buffer.from leaves out what is not base64 without a word. */
export function keyOf(encoded: string): Buffer | undefined {
  const key = Buffer.from(encoded, 'base64');
  const isBase64 = key.toString('base64').replace(/=+$/, '') === encoded.replace(/=+$/, '');
  return isBase64 && key.length === KEY_BYTES ? key : undefined;
}
