import {
  ApolloServer,
  type ApolloServerPlugin,
  type GraphQLRequestContext,
  type GraphQLRequestListener,
  type GraphQLResponse,
  HeaderMap,
} from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import {
  type ExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { BoundedMap } from '../bounded-map';
import { InvalidInput } from '../invalid-input';
import { type EngineOptions, type Execution, OperationEngine, runPlainly } from './engine';
import { type ErrorFormatter, type LogFault, errorFormatter, requestErrorStatus } from './errors';
import {
  DEFAULT_LIMITS,
  type OperationLimits,
  type OperationSize,
  checkLimits,
  measure,
} from './limits';
import { variableProblems } from './variables';

export interface ApiServerOptions {
  readonly schema: GraphQLSchema;
  readonly limits?: Partial<OperationLimits>;
  readonly engine?: EngineOptions;
  /** Whether clients may ask for the schema. Default: yes. */
  readonly introspection?: boolean;
  readonly logFault: LogFault;
  readonly logger?: ApolloLogger;
}

interface ApolloLogger {
  debug(message?: string): void;
  info(message?: string): void;
  warn(message?: string): void;
  error(message?: string): void;
}

/** One request on its way through Apollo Server. */
export interface Exchange {
  /** What the resolvers get. */
  readonly context: unknown;
  /** Filled in for the log. */
  readonly report: OperationReport;
}

export interface OperationReport {
  operationName?: string;
  errorCodes: readonly string[];
  /** Refused before anything was executed, though the request itself was well formed. */
  refusedUnrun: boolean;
}

const REFUSALS = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
  'TOO_COSTLY',
]);
const MEASURED_DOCUMENTS = 2_000;

/** Apollo Server with our own execution, limits and errors. Call `start` on it before use. */
export function apiServer(options: ApiServerOptions): ApolloServer<Exchange> {
  const { schema } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const format = errorFormatter(schema, options.logFault);
  return new ApolloServer<Exchange>({
    schema,
    introspection: options.introspection ?? true,
    formatError: (_, error) => format(error instanceof GraphQLError ? error : wrapped(error)),
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: true, // up to the handler's batchLimit
    persistedQueries: false,
    parseOptions: { maxTokens: limits.tokens },
    ...(options.logger === undefined ? {} : { logger: options.logger }),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      execution(schema, limits, format, new OperationEngine(schema, options.engine)),
    ],
  });
}

/** Runs every operation itself, so that Apollo Server's own execution is never reached. */
function execution(
  schema: GraphQLSchema,
  limits: OperationLimits,
  format: ErrorFormatter,
  engine: OperationEngine,
): ApolloServerPlugin<Exchange> {
  const sizes = new BoundedMap<OperationDefinitionNode, OperationSize>(MEASURED_DOCUMENTS);

  const run = async (request: GraphQLRequestContext<Exchange>): Promise<GraphQLResponse> => {
    const { document, operation, queryHash } = request;
    if (document === undefined || operation === undefined || queryHash === undefined) {
      return refused(
        format(new GraphQLError('', { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } })),
      );
    }
    const variables = request.request.variables ?? {};
    try {
      let size = sizes.get(operation);
      if (size === undefined) {
        size = measure(schema, document, operation);
        sizes.set(operation, size);
      }
      checkLimits(size, limits, variables);
    } catch (error) {
      return refused(format(wrapped(error)));
    }
    const { context } = request.contextValue;
    const job: Execution = { document, documentKey: queryHash, operation, variables, context };
    let result = await engine.run(job);
    if (result.data === undefined) {
      const fields = variableProblems(schema, operation, variables);
      if (fields.length > 0) {
        return refused(format(wrapped(new InvalidInput(fields))));
      }
      // The two engines would disagree about the variables: graphql-js has the last word.
      result = await runPlainly(schema, job);
    }
    return answered(result, format);
  };

  const listener: GraphQLRequestListener<Exchange> = {
    responseForOperation: run,
    willSendResponse({ contextValue, operationName, response }) {
      if (response.body.kind === 'single') {
        noteIn(contextValue.report, operationName, response.body.singleResult);
      }
      return Promise.resolve();
    },
  };
  const listening = Promise.resolve(listener);
  return { requestDidStart: () => listening };
}

/** A batch has several operations in one report. */
function noteIn(
  report: OperationReport,
  operationName: string | null | undefined,
  { data, errors }: { readonly data?: unknown; readonly errors?: readonly GraphQLFormattedError[] },
): void {
  if (operationName != null) report.operationName ??= operationName;
  if (errors === undefined) return;
  const codes = errors.map(({ extensions }) => String(extensions?.['code']));
  report.errorCodes = [...report.errorCodes, ...codes];
  report.refusedUnrun = data === undefined && codes.every((code) => REFUSALS.has(code));
}

function wrapped(error: unknown): GraphQLError {
  return new GraphQLError('', {
    originalError: error instanceof Error ? error : new Error('Something was thrown.'),
  });
}

/** Nothing was executed. */
function refused(error: GraphQLFormattedError): GraphQLResponse {
  const http = { status: requestErrorStatus(error.extensions?.['code']), headers: new HeaderMap() };
  return { http, body: { kind: 'single', singleResult: { errors: [error] } } };
}

function answered({ data, errors }: ExecutionResult, format: ErrorFormatter): GraphQLResponse {
  const singleResult =
    errors === undefined || errors.length === 0 ? { data } : { data, errors: errors.map(format) };
  return {
    http: { status: data === undefined ? 500 : undefined, headers: new HeaderMap() },
    body: { kind: 'single', singleResult },
  };
}
