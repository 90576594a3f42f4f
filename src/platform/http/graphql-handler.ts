import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApolloServer, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import type { Exchange, OperationReport } from '../graphql/api-server';
import type { LogFault } from '../graphql/errors';
import { TooCostly } from '../call-errors';
import { bearerToken } from './bearer-token';
import { type Failure, TimedOut, failureOf } from './failures';
import { jsonBody } from './request-body';
import { traceIdOf } from './trace';

export interface GraphqlHandlerOptions<Caller> {
  readonly api: ApolloServer<Exchange>;
  /** @throws NotSignedIn when the token is no good */
  readonly authenticate: (token: string) => Promise<Caller>;
  /** Makes what the resolvers get. */
  readonly createContext: (caller: Caller | undefined, traceId: string) => unknown;
  readonly log: RequestLog;
  readonly logFault: LogFault;
  readonly bodyLimit: number;
  /** Operations in one request at most. */
  readonly batchLimit: number;
  readonly answerTimeoutMilliseconds: number;
}

/** What is logged of a request: neither the document nor its variables. */
export interface RequestRecord {
  readonly operation: string | undefined;
  readonly status: number;
  readonly durationMs: number;
  readonly traceId: string;
  /** Codes of the errors in the answer. */
  readonly errors?: readonly string[];
}

/** A pino logger is one. */
export interface RequestLog {
  info(record: RequestRecord, message: string): void;
}

interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const JSON_TYPE = 'application/json; charset=utf-8';
const RESPONSE_TYPE = 'application/graphql-response+json; charset=utf-8';

/** Answers one POST with an operation. Never throws. */
export class GraphqlHandler<Caller> {
  constructor(private readonly options: GraphqlHandlerOptions<Caller>) {}

  async handle(
    request: IncomingMessage,
    response: ServerResponse,
    isClosing: () => boolean,
  ): Promise<void> {
    const start = performance.now();
    const traceId = traceIdOf(request.headers);
    const report: OperationReport = { errorCodes: [], refusedUnrun: false };
    const answer = await this.answer(request, traceId, report).catch((error: unknown) =>
      this.failure(error, request, report),
    );
    const headers: Record<string, string | number> = {
      'content-type': answer.contentType,
      'content-length': Buffer.byteLength(answer.body),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-trace-id': traceId,
      ...answer.headers,
    };
    if (isClosing() || !request.complete) headers['connection'] = 'close';
    response.writeHead(answer.status, headers);
    response.end(answer.body);
    this.options.log.info(
      {
        operation: report.operationName,
        status: answer.status,
        durationMs: Math.round((performance.now() - start) * 100) / 100,
        traceId,
        ...(report.errorCodes.length === 0 ? {} : { errors: report.errorCodes }),
      },
      'request',
    );
  }

  private async answer(
    request: IncomingMessage,
    traceId: string,
    report: OperationReport,
  ): Promise<Answer> {
    const { authenticate, createContext, bodyLimit, batchLimit } = this.options;
    const token = bearerToken(request);
    const caller = token === undefined ? undefined : await authenticate(token);
    const body = await jsonBody(request, bodyLimit);
    const isBatch = Array.isArray(body);
    if (isBatch && body.length > batchLimit) {
      throw new TooCostly(
        `The request has ${body.length} operations; at most ${batchLimit}. Send them apart.`,
      );
    }
    const exchange: Exchange = { context: createContext(caller, traceId), report };
    const result = await this.withinTime(this.execute(request, body, exchange));
    const contentType = result.headers.get('content-type') ?? JSON_TYPE;
    if (result.body.kind !== 'complete') throw new Error('Answers in parts are not served.');
    // A client of application/json finds every answer to a well-formed request under 200; so does a
    // batch, whose answers would need a status code each.
    const isBatchAnswer = isBatch && result.body.string.startsWith('[');
    const lenient = report.refusedUnrun || isBatchAnswer;
    return {
      status: lenient && contentType === JSON_TYPE ? 200 : (result.status ?? 200),
      contentType,
      body: result.body.string,
    };
  }

  private execute(
    { headers, method }: IncomingMessage,
    body: unknown,
    exchange: Exchange,
  ): Promise<HTTPGraphQLResponse> {
    const passedOn = new HeaderMap();
    passedOn.set('content-type', headers['content-type'] ?? '');
    if (headers.accept !== undefined) passedOn.set('accept', headers.accept);
    const context = Promise.resolve(exchange);
    return this.options.api.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: method ?? 'POST', headers: passedOn, search: '', body },
      context: () => context,
    });
  }

  private async withinTime<T>(work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new TimedOut()), this.options.answerTimeoutMilliseconds);
    });
    try {
      return await Promise.race([work, timeout]);
    } finally {
      clearTimeout(timer);
    }
  }

  private failure(error: unknown, request: IncomingMessage, report: OperationReport): Answer {
    const { headers = {}, ...failure } = failureOf(error, this.options.logFault);
    return { ...refusal(request, report, failure), headers };
  }
}

/** An answer for a request that never became an operation. */
function refusal(
  { headers }: IncomingMessage,
  report: OperationReport,
  { status, code, message, extensions = {} }: Failure,
): Answer {
  report.errorCodes = [code];
  const body = JSON.stringify({ errors: [{ message, extensions: { code, ...extensions } }] });
  const wantsResponseType = headers.accept?.includes('application/graphql-response+json') ?? false;
  return { status, contentType: wantsResponseType ? RESPONSE_TYPE : JSON_TYPE, body };
}
