const { spawnSync } = require('node:child_process');
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

/**
 * npm run test:properties -- [times] [path ...]: the tests that hold a property, with other cases than usual and
 * so many times as many (20 unless given). What fails prints the seed and path that bring it back.
 */
const [, , times = '20', ...only] = process.argv;
if (!/^[1-9]\d{0,3}$/.test(times)) {
  process.stderr.write(`"${times}" is no number of times from 1 to 9999\n`);
  process.exit(1);
}
const root = join(__dirname, '..', '..');
const files = readdirSync(join(root, 'tests'), { recursive: true })
  .map((name) => join(root, 'tests', String(name)))
  .filter((path) => path.endsWith('.test.ts'))
  .filter((path) => only.length === 0 || only.some((part) => path.includes(part)))
  .filter((path) => readFileSync(path, 'utf8').includes('assertProperty('));
const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
const { status } = spawnSync(
  process.execPath,
  [jest, '--runTestsByPath', '--testTimeout=3600000', ...files],
  { cwd: root, stdio: 'inherit', env: { ...process.env, PROPERTY_TIMES: times } },
);
process.exit(status ?? 1);
