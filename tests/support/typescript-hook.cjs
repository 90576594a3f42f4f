/**
 * Lets a process of its own run our TypeScript as the tests do, without a build:
 * node -r ./tests/support/typescript-hook.cjs file.ts
 */
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { transformSync } = require('@swc/core');
const jest = require(join(__dirname, '..', '..', 'jest.config.cjs'));

require('reflect-metadata');

const [[, options]] = Object.values(jest.transform);

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    ...options,
    filename,
    swcrc: false,
    configFile: false,
  });
  module._compile(code, filename);
};
