import {
  type GraphQLObjectType,
  type GraphQLSchema,
  assertValidSchema,
  defaultFieldResolver,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { type BuildSchemaOptions, buildSchemaSync, getMetadataStorage } from 'type-graphql';
import type { RootField, RootFieldGuard } from '../root-field-guard';
import { resolveAbstractTypesByName } from './abstract-types';
import { DateTime } from './scalars';

export interface ApiSchemaOptions<Context> {
  /** The resolvers, ready made. Each must be the only one of its class. */
  readonly resolvers: readonly object[];
  readonly guard: RootFieldGuard<Context>;
}

type ResolverClasses = BuildSchemaOptions['resolvers'];

/**
 * Builds the schema from decorated resolvers.
 *
 * - Every field of Query and Mutation needs a rule that says who may call it, checked once per call.
 * - All other fields are plain: neither guards nor middleware cost anything per row.
 * - Unions and interfaces are resolved by the `__typename` that each object carries.
 * @throws Error naming what is missing
 */
export function buildApiSchema<Context>(options: ApiSchemaOptions<Context>): GraphQLSchema {
  const instances = new Map<object, object>();
  for (const resolver of options.resolvers) {
    if (instances.has(resolver.constructor)) {
      throw new Error(`Two resolvers of the class ${resolver.constructor.name}.`);
    }
    instances.set(resolver.constructor, resolver);
  }
  makePlainFieldsSimple();
  const schema = buildSchemaSync({
    resolvers: [...instances.keys()] as unknown as ResolverClasses,
    container: { get: (resolverClass: object) => instances.get(resolverClass) },
    scalarsMap: [{ type: Date, scalar: DateTime }],
    // The rooms check their input themselves and report everything that is wrong at once.
    validate: false,
    // It asks the schema for all of itself, to find no more than the next line does.
    skipCheck: true,
  });
  assertValidSchema(schema);
  resolveAbstractTypesByName(schema);
  guardRootFields(schema, instances, options.guard);
  return schema;
}

/** The schema in its own language, in alphabetical order, so that a change of it shows as a change. */
export function printSchemaToSdl(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}

/** 'Type' or 'Type.field' of everything in the API that has no description. */
export function withoutDescription(schema: GraphQLSchema): string[] {
  const missing: string[] = [];
  const note = (
    typeName: string,
    fields: Readonly<Record<string, { readonly description?: string | null }>>,
  ): void => {
    for (const [name, { description }] of Object.entries(fields)) {
      if (!description) missing.push(`${typeName}.${name}`);
    }
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    const isRoot = isObjectType(type) && ['Query', 'Mutation'].includes(type.name);
    if (!type.description && !isRoot) missing.push(type.name);
    if (isObjectType(type) || isInterfaceType(type)) note(type.name, type.getFields());
    if (isInputObjectType(type)) note(type.name, type.getFields());
  }
  return missing.sort();
}

/**
 * type-graphql gives each field a resolver of its own, which costs about as much as the field; without
 * one, the property of the same name is read.
 */
function makePlainFieldsSimple(): void {
  const metadata = getMetadataStorage();
  for (const objectType of metadata.objectTypes) objectType.simpleResolvers ??= true;
  for (const field of metadata.fields) {
    if (field.name !== field.schemaName) field.simple = false;
  }
  const guarded = metadata.middlewares.map(({ target, fieldName }) => [target.name, fieldName]);
  const authorized = metadata.authorizedFields.map(({ target, fieldName }) => [
    target.name,
    fieldName,
  ]);
  for (const [className, field] of [...guarded, ...authorized]) {
    throw new Error(`${className}.${field}: no @Authorized or @UseMiddleware; see MayCall.`);
  }
}

function guardRootFields<Context>(
  schema: GraphQLSchema,
  instances: ReadonlyMap<object, object>,
  guard: RootFieldGuard<Context>,
): void {
  const { queries, mutations, subscriptions } = getMetadataStorage();
  if (subscriptions.some(({ target }) => instances.has(target))) {
    throw new Error('Subscriptions are not served.');
  }
  const roots: [RootField['kind'], GraphQLObjectType | null | undefined, typeof queries][] = [
    ['Query', schema.getQueryType(), queries],
    ['Mutation', schema.getMutationType(), mutations],
  ];
  for (const [kind, root, handlers] of roots) {
    const fields = root?.getFields() ?? {};
    for (const { target, methodName, schemaName } of handlers) {
      const field = fields[schemaName];
      if (field === undefined || !instances.has(target)) continue;
      const rule = guard.ruleFor(target, methodName);
      if (rule === undefined) {
        throw new Error(`${kind}.${schemaName} says nowhere who may call it: add @MayCall.`);
      }
      const rootField: RootField = { kind, name: schemaName };
      const resolve = field.resolve ?? defaultFieldResolver;
      field.resolve = (source, args, context: Context, info): unknown => {
        const refusal = rule.refusal(context, rootField);
        if (refusal !== undefined) throw refusal;
        return resolve(source, args, context, info);
      };
      field.description = [field.description, rule.description].filter(Boolean).join('\n\n');
    }
  }
}
