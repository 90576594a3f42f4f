import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOrMakeSecretFile } from '../../src/platform/secret-file';

const folder = mkdtempSync(join(tmpdir(), 'disw-secret-'));
const file = join(folder, 'secret');

afterEach(() => rmSync(file, { force: true }));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a file of secrets', () => {
  it('given none, it is made for this user alone; given one, it is read and nothing is made', () => {
    expect(readOrMakeSecretFile(file, () => 'first')).toBe('first');
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);

    const notMade = jest.fn(() => 'second');
    expect(readOrMakeSecretFile(file, notMade)).toBe('first');

    expect(notMade).not.toHaveBeenCalled();
    expect(readdirSync(folder)).toEqual(['secret']);
  });

  it('given another program that makes it meanwhile, both get the content of the first', () => {
    const content = readOrMakeSecretFile(file, () => {
      writeFileSync(file, 'of the other one');
      return 'ours';
    });

    expect(content).toBe('of the other one');
    expect(readFileSync(file, 'utf8')).toBe('of the other one');
    expect(readdirSync(folder)).toEqual(['secret']);
  });

  it('given making it fails, nothing is left behind', () => {
    expect(() =>
      readOrMakeSecretFile(file, () => {
        throw new Error('no luck');
      }),
    ).toThrow('no luck');

    expect(readdirSync(folder)).toEqual([]);
  });
});
