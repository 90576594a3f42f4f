import { types } from 'node:util';

/** What of an unexpected error may be written to a log. */
export interface FaultDescription {
  readonly name: string;
  readonly message: string;
  /** SQLSTATE or the code of a system error. */
  readonly code?: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly frames: readonly string[];
  readonly cause?: FaultDescription;
}

/** Their messages quote names out of the code, never data. */
const CODE_ERRORS = new Set(['TypeError', 'ReferenceError', 'RangeError']);
const FRAMES = 12;

/**
 * Describes an error for the log without the data in it: PostgreSQL, JSON.parse and others quote the
 * values they stumble over in message, detail and where, and those may be a patient's.
 */
export function describeFault(error: unknown): FaultDescription {
  if (!types.isNativeError(error))
    return { name: typeof error, message: 'not an Error', frames: [] };
  return {
    name: error.name,
    message: CODE_ERRORS.has(error.name) ? error.message : withoutData(error.message),
    ...text(error, 'code'),
    ...text(error, 'constraint'),
    ...text(error, 'table'),
    frames: framesOf(error),
    ...(types.isNativeError(error.cause) ? { cause: describeFault(error.cause) } : {}),
  };
}

/** Takes out what is in quotes or brackets and every run of four digits or more. */
export function withoutData(message: string): string {
  return message
    .replace(/"[\s\S]*"|'[\s\S]*'|`[\s\S]*`|\([\s\S]*\)/g, '...')
    .replace(/\d{4,}/g, '...');
}

function text(error: Error, key: 'code' | 'constraint' | 'table'): Record<string, string> {
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'string' ? { [key]: value } : {};
}

function framesOf(error: Error): string[] {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, FRAMES)
    .map((line) => line.trim());
}
