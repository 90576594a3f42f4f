import { connect, createServer } from 'node:net';
import { PreparationError } from '../platform/database/preparation-error';

/** What `localhost` may mean to a browser, whichever of these the program listens on. */
const LOCALHOST = ['127.0.0.1', '::1'];
const REACHED_AS_LOCALHOST = new Set([...LOCALHOST, 'localhost', '0.0.0.0', '::']);
const ANSWER_MILLISECONDS = 500;

/**
 * Looks whether the port can be had, before anything is prepared for it. A program that listens on another
 * address of this machine need not be in the way of ours, but may get what is sent to http://localhost.
 * @throws PreparationError
 */
export async function checkPort(port: number, host: string): Promise<void> {
  if (port !== 0 && REACHED_AS_LOCALHOST.has(host)) {
    const answers = await Promise.all(LOCALHOST.map((address) => isListening(port, address)));
    if (answers.includes(true)) throw takenPort(port);
  }
  await canListen(port, host);
}

function isListening(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: ANSWER_MILLISECONDS });
    const end = (listening: boolean) => (): void => {
      socket.destroy();
      resolve(listening);
    };
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
  });
}

function canListen(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(portError(error, port, host)));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve()));
  });
}

/** Says in words why a server could not listen; other errors come back as they are. */
export function portError(error: Error, port: number, host: string): Error {
  if ('code' in error && error.code === 'EADDRINUSE') return takenPort(port, error);
  const reasons: Readonly<Record<string, string>> = {
    EACCES: `Port ${port} may not be used by this user: set PORT to one from 1024 up.`,
    EADDRNOTAVAIL: `This machine has no address ${host}: set HOST to one of its own, or to 0.0.0.0 for all.`,
    ENOTFOUND: `There is no host ${host}: set HOST to an address of this machine, or to 0.0.0.0 for all.`,
  };
  const reason = reasons[(error as NodeJS.ErrnoException).code ?? ''];
  return reason === undefined ? error : new PreparationError(reason, { cause: error });
}

function takenPort(port: number, cause?: Error): PreparationError {
  return new PreparationError(
    `Port ${port} is taken: stop what listens there, or set PORT to another one.`,
    { cause },
  );
}
