import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seedDemo } from '../seeds/seed';
import { claimsOf } from '../src/commands/demo-users';
import { projectFolder } from '../src/commands/project-folder';
import { readSettings } from '../src/settings';
import { startProduct, type Product } from './support/product';

const root = projectFolder();
const readme = readFileSync(join(root, 'README.md'), 'utf8').replaceAll('\r\n', '\n');

interface PastedRequest {
  /** Demo user whose token it is sent with. */
  readonly user: string;
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}

/** The curl commands, as a shell would read them: what stands between single quotes is the body. */
const requests = [
  ...readme.matchAll(/```sh\ncurl [^`]*?token -- ([\w-]+)\)[^`]*?-d '([^']+)'\n```/g),
].map(([, user = '', body = '']) => ({
  ...(JSON.parse(body) as Omit<PastedRequest, 'user'>),
  user,
}));

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

describe('the requests in the README, pasted one after the other', () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct({ withReferenceData: true });
    const { clock, cipher, db } = product;
    await seedDemo(db.owner, { now: clock.now(), cipher, requests: 300 });
  });
  afterAll(() => product.dispose());

  test('do what it says', async () => {
    const answers: Record<string, unknown>[] = [];
    let number = '';
    for (const { user, query, variables } of requests) {
      // Fewer requests went before than in the demo, so it has a lower number here.
      const given = variables && 'id' in variables ? { id: number } : variables;
      const token = await product.token(claimsOf(user));
      const answer = await product.ask<Record<string, unknown>>(token, query, given);
      expect(JSON.stringify(answer)).not.toContain('"refusals"');
      const placed = answer['placeEmergencyRequest'] as { number: string } | undefined;
      number = placed?.number ?? number;
      answers.push(answer);
    }

    expect(requests.map(({ user }) => user)).toEqual([
      'prescriber',
      'stock-point',
      'stock-point',
      'insurer',
      'nza',
      'insurer',
    ]);
    expect(answers).toMatchObject([
      {
        placeEmergencyRequest: {
          state: 'RESERVED',
          parts: [{ stockPoint: { id: 'SP-0004' }, gives: [{ pieces: 2, match: 'EXACT' }] }],
        },
      },
      {
        stockPointWorklist: {
          nodes: expect.arrayContaining([
            expect.objectContaining({ requestId: number, state: 'RESERVED' }),
          ]) as unknown,
        },
      },
      {
        accept: { id: number, state: 'ACCEPTED', verdict: 'RUNNING' },
        send: { state: 'DISPATCHED' },
        handOver: { state: 'HANDED_OVER', verdict: 'ON_TIME' },
      },
      {
        coverage: {
          place: 'Amsterdam Oost',
          suppliers: expect.arrayContaining([expect.anything()]) as unknown,
        },
        settlements: { nodes: [expect.anything(), expect.anything()] },
      },
      {
        timelinessReport: { cells: expect.arrayContaining([expect.anything()]) as unknown },
        emergencyRequest: {
          patient: null,
          events: expect.arrayContaining([expect.anything()]) as unknown,
        },
      },
      {
        assessContract: { modules: expect.arrayContaining([expect.anything()]) as unknown },
        moduleCoverage: { matrix: expect.arrayContaining([expect.anything()]) as unknown },
      },
    ]);
  });
});
