/**
 * Imports run one way:
 * main -> emergency -> timeliness, supply, contracts -> quality, catalogue, parties, geography -> access -> platform
 */
const layers = [
  ['platform'],
  ['access'],
  ['quality', 'catalogue', 'parties', 'geography'],
  ['timeliness', 'supply', 'contracts'],
  ['emergency'],
];
const upward = layers.flatMap((rooms, level) => {
  const above = layers.slice(level + 1).flat();
  return above.length === 0
    ? []
    : [
        {
          name: `${rooms.join('-')}-looks-down-only`,
          severity: 'error',
          from: { path: `^src/(${rooms.join('|')})/` },
          to: { path: `^src/(${above.join('|')}|main|seeds)` },
        },
      ];
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...upward,
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'only-main-sees-all',
      severity: 'error',
      from: { pathNot: '^(src/main\\.ts|src/(main|commands)/|tests/)' },
      to: { path: '^src/main\\.ts$' },
    },
    {
      name: 'rules-are-pure',
      comment: 'Rules: no database, no clock, no I/O, no API.',
      severity: 'error',
      from: { path: '\\.rules\\.ts$' },
      to: {
        path: '\\.(resolver|service|sql|loader|entity|types)\\.ts$|^src/platform/(database|graphql|http)|node_modules/(pg|typeorm|type-graphql|graphql)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'graphql-stays-in-resolvers',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot:
          '\\.(resolver|types)\\.ts$|^src/platform/(graphql|http)/|^src/access/[^/]*\\.graphql\\.ts$|^src/main\\.ts$',
      },
      to: { path: 'node_modules/(graphql|type-graphql|graphql-scalars|graphql-jit)/' },
    },
    {
      name: 'product-never-sees-tests',
      severity: 'error',
      from: { path: '^(src|migrations|seeds)/' },
      to: { path: '^tests/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
