/**
 * Compiles into dist/ what `npm start` and its sisters run, only when something changed since: the compiler
 * takes seconds even to find that nothing did. Types are not checked here; `npm run build` does that.
 */
const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const STAMP = join(root, 'dist', '.compiled-from');
const FOLDERS = ['src', 'migrations', 'seeds', 'tests/bench'];
const FILES = ['ormconfig.ts', 'package.json', 'tsconfig.json', 'tsconfig.build.json'];

const current = fingerprint();
if (readIfThere(STAMP) !== current) {
  const start = performance.now();
  process.stderr.write('Compiling ... ');
  const compiler = require.resolve('typescript/bin/tsc');
  const { status } = spawnSync(
    process.execPath,
    [compiler, '-p', 'tsconfig.build.json', '--noCheck'],
    {
      cwd: root,
      stdio: ['ignore', 2, 2],
    },
  );
  if (status !== 0) process.exit(status ?? 1);
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(STAMP, current);
  process.stderr.write(`${((performance.now() - start) / 1000).toFixed(1)} s\n`);
}

/** Of names, sizes and times of change: reading the files would take longer. */
function fingerprint() {
  const hash = createHash('sha256').update(process.version);
  const add = (path) => {
    const { mtimeMs, size } = statSync(join(root, path));
    hash.update(`${path} ${mtimeMs} ${size}\n`);
  };
  for (const folder of FOLDERS) {
    let names = [];
    try {
      names = readdirSync(join(root, folder), { recursive: true });
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
    }
    for (const name of names.sort()) if (/\.ts$/.test(name)) add(join(folder, name));
  }
  for (const file of FILES) add(file);
  return hash.digest('hex');
}

function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
