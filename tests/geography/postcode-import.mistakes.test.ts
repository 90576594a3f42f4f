import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importPostcodes, PostcodeImportError } from '../../src/geography/postcode-import.service';
import { linesOfFile } from '../../src/platform/lines';
import { GEONAMES, clear, geoNames, lines, postcodeWorld } from './postcode-world';

const world = postcodeWorld();

describe('a file with mistakes', () => {
  async function refused(...texts: string[]): Promise<PostcodeImportError> {
    const before = await world.checksum();
    const error: unknown = await world.load(...texts).catch((thrown: unknown) => thrown);
    expect(await world.checksum()).toBe(before);
    if (error instanceof PostcodeImportError) return error;
    throw new Error('It was not refused', { cause: error });
  }

  it('is refused as a whole, each mistake with its line, and the table stays as it was', async () => {
    const error = await refused(
      geoNames('3511', 'New town', '52.0934', '5.1136'),
      geoNames('3512', 'New town', '49', '9'),
      '',
      geoNames('351', 'New town', '52', '5'),
      'NL\t3513',
    );

    expect(error.problems).toEqual([
      { line: 2, message: 'latitude must be a number between 50 and 54' },
      { line: 2, message: 'longitude must be a number between 3 and 8' },
      {
        line: 4,
        message: 'postcode must be four digits, the first not 0, such as 3511, or a full one',
      },
      { line: 5, message: 'there must be 12 columns separated by tabs, not 2' },
    ]);
    expect(error.message.split('\n')[0]).toBe(
      'line 2: latitude must be a number between 50 and 54',
    );
  });

  it('its mistakes are told up to the hundredth, and it is not read further', async () => {
    let given = 0;
    function* endless(): Generator<string> {
      yield 'pc4,lat,lon';
      for (;;) {
        given += 1;
        yield `3511,x,x`;
      }
    }
    const before = await world.checksum();
    const error: unknown = await importPostcodes(world.db.owner, lines(endless()), 'file').catch(
      (thrown: unknown) => thrown,
    );

    expect((error as PostcodeImportError).problems).toHaveLength(100);
    expect((error as PostcodeImportError).problems.at(-1)?.line).toBe(51);
    expect(given).toBe(50);
    expect(await world.checksum()).toBe(before);
  });

  it.each([
    [
      'the same area twice in a CSV',
      ['pc4,lat,lon', '3511,52,5', '3511,52,5'],
      3,
      'this postcode is already in line 2',
    ],
    ['an unknown format', ['', 'a;b'], 2, /^neither the tab-separated columns of GeoNames/],
    ['an empty file', [], 1, 'the file ends without a postcode'],
    ['a heading alone', ['pc4,lat,lon', ''], 2, 'the file ends without a postcode'],
  ])('%s', async (_words, texts, line, message) => {
    const { problems } = await refused(...texts);

    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ line });
    expect(problems[0]?.message).toMatch(message);
  });

  it('an area whose region nobody can tell', async () => {
    await world.db.owner.query(clear);
    const { problems } = await refused('pc4,lat,lon,place', '3511,52,5,Utrecht');

    expect(problems).toEqual([
      {
        line: 2,
        message: 'region and place must be given: no postcode is known to take them from',
      },
    ]);
  });

  it('bytes that are no text, in the middle of a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'disw-import-'));
    const file = join(folder, 'latin1.csv');
    writeFileSync(file, Buffer.from('pc4,lat,lon,place\n3511,52,5,Cura\xe7ao\n', 'latin1'));
    try {
      const before = await world.checksum();
      await expect(
        importPostcodes(world.db.owner, linesOfFile(file), 'file'),
      ).rejects.toMatchObject({
        problems: [{ message: 'the file is not UTF-8 text from about here on' }],
      });
      expect(await world.checksum()).toBe(before);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('an error while reading is thrown as it came, and nothing is imported', async () => {
    async function* broken(): AsyncGenerator<string> {
      yield* lines(GEONAMES);
      throw new Error('the disk is gone');
    }
    const before = await world.checksum();

    await expect(importPostcodes(world.db.owner, broken(), 'file')).rejects.toThrow(
      'the disk is gone',
    );
    expect(await world.checksum()).toBe(before);
  });
});
