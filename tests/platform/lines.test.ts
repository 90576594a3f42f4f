import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { linesOf, linesOfFile } from '../../src/platform/lines';
import { assertProperty } from '../support/properties';

async function* chunked(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) {
    yield await Promise.resolve(bytes.subarray(from, from + size));
  }
}

async function collected(lines: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  return all;
}

const read = (text: string | Buffer, size = 4): Promise<string[]> =>
  collected(linesOf(chunked(Buffer.from(text), size)));

describe('the lines of a text', () => {
  it.each([
    ['nothing', '', []],
    ['one without an end', 'a', ['a']],
    ['one with an end', 'a\n', ['a']],
    ['ends of both kinds, empty lines', '\na\r\n\r\nb\n\n', ['', 'a', '', 'b', '']],
    ['a byte order mark', '\ufeffpc4;lat\n', ['pc4;lat']],
    ['letters of several bytes', 'Curaçao\n’s-Gravenhage\n', ['Curaçao', '’s-Gravenhage']],
  ])('%s', async (_words, text, expected) => {
    expect(await read(text, 1)).toEqual(expected);
    expect(await read(text, 1000)).toEqual(expected);
  });

  it('are the same however the bytes come in', async () => {
    await assertProperty(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme' }).filter((line) => !/[\r\n\ufeff]/.test(line))),
        fc.integer({ min: 1, max: 20 }),
        async (lines, size) => {
          const text = lines.map((line) => `${line}\n`).join('');
          expect(await read(text, size)).toEqual(lines);
        },
      ),
    );
  });

  it('given bytes that are not UTF-8, the line is named', async () => {
    const bytes = Buffer.concat([
      Buffer.from('one\ntwo\n'),
      Buffer.from([0xff]),
      Buffer.from('\n'),
    ]);

    await expect(read(bytes)).rejects.toMatchObject({
      line: 3,
      problem: 'the file is not UTF-8 text from about here on',
    });
    await expect(read(Buffer.from([0x41, 0xc3]))).rejects.toMatchObject({ line: 1 });
  });

  it('given no end of line, it stops long before the memory is full', async () => {
    let given = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        given += 1;
        yield await Promise.resolve(Buffer.alloc(8_000, 'a'));
      }
    }

    await expect(collected(linesOf(endless()))).rejects.toMatchObject({
      line: 1,
      problem: 'a line has 20000 characters at most',
    });
    expect(given).toBe(3);
    expect(await read('a'.repeat(20_000))).toHaveLength(1);
    await expect(read(`x\n${'a'.repeat(20_001)}\n`, 100_000)).rejects.toMatchObject({ line: 2 });
  });
});

describe('the lines of a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'disw-lines-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are read, more than a chunk of them', async () => {
    const file = join(folder, 'many.txt');
    const lines = Array.from({ length: 30_000 }, (_, index) => `line ${index}`);
    writeFileSync(file, lines.join('\r\n'));

    expect(await collected(linesOfFile(file))).toEqual(lines);
  });

  it('given no such file, the error is that of the file system', async () => {
    await expect(collected(linesOfFile(join(folder, 'none')))).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });
});
