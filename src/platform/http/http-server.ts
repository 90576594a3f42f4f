import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ApolloServer } from '@apollo/server';
import { describeFault } from '../faults';
import type { Exchange } from '../graphql/api-server';
import type { LogFault } from '../graphql/errors';
import { newFaultId } from '../ids';
import { EXPLORER_POLICY, type Explorer, type Served } from './explorer';
import { FileHandler } from './file-handler';
import type { FileRoute } from './file-route';
import { GraphqlHandler, type RequestLog } from './graphql-handler';

export interface HttpServerOptions<Caller, Context = unknown> {
  /** Made by `apiServer`; started and stopped here. */
  readonly api: ApolloServer<Exchange>;
  /** @throws NotSignedIn when the token is no good */
  readonly authenticate: (token: string) => Promise<Caller>;
  /** Makes what the resolvers get. */
  readonly createContext: (caller: Caller | undefined, traceId: string) => Context;
  /** Paths under which files come and go. Default: none. */
  readonly files?: readonly FileRoute<Context>[];
  /** Whether requests can be served, such as whether the database answers. */
  readonly isReady: () => boolean | Promise<boolean>;
  /** Absent: no page to try operations in. */
  readonly explorer?: Explorer;
  readonly log: RequestLog;
  readonly logFault: LogFault;
  /** 0 takes any free port. */
  readonly port: number;
  readonly host?: string;
  /** Largest body of an operation, in bytes. Default 1 MiB. */
  readonly bodyLimit?: number;
  /** Largest file that is taken, in bytes. Default 64 MiB. */
  readonly fileLimit?: number;
  /** Files that come or go at once. Default 4. */
  readonly filesAtOnce?: number;
  /** Of whom nothing of a file comes, or who takes nothing, for so long has gone. Default 10 s. */
  readonly fileStalledMilliseconds?: number;
  /** Operations in one request at most. Default 10. */
  readonly batchLimit?: number;
  /** After this an answer that does not come is given up. Default 30 s. */
  readonly answerTimeoutMilliseconds?: number;
  /** How long `close` waits for running requests. Default 10 s. */
  readonly closeTimeoutMilliseconds?: number;
}

export interface RunningServer {
  readonly port: number;
  /** Stops accepting, lets running requests finish, then ends. May be called more than once. */
  close(): Promise<void>;
}

const PATH = '/graphql';
const ASSETS = `${PATH}/assets/`;
const MEBIBYTE = 1024 * 1024;

/** A whole file is there within this; what else comes is shorter, and has less (`jsonBody`). */
const LONGEST_REQUEST_MILLISECONDS = 120_000;

/**
 * Serves the API. Paths: /graphql (POST an operation; GET with a browser: the explorer), those of files,
 * /health/live (the process runs), /health/ready (requests can be served).
 * @throws the error of `listen`, such as EADDRINUSE
 */
export async function startHttpServer<Caller, Context>(
  options: HttpServerOptions<Caller, Context>,
): Promise<RunningServer> {
  await options.api.start();
  const routes = new Routes(options);
  const server = createServer(
    {
      keepAliveTimeout: 65_000,
      headersTimeout: 10_000,
      requestTimeout: LONGEST_REQUEST_MILLISECONDS,
    },
    (request, response) => routes.handle(request, response),
  );
  try {
    await listening(server, options.port, options.host);
  } catch (error) {
    await options.api.stop();
    throw error;
  }
  let closed: Promise<void> | undefined;
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      closed ??= (async () => {
        routes.closing = true;
        await closing(server, options.closeTimeoutMilliseconds ?? 10_000);
        await options.api.stop();
      })();
      return closed;
    },
  };
}

class Routes<Caller, Context> {
  closing = false;
  private readonly graphql: GraphqlHandler<Caller>;
  private readonly files: FileHandler<Caller, Context>;

  constructor(private readonly options: HttpServerOptions<Caller, Context>) {
    this.files = new FileHandler({ ...options, routes: options.files ?? [] });
    this.graphql = new GraphqlHandler({
      ...options,
      bodyLimit: options.bodyLimit ?? MEBIBYTE,
      batchLimit: options.batchLimit ?? 10,
      answerTimeoutMilliseconds: options.answerTimeoutMilliseconds ?? 30_000,
    });
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    this.route(request, response).catch((error: unknown) => {
      this.options.logFault(newFaultId(), describeFault(error));
      response.destroy();
    });
  }

  private route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = pathOf(request.url ?? '/');
    const { method } = request;
    if (path === PATH && method === 'POST') {
      return this.graphql.handle(request, response, () => this.closing);
    }
    const ofFile = this.files.methodsOf(path);
    if (ofFile.length > 0) {
      return ofFile.includes(method ?? '')
        ? this.files.handle(request, response, path, () => this.closing)
        : this.plain(response, 405, 'Method not allowed', { allow: ofFile.join(', ') });
    }
    if (method !== 'GET' && method !== 'HEAD') {
      return this.plain(response, 405, 'Method not allowed', {
        allow: path === PATH ? 'GET, POST' : 'GET',
      });
    }
    if (path === PATH) return this.page(request, response);
    if (path.startsWith(ASSETS)) return this.asset(request, response, path.slice(ASSETS.length));
    if (path === '/') return this.plain(response, 302, '', { location: PATH });
    if (path === '/health/live') return this.plain(response, 200, 'live');
    if (path === '/health/ready') return this.ready(response);
    return this.plain(response, 404, 'Not found');
  }

  /** Operations in an address would leave what is asked, patients too, in every log on the way. */
  private page(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { explorer } = this.options;
    const isBrowser = request.headers.accept?.includes('text/html') ?? false;
    if (explorer === undefined || !isBrowser) {
      return this.plain(response, 405, 'Send operations with POST', { allow: 'POST' });
    }
    return this.served(request, response, explorer.page, {
      'content-security-policy': EXPLORER_POLICY,
      'referrer-policy': 'no-referrer',
    });
  }

  private asset(request: IncomingMessage, response: ServerResponse, name: string): Promise<void> {
    const asset = this.options.explorer?.asset(name);
    return asset === undefined
      ? this.plain(response, 404, 'Not found')
      : this.served(request, response, asset, {});
  }

  private served(
    request: IncomingMessage,
    response: ServerResponse,
    { body, contentType, etag }: Served,
    headers: Readonly<Record<string, string>>,
  ): Promise<void> {
    const common = { etag, 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' };
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304, { ...common, ...headers }).end();
      return Promise.resolve();
    }
    response.writeHead(200, {
      ...common,
      ...headers,
      'content-type': contentType,
      'content-length': body.length,
    });
    response.end(request.method === 'HEAD' ? undefined : body);
    return Promise.resolve();
  }

  private async ready(response: ServerResponse): Promise<void> {
    const isReady = !this.closing && (await this.answersReady());
    await this.plain(response, isReady ? 200 : 503, isReady ? 'ready' : 'not ready');
  }

  private async answersReady(): Promise<boolean> {
    try {
      return await this.options.isReady();
    } catch {
      return false;
    }
  }

  private plain(
    response: ServerResponse,
    status: number,
    text: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    response.writeHead(status, {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      ...(this.closing ? { connection: 'close' } : {}),
      ...headers,
    });
    response.end(text === '' ? '' : `${text}\n`);
    return Promise.resolve();
  }
}

/** The path without the query, which is never looked at nor logged. */
function pathOf(url: string): string {
  const end = url.indexOf('?');
  return end === -1 ? url : url.slice(0, end);
}

function listening(server: Server, port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, ...(host === undefined ? {} : { host }) }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closing(server: Server, timeoutMilliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), timeoutMilliseconds);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
