const vm = require('node:vm');
const { TestEnvironment } = require('jest-environment-node');

/**
 * Jest loads the whole product anew for each test file. What V8 made of a module's text is kept as long as the
 * worker lives, so that the next file need not have it made again.
 */
const COMPILED = Symbol.for('disw.compiled-modules');

if (vm[COMPILED] === undefined) {
  const compiled = new Map();
  const compile = vm.compileFunction;
  vm[COMPILED] = compiled;
  vm.compileFunction = (code, parameters, options = {}) => {
    const { filename } = options;
    if (filename === undefined || filename.endsWith('.test.ts')) {
      return compile(code, parameters, options);
    }
    const known = compiled.get(filename);
    if (known?.code === code) {
      return compile(code, parameters, { ...options, cachedData: known.data });
    }
    const made = compile(code, parameters, { ...options, produceCachedData: true });
    compiled.set(filename, { code, data: made.cachedData });
    return made;
  };
}

module.exports = TestEnvironment;
