import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOperations } from '../../../src/platform/graphql/operations';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'disw-operations-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string): void {
  writeFileSync(join(folder, name), content);
}

describe('readOperations', () => {
  test('gives documents in the order of their names, with their variables', () => {
    write('10-last.graphql', 'query Last { x }');
    write('2-first.graphql', 'query First($n: Int) { x(n: $n) }\n');
    write('2-first.json', '{ "n": 5 }');
    write('3-two.graphql', 'query A { x } query B { x }');
    write('notes.txt', 'not an operation');

    expect(readOperations(folder)).toEqual([
      {
        name: '2-first',
        document: 'query First($n: Int) { x(n: $n) }\n',
        variables: { n: 5 },
        operationName: 'First',
      },
      {
        name: '3-two',
        document: 'query A { x } query B { x }',
        variables: {},
        operationName: undefined,
      },
      { name: '10-last', document: 'query Last { x }', variables: {}, operationName: 'Last' },
    ]);
  });

  test('names the file that is no good', () => {
    write('a.graphql', '{ x ');
    expect(() => readOperations(folder)).toThrow(/^a\.graphql: Syntax Error/);

    write('a.graphql', '{ x }');
    write('a.json', '[1]');
    expect(() => readOperations(folder)).toThrow(/a\.json must hold an object of variables\.$/);

    write('a.json', '{');
    expect(() => readOperations(folder)).toThrow(/a\.json is not JSON\.$/);
  });
});
