import { type ASTNode, BREAK, Kind, parse, visit } from 'graphql';

/**
 * Where a value of a document stands, as the path of a variable would have it: from the argument (or the
 * variable whose default it is) down, such as 'input.lines.0.pieces'.
 * @param text the document
 * @param start where the value begins in it
 */
export function literalPath(text: string, start: number): string | undefined {
  let found: string | undefined;
  visit(parse(text), {
    enter(node, _key, parent, _path, ancestors) {
      if (!VALUE_KINDS.has(node.kind) || node.loc?.start !== start) return undefined;
      found = pathTo([...ancestors, ...(parent === undefined ? [] : [parent]), node]);
      return BREAK;
    },
  });
  return found;
}

export const VALUE_KINDS: ReadonlySet<string> = new Set([
  Kind.INT,
  Kind.FLOAT,
  Kind.STRING,
  Kind.BOOLEAN,
  Kind.NULL,
  Kind.ENUM,
  Kind.LIST,
  Kind.OBJECT,
]);

type Step = ASTNode | readonly ASTNode[];

function pathTo(steps: readonly Step[]): string {
  return steps.flatMap((step, at) => nameOf(step, steps[at - 1], steps[at + 1])).join('.');
}

function nameOf(step: Step, above: Step | undefined, below: Step | undefined): string[] {
  if (!('kind' in step)) {
    const isOfList = above !== undefined && 'kind' in above && above.kind === Kind.LIST;
    return isOfList ? [String(step.findIndex((one) => one === below))] : [];
  }
  if (step.kind === Kind.ARGUMENT || step.kind === Kind.OBJECT_FIELD) return [step.name.value];
  return step.kind === Kind.VARIABLE_DEFINITION ? [step.variable.name.value] : [];
}
