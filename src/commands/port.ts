import { createServer } from 'node:net';
import { PreparationError } from '../platform/database/preparation-error';

/**
 * Looks whether the port can be had, before anything is prepared for it.
 * @throws PreparationError
 */
export function checkPort(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(portError(error, port, host)));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve()));
  });
}

/** Says in words why a server could not listen; other errors come back as they are. */
export function portError(error: Error, port: number, host: string): Error {
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} is taken: stop what listens there, or set PORT to another one.`,
    EACCES: `Port ${port} may not be used by this user: set PORT to one from 1024 up.`,
    EADDRNOTAVAIL: `This machine has no address ${host}: set HOST to one of its own, or to 0.0.0.0 for all.`,
    ENOTFOUND: `There is no host ${host}: set HOST to an address of this machine, or to 0.0.0.0 for all.`,
  };
  const reason = reasons[(error as NodeJS.ErrnoException).code ?? ''];
  return reason === undefined ? error : new PreparationError(reason, { cause: error });
}
