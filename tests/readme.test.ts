import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seedDemo } from '../seeds/seed';
import { claimsOf } from '../src/commands/demo-users';
import { projectFolder } from '../src/commands/project-folder';
import { readSettings } from '../src/settings';
import { startProduct, type Product } from './support/product';
import {
  differences,
  pastedSteps,
  readme,
  type PastedFile,
  type PastedStep,
} from './support/readme';

const root = projectFolder();
const steps = pastedSteps();

describe('the settings in the README', () => {
  const asked = new Set<string>();
  const environment = new Proxy<Record<string, string | undefined>>(
    {},
    {
      get(_target, name) {
        asked.add(String(name));
        return undefined;
      },
    },
  );
  readSettings(environment);
  const section = readme.split('\n## Settings\n')[1]?.split('\n## ')[0] ?? '';
  const told = [...section.matchAll(/^\| `([A-Z][A-Z_]+)`/gm)].map(([, name]) => name ?? '');

  test('are those that the program reads, every one of them', () => {
    expect(told.sort()).toEqual([...asked].sort());
  });

  test('have the standard values that it says', () => {
    const standards = new Map(
      [...section.matchAll(/^\| `([A-Z][A-Z_]+)` .*\| `([^`|]+)`[^`|]*\|$/gm)].map(
        ([, name = '', standard = '']) => [name, standard],
      ),
    );
    const given = Object.fromEntries(standards);

    expect(Object.keys(given)).toEqual(
      expect.arrayContaining(['PORT', 'HOST', 'DATABASE_POOL_SIZE', 'LOG_LEVEL', 'LIMIT_COST']),
    );
    expect({ ...readSettings(given), dataDirectoryIsDefault: true }).toEqual(readSettings({}));
  });
});

describe('what the README points at', () => {
  test('every file is there', () => {
    const paths = [...readme.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(([, path]) => path ?? '');

    expect(paths.length).toBeGreaterThan(30);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test('every command is one', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const named = [...readme.matchAll(/npm run (?:--silent )?([\w-]+)/g)].map(
      ([, name]) => name ?? '',
    );

    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });
});

describe('what is promised', () => {
  const section = readme.split('\n## What is promised, and the test that proves it\n')[1] ?? '';
  const rows = (section.split('\n## ')[0] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2);

  test.each(rows.map((row) => [row.split('|')[1]?.trim() ?? '', row]))(
    '%s: a test proves it',
    (_promise, row) => {
      const files = [...row.matchAll(/\[([\w.-]+)\]\((tests\/[^)]+)\)/g)];

      expect(files.length).toBeGreaterThan(0);
      for (const [, name = '', path = ''] of files) {
        expect(path).toMatch(new RegExp(`/${name}\\.test\\.ts$`));
        expect(readFileSync(join(root, path), 'utf8')).toMatch(/\b(test|it)(\.each|\.skip)?\(/);
      }
    },
  );

  test('is all of the house: the night and the contracts', () => {
    expect(rows.length).toBeGreaterThan(35);
  });
});

describe('the shorter word for curl', () => {
  const definition = /^ask\(\) \{\n[\s\S]*?\n\}$/m.exec(readme)?.[0] ?? '';
  const [body = '', pretty = ''] = [...definition.matchAll(/node -p '([^']+)'/g)].map(
    ([, code = '']) => code,
  );
  const run = (code: string, input: string, ...parameters: string[]): string =>
    spawnSync(process.execPath, ['-p', code, ...parameters], { input, encoding: 'utf8' }).stdout;

  test('puts what is asked into a body, and the answer into lines', () => {
    const query = '{ insurers { name }\n  me { role } } # "quoted"';

    expect(JSON.parse(run(body, '', query))).toEqual({ query });
    expect(run(pretty, '{"data":{"a":[1]}}').trim()).toBe(
      JSON.stringify({ data: { a: [1] } }, null, 2),
    );
  });

  test('stands before it is used, with the address and the token of the curl commands', () => {
    expect(readme.indexOf(definition)).toBeLessThan(readme.indexOf('\nask '));
    expect(definition).toContain('curl -s http://localhost:4000/graphql');
    expect(definition).toContain('$(npm run --silent token -- "$1")');
  });
});

describe('what is pasted from the README, one after the other on a fresh demo', () => {
  let product: Product;
  const kept = new Map<string, string>();
  beforeAll(async () => {
    // The moment that the README gives: its answers hold to the last digit.
    product = await startProduct({ now: '2026-11-22T22:09:06.811Z' });
    const { clock, cipher, db } = product;
    await seedDemo(db.owner, { now: clock.now(), cipher });
  });
  afterAll(() => product.dispose());

  /** The file as JSON, where it is any. */
  const move = async (token: string | undefined, file: PastedFile): Promise<unknown> => {
    const { method, path, contentType, body } = file;
    const answer = await fetch(new URL(path, product.url), {
      method,
      body,
      headers: {
        authorization: `Bearer ${token}`,
        ...(contentType === undefined ? {} : { 'content-type': contentType }),
      },
    });
    const isJson = answer.headers.get('content-type')?.startsWith('application/json') ?? false;
    return isJson ? answer.json() : answer.text();
  };

  /** As the shell does. */
  const filledIn = (text: string): string =>
    text.replace(/'?\$(\w+)'?/g, (written, name: string) => kept.get(name) ?? written);

  const titleOf = ({ user, query }: PastedStep): string =>
    `${user ?? 'nobody'}: ${query.replace(/\s+/g, ' ').slice(0, 80)}`;

  test.each(steps.map((step, index) => [index + 1, titleOf(step), step] as const))(
    '%i. %s',
    async (number, _title, { user, query, variables, shown, keeps, file }) => {
      const token = user === undefined ? undefined : await product.token(claimsOf(user));
      if (file !== undefined) {
        const path = filledIn(file.path);
        expect(differences(shown, await move(token, { ...file, path }), 'file')).toEqual([]);
        return;
      }
      // Each operation takes a minute, but for looking an id up.
      if (number > 1 && (keeps === undefined || keeps.name === 'hash')) product.clock.moveOn(1);
      const { data, errors } = await product.send(token, filledIn(query), variables);

      expect(errors).toBeUndefined();
      if (shown !== undefined) expect(differences(shown, data)).toEqual([]);
      else expect(keeps).toBeDefined();
      if (keeps === undefined) return;
      const [found] = keeps.pattern.exec(JSON.stringify(data)) ?? [];
      if (found === undefined) throw new Error(`There is no ${keeps.name} in the answer`);
      kept.set(keeps.name, found);
    },
  );

  test('is for everybody, the public too', () => {
    expect(new Set(steps.map(({ user }) => user))).toEqual(
      new Set([
        'prescriber',
        'stock-point',
        'insurer',
        'insurer-colleague',
        'supplier',
        'nza',
        undefined,
      ]),
    );
  });

  test('has files that go and come', () => {
    expect(steps.flatMap(({ file }) => file?.method ?? [])).toEqual(['PUT', 'PUT', 'GET']);
  });

  test('gives every request the number that the next ones go by', async () => {
    const [row] = await product.db.owner.query<{ id: string }>({
      name: '',
      text: 'SELECT max(id) AS id FROM emergency_request',
    });

    expect(row?.id).toBe('2001');
    expect(JSON.stringify(steps[2]?.variables)).toContain('ER000002001');
  });
});

describe('an answer that is not what the README shows', () => {
  test.each([
    [{ a: 1 }, { a: 2 }, ['data.a is 2, not 1']],
    [{ a: { b: 'x...' } }, { a: { b: 'yz' } }, ['data.a.b is "yz", not "x..."']],
    [{ a: [1, 2] }, { a: [2, 1] }, ['data.a.1 is not in [2,1]']],
    [{ a: null }, {}, ['data.a is undefined, not null']],
    [{ a: [1], b: 'x...' }, { a: [0, 1], b: 'xyz', c: 3 }, []],
  ])('%j, given %j', (shown, given, found) => {
    expect(differences(shown, given)).toEqual(found);
  });
});
