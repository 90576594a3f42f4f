import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compose } from '../composition';
import { PatientCipher } from '../parties/patient-cipher';
import { systemClock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { createPool } from '../platform/database/pool';
import { buildApiSchema, printSchemaToSdl } from '../platform/graphql/build-schema';
import { projectFolder } from './project-folder';

/** The API in GraphQL's own language. Needs no database: the schema is the code's alone. */
export function schemaText(): string {
  const unusedKey = Buffer.alloc(32);
  const { resolvers, guard } = compose({
    database: new Database(createPool('postgres://127.0.0.1:1/none')), // never connected to
    cipher: new PatientCipher({ encryption: [{ id: 'none', key: unusedKey }], hash: unusedKey }),
    clock: systemClock,
    logFault: () => undefined,
  });
  return printSchemaToSdl(buildApiSchema({ resolvers, guard }));
}

/** `npm run schema` prints it; with `--write` it goes into schema/schema.graphql, the same on every system. */
export function schema(parameters: readonly string[]): void {
  if (!parameters.includes('--write')) {
    process.stdout.write(schemaText());
    return;
  }
  writeFileSync(join(projectFolder(), 'schema', 'schema.graphql'), schemaText());
}
