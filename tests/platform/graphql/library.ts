import DataLoader from 'dataloader';
import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  InterfaceType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
  createUnionType,
  registerEnumType,
} from 'type-graphql';
import { MayCall } from '../../../src/access/access-rule';
import { type CallContext, callerOf } from '../../../src/access/call-context';
import { type Page, cursorFormat, pageOf, pageRequest } from '../../../src/platform/cursor';
import { PageArgs, connectionTypeOf } from '../../../src/platform/graphql/connection';
import { Decimal, LocalDate } from '../../../src/platform/graphql/scalars';
import { InputProblems } from '../../../src/platform/invalid-input';

/** A small schema with everything in it that the platform has to carry. */

export enum Genre {
  NOVEL = 'NOVEL',
  POETRY = 'POETRY',
}
registerEnumType(Genre, { name: 'Genre', description: 'Kinds of book.' });

@InterfaceType('Item', { description: 'Something on a shelf.' })
export abstract class ItemType {
  @Field(() => ID, { description: 'Id.' })
  id: string;

  @Field(() => String, { description: 'Title.' })
  title: string;
}

@ObjectType('Author', { description: 'Who wrote it.' })
export class AuthorType {
  @Field(() => ID, { description: 'Id.' })
  id: string;

  @Field(() => String, { description: 'Name.' })
  name: string;

  @Field(() => String, { description: 'Never given, though promised.' })
  broken: string;
}

@ObjectType('Book', { implements: ItemType, description: 'A book.' })
export class BookType extends ItemType {
  @Field(() => Int, { description: 'Pages.' })
  pages: number;

  @Field(() => Genre, { description: 'Kind.' })
  genre: Genre;

  @Field(() => Decimal, { description: 'Price in euros.' })
  price: string;

  @Field(() => Date, { description: 'When it was put here.' })
  shelvedAt: Date;

  @Field(() => LocalDate, { nullable: true, description: 'When it came out.' })
  publishedOn: string | null;

  @Field(() => AuthorType, { description: 'Its author.' })
  author?: AuthorType;

  authorId: string;
}

@ObjectType('Map', { implements: ItemType, description: 'A map.' })
export class MapType extends ItemType {
  @Field(() => Int, { description: 'One to so many.' })
  scale: number;
}

export const BookConnection = connectionTypeOf('Book', BookType, 'books');
const SearchHit = createUnionType({
  name: 'SearchHit',
  description: 'What a search finds.',
  types: () => [BookType, MapType, AuthorType] as const,
});

@InputType('BookLineInput', { description: 'Copies of a book.' })
export class BookLineInput {
  @Field(() => ID, { description: 'Which.' })
  bookId: string;

  @Field(() => Int, { description: 'How many.' })
  copies: number;
}

@InputType('OrderInput', { description: 'An order.' })
export class OrderInput {
  @Field(() => String, { description: 'Who orders.' })
  reader: string;

  @Field(() => [BookLineInput], { description: 'What.' })
  lines: BookLineInput[];

  @Field(() => LocalDate, { nullable: true, description: 'From when on.' })
  from?: string;

  @Field(() => Genre, { nullable: true, description: 'Kind.' })
  genre?: Genre;

  @Field(() => Date, { nullable: true, description: 'Until when.' })
  until?: Date;

  @Field(() => Decimal, { nullable: true, description: 'At most this price.' })
  atMost?: string;
}

@ObjectType('OrderPlaced', { description: 'Done.' })
export class OrderPlaced {
  readonly __typename = 'OrderPlaced';

  @Field(() => Int, { description: 'Copies in all.' })
  copies: number;

  @Field(() => Int, { description: 'How many orders there were before.' })
  before: number;
}

@ObjectType('OrderRefused', { description: 'Not done.' })
export class OrderRefused {
  readonly __typename = 'OrderRefused';

  @Field(() => String, { description: 'Why not.' })
  reason: string;
}

const OrderResult = createUnionType({
  name: 'OrderResult',
  description: 'What came of it.',
  types: () => [OrderPlaced, OrderRefused] as const,
});

const AUTHORS = [
  { __typename: 'Author', id: 'a1', name: 'Ada' },
  { __typename: 'Author', id: 'a2', name: 'Bas' },
] as unknown as AuthorType[];

const BOOKS = Array.from({ length: 45 }, (_, index) => ({
  __typename: 'Book',
  id: String(index + 1),
  title: `Book ${index + 1}`,
  pages: 100 + index,
  genre: index % 2 === 0 ? Genre.NOVEL : Genre.POETRY,
  price: '12.50',
  shelvedAt: new Date(Date.UTC(2026, 2, 29, 0, index)),
  publishedOn: index % 3 === 0 ? null : '2024-02-29',
  authorId: index % 2 === 0 ? 'a1' : 'a2',
})) as unknown as BookType[];

const MAP = { __typename: 'Map', id: 'm1', title: 'Texel', scale: 25000 } as unknown as MapType;

const order = cursorFormat('books', ['integer']);

@Resolver()
export class LibraryResolver {
  orders = 0;

  @Query(() => String, { description: 'Says hello.' })
  @MayCall('PUBLIC')
  hello(
    @Arg('name', () => String, { nullable: true, description: 'To whom.' }) name?: string,
  ): string {
    return `Hello ${name ?? 'you'}`;
  }

  @Query(() => String, { description: 'Who calls.' })
  @MayCall('ANYONE_SIGNED_IN')
  whoAmI(@Ctx() context: CallContext): string {
    const { subject, role } = callerOf(context);
    return `${role} ${subject}`;
  }

  @Query(() => BookConnection, { description: 'Books.' })
  @MayCall('PRESCRIBER', 'INSURER')
  books(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('genre', () => Genre, { nullable: true, description: 'Only these.' }) genre?: Genre,
  ): Page<BookType> {
    const request = pageRequest(page, order);
    const after = Number(request.after?.[0] ?? 0);
    const rows = BOOKS.filter(({ id }) => Number(id) > after)
      .filter((book) => genre == null || book.genre === genre)
      .slice(0, request.first + 1);
    return pageOf(rows, request, ({ id }) => order.encode([id]));
  }

  @Query(() => BookType, { nullable: true, description: 'One book.' })
  @MayCall('PUBLIC')
  book(@Arg('id', () => ID, { description: 'Which.' }) id: string): BookType | null {
    return BOOKS.find((book) => book.id === id) ?? null;
  }

  @Query(() => [ItemType], { description: 'A shelf.' })
  @MayCall('PUBLIC')
  shelf(): ItemType[] {
    return [BOOKS[0]!, MAP, BOOKS[1]!];
  }

  @Query(() => [SearchHit], { description: 'Search.' })
  @MayCall('PUBLIC')
  search(): (typeof SearchHit)[] {
    return [BOOKS[2]!, MAP, AUTHORS[0]!];
  }

  @Query(() => Int, { nullable: true, description: 'Fails in a way nobody thought of.' })
  @MayCall('PUBLIC')
  fails(): number {
    throw new Error('duplicate key: BSN "111222333" of Jansen at 1.2.3.4');
  }

  @Query(() => AuthorType, { nullable: true, description: 'An author.' })
  @MayCall('PUBLIC')
  firstAuthor(): AuthorType {
    return AUTHORS[0]!;
  }

  @Mutation(() => OrderResult, { description: 'Orders.' })
  @MayCall('PRESCRIBER')
  placeOrder(
    @Arg('input', () => OrderInput, { description: 'The order.' }) input: OrderInput,
  ): typeof OrderResult {
    const problems = new InputProblems();
    input.lines.forEach(({ copies }, index) =>
      problems.require(copies > 0, `input.lines.${index}.copies`, 'must be at least 1'),
    );
    problems.require(input.reader.length > 1, 'input.reader', 'must be a name');
    problems.throwIfAny();
    const copies = input.lines.reduce((sum, line) => sum + line.copies, 0);
    if (copies > 100) return { __typename: 'OrderRefused', reason: 'Too many.' };
    this.orders += 1;
    return { __typename: 'OrderPlaced', copies, before: this.orders - 1 };
  }
}

@Resolver(() => BookType)
export class BookFieldsResolver {
  batches = 0;

  private readonly authors = (_context: CallContext): DataLoader<string, AuthorType> =>
    new DataLoader((ids) => {
      this.batches += 1;
      return Promise.resolve(ids.map((id) => AUTHORS.find((author) => author.id === id)!));
    });

  @FieldResolver(() => AuthorType, { description: 'Its author.' })
  author(@Root() book: BookType, @Ctx() context: CallContext): Promise<AuthorType> {
    return context.once(this.authors).load(book.authorId);
  }
}
