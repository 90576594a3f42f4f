import 'reflect-metadata';
import { exportCommand } from './commands/export';
import { importCommand } from './commands/import';
import { lifetime } from './commands/lifetime';
import { migrateCommand } from './commands/migrate';
import { Progress } from './commands/progress';
import { schema } from './commands/schema';
import { seed } from './commands/seed';
import { serve } from './commands/serve';
import { stopOnSignals } from './commands/signals';
import { token } from './commands/token';
import { welcome } from './commands/welcome';
import { placeForData } from './platform/database/data-place';
import { PreparationError } from './platform/database/preparation-error';
import { describeFault } from './platform/faults';
import { readSettings, type Settings } from './settings';

/** After a fault, closing may never come to an end. */
const LONGEST_END_MILLISECONDS = 15_000;
const COMMANDS = 'serve (standard), migrate, seed, token, schema, import, export';

async function run([command = 'serve', ...parameters]: readonly string[]): Promise<void> {
  switch (command) {
    case 'serve': {
      const settings = settingsOfThisMachine();
      progress.say(welcome(await serve(settings, progress), settings));
      isServing = true;
      return;
    }
    case 'migrate':
      return migrateCommand(settingsOfThisMachine(), progress);
    case 'seed':
      return seed(settingsOfThisMachine(), progress, parameters);
    case 'token':
      return token(settingsOfThisMachine(), parameters);
    case 'schema':
      return schema(parameters);
    case 'import':
      return importCommand(settingsOfThisMachine(), parameters, progress);
    case 'export':
      return exportCommand(settingsOfThisMachine(), parameters, progress);
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
