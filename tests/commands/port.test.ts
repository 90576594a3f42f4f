import { createServer, type AddressInfo, type Server } from 'node:net';
import { networkInterfaces } from 'node:os';
import { checkPort } from '../../src/commands/port';
import { PreparationError } from '../../src/platform/database/preparation-error';

let listening: Server | undefined;
afterEach(() => new Promise<void>((done) => (listening ? listening.close(() => done()) : done())));

async function listenOn(host: string): Promise<number> {
  const server = createServer();
  listening = server;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen({ port: 0, host, ipv6Only: true }, resolve);
  });
  return (server.address() as AddressInfo).port;
}

async function portNobodyHas(): Promise<number> {
  const port = await listenOn('127.0.0.1');
  await new Promise((done) => listening?.close(done));
  listening = undefined;
  return port;
}

const hasIpv6 = Object.values(networkInterfaces()).some((addresses) =>
  addresses?.some(({ address }) => address === '::1'),
);
const cases = [
  ['127.0.0.1', '127.0.0.1'],
  ['127.0.0.1', '0.0.0.0'],
  ...(hasIpv6
    ? [
        ['::1', '127.0.0.1'],
        ['::1', '0.0.0.0'],
        ['::', '127.0.0.1'],
      ]
    : []),
];

describe('the port', () => {
  it.each(cases)(
    'given a program that listens on %s and ours for %s, http://localhost would reach the wrong one: taken',
    async (theirs = '', ours = '') => {
      const port = await listenOn(theirs);

      const refusal: unknown = await checkPort(port, ours).catch((error: unknown) => error);

      expect(refusal).toBeInstanceOf(PreparationError);
      expect((refusal as Error).message).toBe(
        `Port ${port} is taken: stop what listens there, or set PORT to another one.`,
      );
    },
  );

  it('given nobody there, it can be had, also any free one', async () => {
    const port = await portNobodyHas();

    await expect(checkPort(port, '127.0.0.1')).resolves.toBeUndefined();
    await expect(checkPort(0, '127.0.0.1')).resolves.toBeUndefined();
  });

  it('given an address that this machine has not, one line names it', async () => {
    const port = await portNobodyHas();

    await expect(checkPort(port, '192.0.2.1')).rejects.toThrow(
      'This machine has no address 192.0.2.1: set HOST to one of its own, or to 0.0.0.0 for all.',
    );
  });
});
