import { ArgsType, type ClassType, Field, Int, ObjectType } from 'type-graphql';
import type { Edge, Page, PageInfo } from '../cursor';

/** The arguments of every list. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 20, description: 'How many to give, from 1 to 100.' })
  first: number;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor after which to go on; absent or null for the start.',
  })
  after?: string | null;
}

@ObjectType('PageInfo', { description: 'Where a page lies in its list.' })
class PageInfoType implements PageInfo {
  @Field(() => Boolean, { description: 'Whether there are more after this page.' })
  hasNextPage: boolean;

  @Field(() => Boolean, { description: 'Whether there are others before this page.' })
  hasPreviousPage: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first of this page.' })
  startCursor: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last of this page: give it as `after` for the next.',
  })
  endCursor: string | null;
}

/** What a field of a connection type must give: `pageOf` makes it. */
type ConnectionShape<Node> = Pick<Page<Node>, 'nodes' | 'edges' | 'pageInfo'>;

/**
 * Makes the types `<name>Connection` and `<name>Edge`. Call it once per name, beside the node's type.
 * @param words what the list is of, in the plural: 'emergency requests'
 */
export function connectionTypeOf<Node extends object>(
  name: string,
  nodeType: ClassType<Node>,
  words: string,
): ClassType<ConnectionShape<Node>> {
  @ObjectType(`${name}Edge`, { description: `One of a page of ${words}, with its cursor.` })
  class EdgeType implements Edge<Node> {
    @Field(() => nodeType, { description: 'The thing itself.' })
    node: Node;

    @Field(() => String, { description: 'Its place in the list.' })
    cursor: string;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${words}.` })
  class ConnectionType implements ConnectionShape<Node> {
    @Field(() => [nodeType], { description: 'What is on this page, in order.' })
    nodes: readonly Node[];

    @Field(() => [EdgeType], { description: 'The same, each with its cursor.' })
    edges: Edge<Node>[];

    @Field(() => PageInfoType, { description: 'Where this page lies in the list.' })
    pageInfo: PageInfo;
  }
  return ConnectionType;
}
