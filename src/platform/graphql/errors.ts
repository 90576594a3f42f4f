import {
  GraphQLError,
  type GraphQLErrorExtensions,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import { type FaultDescription, describeFault } from '../faults';
import { newFaultId } from '../ids';
import { type InvalidField, InvalidInput } from '../invalid-input';
import { NotAllowed, NotSignedIn, TooCostly } from '../call-errors';
import { UnfitValue, expectationOf } from './expectations';
import { VALUE_KINDS, literalPath } from './literal-path';

/** Told of every unexpected error, under the id that the caller is given. */
export type LogFault = (faultId: string, fault: FaultDescription) => void;

/** An error as it may leave the server. */
export type ErrorFormatter = (error: GraphQLError) => GraphQLFormattedError;

/** Codes of GraphQL and Apollo Server whose wording is known to hold no data once values are out. */
const PASSED_ON = new Set(['BAD_REQUEST', 'TIMED_OUT', 'TOO_COSTLY']);

/**
 * Turns every error into one that a caller may see: a code, words to act on, and where. What is not
 * foreseen becomes INTERNAL_SERVER_ERROR with an id and nothing else; values that were sent are never
 * repeated, because they may be a patient's.
 */
export function errorFormatter(schema: GraphQLSchema, logFault: LogFault): ErrorFormatter {
  return (error) => {
    const origin = originOf(error);
    if (origin instanceof InvalidInput) return badInput(error, origin);
    if (origin instanceof NotSignedIn) return coded(error, 'UNAUTHENTICATED', origin.message);
    if (origin instanceof NotAllowed) return coded(error, 'FORBIDDEN', origin.message);
    if (origin instanceof TooCostly) return coded(error, 'TOO_COSTLY', origin.message);
    const code = error.extensions?.['code'];
    if (code === 'GRAPHQL_PARSE_FAILED') return syntaxError(error);
    if (code === 'GRAPHQL_VALIDATION_FAILED') {
      const field = unfitLiteral(schema, error, origin);
      return field === undefined
        ? coded(error, code, error.message)
        : badInput(error, new InvalidInput([field]));
    }
    if (code === 'OPERATION_RESOLUTION_FAILURE') {
      return coded(
        error,
        code,
        'Say with operationName which operation to run: one that the document holds.',
      );
    }
    if (typeof code === 'string' && PASSED_ON.has(code)) return coded(error, code, error.message);
    const errorId = newFaultId();
    logFault(errorId, describeFault(origin));
    return formatted(error, `Something went wrong on our side (error ${errorId}).`, {
      code: 'INTERNAL_SERVER_ERROR',
      errorId,
    });
  };
}

/** The status code that goes with a code when nothing was executed. */
export function requestErrorStatus(code: unknown): number {
  if (code === 'UNAUTHENTICATED') return 401;
  if (code === 'FORBIDDEN') return 403;
  if (code === 'INTERNAL_SERVER_ERROR') return 500;
  return 400;
}

function originOf(error: GraphQLError): Error {
  let origin: Error = error;
  while (origin instanceof GraphQLError && origin.originalError instanceof Error) {
    origin = origin.originalError;
  }
  return origin;
}

function badInput(error: GraphQLError, { message, fields }: InvalidInput): GraphQLFormattedError {
  return formatted(error, `The input is not valid: ${message}.`, {
    code: 'BAD_USER_INPUT',
    fields,
  });
}

function coded(error: GraphQLError, code: string, message: string): GraphQLFormattedError {
  return formatted(error, message, { code });
}

function formatted(
  { locations, path }: GraphQLError,
  message: string,
  extensions: GraphQLErrorExtensions,
): GraphQLFormattedError {
  return {
    message,
    ...(locations === undefined || locations.length === 0 ? {} : { locations }),
    ...(path === undefined ? {} : { path }),
    extensions,
  };
}

/** The parser quotes what it stumbles over; names of tokens remain. */
function syntaxError(error: GraphQLError): GraphQLFormattedError {
  if (error.message.includes('tokens. Parsing aborted')) {
    return coded(error, 'TOO_COSTLY', 'The document is too long: split it, or use variables.');
  }
  const message = error.message
    .replace(/\b(Name|Int|Float|String|BlockString|Comment) "[\s\S]*"/, '$1')
    .replace(/^(Syntax Error: Invalid [^:"]*)[:"][\s\S]*$/, '$1.');
  return coded(error, 'GRAPHQL_PARSE_FAILED', message);
}

/**
 * What is wrong with a value that stands in the document, or with an argument that does not. Undefined: it
 * is the document itself that is wrong.
 */
function unfitLiteral(
  schema: GraphQLSchema,
  error: GraphQLError,
  origin: Error,
): InvalidField | undefined {
  const { message, nodes, source } = error;
  const argument = / argument "([A-Za-z0-9_]+)" of type "[^"]*" is required/.exec(message)?.[1];
  if (argument !== undefined) return { path: argument, message: 'must be given' };
  const value = nodes?.find(({ kind }) => VALUE_KINDS.has(kind));
  if (value === undefined) return undefined;
  const path = literalPath(source?.body ?? '', value.loc?.start ?? -1) ?? '';
  const missing = /^Field "[A-Za-z0-9_]+\.([A-Za-z0-9_]+)" of required type/.exec(message)?.[1];
  if (missing !== undefined) return { path: `${path}.${missing}`, message: 'must be given' };
  const named =
    /type "([A-Za-z0-9_[\]!]+)"/.exec(message)?.[1] ??
    /"([A-Za-z0-9_]+)" enum/.exec(message)?.[1] ??
    /^(?:Enum "?)?([A-Za-z0-9_]+)"? cannot represent/.exec(message)?.[1];
  return {
    path,
    message: origin instanceof UnfitValue ? origin.message : expectationOf(schema, named),
  };
}
