import 'reflect-metadata';
import { lifetime } from './commands/lifetime';
import { Progress } from './commands/progress';
import { stopOnSignals } from './commands/signals';
import { welcome } from './commands/welcome';
import { placeForData } from './platform/database/data-place';
import { PreparationError } from './platform/database/preparation-error';
import { describeFault } from './platform/faults';
import { readSettings, type Settings } from './settings';

/** After a fault, closing may never come to an end. */
const LONGEST_END_MILLISECONDS = 15_000;
const COMMANDS = 'serve (standard), migrate, seed, token, schema, import, export';

/** Each command loads only what it needs: to load all takes longer than most of them work. */
/* eslint-disable @typescript-eslint/no-require-imports -- import() would want the names of compiled files, which tests do not have */
const load = {
  serve: () => require('./commands/serve') as typeof import('./commands/serve'),
  migrate: () => require('./commands/migrate') as typeof import('./commands/migrate'),
  seed: () => require('./commands/seed') as typeof import('./commands/seed'),
  token: () => require('./commands/token') as typeof import('./commands/token'),
  schema: () => require('./commands/schema') as typeof import('./commands/schema'),
  import: () => require('./commands/import') as typeof import('./commands/import'),
  export: () => require('./commands/export') as typeof import('./commands/export'),
};
/* eslint-enable @typescript-eslint/no-require-imports */

async function run([command = 'serve', ...parameters]: readonly string[]): Promise<void> {
  switch (command) {
    case 'serve': {
      const settings = settingsOfThisMachine();
      progress.say(welcome(await load.serve().serve(settings, progress), settings));
      isServing = true;
      return;
    }
    case 'migrate':
      return load.migrate().migrateCommand(settingsOfThisMachine(), progress);
    case 'seed':
      return load.seed().seed(settingsOfThisMachine(), progress, parameters);
    case 'token':
      return load.token().token(settingsOfThisMachine(), parameters);
    case 'schema':
      return load.schema().schema(parameters);
    case 'import':
      return load.import().importCommand(settingsOfThisMachine(), parameters, progress);
    case 'export':
      return load.export().exportCommand(settingsOfThisMachine(), parameters, progress);
    default:
      throw new PreparationError(`There is no command ${command}; there are ${COMMANDS}.`);
  }
}

function settingsOfThisMachine(): Settings {
  const settings = readSettings(process.env);
  if (settings.database.url !== undefined) return settings;
  const dataDirectory = placeForData(settings.dataDirectory, settings.dataDirectoryIsDefault);
  return { ...settings, dataDirectory };
}

/** What a person can mend is said in words; anything else is a fault of ours, told without any data. */
function explain(error: unknown): string {
  if (error instanceof PreparationError) return error.message;
  return `Unexpected error: ${JSON.stringify(describeFault(error), null, 2)}`;
}

function fail(error: unknown): void {
  if (lifetime.isEnding) return; // what breaks off because it is being closed
  process.stderr.write(`${explain(error)}\n`);
  setTimeout(() => process.exit(1), LONGEST_END_MILLISECONDS).unref();
  lifetime.end().then(
    () => process.exit(1),
    () => process.exit(1),
  );
}

const progress = new Progress();
let isServing = false;
process.on('uncaughtException', fail);
process.stdout.on('error', () => process.exit(0)); // whoever read it has had enough (| head)
process.on('unhandledRejection', fail);
stopOnSignals(progress, () => isServing);
run(process.argv.slice(2)).then(() => (isServing ? undefined : lifetime.end()), fail);
