import { NotAllowed, NotSignedIn, TooCostly } from '../call-errors';
import { describeFault } from '../faults';
import type { LogFault } from '../graphql/errors';
import { newFaultId } from '../ids';
import { UnusableBody } from './request-body';

/** Why a request was not answered with what it asked for. */
export interface Failure {
  readonly status: number;
  readonly code: string;
  /** Words a person can act on. */
  readonly message: string;
  /** Beside the code. */
  readonly extensions?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export class TimedOut extends Error {
  constructor() {
    super('This took too long. Whether a change was made is not known: ask, or repeat its key.');
  }
}

/** What the client hears of an error. One of ours goes to the log, and only its number to the client. */
export function failureOf(error: unknown, logFault: LogFault): Failure {
  if (error instanceof UnusableBody) {
    return { status: error.status, code: 'BAD_REQUEST', message: error.message };
  }
  if (error instanceof NotSignedIn) {
    return {
      status: 401,
      code: 'UNAUTHENTICATED',
      message: error.message,
      headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
    };
  }
  if (error instanceof NotAllowed) {
    return { status: 403, code: 'FORBIDDEN', message: error.message };
  }
  if (error instanceof TooCostly) {
    return { status: 400, code: 'TOO_COSTLY', message: error.message };
  }
  if (error instanceof TimedOut) {
    return { status: 504, code: 'TIMED_OUT', message: error.message };
  }
  const errorId = newFaultId();
  logFault(errorId, describeFault(error));
  const message = `Something went wrong on our side (error ${errorId}).`;
  return { status: 500, code: 'INTERNAL_SERVER_ERROR', message, extensions: { errorId } };
}
