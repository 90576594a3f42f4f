const Sequencer = require('@jest/test-sequencer').default;

/** What takes more than ten seconds; longest first. */
const LONG = [
  'access/visibility-matrix',
  'main',
  'seeds/requests',
  'contracts/life/contract-uploads',
  'contracts/life/contract-downloads',
  'crash',
  'contracts/assessment/kept-coverage',
  'schema/operations',
  'quality/evaluators',
  'readme',
  'geography/postcode-import.service',
  'contracts/life/contract-files',
  'schema/statement-growth',
  'contracts/refusals',
  'commands/own-postgres',
  'commands/explorer-in-browser',
  'platform/database/embedded-postgres',
  'quality/upkeep',
  'emergency/stock-contention',
  'contracts/life/as-of',
  'emergency/refusals',
];

/**
 * Begins with the files that take longest, so that none of them is still running when all others are done.
 * Jest does so itself from the second run on, by what it remembers of the first.
 */
class LongestFirst extends Sequencer {
  sort(tests) {
    const place = ({ path }) => {
      const found = LONG.findIndex((name) =>
        path.replaceAll('\\', '/').endsWith(`/tests/${name}.test.ts`),
      );
      return found === -1 ? LONG.length : found;
    };
    // A stable sort: the others stay as Jest put them.
    return [...super.sort(tests)].sort((one, other) => place(one) - place(other));
  }
}

module.exports = LongestFirst;
