import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { projectFolder } from '../../src/commands/project-folder';
import { REFUSAL_CODES } from '../../src/platform/refusal';

/** A place in the source that refuses. */
export interface RefusalSite {
  readonly code: string;
  /** Of the whole message, as far as it stands in the source. */
  readonly message: RegExp;
  /** 'src/contracts/life/in-force.ts:42' */
  readonly where: string;
}

export interface Refusals {
  readonly sites: readonly RefusalSite[];
  /** By mutation the codes of all that it can come to by calls of functions and of services. */
  readonly byMutation: ReadonlyMap<string, ReadonlySet<string>>;
}

interface Unit {
  readonly codes: Set<string>;
  readonly calls: Set<string>;
}

/** Reads out of the source, without running it, who can refuse with what. */
export function refusalsIn(...folders: readonly string[]): Refusals {
  const sites: RefusalSite[] = [];
  const units = new Map<string, Unit>();
  const mutations = new Map<string, string>();
  for (const file of folders.flatMap((folder) => filesBelow(join(projectFolder(), folder)))) {
    readFile(file, sites, units, mutations);
  }
  const byMutation = new Map<string, ReadonlySet<string>>();
  for (const [mutation, unit] of mutations) {
    byMutation.set(mutation, codesFrom(unit, units, new Set()));
  }
  return { sites, byMutation };
}

function filesBelow(folder: string): string[] {
  return (
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      // Downloads are no mutations: what they refuse is an HTTP status.
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.routes.ts'))
      .map((name) => join(folder, name))
  );
}

function codesFrom(name: string, units: ReadonlyMap<string, Unit>, seen: Set<string>): Set<string> {
  const unit = units.get(name);
  if (unit === undefined || seen.has(name)) return new Set();
  seen.add(name);
  return new Set([
    ...unit.codes,
    ...[...unit.calls].flatMap((call) => [...codesFrom(call, units, seen)]),
  ]);
}

function readFile(
  file: string,
  sites: RefusalSite[],
  units: Map<string, Unit>,
  mutations: Map<string, string>,
): void {
  const source = ts.createSourceFile(
    file,
    readFileSync(file, 'utf8'),
    ts.ScriptTarget.ESNext,
    true,
  );
  const imported = importsOf(source, file);
  /** A function is called by its name, and so is known by its file as well. */
  const functionNamed = (name: string): string => `${imported.get(name) ?? file}#${name}`;

  const walk = (node: ts.Node, unit: Unit, dependencies: ReadonlyMap<string, string>): void => {
    for (const site of sitesOf(node, source, file)) {
      sites.push(site);
      unit.codes.add(site.code);
    }
    if (ts.isCallExpression(node)) {
      const { expression } = node;
      if (ts.isIdentifier(expression)) unit.calls.add(functionNamed(expression.text));
      if (ts.isPropertyAccessExpression(expression)) {
        const owner = expression.expression.getText(source).replace(/^this\./, '');
        const type = dependencies.get(owner);
        if (type !== undefined) unit.calls.add(`${type}.${expression.name.text}`);
      }
    }
    ts.forEachChild(node, (child) => walk(child, unit, dependencies));
  };

  const nothing: Unit = { codes: new Set(), calls: new Set() };
  for (const statement of source.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name !== undefined) {
      const unit: Unit = { codes: new Set(), calls: new Set() };
      units.set(`${file}#${statement.name.text}`, unit);
      walk(statement, unit, new Map());
    } else if (ts.isClassDeclaration(statement) && statement.name !== undefined) {
      const own = statement.name.text;
      const dependencies = new Map([['this', own], ...dependenciesOf(statement, source)]);
      for (const member of statement.members) {
        if (!ts.isMethodDeclaration(member)) {
          walk(member, nothing, dependencies);
          continue;
        }
        const unit: Unit = { codes: new Set(), calls: new Set() };
        const name = `${own}.${member.name.getText(source)}`;
        units.set(name, unit);
        walk(member, unit, dependencies);
        const decorators = ts.getDecorators(member) ?? [];
        if (decorators.some((one) => one.getText(source).startsWith('@Mutation('))) {
          mutations.set(member.name.getText(source), name);
        }
      }
    } else {
      walk(statement, nothing, new Map());
    }
  }
}

/** Name to file, of what comes from files of ours. */
function importsOf(source: ts.SourceFile, file: string): Map<string, string> {
  const imports = new Map<string, string>();
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const from = (statement.moduleSpecifier as ts.StringLiteral).text;
    const bindings = statement.importClause?.namedBindings;
    if (!from.startsWith('.') || bindings === undefined || !ts.isNamedImports(bindings)) continue;
    for (const { name } of bindings.elements) {
      imports.set(name.text, `${join(dirname(file), from)}.ts`);
    }
  }
  return imports;
}

/** Of the constructor of a class: the names of what it is given, and their types. */
function dependenciesOf(declared: ts.ClassDeclaration, source: ts.SourceFile): [string, string][] {
  const made = declared.members.find(ts.isConstructorDeclaration);
  return (made?.parameters ?? []).flatMap(({ name, type }): [string, string][] =>
    type === undefined ? [] : [[name.getText(source), type.getText(source)]],
  );
}

function sitesOf(node: ts.Node, source: ts.SourceFile, file: string): RefusalSite[] {
  const [code, given] = codeAndWords(node);
  const words = given !== undefined && ts.isIdentifier(given) ? constantNamed(given) : given;
  if (code === undefined || !ts.isStringLiteral(code)) return [];
  if (!(REFUSAL_CODES as readonly string[]).includes(code.text)) return [];
  const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
  const where = `${relative(projectFolder(), file)}:${line}`;
  const either =
    words !== undefined && ts.isConditionalExpression(words)
      ? [words.whenTrue, words.whenFalse]
      : [words];
  return either.map((one) => ({
    code: code.text,
    message: new RegExp(`^${patternOf(one)}$`, 's'),
    where,
  }));
}

/** `refuse('CODE', words)`, `{ code: 'CODE', message: words }` or `{ refused: 'CODE', words }`. */
function codeAndWords(node: ts.Node): readonly [ts.Node?, ts.Node?] {
  if (ts.isCallExpression(node)) {
    const isRefusing = ts.isIdentifier(node.expression) && node.expression.text === 'refuse';
    return isRefusing ? [node.arguments[0], node.arguments[1]] : [];
  }
  if (!ts.isObjectLiteralExpression(node)) return [];
  const valueOf = (...names: readonly string[]): ts.Node | undefined => {
    const property = node.properties.find(
      ({ name }) => name !== undefined && names.includes(name.getText()),
    );
    if (property === undefined) return undefined;
    if (ts.isShorthandPropertyAssignment(property)) return constantNamed(property.name);
    return ts.isPropertyAssignment(property) ? property.initializer : undefined;
  };
  return [valueOf('code', 'refused'), valueOf('message', 'words')];
}

/** What the nearest constant of this name is, as it stands in the source. */
function constantNamed(name: ts.Identifier): ts.Node | undefined {
  for (let scope: ts.Node = name.parent; !ts.isSourceFile(scope); scope = scope.parent) {
    if (!ts.isBlock(scope)) continue;
    const declared = scope.statements
      .filter(ts.isVariableStatement)
      .flatMap(({ declarationList }) => [...declarationList.declarations])
      .find((one) => one.name.getText() === name.text);
    if (declared !== undefined) return declared.initializer;
  }
  return undefined;
}

function patternOf(words: ts.Node | undefined): string {
  if (words === undefined) return '.+';
  if (ts.isBinaryExpression(words)) return patternOf(words.left) + patternOf(words.right);
  if (ts.isStringLiteralLike(words)) return escaped(words.text);
  if (ts.isTemplateExpression(words)) {
    const parts = words.templateSpans.map(({ literal }) => `.*${escaped(literal.text)}`);
    return escaped(words.head.text) + parts.join('');
  }
  return '.+';
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
