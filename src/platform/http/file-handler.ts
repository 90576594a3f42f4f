import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { isNativeError } from 'node:util/types';
import { isCrowdedOut } from '../database/retry.rules';
import type { LogFault } from '../graphql/errors';
import { InvalidInput } from '../invalid-input';
import { bearerToken } from './bearer-token';
import { type Failure, failureOf } from './failures';
import type { FileAnswer, FileRoute, SentFile } from './file-route';
import type { RequestLog } from './graphql-handler';
import { fileBody, requireSize, requireType } from './request-body';
import { traceIdOf } from './trace';

export interface FileHandlerOptions<Caller, Context> {
  readonly routes: readonly FileRoute<Context>[];
  /** @throws NotSignedIn when the token is no good */
  readonly authenticate: (token: string) => Promise<Caller>;
  readonly createContext: (caller: Caller | undefined, traceId: string) => Context;
  readonly log: RequestLog;
  readonly logFault: LogFault;
  /** Largest file that is taken, in bytes. Default 64 MiB. */
  readonly fileLimit?: number;
  /** How many go on at once: each holds a connection to the database. Default 4. */
  readonly filesAtOnce?: number;
  /** Of whom nothing comes, or who takes nothing, for so long has gone. Default 10 s. */
  readonly fileStalledMilliseconds?: number;
}

const MEBIBYTE = 1024 * 1024;
const JSON_TYPE = 'application/json; charset=utf-8';
/** A client that is still sending does not listen yet, so the answer waits for it; not for ever. */
const LISTENING_MILLISECONDS = 2_000;

/** Files in and out, for the kinds of user that may. Never throws. */
export class FileHandler<Caller, Context> {
  private running = 0;

  constructor(private readonly options: FileHandlerOptions<Caller, Context>) {}

  /** @returns the methods that a path knows; none: it is no path of a file */
  methodsOf(path: string): string[] {
    return this.options.routes
      .filter((route) => idIn(path, route) !== undefined)
      .map(({ method }) => method);
  }

  /** @param path of a route, as in the address, without its query */
  async handle(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    isClosing: () => boolean,
  ): Promise<void> {
    const start = performance.now();
    const route = this.options.routes.find(
      (one) => one.method === request.method && idIn(path, one) !== undefined,
    );
    if (route === undefined) throw new Error('Not a path of a file');
    const exchange: FileExchange = {
      request,
      response,
      traceId: traceIdOf(request.headers),
      isClosing,
      stalledMilliseconds: this.options.fileStalledMilliseconds ?? 10_000,
    };
    const codes = await this.inTurn(() => this.answer(route, path, exchange)).then(
      (answer) => (answer === undefined ? [] : write(exchange, answer)),
      (error: unknown) => this.fail(error, exchange),
    );
    this.options.log.info(
      {
        operation: route.name,
        status: response.statusCode,
        durationMs: Math.round((performance.now() - start) * 100) / 100,
        traceId: exchange.traceId,
        ...(codes.length === 0 ? {} : { errors: codes }),
      },
      'request',
    );
  }

  /** The connections left are for everything else: a few large files must not keep everybody waiting. */
  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= (this.options.filesAtOnce ?? 4)) throw new TooManyFiles();
    this.running += 1;
    try {
      return await work();
    } finally {
      this.running -= 1;
    }
  }

  private async answer(
    route: FileRoute<Context>,
    path: string,
    exchange: FileExchange,
  ): Promise<Written | undefined> {
    const { request, traceId } = exchange;
    const token = bearerToken(request);
    const caller = token === undefined ? undefined : await this.options.authenticate(token);
    const context = this.options.createContext(caller, traceId);
    const refusal = route.refusal(context);
    if (refusal !== undefined) throw refusal;
    const limit = this.options.fileLimit ?? 64 * MEBIBYTE;
    if (route.accepts !== undefined) {
      requireType(request, route.accepts);
      requireSize(request, limit);
    }
    const answer = await route.handle({
      context,
      id: idIn(path, route) ?? '',
      parameters: parametersOf(request.url ?? '', route.parameters ?? []),
      body: () => fileBody(request, limit, exchange.stalledMilliseconds),
      send: (file) => begun(exchange, file),
    });
    return answer === undefined ? undefined : answered(answer);
  }

  private fail(error: unknown, exchange: FileExchange): string[] | Promise<string[]> {
    if (exchange.response.headersSent) {
      // Cut off, so that nobody takes half a file for a whole one.
      exchange.response.destroy();
      return [hasGone(error) ? 'BROKEN_OFF' : failureOf(error, this.options.logFault).code];
    }
    return write(exchange, failed(knownFailure(error) ?? failureOf(error, this.options.logFault)));
  }
}

interface FileExchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly traceId: string;
  readonly isClosing: () => boolean;
  readonly stalledMilliseconds: number;
}

interface Written {
  readonly status: number;
  /** For the log. */
  readonly codes: readonly string[];
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

class TooManyFiles extends Error {}

function knownFailure(error: unknown): Failure | undefined {
  if (error instanceof TooManyFiles || isCrowdedOut(error)) {
    return {
      status: 503,
      code: 'BUSY',
      message: 'Too much is going on at once. Nothing was changed: send it again in a while.',
      headers: { 'retry-after': '5' },
    };
  }
  if (error instanceof InvalidInput) {
    const { message, fields } = error;
    return {
      status: 400,
      code: 'BAD_USER_INPUT',
      message: `The input is not valid: ${message}.`,
      extensions: { fields },
    };
  }
  return undefined;
}

function failed({ status, code, message, extensions, headers }: Failure): Written {
  const body = JSON.stringify({ errors: [{ message, extensions: { code, ...extensions } }] });
  return { status, codes: [code], body, headers };
}

/** Errors in the form in which GraphQL has them. */
function answered(answer: FileAnswer): Written {
  const { status } = answer;
  if (!('errors' in answer)) return { status, codes: [], body: JSON.stringify(answer.body) };
  const errors = answer.errors.map(({ message, code, place }) => ({
    message,
    extensions: { code, ...place },
  }));
  return {
    status,
    codes: [...new Set(answer.errors.map(({ code }) => code))],
    body: JSON.stringify({ errors, total: answer.total ?? errors.length }),
  };
}

/** @returns the codes for the log */
async function write(
  { request, response, traceId, isClosing, stalledMilliseconds }: FileExchange,
  { status, codes, body, headers = {} }: Written,
): Promise<string[]> {
  if (!request.complete && !request.destroyed) {
    await heardOut(request, Math.min(LISTENING_MILLISECONDS, stalledMilliseconds));
  }
  response.writeHead(status, {
    'content-type': JSON_TYPE,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-trace-id': traceId,
    ...(isClosing() || !request.complete ? { connection: 'close' } : {}),
    ...headers,
  });
  response.end(body);
  return [...codes];
}

function begun(
  { response, traceId, isClosing, stalledMilliseconds }: FileExchange,
  { contentType, fileName, headers }: SentFile,
): ServerResponse {
  response.setTimeout(stalledMilliseconds, () => response.destroy());
  return response.writeHead(200, {
    'content-type': contentType,
    'content-disposition': `attachment; filename="${fileName}"`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-trace-id': traceId,
    ...(isClosing() ? { connection: 'close' } : {}),
    ...headers,
  });
}

/** Whoever was to read the rest. */
function hasGone(error: unknown): boolean {
  return isNativeError(error) && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}

/** What stands for ':id' in a path of the route; '' where it has none, undefined for another path. */
function idIn(path: string, route: Pick<FileRoute<never>, 'path'>): string | undefined {
  const [before = '', after] = route.path.split(':id');
  if (after === undefined) return path === before ? '' : undefined;
  if (!path.startsWith(before) || !path.endsWith(after)) return undefined;
  const id = path.slice(before.length, path.length - after.length);
  return id === '' || id.includes('/') ? undefined : id;
}

/** @throws InvalidInput for a parameter that is not known, or is there twice */
function parametersOf(url: string, known: readonly string[]): Record<string, string> {
  const searchParams = new URLSearchParams(url.split('?')[1] ?? '');
  const names = [...searchParams.keys()];
  if (names.some((name) => !known.includes(name)) || new Set(names).size < names.length) {
    const words = known.length === 0 ? 'must be left out' : `must have ${known.join(' and ')} only`;
    throw new InvalidInput([{ path: 'query', message: `${words}, each once` }]);
  }
  return Object.fromEntries(searchParams);
}

async function heardOut(request: IncomingMessage, milliseconds: number): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    request
      .once('end', resolve)
      .once('close', resolve)
      .once('error', () => resolve());
  });
  request.resume();
  const waiting = new AbortController();
  await Promise.race([
    ended,
    pause(milliseconds, undefined, { signal: waiting.signal, ref: false }).catch(() => undefined),
  ]);
  waiting.abort();
}
