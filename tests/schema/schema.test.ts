import 'reflect-metadata';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, isInterfaceType, isObjectType, parse, validate } from 'graphql';
import { projectFolder } from '../../src/commands/project-folder';
import { schemaText } from '../../src/commands/schema';
import { FIRST_REQUEST } from '../../src/commands/welcome';
import { withoutDescription } from '../../src/platform/graphql/build-schema';
import { readOperations } from '../../src/platform/graphql/operations';

const FOLDER = join(projectFolder(), 'schema');
const OPERATIONS = join(FOLDER, 'operations');
const printed = schemaText();
const schema = buildSchema(printed);
const documents = [
  ...readOperations(OPERATIONS).map((one) => ({ ...one, name: `operations/${one.name}` })),
  ...readOperations(join(OPERATIONS, 'examples')).map((one) => ({
    ...one,
    name: `examples/${one.name}`,
  })),
];
const rootFields = [schema.getQueryType(), schema.getMutationType()].flatMap((root) =>
  Object.keys(root?.getFields() ?? {}),
);

test('the committed schema is the one that is served: after a change, npm run schema -- --write', () => {
  // Lines that Git changed on Windows are no change.
  const committed = readFileSync(join(FOLDER, 'schema.graphql'), 'utf8').replaceAll('\r\n', '\n');

  expect(committed).toBe(printed);
});

test('every type, field and argument says what it is', () => {
  const unsaid = [
    schema.getQueryType(),
    schema.getMutationType(),
    ...Object.values(schema.getTypeMap()),
  ]
    .filter((type) => isObjectType(type) || isInterfaceType(type))
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) =>
      Object.values(type.getFields()).flatMap((field) =>
        field.args
          .filter(({ description }) => !description)
          .map(({ name }) => `${type.name}.${field.name}(${name})`),
      ),
    );

  expect(withoutDescription(schema)).toEqual([]);
  expect([...new Set(unsaid)]).toEqual([]);
});

/** What prescribers, stock points, insurers and the NZa do, by the names that are promised to them. */
const MAIN_JOB = `
  emergencyOptions placeEmergencyRequest emergencyRequest emergencyRequests cancelEmergencyRequest
  stockPointWorklist acceptEmergencyRequest declineEmergencyRequest dispatchEmergencyRequest
  markReadyForPickup handOverEmergencyRequest suspendClock resumeClock receiveStock adjustStock
  stockPoint stockPoints contracts contract coverage settlements timelinessNorms timelinessReport
  me insurers suppliers regions categories productGroups articles`
  .trim()
  .split(/\s+/);

test('there is a document for every operation of the main job, each called after its field', () => {
  const names = readdirSync(OPERATIONS)
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => file.slice(0, -'.graphql'.length));

  expect(names).toEqual(expect.arrayContaining(MAIN_JOB));
  expect(rootFields).toEqual(expect.arrayContaining(names));
});

test.each(documents.map(({ name, document }) => [name, document] as const))(
  '%s is valid',
  (_name, document) => {
    expect(validate(schema, parse(document))).toEqual([]);
  },
);

test('the request that the program shows when it starts is valid', () => {
  expect(validate(schema, parse(FIRST_REQUEST))).toEqual([]);
});
