import {
  type GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  coerceInputValue,
  getNullableType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  typeFromAST,
} from 'graphql';
import type { InvalidField } from '../invalid-input';
import { UnfitValue, expectation } from './expectations';
import type { Variables } from './limits';

const MOST_PROBLEMS = 50;
const NAME = /^[_A-Za-z][_0-9A-Za-z]{0,63}$/;

/**
 * Says what is wrong with variables that could not be used: where, and what is expected there.
 * The engines' own messages quote the value, which may be a patient's, so none of them is used.
 * @returns nothing when the variables are good
 */
export function variableProblems(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Variables,
): InvalidField[] {
  const problems: InvalidField[] = [];
  for (const { variable, type: typeNode, defaultValue } of operation.variableDefinitions ?? []) {
    const type = typeFromAST(schema, typeNode);
    const name = variable.name.value;
    if (type === undefined || !isInputType(type)) continue;
    const value = variables[name];
    if (value === undefined) {
      if (defaultValue === undefined && isNonNullType(type)) {
        problems.push({ path: name, message: 'must be given' });
      }
      continue;
    }
    if (value === null) {
      if (isNonNullType(type)) problems.push({ path: name, message: 'must not be null' });
      continue;
    }
    coerceInputValue(value, type, (path, _value, error) => {
      if (problems.length < MOST_PROBLEMS) problems.push(problemAt(name, type, path, error));
    });
  }
  return problems;
}

function problemAt(
  variable: string,
  variableType: GraphQLInputType,
  path: readonly (string | number)[],
  { message: reason, originalError }: GraphQLError,
): InvalidField {
  const at = [variable, ...path].join('.');
  const missing = /^Field "([^"]*)" of required type/.exec(reason)?.[1];
  if (missing !== undefined) return { path: `${at}.${missing}`, message: 'must be given' };
  const unknown = /^Field "([\s\S]*?)" is not defined by type/.exec(reason)?.[1];
  if (unknown !== undefined) {
    return NAME.test(unknown)
      ? { path: `${at}.${unknown}`, message: 'is not a field there' }
      : { path: at, message: 'has a field that is not known there' };
  }
  if (reason.startsWith('Exactly one key')) {
    return { path: at, message: 'must have exactly one of its fields' };
  }
  if (/^Expected non-nullable type/.test(reason)) {
    return { path: at, message: 'must not be null' };
  }
  if (originalError instanceof UnfitValue) return { path: at, message: originalError.message };
  return { path: at, message: expectation(typeAt(variableType, path)) };
}

/** The type at a path that graphql-js walked itself, so every step of it exists. */
function typeAt(type: GraphQLInputType, path: readonly (string | number)[]): GraphQLInputType {
  let current: GraphQLInputType = type;
  for (const step of path) {
    const nullable: GraphQLInputType = getNullableType(current);
    if (isListType(nullable)) current = nullable.ofType;
    if (isInputObjectType(nullable)) current = nullable.getFields()[step]?.type ?? current;
  }
  return current;
}
