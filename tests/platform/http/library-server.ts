import { request as httpRequest } from 'node:http';
import { accessGuard } from '../../../src/access/access-rule';
import type { Caller, CallerClaims } from '../../../src/access/caller';
import { signingKeyOf } from '../../../src/access/signing-key';
import { mintToken, ownTokenVerifier } from '../../../src/access/tokens';
import { systemClock } from '../../../src/platform/clock';
import type { FaultDescription } from '../../../src/platform/faults';
import { apiServer } from '../../../src/platform/graphql/api-server';
import { buildApiSchema } from '../../../src/platform/graphql/build-schema';
import type { OperationLimits } from '../../../src/platform/graphql/limits';
import { explorer } from '../../../src/platform/http/explorer';
import type { RequestRecord } from '../../../src/platform/http/graphql-handler';
import { type HttpServerOptions, startHttpServer } from '../../../src/platform/http/http-server';
import { RequestContext } from '../../../src/platform/request-context';
import { BookFieldsResolver, LibraryResolver } from '../graphql/library';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The body as JSON. */
  json<T = GraphqlReply>(): T;
}

export interface GraphqlReply {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: {
      readonly code: string;
      readonly errorId?: string;
      readonly fields?: readonly { readonly path: string; readonly message: string }[];
    };
  }[];
}

export interface SentRequest {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

const key = signingKeyOf(Buffer.alloc(32, 7));

export const PRESCRIBER: CallerClaims = {
  sub: 'doctor',
  role: 'PRESCRIBER',
  agb: '01000001',
  practitioner_agb: '01000002',
};
export const AUTHORITY: CallerClaims = { sub: 'inspector', role: 'AUTHORITY' };

export function tokenFor(claims: CallerClaims): Promise<string> {
  return mintToken(key, claims, { now: new Date() });
}

/** The library, served over HTTP, with what it logged. */
export async function serveLibrary(
  options: Partial<HttpServerOptions<Caller>> & {
    readonly limits?: Partial<OperationLimits>;
    readonly introspection?: boolean;
    readonly compileAt?: number;
  } = {},
) {
  const { limits, introspection, compileAt, ...http } = options;
  const library = new LibraryResolver();
  const fields = new BookFieldsResolver();
  const denied: string[] = [];
  const records: RequestRecord[] = [];
  const faults: { id: string; fault: FaultDescription }[] = [];
  const logFault = (id: string, fault: FaultDescription): void => {
    faults.push({ id, fault });
  };
  const schema = buildApiSchema({
    resolvers: [library, fields],
    guard: accessGuard(({ caller }, { kind, name }) =>
      denied.push(`${caller?.subject} ${kind}.${name}`),
    ),
  });
  const verifier = ownTokenVerifier(key, systemClock);
  const server = await startHttpServer({
    api: apiServer({
      schema,
      limits,
      introspection,
      engine: compileAt === undefined ? {} : { compileAt },
      logFault,
    }),
    authenticate: (token) => verifier.verify(token),
    createContext: (caller, traceId) => new RequestContext(caller, traceId, new Date()),
    isReady: () => true,
    explorer: explorer('/graphql', [{ query: '{ hello }' }], 'Library'),
    log: { info: (record) => void records.push(record) },
    logFault,
    port: 0,
    host: '127.0.0.1',
    ...http,
  });
  const send = (sent: SentRequest): Promise<Reply> => sendTo(server.port, sent);
  return {
    library,
    fields,
    schema,
    denied,
    records,
    faults,
    port: server.port,
    close: () => server.close(),
    send,
    /** Posts an operation as application/json. */
    async ask(
      query: string,
      variables?: Record<string, unknown>,
      claims?: CallerClaims,
    ): Promise<GraphqlReply> {
      const authorization: Record<string, string> =
        claims === undefined ? {} : { authorization: `Bearer ${await tokenFor(claims)}` };
      const reply = await send({
        method: 'POST',
        headers: { 'content-type': 'application/json', ...authorization },
        body: JSON.stringify({ query, variables }),
      });
      return reply.json();
    },
  };
}

export type LibraryServer = Awaited<ReturnType<typeof serveLibrary>>;

export function sendTo(port: number, sent: SentRequest): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      {
        host: '127.0.0.1',
        port,
        agent: false,
        method: sent.method ?? 'GET',
        path: sent.path ?? '/graphql',
        headers: sent.headers,
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            json: <T>() => JSON.parse(text) as T,
          });
        });
      },
    );
    request.on('error', reject);
    request.end(sent.body);
  });
}
