import { graphql, graphqlSync } from 'graphql';
import { Field, ObjectType, Query, Resolver } from 'type-graphql';
import { MayCall, accessGuard } from '../../../src/access/access-rule';
import type { Caller } from '../../../src/access/caller';
import {
  buildApiSchema,
  printSchemaToSdl,
  withoutDescription,
} from '../../../src/platform/graphql/build-schema';
import { RequestContext } from '../../../src/platform/request-context';
import { BookFieldsResolver, LibraryResolver } from './library';

@ObjectType('Nothing')
class NothingType {
  @Field(() => String)
  nothing: string;
}

@Resolver()
class ForgetfulResolver {
  @Query(() => NothingType, { nullable: true })
  @MayCall('PUBLIC')
  remembered(): null {
    return null;
  }

  @Query(() => String, { description: 'Has no rule.' })
  forgotten(): string {
    return 'open to all';
  }
}

@Resolver()
class BareResolver {
  @Query(() => NothingType, { nullable: true })
  @MayCall('PUBLIC')
  bare(): null {
    return null;
  }
}

@ObjectType('Hollow')
class HollowType {}

@Resolver()
class HollowResolver {
  @Query(() => HollowType, { nullable: true })
  @MayCall('PUBLIC')
  hollow(): null {
    return null;
  }
}

function context(caller?: Caller): RequestContext<Caller> {
  return new RequestContext(caller, '0'.repeat(31) + '1', new Date());
}

const prescriber: Caller = { subject: 'p', role: 'PRESCRIBER' };

describe('buildApiSchema', () => {
  test('a root field without a rule stops the build and is named', () => {
    expect(() =>
      buildApiSchema({ resolvers: [new ForgetfulResolver()], guard: accessGuard() }),
    ).toThrow('Query.forgotten says nowhere who may call it: add @MayCall.');
  });

  test('two resolvers of one class stop the build', () => {
    const resolvers = [new LibraryResolver(), new LibraryResolver()];

    expect(() => buildApiSchema({ resolvers, guard: accessGuard() })).toThrow(
      'Two resolvers of the class LibraryResolver.',
    );
  });

  test('a schema that GraphQL does not allow stops the build and says what is wrong', () => {
    expect(() =>
      buildApiSchema({ resolvers: [new HollowResolver()], guard: accessGuard() }),
    ).toThrow('Type Hollow must define one or more fields.');
  });

  test('who may call stands in the description', () => {
    const schema = buildApiSchema({
      resolvers: [new LibraryResolver(), new BookFieldsResolver()],
      guard: accessGuard(),
    });
    const fields = schema.getQueryType()!.getFields();

    expect(fields['books']!.description).toBe('Books.\n\nMay be called by: prescriber, insurer.');
    expect(fields['hello']!.description).toBe(
      'Says hello.\n\nMay be called by: anyone, also without signing in.',
    );
    expect(fields['whoAmI']!.description).toBe('Who calls.\n\nMay be called by: anyone signed in.');
  });

  test('plain fields have no resolver of their own; field resolvers keep theirs', () => {
    const schema = buildApiSchema({
      resolvers: [new LibraryResolver(), new BookFieldsResolver()],
      guard: accessGuard(),
    });
    const book = schema.getType('Book')!.toConfig() as {
      fields: Record<string, { resolve?: unknown }>;
    };

    expect(book.fields['title']!.resolve).toBeUndefined();
    expect(book.fields['author']!.resolve).toBeInstanceOf(Function);
  });

  test('the SDL is sorted and comes out the same each time', () => {
    const build = (resolvers: object[]): string =>
      printSchemaToSdl(buildApiSchema({ resolvers, guard: accessGuard() }));
    const sdl = build([new LibraryResolver(), new BookFieldsResolver()]);

    expect(build([new BookFieldsResolver(), new LibraryResolver()])).toBe(sdl);
    expect(sdl.indexOf('type Author')).toBeLessThan(sdl.indexOf('type Book '));
    expect(sdl).toContain('union OrderResult = OrderPlaced | OrderRefused');
  });

  test('everything without a description is named', () => {
    const described = buildApiSchema({
      resolvers: [new LibraryResolver(), new BookFieldsResolver()],
      guard: accessGuard(),
    });
    const bare = buildApiSchema({ resolvers: [new BareResolver()], guard: accessGuard() });

    expect(withoutDescription(described)).toEqual([]);
    expect(withoutDescription(bare)).toEqual(['Nothing', 'Nothing.nothing']);
  });

  test('a member of a union without __typename is refused, not guessed', () => {
    const schema = buildApiSchema({ resolvers: [new LibraryResolver()], guard: accessGuard() });
    const field = schema.getQueryType()!.getFields()['search']!;
    field.resolve = () => [{ id: '1', title: 'Nameless' }];

    const { errors } = graphqlSync({
      schema,
      source: '{ search { __typename } }',
      contextValue: context(),
    });

    expect(errors?.[0]?.message).toBe(
      'What is given for SearchHit must carry __typename: one of Book, Map, Author.',
    );
  });

  test('a field resolver batches over all rows', async () => {
    const fields = new BookFieldsResolver();
    const schema = buildApiSchema({
      resolvers: [new LibraryResolver(), fields],
      guard: accessGuard(),
    });

    const { data, errors } = await graphql({
      schema,
      source: '{ books(first: 40) { nodes { author { name } } } }',
      contextValue: context(prescriber),
    });

    expect(errors).toBeUndefined();
    expect((data as { books: { nodes: unknown[] } }).books.nodes).toHaveLength(40);
    expect(fields.batches).toBe(1);
  });
});
