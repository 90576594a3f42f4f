import pino, { type Logger } from 'pino';
import { describeFault, type FaultDescription } from './faults';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/**
 * The program's own log: a line of JSON each, to standard output. Whoever logs gives fields that hold no
 * data of patients and no secrets; errors go through `logFault` or `logError`, which take such data out.
 */
export interface Log {
  readonly logger: Logger;
  /** An unexpected error that a caller was told of under this id. */
  readonly logFault: (faultId: string, fault: FaultDescription) => void;
  /** An error that no caller waits for. */
  readonly logError: (message: string) => (error: unknown) => void;
}

export function createLog(level: LogLevel): Log {
  const logger = pino({
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  });
  return {
    logger,
    logFault: (faultId, fault) => logger.error({ faultId, fault }, 'unexpected error'),
    logError: (message) => (error) => logger.error({ fault: describeFault(error) }, message),
  };
}
