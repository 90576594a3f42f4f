import type { ModuleVersion, ModuleVersionStatus } from '../../src/quality/quality-module';
import { versionInForce, versionsInForce } from '../../src/quality/versions.rules';
import { moduleVersion } from './seeded-modules';

const version = (
  code: string,
  number: number,
  status: ModuleVersionStatus,
  validFrom: string,
): ModuleVersion => ({ ...moduleVersion(code), version: number, status, validFrom });

const versions = [
  version('STOMA', 1, 'SUPERSEDED', '2022-01-01'),
  version('STOMA', 2, 'SUPERSEDED', '2025-07-01'),
  version('STOMA', 3, 'REGISTERED', '2027-01-01'),
  version('STOMA', 4, 'DRAFT', '2024-01-01'),
  version('WOUND', 1, 'REGISTERED', '2026-01-01'),
];

test.each([
  ['2021-12-31', undefined],
  ['2022-01-01', 1],
  ['2025-06-30', 1],
  ['2025-07-01', 2],
  ['2026-12-31', 2],
  ['2027-01-01', 3],
])(
  'on %s version %s is in force: superseded ones up to their successor, drafts never',
  (on, one) => {
    expect(versionInForce(versions, 'STOMA', on)?.version).toBe(one);
  },
);

test('of each module one, of those that have one on the day', () => {
  const names = (on: string): string[] =>
    versionsInForce(versions, on).map(({ module, version: number }) => `${module.code}/${number}`);
  expect(names('2025-12-31')).toEqual(['STOMA/2']);
  expect(names('2027-01-01')).toEqual(['STOMA/3', 'WOUND/1']);
});
