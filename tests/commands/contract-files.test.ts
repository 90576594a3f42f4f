import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import {
  importContractFile,
  importLinesFile,
  writeContract,
} from '../../src/commands/contract-files';
import { PreparationError } from '../../src/platform/database/preparation-error';
import { createLifeWorld, type LifeWorld } from '../contracts/life/world';

let world: LifeWorld;
let folder: string;
beforeAll(async () => {
  world = await createLifeWorld();
  folder = mkdtempSync(join(tmpdir(), 'disw-files-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await world.dispose();
});

const fileOf = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
async function written(form: 'JSON' | 'CSV', number: string): Promise<string> {
  let text = '';
  const to = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  await writeContract(world.db.owner, form, number, to);
  // It is not closed: it may be standard output.
  expect(to.writableEnded).toBe(false);
  return text;
}

test('a contract goes out and in as a file: the same, then added, then changed, and its lines', async () => {
  const id = await world.draft({ number: 'COMMAND-1' });
  const { exportContract } = await world.ask<{ exportContract: { text: string } }>(
    world.insurerA,
    `{ exportContract(id: "${id}") { text } }`,
  );
  const json = await written('JSON', 'COMMAND-1');
  expect(json).toBe(exportContract.text);
  const load = (text: string): Promise<string> =>
    importContractFile(world.db.owner, fileOf('contract.json', text));
  expect(await load(json)).toBe('Contract COMMAND-1 is as it was.');
  const copy = json.replace('COMMAND-1', 'COMMAND-2');
  expect(await load(copy)).toBe('Contract COMMAND-2 was added as a draft.');
  expect(await load(copy.replace('2027-12-31', '2028-12-31'))).toBe(
    'Contract COMMAND-2 was changed.',
  );
  const csv = await written('CSV', 'COMMAND-2');
  const lines = (text: string): Promise<string> =>
    importLinesFile(world.db.owner, 'COMMAND-2', fileOf('lines.csv', text));
  expect(await lines(csv)).toBe('The 1 lines of contract COMMAND-2 were so already.');
  expect(await lines(csv.replace('1.5000', '2'))).toBe(
    'The 1 lines of contract COMMAND-2 are now those of the file.',
  );
  expect(await written('CSV', 'COMMAND-2')).toBe(csv.replace('1.5000', '2.0000'));
});

test('what is wrong is told in words, the first hundred places and how many more; nothing is imported', async () => {
  await world.draft({ number: 'COMMAND-3' });
  const before = await world.counts();
  const wrong = Array.from({ length: 130 }, (_, at) => `${at + 1};A1001;PIECE;1,5;piece`);
  const file = fileOf(
    'wrong.csv',
    ['lineNumber;productGroup;tariffKind;tariff;unit', ...wrong].join('\n'),
  );
  const told = await importLinesFile(world.db.owner, 'COMMAND-3', file).catch(
    (error: unknown) => error,
  );
  expect(told).toBeInstanceOf(PreparationError);
  const words = told instanceof Error ? told.message.split('\n') : [];
  expect(words).toHaveLength(102);
  expect([words[0], ...words.slice(-2)]).toEqual([
    'line 2, column tariff: must be a number such as 2.85, of at most eight digits and four decimals',
    'and 30 more',
    'Nothing was imported.',
  ]);
  for (const work of [
    importLinesFile(world.db.owner, 'NONE', file),
    written('JSON', 'NONE'),
    importContractFile(world.db.owner, fileOf('broken.json', '{"lines": [1, 2')),
    importLinesFile(world.db.owner, 'COMMAND-3', file, 'NOBODY'),
  ]) {
    await expect(work).rejects.toThrow(PreparationError);
  }
  expect(await world.counts()).toEqual(before);
});
